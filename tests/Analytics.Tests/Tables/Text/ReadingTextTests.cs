using System.Text.Json;
using System.Text.RegularExpressions;
using Analytics.Tables;
using Analytics.Tests.House;

namespace Analytics.Tests.Tables.Text;

/// <summary>Problem codes and their sentences: each has the other.</summary>
public partial class ReadingTextTests
{
    static readonly string[] Facts = ["found", "header", "address", "expected", "first", "second"];
    static readonly string[] NoCodes = ["half-year"];

    [GeneratedRegex("\"(?<code>[a-z]+(?:-[a-z]+)+|footnote|parentheses|scientific)\"")]
    static partial Regex Literal { get; }

    [GeneratedRegex(@"\{(?<name>[^{}]+)\}")]
    static partial Regex Placeholder { get; }

    static string[] InCode() => [.. Clone.Code
        .Where(file => file.StartsWith("src/Analytics.Tables/Text/", StringComparison.Ordinal)
            && !file.EndsWith("Errors.cs", StringComparison.Ordinal) && !file.EndsWith("TextEncoding.cs", StringComparison.Ordinal))
        .SelectMany(file => Literal.Matches(Clone.Read(file))).Select(match => match.Groups["code"].Value)
        .Except(NoCodes).Distinct().Order(StringComparer.Ordinal)];

    static string[] InTexts()
    {
        using var texts = JsonDocument.Parse(Clone.Read("src/Analytics.Tables/Texts/text.json"));
        return [.. texts.RootElement.EnumerateObject().Select(text => text.Name["rule.".Length..])];
    }

    [Fact]
    public void Every_problem_has_a_text_and_every_text_a_problem()
    {
        Assert.Equal(InCode(), InTexts().Order(StringComparer.Ordinal));
        Assert.Equal(InTexts().Order(StringComparer.Ordinal), InTexts());
    }

    [Fact]
    public void Every_problem_is_met_in_a_table_of_cases() => Assert.Equal(InTexts(),
        ((string[])["number-text.csv", "date-text.csv", "period-text.csv"]).SelectMany(Cases.Rows)
            .Select(row => row["problem"]).Where(code => code.Length > 0).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Texts_of_problems_want_only_what_every_caller_knows() => Assert.All(InTexts(), code =>
    {
        var text = TextCatalog.BuiltIn["rule." + code];
        Assert.All(Placeholder.Matches(text.Zh + text.En), match => Assert.Contains(match.Groups["name"].Value, Facts));
        Assert.Contains("{found}", text.Zh, StringComparison.Ordinal);
    });
}
