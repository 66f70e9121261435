using Analytics.Statistics.Comparisons;

namespace Analytics.Charting.Charts;

static class TrendSamples
{
    static readonly (string, string) City = ("上海市", "Shanghai");

    public static IEnumerable<GalleryCase> Cases
    {
        get
        {
            yield return new("ordinary",
                Spec with { Direction = Direction.LowerBetter, Reference = new(10, new("目标", "Target")) },
                SampleRows.Table(Years(SampleRows.Districts[13], 0, 640, 182, -11)));
            yield return new("empty", Spec, SampleRows.Table());
            yield return new("one", Spec, SampleRows.Table(SampleRows.Rate(City, "2020", 3, 40)));
            yield return new("equal", Spec, SampleRows.Table(Enumerable.Range(2015, 9).Select(year =>
                SampleRows.Rate(City, $"{year}", 0, 400))));
            yield return new("huge", Spec, SampleRows.Table(SampleRows.Counties().SelectMany((county, i) =>
                Years(county, i, 500, 40 + i % 50, i % 5 - 2).Take(5))));
            yield return new("long-names", Spec with { Width = 360 }, SampleRows.Table(
                [.. Years(SampleRows.LongName, 1, 640, 70, 9), .. Years(City, 2, 6000, 900, -30)]));
            yield return new("missing", Spec, SampleRows.Table(
            [
                .. Years(City, 3, 900, 130, -8).Where((_, i) => i is not (3 or 6)),
                SampleRows.Rate(City, "2018", 3, 90).With("value", null), SampleRows.Printed(City, "2021", 9.3, "all"),
                SampleRows.Printed(City, "2024", 8, "all", "at_most"), SampleRows.Printed(City, "unknown", 4),
            ]));
            yield return new("suppressed", Spec, SampleRows.Table(
            [
                .. Years(SampleRows.Districts[15], 5, 60, 9, 1).Select((row, i) => i is 2 or 5 ? row.Withheld()
                    : i == 8 ? row.With("status", "provisional") : row),
                SampleRows.Rate(SampleRows.Districts[15], "2014", 2, 22),
            ]));
            yield return new("few", Spec with { Width = 960, Direction = Direction.LowerBetter }, Few);
            yield return new("highlight", Spec with { Highlight = ["青浦区"], Reference = new(12, new("全市", "City")) },
                Few);
            yield return new("broken", Spec with
            {
                Breaks = [new(new(2018, 1, 1), new("行政诉讼管辖改革", "cases moved between courts"), ["青浦区"])],
            }, SampleRows.Table(Years(SampleRows.Districts[13], 0, 640, 182, -11)
                .Select(row => row.With("dataset", "office"))));
            yield return new("months", Spec with { Title = new("每月新收行政诉讼案件", "New administrative cases, by month") },
                SampleRows.Table(Enumerable.Range(0, 30).Select(i => SampleRows.Total(City,
                    $"{2022 + i / 12}-{(i % 12 + 1).ToString("00", null)}", 800 + 9 * i + SampleRows.Chance(i, 160)))));
            yield return new("short", Spec, SampleRows.Table(Years(City, 4, 700, 80, 6).Take(4)));
        }
    }

    static ChartSpec Spec => SampleRows.Spec("trend", "行政机关败诉率的趋势", "Trend of the share of cases lost") with
    {
        Subtitle = new("一审审结的行政诉讼案件中行政机关败诉的比例",
            "Cases the government lost among first-instance administrative cases"),
    };

    static Tables.Table Few => SampleRows.Table(
    [
        .. Years(SampleRows.Districts[13], 0, 640, 140, -9), .. Years(SampleRows.Districts[7], 1, 980, 80, 9),
        .. Years(SampleRows.Districts[10], 2, 1300, 210, 2), .. Years(SampleRows.Districts[15], 3, 410, 30, -2).Take(4),
    ]);

    static IEnumerable<object?[]> Years((string, string) area, int seed, int trials, int events, int change) =>
        Enumerable.Range(0, 9).Select(i => SampleRows.Rate(area, $"{2015 + i}",
            Math.Clamp(events + change * i + SampleRows.Chance(100 * seed + i, 1 + events / 4) - events / 8, 0, trials),
            trials + 7 * i + SampleRows.Chance(50 * seed + i, 1 + trials / 10)));
}
