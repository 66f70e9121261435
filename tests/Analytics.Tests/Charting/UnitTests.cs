using Analytics.Charting;
using Analytics.Charting.Charts;
using Analytics.Tables;
using Analytics.Tests.Etl;

namespace Analytics.Tests.Charting;

/// <summary>Units in the reader's language.</summary>
public class UnitTests
{
    /// <summary>Those of the indicators we know.</summary>
    public static TheoryData<string> Known =>
        [.. new[] { "indicators.csv", "indicators-added.csv", "duties.csv" }.SelectMany(Units).Distinct().Order(StringComparer.Ordinal)];

    static IEnumerable<string> Units(string file) => Seeds.Own("seeds/domain/" + file).Select(row => row["unit"]).Where(unit => unit is not ("" or "%"));

    static IEnumerable<string> Words(string unit, Language language) => Chart.Draw(
        Samples.Ranked(language) with { Type = "points-over-time" },
        Samples.Table(SampleRows.Total(SampleRows.Districts[0], "2021", 12, unit), SampleRows.Total(SampleRows.Districts[0], "2022", 15, unit)))
        .Flat().OfType<TextMark>().Select(text => text.Text);

    [Theory, MemberData(nameof(Known))]
    public void An_indicator_has_its_unit_in_the_language_of_the_picture(string unit)
    {
        Assert.Contains($"单位：{unit}", Words(unit, Language.Chinese));
        var english = Assert.Single(Words(unit, Language.English), word => word.StartsWith("Unit: ", StringComparison.Ordinal));
        Assert.DoesNotContain(english, c => c > 0x2e80);
    }

    [Fact]
    public void An_unknown_unit_stays_as_the_source_has_it() => Assert.Contains("Unit: 卷", Words("卷", Language.English));
}
