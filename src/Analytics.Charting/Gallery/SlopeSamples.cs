using Analytics.Statistics.Comparisons;

namespace Analytics.Charting.Charts;

static class SlopeSamples
{
    public static IEnumerable<GalleryCase> Cases
    {
        get
        {
            yield return new("ordinary", Spec, SampleRows.Table(Rows(SampleRows.Districts)));
            yield return new("empty", Spec, SampleRows.Table());
            yield return new("one", Spec, SampleRows.Table(Rows([SampleRows.Districts[0]])));
            yield return new("equal", Spec, SampleRows.Table(SampleRows.Districts.Take(5).SelectMany(d =>
                Years.Select(year => SampleRows.Printed(d, year, 100)))));
            yield return new("huge", Spec, SampleRows.Table(Rows([.. SampleRows.Counties()])));
            yield return new("long-names", Spec with { Width = 480 }, SampleRows.Table(Rows([SampleRows.LongName,
                SampleRows.Districts[0], SampleRows.Districts[1]])));
            yield return new("missing", Spec,
                SampleRows.Table(Rows([.. SampleRows.Districts.Take(6)]).Where((_, i) => i is not (3 or 6))));
            yield return new("suppressed", Spec,
                SampleRows.Table(Rows([.. SampleRows.Districts.Take(6)]).Select((row, i) =>
                i is 3 or 8 ? row.Withheld() : i % 2 == 1 ? row.With("status", "provisional") : row)));
            yield return new("directed", Spec with { Direction = Direction.LowerBetter, Highlight = ["青浦区"] },
                SampleRows.Table(Rows(SampleRows.Districts)));
            yield return new("bounds", Spec, SampleRows.Table(Rows([.. SampleRows.Districts.Take(8)]).Select((row, i) =>
                i is 3 or 8 or 9 ? row.With("bound", i == 8 ? "at_most" : "at_least").With("low", null)
                .With("high", null).With("no_interval_reason", "bound") : row)));
            yield return new("totals", Spec,
                SampleRows.Table(SampleRows.Districts.Take(6).SelectMany((d, i) => Years.Select((year, j) =>
                SampleRows.Total(d, year, 12000 + 2500 * SampleRows.Chance(i + 9 * j, 9))))));
        }
    }

    static readonly string[] Years = ["2016", "2021"];

    static IEnumerable<object?[]> Rows((string, string)[] areas) =>
        areas.SelectMany((area, i) => Years.Select((year, j) =>
        SampleRows.Rate(area, year, 34 + SampleRows.Chance(i, 40) + (i % 5 - 2) * 7 * j * (i % 3),
            460 + 20 * (i % 16))));

    static ChartSpec Spec =>
        SampleRows.Spec("slope", "各区败诉率：2016年与2021年", "Share of cases lost by district, 2016 and 2021");
}
