namespace Analytics.Charting.Charts;

static class HeatMapSamples
{
    public static IEnumerable<GalleryCase> Cases
    {
        get
        {
            yield return new("ordinary", Spec, SampleRows.Table(Rows(SampleRows.Districts, 2016, 8)));
            yield return new("empty", Spec, SampleRows.Table());
            yield return new("one", Spec, SampleRows.Table(SampleRows.Rate(SampleRows.Districts[0], "2021", 12, 140)));
            yield return new("equal", Spec, SampleRows.Table(SampleRows.Districts.Take(4).SelectMany(d =>
                Enumerable.Range(2020, 2).Select(year => SampleRows.Printed(d, $"{year}", 100)))));
            yield return new("huge", Spec, SampleRows.Table(Rows([.. SampleRows.Counties()], 2018, 6)));
            yield return new("long-names", Spec with { Width = 420 }, SampleRows.Table(Rows([SampleRows.LongName,
                SampleRows.Districts[0], SampleRows.Districts[1]], 2018, 5)));
            yield return new("missing", Spec,
                SampleRows.Table(Rows(SampleRows.Districts, 2016, 8).Where((_, i) => i % 7 != 3 && i % 11 != 5)));
            yield return new("suppressed", Spec, SampleRows.Table(Rows(SampleRows.Districts, 2018, 5).Select((row, i) =>
                i % 13 == 4 ? row.Withheld() : i % 5 == 4 ? row.With("status", "provisional") : row)));
            yield return new("variants", Spec, SampleRows.Table(SampleRows.Districts.Take(6).SelectMany((d, i) =>
                Enumerable.Range(2016, 6)
                    .Select(year => SampleRows.Rate(d, $"{year}", i == 2 && year == 2019 ? 2
                        : 8 + SampleRows.Chance(i * 31 + year, 20),
                    i == 2 && year == 2019 ? 21 : 180, year < 2018 && i % 2 == 0 ? "judged" : "all")))));
            yield return new("counties", Spec with { Highlight = ["县0042", "县0107"] },
                SampleRows.Table(Rows([.. SampleRows.Counties(180)], 2016, 8)));
        }
    }

    static IEnumerable<object?[]> Rows((string, string)[] areas, int first, int years) => areas.SelectMany((area, i) =>
        Enumerable.Range(first, years).Select(year => SampleRows.Rate(area, $"{year}",
            8 + SampleRows.Chance(i, 40) + SampleRows.Chance(i * 31 + year, 14), 300 + 10 * (i % 16))));

    static ChartSpec Spec => SampleRows.Spec("heat-map", "各区历年败诉率", "Share of cases lost, by district and year");
}
