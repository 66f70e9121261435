namespace Analytics.Charting.Charts;

static class PointsOverTimeSamples
{
    static readonly (string, string) City = ("上海市", "Shanghai");

    public static IEnumerable<GalleryCase> Cases
    {
        get
        {
            yield return new("ordinary", Spec, SampleRows.Table(
                SampleRows.Rate(City, "2015", 270, 5120), SampleRows.Rate(City, "2016", 298, 6033),
                SampleRows.Rate(City, "2017", 240, 7210), SampleRows.Rate(City, "2019", 388, 10876),
                SampleRows.Rate(City, "2020", 311, 9980), SampleRows.Rate(SampleRows.Districts[13], "2015", 3, 41),
                SampleRows.Rate(SampleRows.Districts[13], "2016", 6, 55),
                SampleRows.Rate(SampleRows.Districts[13], "2017", 3, 17),
                SampleRows.Printed(SampleRows.Districts[13], "2019", 9.1),
                SampleRows.Printed(SampleRows.Districts[13], "2020", 5.5, "unstated", "at_most"),
                SampleRows.Rate(SampleRows.Districts[13], "2021-08..2022-07", 4, 63, "judged")));
            yield return new("empty", Spec, SampleRows.Table());
            yield return new("one", Spec, SampleRows.Table(SampleRows.Rate(City, "2020", 3, 40)));
            yield return new("equal", Spec, SampleRows.Table(Enumerable.Range(2016, 6).Select(year =>
                SampleRows.Rate(City, $"{year}", 0, 400))));
            yield return new("huge", Spec with { Width = 1200 }, Panels(60));
            yield return new("long-names", Spec with { Width = 360 },
                SampleRows.Table(Enumerable.Range(2016, 6).SelectMany(year =>
                new[] { SampleRows.LongName, City }.Select((area, i) => SampleRows.Rate(area, $"{year}",
                    20 + SampleRows.Chance(year + i, 30), 300)))));
            yield return new("missing", Spec, SampleRows.Table(
                SampleRows.Rate(City, "2018", 3, 90), SampleRows.Rate(City, "2019", 3, 90).With("value", null),
                SampleRows.Rate(City, "2020", 5, 90), SampleRows.Printed(SampleRows.Districts[13], "unknown", 4)));
            yield return new("suppressed", Spec, SampleRows.Table(
                SampleRows.Rate(City, "2018", 30, 900), SampleRows.Rate(City, "2019", 32, 920),
                SampleRows.Rate(City, "2020", 2, 9).Withheld(),
                SampleRows.Rate(City, "2021", 41, 940).With("status", "provisional")));
            yield return new("panels", Spec with { Width = 960 }, Panels(16));
            yield return new("totals", Spec, SampleRows.Table(SampleRows.Total(City, "2020", 123456),
                SampleRows.Total(City, "2021", 132000), SampleRows.Total(SampleRows.Districts[7], "2020", 45012)));
        }
    }

    static ChartSpec Spec =>
        SampleRows.Spec("points-over-time", "行政机关败诉率逐年变化", "Share of administrative cases lost, by year");

    static Tables.Table Panels(int count) => SampleRows.Table(SampleRows.Districts.Concat(SampleRows.Counties(count))
        .Take(count).SelectMany((area, i) => Enumerable.Range(2016, 8).Select(year => SampleRows.Rate(area, $"{year}",
            20 + i % 5 * 4 + SampleRows.Chance(i * 31 + year, 14), 240 + 40 * (i % 16) - (year - 2016) * 6))));
}
