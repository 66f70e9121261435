using Analytics.Statistics.Comparisons;

namespace Analytics.Charting.Charts;

static class ScoreboardSamples
{
    public static IEnumerable<GalleryCase> Cases
    {
        get
        {
            yield return new("ordinary", Spec with { Width = 900 }, SampleRows.Table(Rows(SampleRows.Districts, 3)));
            yield return new("empty", Spec, SampleRows.Table());
            yield return new("one", Spec, SampleRows.Table(SampleRows.Rate(SampleRows.Districts[0], "2021", 12, 140)));
            yield return new("equal", Spec,
                SampleRows.Table(SampleRows.Districts.Take(4).SelectMany(d => Enumerable.Range(2018, 4)
                .Select(year => SampleRows.Rate(d, $"{year}", 20, 200)))));
            yield return new("huge", Spec, SampleRows.Table(Rows([.. SampleRows.Counties()], 1)));
            yield return new("long-names", Spec with { Width = 400 }, SampleRows.Table(Rows([SampleRows.LongName,
                SampleRows.Districts[0], SampleRows.Districts[1]], 3)));
            yield return new("missing", Spec, SampleRows.Table(Rows([.. SampleRows.Districts.Take(6)], 2)
                .Where((_, i) => i % 17 is not (3 or 4 or 5) && i % 11 != 7)));
            yield return new("suppressed", Spec,
                SampleRows.Table(Rows([.. SampleRows.Districts.Take(6)], 1).Select((row, i) =>
                i == 11 ? row.Withheld() : i % 6 == 5 ? row.With("status", "provisional") : row)
                .Append(SampleRows.Rate(SampleRows.Districts[15], "2021", 3, 19)
                    .Measure("loss", "行政诉讼败诉率", "Share of cases lost"))));
            yield return new("single", Spec with { Direction = Direction.LowerBetter },
                SampleRows.Table(Rows(SampleRows.Districts, 1)));
        }
    }

    static readonly (string Id, string Zh, string En)[] Measures =
    [
        ("loss", "行政诉讼败诉率", "Share of cases lost"),
        ("appearance", "行政机关负责人出庭应诉率", "Heads of agencies appearing in court"),
        ("accepted", "受理案件", "Cases accepted"),
    ];

    static IEnumerable<object?[]> Rows((string, string)[] areas, int measures) =>
        areas.SelectMany((area, i) => Measures.Take(measures)
        .SelectMany((measure, j) => Enumerable.Range(2016, 6).Select(year => (j == 2
            ? SampleRows.Total(area, $"{year}", 400 + 60 * (i % 16) + SampleRows.Chance(i * 31 + year, 160))
            : SampleRows.Rate(area, $"{year}", j * 420 + 40 + 5 * (i % 7) + (i % 4 - 1) * (year - 2016) * 5
                + SampleRows.Chance(i * 31 + year + j, 22), 520 + 20 * (i % 16)))
            .Measure(measure.Id, measure.Zh, measure.En))));

    static ChartSpec Spec => SampleRows.Spec("scoreboard", "各区法治指标一览", "Districts at a glance");
}
