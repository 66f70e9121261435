using System.Globalization;

namespace Analytics.Charting.Charts;

static class ForecastFanSamples
{
    static readonly (string, string) City = ("上海市", "Shanghai");

    public static IEnumerable<GalleryCase> Cases
    {
        get
        {
            yield return new("ordinary", Spec, SampleRows.Table(Rates(SampleRows.Districts[13], 3, 16, 620, 24, -0.7)));
            yield return new("empty", Spec, SampleRows.Table());
            yield return new("one", Spec, SampleRows.Table(SampleRows.Rate(City, "2023", 3, 40)));
            yield return new("equal", Totals, SampleRows.Table(Enumerable.Range(2012, 10).Select(year =>
                SampleRows.Total(City, $"{year}", 1200))));
            yield return new("huge", Spec, SampleRows.Table(SampleRows.Counties().SelectMany((county, i) =>
                Rates(county, i, i < 12 ? 9 : 2, 500, 15, 0.2))));
            yield return new("long-names", Spec with { Width = 360 }, SampleRows.Table(
                Rates(SampleRows.LongName, 4, 12, 500, 8, 0.5)));
            yield return new("missing", Spec, SampleRows.Table(Rates(City, 5, 16, 900, 14, 0.1).Where((_, i) => i != 4)
                .Select((row, i) => i == 13 ? row.With("value", null) : row)));
            yield return new("suppressed", Spec, SampleRows.Table(Rates(SampleRows.Districts[15], 6, 14, 90, 12, 0)
                .Select((row, i) => i == 3 ? row.Withheld() : i == 13 ? row.With("status", "provisional") : row)));
            yield return new("totals", Totals with { Horizon = 3, Reference = new(9000, new("审判能力", "Capacity")) },
                SampleRows.Table(Enumerable.Range(0, 18).Select(i => SampleRows.Total(City, $"{2006 + i}",
                    4200 + 210 * i + SampleRows.Chance(i, 700)))));
            yield return new("months", Totals with { Horizon = 12 },
                SampleRows.Table(Enumerable.Range(0, 48).Select(i =>
                SampleRows.Total(City, $"{2020 + i / 12}-{(i % 12 + 1).ToString("00", CultureInfo.InvariantCulture)}",
                    Math.Round(900 + 6 * i + 160 * Math.Sin(i * Math.PI / 6)) + SampleRows.Chance(i, 90)))));
            yield return new("short", Spec, SampleRows.Table(Rates(City, 7, 4, 400, 15, 0)));
            yield return new("panels", Spec with { Width = 960, Horizon = 3 },
                SampleRows.Table(SampleRows.Districts.Take(8)
                .SelectMany((d, i) => Rates(d, i, i == 7 ? 4 : 12, 300 + 60 * i, 10 + i, (i % 3 - 1) * 0.6))));
        }
    }

    static ChartSpec Spec => SampleRows.Spec("forecast-fan", "行政机关败诉率的预测", "Forecast of the share of cases lost") with
    {
        Subtitle = new("一审审结的行政诉讼案件中行政机关败诉的比例",
            "Cases the government lost among first-instance administrative cases"),
    };

    static ChartSpec Totals => SampleRows.Spec("forecast-fan", "受理案件数的预测", "Forecast of cases accepted");

    static IEnumerable<object?[]> Rates((string, string) area, int seed, int count, int trials, double rate,
        double change) =>
        Enumerable.Range(0, count).Select(i =>
        {
            var n = trials + SampleRows.Chance(seed * 30 + i, trials / 3);
            var share = rate + change * i + (SampleRows.Chance(seed * 80 + i, 50) - 25) / 12.0;
            return SampleRows.Rate(area, $"{2024 - count + i}", (long)(n * Math.Max(0, share) / 100), n);
        });
}
