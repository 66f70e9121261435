using System.Globalization;
using Analytics.Statistics.Comparisons;

namespace Analytics.Charting.Charts;

static class ControlChartSamples
{
    static readonly (string, string) City = ("上海市", "Shanghai");

    public static IEnumerable<GalleryCase> Cases
    {
        get
        {
            yield return new("ordinary", Spec with { Direction = Direction.LowerBetter },
                SampleRows.Table(Rates(SampleRows.Districts[13], 1, 24, 12, 9)));
            yield return new("empty", Spec, SampleRows.Table());
            yield return new("one", Spec, SampleRows.Table(SampleRows.Rate(City, "2023-01", 3, 40)));
            yield return new("equal", Totals, SampleRows.Table(Enumerable.Range(0, 12).Select(i =>
                SampleRows.Total(City, Month(i), 120))));
            yield return new("huge", Spec, SampleRows.Table(SampleRows.Counties().SelectMany((county, i) =>
                Rates(county, i, 3, 2, 0))));
            yield return new("long-names", Spec with { Width = 360 }, SampleRows.Table(
                Rates(SampleRows.LongName, 4, 18, 11, -8)));
            yield return new("missing", Spec,
                SampleRows.Table(Rates(City, 8, 20, 20, 0).Where((_, i) => i is not (6 or 7))
                .Select((row, i) => i == 3 ? row.With("value", null) : row)
                .Append(SampleRows.Printed(City, "2024-09", 12.5, "all"))
                    .Append(SampleRows.Rate(City, "2023", 120, 1100))));
            yield return new("suppressed", Spec, SampleRows.Table(Rates(SampleRows.Districts[15], 6, 18, 30, 0, 60)
                .Select((row, i) => i is 4 or 11 ? row.Withheld()
                    : i == 17 ? row.With("status", "provisional") : row)));
            yield return new("totals", Totals, SampleRows.Table(Enumerable.Range(0, 30).Select(i =>
                SampleRows.Total(City, Month(i),
                    820 + SampleRows.Chance(i, 120) + (i is 13 ? 260 : i > 21 ? 60 : 0)))));
            yield return new("phases", Totals with
            {
                Breaks = [new(new(2024, 3, 1), new("立案登记制改革", "new rules for accepting cases"), ["上海市"])],
            }, SampleRows.Table(Enumerable.Range(0, 28).Select(i => SampleRows.Total(City, Month(i),
                640 + SampleRows.Chance(i, 110) + (i > 13 ? 300 : 0)).With("dataset", "office"))));
            yield return new("panels", Spec with { Width = 960, Direction = Direction.LowerBetter }, SampleRows.Table(
                SampleRows.Districts.SelectMany((d, i) => Rates(d, i, 24, i % 3 == 0 ? 14 : 40, i % 5 == 0 ? 9 : -7))));
            yield return new("panel-totals", Totals with { Width = 760 }, SampleRows.Table(
                SampleRows.Districts.Take(4).SelectMany((d, i) => Enumerable.Range(2008, 16).Select(year =>
                    SampleRows.Total(d, $"{year}", (i + 1) * (100 + SampleRows.Chance(year + 70 * i, 30)))))));
        }
    }

    static ChartSpec Spec =>
        SampleRows.Spec("control-chart", "行政机关败诉率是否超出偶然波动", "Share of cases lost: chance or change?") with
    {
        Subtitle = new("一审审结的行政诉讼案件中行政机关败诉的比例，逐月",
            "Cases the government lost among first-instance administrative cases, by month"),
    };

    static ChartSpec Totals => SampleRows.Spec("control-chart", "受理案件数是否超出偶然波动", "Cases accepted: chance or change?");

    static string Month(int i) => $"{2023 + i / 12}-{(i % 12 + 1).ToString("00", CultureInfo.InvariantCulture)}";

    // Months of chance, and from one on something more.
    static IEnumerable<object?[]> Rates((string, string) area, int seed, int count, int from, int more,
        int trials = 260) =>
        Enumerable.Range(0, count).Select(i =>
        {
            var n = trials / 2 + SampleRows.Chance(seed * 90 + i, trials);
            var rate = 14 + (SampleRows.Chance(seed * 50 + i, 90) - 45) / 12.0 + (i >= from ? more : 0);
            return SampleRows.Rate(area, Month(i), (long)(n * rate / 100), n);
        });
}
