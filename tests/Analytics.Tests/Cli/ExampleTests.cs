using System.Text.RegularExpressions;
using Analytics.Tests.House;

namespace Analytics.Tests.Cli;

public sealed partial class ExampleTests
{
    [GeneratedRegex("^```console\n\\$ (?<command>[^\n]*)\n(?<output>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    static partial Regex Shown { get; }

    static readonly string Page = Clone.Read("src/Analytics.Semantics/EXAMPLE.md").ReplaceLineEndings("\n");

    // In the order of the page: the first command writes what the others ask.
    [Fact]
    public async Task Every_command_of_the_page_prints_what_the_page_shows()
    {
        await using var example = new CourtsExample();
        var shown = Shown.Matches(Page);
        Assert.True(shown.Count > 12);
        foreach (Match one in shown)
        {
            var words = CourtsExample.Split(one.Groups["command"].Value);
            Assert.Equal("analytics", words[0]);
            var ended = await example.CallAsync([.. words[1..].Select(word => word == "courts" ? example.Folder["courts"] : word)]);
            var told = (ended.Output + ended.Error).Replace(example.Folder["courts"], "courts", StringComparison.Ordinal);
            var expected = one.Groups["output"].Value;
            if (expected.EndsWith("\n…\n", StringComparison.Ordinal)) Assert.StartsWith(expected[..^2], told, StringComparison.Ordinal);
            else Assert.Equal(expected, told);
        }
    }

    [Fact]
    public async Task An_example_that_is_there_is_not_overwritten()
    {
        await using var example = new CourtsExample();
        await example.InitializeAsync();
        var ended = await example.CallAsync("model", "example", example.Folder["courts"], "--lang", "en");
        Assert.Contains("exists and is not overwritten", ended.ErrorLine, StringComparison.Ordinal);
    }
}
