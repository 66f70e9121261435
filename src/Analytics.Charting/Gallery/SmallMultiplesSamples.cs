using Analytics.Statistics.Comparisons;

namespace Analytics.Charting.Charts;

static class SmallMultiplesSamples
{
    public static IEnumerable<GalleryCase> Cases
    {
        get
        {
            yield return new("ordinary", Spec with { Trend = true, Direction = Direction.LowerBetter }, Districts);
            yield return new("empty", Spec, SampleRows.Table());
            yield return new("one", Spec, SampleRows.Table(SampleRows.Rate(SampleRows.Districts[0], "2020", 3, 40)));
            yield return new("equal", Spec with { Trend = true }, SampleRows.Table(SampleRows.Districts.Take(4)
                .SelectMany(d => Enumerable.Range(2016, 6).Select(year => SampleRows.Rate(d, $"{year}", 0, 400)))));
            yield return new("huge", Spec, SampleRows.Table(SampleRows.Counties()
                .SelectMany((county, i) => Years(county, i, 3))));
            yield return new("long-names", Spec with { Width = 360, Trend = true }, SampleRows.Table(
                new[] { SampleRows.LongName, SampleRows.Districts[10], SampleRows.LongName with { Zh = "西双版纳傣族自治州景洪市" },
                    SampleRows.Districts[3] }.SelectMany((d, i) => Years(d, i, 8))));
            yield return new("missing", Spec, SampleRows.Table(SampleRows.Districts.Take(6).SelectMany((d, i) =>
                Years(d, i, 9).Where((_, k) => (k + i) % 5 != 3).Select((row, k) => (i + k) % 6 == 5
                    ? row.With("value", null) : row))));
            yield return new("suppressed", Spec, SampleRows.Table(SampleRows.Districts[10..].SelectMany((d, i) =>
                Years(d, i, 8).Select((row, k) => i == 5 || (i + k) % 7 == 4 ? row.Withheld() : row))));
            yield return new("lines", Spec with
            {
                Width = 960, Reference = new(12, new("全市", "City")), Highlight = ["青浦区", "闵行区"],
            }, Districts);
            yield return new("others", Spec with { Width = 960 }, Districts);
            yield return new("free-scales", Spec with { FreeScales = true, Title = new("各区受理案件数", "Cases accepted") },
                SampleRows.Table(SampleRows.Districts.Take(12)
                    .SelectMany((d, i) => Enumerable.Range(2015, 9).Select(year =>
                    SampleRows.Total(d, $"{year}",
                        (i * i * 40 + 60) * (20 + year - 2015 + SampleRows.Chance(i * 9 + year, 6)))))));
            yield return new("sixty", Spec with { Width = 1200, Trend = true }, SampleRows.Table(SampleRows.Counties(60)
                .SelectMany((county, i) => Years(county, i, 9))));
        }
    }

    static ChartSpec Spec => SampleRows.Spec("small-multiples", "各区行政机关败诉率", "Share of cases lost, by district") with
    {
        Subtitle = new("一审审结的行政诉讼案件中行政机关败诉的比例",
            "Cases the government lost among first-instance administrative cases"),
    };

    static Tables.Table Districts =>
        SampleRows.Table(SampleRows.Districts.SelectMany((d, i) => Years(d, i, i == 15 ? 4 : 9)));

    // Rising, falling, scattered and flat in turn.
    static IEnumerable<object?[]> Years((string, string) area, int i, int count) => Enumerable.Range(0, count)
        .Select(k =>
    {
        var trials = 380 + 60 * (i % 9) + SampleRows.Chance(i * 40 + k, 50);
        var rate = 9 + i % 5 * 2 + (i % 4) switch { 0 => 0.9, 1 => -0.6, 2 => 0.05, _ => 0.0 } * k
            + (SampleRows.Chance(i * 70 + k, 30) - 15) / (i % 4 == 2 ? 5.0 : 9.0);
        return SampleRows.Rate(area, $"{2015 + k}", (long)(trials * rate / 100), trials);
    });
}
