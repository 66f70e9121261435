namespace Analytics.Charting.Charts;

static class CoverageSamples
{
    public static IEnumerable<GalleryCase> Cases
    {
        get
        {
            yield return new("ordinary", Spec, SampleRows.Table(Rows(SampleRows.Districts, 2016, 9)));
            yield return new("empty", Spec, SampleRows.Table());
            yield return new("one", Spec, SampleRows.Table(SampleRows.Rate(SampleRows.Districts[0], "2021", 12, 140)));
            yield return new("equal", Spec, SampleRows.Table(SampleRows.Districts.Take(5).SelectMany(d =>
                Enumerable.Range(2018, 4).Select(year => SampleRows.Rate(d, $"{year}", 12, 140)))));
            yield return new("huge", Spec, SampleRows.Table(Rows([.. SampleRows.Counties()], 2018, 6)));
            yield return new("long-names", Spec with { Width = 400 }, SampleRows.Table(Rows([SampleRows.LongName,
                SampleRows.Districts[0], SampleRows.Districts[1]], 2016, 8)));
            yield return new("missing", Spec,
                SampleRows.Table(SampleRows.Districts.SelectMany((d, i) => Enumerable.Range(2018, 4)
                .Where(year => (i + year) % 3 != 0).Select(year => SampleRows.Rate(d, $"{year}", 12, 140)))));
            yield return new("suppressed", Spec, SampleRows.Table(Rows(SampleRows.Districts, 2019, 4).Select((row, i) =>
                i % 6 == 1 ? row.Withheld() : row)));
            yield return new("measures", Spec, SampleRows.Table(SampleRows.Districts.SelectMany((d, i) => Measures
                .Where((_, j) => (i * 5 + j * 3) % 7 != 0)
                    .Select(m => SampleRows.Rate(d, "2021", 12, 140).Measure(m.Id, m.Zh, m.En)))));
            yield return new("measures-years", Spec, SampleRows.Table(SampleRows.Districts.SelectMany((d, i) =>
                Enumerable.Range(2018, 4).SelectMany(year => Measures.Take(3)
                .Where((_, j) => (i * 5 + j * 3 + year * 2) % 9 > 1)
                    .Select(m => SampleRows.Rate(d, $"{year}", 12, 140).Measure(m.Id, m.Zh, m.En))))));
        }
    }

    static readonly (string Id, string Zh, string En)[] Measures =
    [
        ("loss", "行政诉讼败诉率", "Share of cases lost"), ("appearance", "负责人出庭应诉率", "Heads appearing in court"),
        ("mediation", "人民调解成功率", "Mediation success"), ("review", "规范性文件备案审查", "Documents reviewed"),
    ];

    static IEnumerable<object?[]> Rows((string, string)[] areas, int first, int years) => areas.SelectMany((area, i) =>
        Enumerable.Range(first, years).Where(year => SampleRows.Chance(i * 17 + year, 9) != 0).Select(year =>
        {
            var row = SampleRows.Rate(area, $"{year}", 12, 140)
                .With("published_on", new DateOnly(year + 1, 3, 1 + SampleRows.Chance(i + year, 27)));
            return SampleRows.Chance(i * 13 + year, 12) switch
            {
                0 => row.With("status", "late"),
                1 => row.With("status", "partial"),
                2 when year == first + years - 1 => row.With("value", null).With("low", null).With("high", null)
                .With("status", "not_due"),
                3 when year == first + years - 1 => row.With("status", "provisional"),
                4 => row.Withheld(),
                _ => row,
            };
        }));

    static ChartSpec Spec => SampleRows.Spec("coverage", "各区报送情况：谁在何时报了什么", "Who reported what, and when");
}
