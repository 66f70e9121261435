using System.Globalization;
using Analytics.Statistics.Comparisons;

namespace Analytics.Charting.Charts;

static class VintagesSamples
{
    static readonly (string, string) City = ("上海市", "Shanghai");

    public static IEnumerable<GalleryCase> Cases
    {
        get
        {
            yield return new("ordinary", Spec, SampleRows.Table(Enumerable.Range(2012, 10).SelectMany(year =>
                Series(year, 5200 + 330 * (year - 2012), year % 3 == 1 ? [0] : year % 3 == 0
                    ? [0, SampleRows.Chance(year, 700) - 250, SampleRows.Chance(year + 9, 900) - 300]
                    : [0, SampleRows.Chance(year + 4, 600) - 200]))));
            yield return new("empty", Spec, SampleRows.Table());
            yield return new("one", Spec, SampleRows.Table(Series(2021, 8200, 0)));
            yield return new("equal", Spec, SampleRows.Table(Enumerable.Range(2015, 6).SelectMany(year =>
                Series(year, 8200, 0, 0))));
            yield return new("huge", Spec, SampleRows.Table(SampleRows.Counties().SelectMany((county, i) => Enumerable.Range(0, 2).Select(k =>
                SampleRows.Total(county, "2021", 800 + SampleRows.Chance(i, 400) + k * (SampleRows.Chance(i + 7000, 60) - 25))
                    .With("published_on", new DateOnly(2022 + k, 3, 15))))));
            yield return new("long-names", Spec with { Width = 360 }, SampleRows.Table(
                new[] { SampleRows.LongName, SampleRows.Districts[10], SampleRows.Districts[3], SampleRows.Districts[4],
                    SampleRows.Districts[5] }.SelectMany((d, i) => Enumerable.Range(0, 2).Select(k => SampleRows.Rate(d, "2021",
                        40 + 9 * i + k * (SampleRows.Chance(i, 14) - 5), 500).With("published_on", new DateOnly(2022, 3 + 6 * k, 15))))));
            yield return new("missing", Spec, SampleRows.Table([.. Series(2019, 8000, 0, 150, 120), .. Series(2020, 8200, 0, 60)
                .Select(row => row.With("published_on", null)), .. Series(2021, 8300, 0, -90).Select((row, i) =>
                    i == 1 ? row.With("value", null) : row)]));
            yield return new("suppressed", Spec, SampleRows.Table(Enumerable.Range(2015, 7).SelectMany(year => Series(year,
                30 + 4 * (year - 2015), [0, year % 2 * 5]).Select((row, k) => year == 2018 || (year == 2016 && k == 1)
                    ? row.Withheld() : row))));
            yield return new("single", Spec, SampleRows.Table(Series(2021, 8200, 0, 160, 160, -40, 240)));
            yield return new("few", Spec with { Width = 960 }, SampleRows.Table([.. Series(2018, 7400, 0, 210, 260),
                .. Series(2019, 7900, 0, 0, -160), .. Series(2020, 8300, 0, 90, 420, 500)]));
            yield return new("rates", Spec with { Direction = Direction.LowerBetter, Title = new("败诉率的修订", "Revisions of the share of cases lost") },
                SampleRows.Table(SampleRows.Districts.SelectMany((d, i) => Enumerable.Range(0, 1 + i % 3).Select(k =>
                    SampleRows.Rate(d, "2022", 40 + 5 * i + k * (SampleRows.Chance(i, 16) - 8), 640)
                        .With("published_on", new DateOnly(2023, 3, 15).AddMonths(5 * k))))));
            yield return new("small", Spec, SampleRows.Table(Enumerable.Range(2012, 9).SelectMany(year =>
                Series(year, 2000 + 900 * (year - 2012), 0, SampleRows.Chance(year, 60) - 20, SampleRows.Chance(year + 50, 70) - 25))));
        }
    }

    static ChartSpec Spec => SampleRows.Spec("vintages", "受理案件数的历次发布", "Cases accepted, as published from year to year") with
    {
        Subtitle = new("上海市各级法院受理的行政诉讼案件", "Administrative cases accepted by courts in Shanghai"),
    };

    // A year's total as printed the year after, and again a year or half a year later each.
    static IEnumerable<object?[]> Series(int year, double first, params double[] changes) => changes.Select((change, k) =>
        SampleRows.Total(City, year.ToString(CultureInfo.InvariantCulture), first + change)
            .With("published_on", new DateOnly(year + 1, 3, 10).AddMonths(7 * k).AddDays(4 * k)));
}
