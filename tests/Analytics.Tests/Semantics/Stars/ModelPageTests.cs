using System.Text.Json;
using System.Text.RegularExpressions;
using Analytics.Semantics;
using Analytics.Semantics.Stars;
using Analytics.Tests.House;

namespace Analytics.Tests.Semantics.Stars;

public partial class ModelPageTests
{
    static readonly string Page = Clone.Read("src/Analytics.Semantics/MODEL.md");

    static readonly string[] Examples =
        [.. Fence.Matches(Page).Where(m => m.Groups["kind"].Value == "yaml").Select(m => m.Groups["text"].Value)];

    [GeneratedRegex("^```(?<kind>[a-z]*)\n(?<text>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    static partial Regex Fence { get; }

    [Fact]
    public void Every_example_of_the_page_is_a_model()
    {
        Assert.StartsWith("model: shop", Examples[0], StringComparison.Ordinal);
        Assert.Equal(6, Examples.Length);
        Assert.All(Examples, example => Assert.NotNull(CourtModel.Parse(
            example.StartsWith("model:", StringComparison.Ordinal) ? example
            : example.StartsWith("measures:\n", StringComparison.Ordinal) ? Examples[0] + example["measures:\n".Length..]
            : "model: example\n" + example)));
    }

    [Fact]
    public void The_page_names_every_key_of_a_model()
    {
        var words = Word.Matches(Page).Select(m => m.Value).ToHashSet();
        Assert.All(ModelKeys.Blocks, block => Assert.All(block.Value, key => Assert.Contains(key, words)));
    }

    [GeneratedRegex("[a-z_]+")]
    static partial Regex Word { get; }

    [Fact]
    public void The_page_names_every_property_of_a_question() => Assert.All(
        typeof(Query).GetProperties().Where(p => p.CanWrite),
        p => Assert.Contains($"`{JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Name)}`", Page, StringComparison.Ordinal));

    [Fact]
    public void Prose_of_the_page_is_wrapped() => Findings.None(Page.Split('\n')
        .Where(line => line.Length > 120 && line[0] != '|' && !line.StartsWith("  - {", StringComparison.Ordinal)));
}
