using System.Text.RegularExpressions;
using Analytics.Tables;
using Analytics.Tests.House;

namespace Analytics.Tests.Tables;

public partial class TextCatalogTests
{
    static readonly TextCatalog Texts = TextCatalog.BuiltIn;

    // An exception made by name anywhere, or target-typed in a room's factory, up to the end of its statement.
    [GeneratedRegex("""new(?<typed>\s+AnalyticsException)?\(\s*"(?<code>[a-z][a-z0-9-]*)"(?<facts>[^;]*);""")]
    static partial Regex Thrown { get; }

    [GeneratedRegex("""\(\s*(?:"(?<name>\w+)"|nameof\((?<name>\w+)\))\s*,""")]
    static partial Regex Fact { get; }

    [GeneratedRegex(@"(?<!\{)\{(?<name>[^{}]+)\}")]
    static partial Regex Placeholder { get; }

    static IEnumerable<(string File, string Code, string[] Facts)> Errors() =>
        from file in Clone.Code
        where file.StartsWith("src/", StringComparison.Ordinal) || file.StartsWith("etl/", StringComparison.Ordinal)
        from thrown in Thrown.Matches(Clone.Read(file))
        where thrown.Groups["typed"].Success || file.EndsWith("Errors.cs", StringComparison.Ordinal)
        select (file, thrown.Groups["code"].Value, Fact.Matches(thrown.Groups["facts"].Value).Select(f => f.Groups["name"].Value).ToArray());

    static string[] Placeholders(string text) =>
        [.. Placeholder.Matches(text).Select(m => m.Groups["name"].Value).Distinct().Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_text_exists_in_both_languages() => Assert.All(Texts.Keys, key =>
    {
        Assert.False(string.IsNullOrWhiteSpace(Texts[key].Zh), key);
        Assert.False(string.IsNullOrWhiteSpace(Texts[key].En), key);
    });

    [Fact]
    public void Both_languages_have_the_same_placeholders() => Assert.All(Texts.Keys, key =>
        Assert.Equal(Placeholders(Texts[key].Zh), Placeholders(Texts[key].En)));

    [Fact]
    public void Every_error_in_the_code_has_a_text() => Findings.None(Errors()
        .Where(error => !Texts.Keys.Contains("error." + error.Code)).Select(error => $"{error.File}: {error.Code}"));

    [Fact]
    public void Every_error_gives_the_facts_its_text_wants() => Findings.None(
        from error in Errors()
        where Texts.Keys.Contains("error." + error.Code)
        let missing = Placeholders(Texts["error." + error.Code].En).Except(error.Facts).ToArray()
        where missing.Length > 0
        select $"{error.File}: {error.Code} lacks {string.Join(", ", missing)}");

    [Fact]
    public void Every_error_text_is_used()
    {
        var code = string.Concat(Clone.Code.Where(f => !f.StartsWith("tests/", StringComparison.Ordinal)).Select(Clone.Read));
        Findings.None(
            Texts.Keys.Where(key => key.StartsWith("error.", StringComparison.Ordinal))
                .Where(key => !code.Contains($"\"{key["error.".Length..]}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void Placeholders_are_filled_in_the_asked_language()
    {
        var error = Assert.Throws<AnalyticsException>(() => Analytics.Statistics.Analyses.Named("关"));
        var known = Analytics.Statistics.Analyses.All.Select(method => method.Name).ToArray();
        Assert.Equal($"没有名为“关”的分析方法。最接近的是：无。已有：{string.Join('、', known)}。", error.Describe(Language.Chinese));
        Assert.Equal($"Analysis '关' is not known. Nearest: none. Known: {string.Join(", ", known)}.", error.Message);
    }

    [Fact]
    public void An_error_inside_an_error_is_told_in_the_asked_language()
    {
        var inner = Assert.Throws<AnalyticsException>(() => Analytics.Statistics.Analyses.Named("关"));
        var outer = new AnalyticsException("report-entry", ("place", "report.json"), ("problem", inner));
        foreach (var language in new[] { Language.Chinese, Language.English })
            Assert.EndsWith(inner.Describe(language), outer.Describe(language), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_key_and_a_missing_fact_are_programmers_errors()
    {
        Assert.Throws<KeyNotFoundException>(() => Texts["no.such.key"]);
        Assert.Throws<KeyNotFoundException>(() => new AnalyticsException("analysis-unknown"));
    }
}
