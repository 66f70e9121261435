namespace Analytics.Charting.Charts;

static class WaterfallSamples
{
    public static IEnumerable<GalleryCase> Cases
    {
        get
        {
            yield return new("ordinary", Spec, SampleRows.Table(Parts.Select(part =>
                SampleRows.Total(City, "2021", part.Value).Part(part.Id, part.Zh, part.En))));
            yield return new("empty", Spec, SampleRows.Table());
            yield return new("one", Spec, SampleRows.Table(SampleRows.Total(City, "2021", 5120)));
            yield return new("equal", Spec,
                SampleRows.Table(SampleRows.Districts.Take(4).SelectMany(area => Years.Select(year =>
                SampleRows.Total(area, year, 120)))));
            yield return new("huge", Spec,
                SampleRows.Table(SampleRows.Counties().SelectMany((area, i) => Years.Select((year, j) =>
                SampleRows.Total(area, year, 40 + SampleRows.Chance(i + 7000 * j, 300))))));
            yield return new("long-names", Spec with { Width = 420 },
                SampleRows.Table(new[] { SampleRows.LongName, SampleRows.Districts[0] }
                .SelectMany((area, i) =>
                    Years.Select((year, j) => SampleRows.Total(area, year, 900 + 300 * i - 140 * j)))));
            yield return new("missing", Spec,
                SampleRows.Table(SampleRows.Districts.Take(5).SelectMany((area, i) => Years.Select((year, j) =>
                SampleRows.Total(area, year, 120 + SampleRows.Chance(i + 10 * j, 60)))).SkipLast(1)));
            yield return new("suppressed", Spec,
                SampleRows.Table(SampleRows.Districts.Take(5).SelectMany((area, i) => Years.Select((year, j) =>
                i == 3 && j == 1 ? SampleRows.Total(area, year, 4).Withheld()
                    : SampleRows.Total(area, year, 120 + SampleRows.Chance(i + 10 * j, 60))))));
            yield return new("rates", SampleRows.Spec("waterfall", "全市败诉率为何变化", "Why the city's loss rate changed") with
            {
                Direction = Statistics.Comparisons.Direction.LowerBetter,
            }, SampleRows.Table(SampleRows.Districts.SelectMany((area, i) =>
                Years.Select((year, j) => SampleRows.Rate(area, year,
                20 + SampleRows.Chance(i + 40 * j, 30), 260 + 30 * i + SampleRows.Chance(i + 90 * j, 80))))));
            yield return new("unexplained", Spec,
                SampleRows.Table(Parts.Where(part => part.Id != "transfer").Select(part =>
                SampleRows.Total(City, "2021", part.Value).Part(part.Id, part.Zh, part.En))));
        }
    }

    static readonly (string, string) City = ("上海市", "Shanghai");

    static readonly string[] Years = ["2020", "2021"];

    static readonly (string Id, string Zh, string En, double Value)[] Parts =
    [
        ("start", "2020年受理", "Accepted in 2020", 5120), ("land", "征收补偿", "Land and compensation", 640),
        ("security", "社会保障", "Social security", 210), ("police", "公安行政管理", "Public security", -330),
        ("market", "市场监管", "Market regulation", 95), ("transfer", "移送其他法院", "Transferred to other courts", -480),
        ("end", "2021年受理", "Accepted in 2021", 5255),
    ];

    static ChartSpec Spec =>
        SampleRows.Spec("waterfall", "行政诉讼受理数的增减由何而来", "Where the change in cases accepted came from");
}
