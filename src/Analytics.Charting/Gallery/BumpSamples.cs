namespace Analytics.Charting.Charts;

static class BumpSamples
{
    public static IEnumerable<GalleryCase> Cases
    {
        get
        {
            yield return new("ordinary", Spec with { Highlight = ["青浦区", "浦东新区"] },
                SampleRows.Table(Rows(SampleRows.Districts)));
            yield return new("empty", Spec, SampleRows.Table());
            yield return new("one", Spec, SampleRows.Table(SampleRows.Rate(SampleRows.Districts[0], "2021", 12, 140)));
            yield return new("equal", Spec,
                SampleRows.Table(SampleRows.Districts.Take(4).SelectMany(d => Enumerable.Range(2018, 4)
                .Select(year => SampleRows.Rate(d, $"{year}", 20, 200)))));
            yield return new("huge", Spec, SampleRows.Table(Rows([.. SampleRows.Counties()])));
            yield return new("long-names", Spec with { Width = 480 }, SampleRows.Table(Rows([SampleRows.LongName,
                SampleRows.Districts[0], SampleRows.Districts[1]])));
            yield return new("missing", Spec,
                SampleRows.Table(Rows([.. SampleRows.Districts.Take(6)]).Where((_, i) => i % 5 != 3)));
            yield return new("suppressed", Spec,
                SampleRows.Table(Rows([.. SampleRows.Districts.Take(6)]).Select((row, i) =>
                i == 9 ? row.Withheld() : i % 6 == 5 ? row.With("status", "provisional") : row)
                .Append(SampleRows.Rate(SampleRows.Districts[15], "2021", 1, 7))));
        }
    }

    static IEnumerable<object?[]> Rows((string, string)[] areas) =>
        areas.SelectMany((area, i) => Enumerable.Range(2016, areas.Length > 100 ? 2 : 6)
        .Select(year => SampleRows.Rate(area, $"{year}", 20 + 9 * (i * 7 % 16) + SampleRows.Chance(i * 31 + year, 30),
            900 + 20 * (i % 16))));

    static ChartSpec Spec => SampleRows.Spec("bump", "败诉率由高到低的位次", "Ranks by share of cases lost, highest first");
}
