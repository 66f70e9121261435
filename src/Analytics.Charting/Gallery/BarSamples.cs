namespace Analytics.Charting.Charts;

static class BarSamples
{
    public static IEnumerable<GalleryCase> Grouped
    {
        get
        {
            var spec = SampleRows.Spec("grouped-bars", "各区行政机关败诉率", "Share of cases lost, by district");
            var totals = SampleRows.Spec("grouped-bars", "行政复议与行政诉讼受理数", "Cases of reconsideration and litigation");
            yield return new("ordinary", spec with { Reference = new(9.6, new("全市", "City")) },
                SampleRows.Table(Rates(SampleRows.Districts)));
            yield return new("empty", spec, SampleRows.Table());
            yield return new("one", spec, SampleRows.Table(SampleRows.Rate(SampleRows.Districts[0], "2021", 12, 140)));
            yield return new("equal", spec,
                SampleRows.Table(SampleRows.Districts.Take(4).Select(d => SampleRows.Printed(d, "2021", 100))));
            yield return new("huge", totals, SampleRows.Table(SampleRows.Counties().Select((c, i) =>
                SampleRows.Total(c, "2021", 40 + SampleRows.Chance(i, 900)))));
            yield return new("long-names", spec with { Width = 400 }, SampleRows.Table(Rates([SampleRows.LongName,
                SampleRows.Districts[0], SampleRows.Districts[1]])));
            yield return new("missing", totals,
                SampleRows.Table(Parts([.. SampleRows.Districts.Take(6)]).Where((_, i) => i % 5 != 3)));
            yield return new("suppressed", spec,
                SampleRows.Table(Rates([.. SampleRows.Districts.Take(8)]).Select((row, i) =>
                i == 3 ? row.Withheld() : i == 5 ? row.With("status", "provisional") : row)
                .Append(SampleRows.Rate(SampleRows.Districts[15], "2021", 3, 21))));
            yield return new("two-years", spec with { Highlight = ["青浦区"] },
                SampleRows.Table(SampleRows.Districts.Skip(10).SelectMany((d, i) =>
                TwoYears.Select((year, j) => SampleRows.Rate(d, year, 14 + SampleRows.Chance(i + 20 * j, 60),
                    260 + SampleRows.Chance(i + 50, 500))))));
            yield return new("months", totals, SampleRows.Table(Enumerable.Range(0, 60).Select(i =>
                SampleRows.Total(City,
                    $"{2018 + i / 12}-{(i % 12 + 1).ToString("00", System.Globalization.CultureInfo.InvariantCulture)}",
                    900 + SampleRows.Chance(i, 400)))));
            yield return new("series", totals, SampleRows.Table(Parts([.. SampleRows.Districts.Take(8)])));
            yield return new("years", totals,
                SampleRows.Table(Enumerable.Range(2014, 10).SelectMany(year => Kinds.Take(2).Select((kind, j) =>
                SampleRows.Total(City, $"{year}", 9000 + 4200 * j + SampleRows.Chance(year + j, 6000))
                    .Part(kind.Id, kind.Zh, kind.En)))));
        }
    }

    public static IEnumerable<GalleryCase> Stacked
    {
        get
        {
            var spec = SampleRows.Spec("stacked-bars", "行政复议案件审理结果", "Outcomes of reconsideration");
            yield return new("ordinary", spec, SampleRows.Table(Parts(SampleRows.Districts)));
            yield return new("empty", spec, SampleRows.Table());
            yield return new("one", spec,
                SampleRows.Table(SampleRows.Total(SampleRows.Districts[0], "2021", 140).Part("kept", "维持", "Upheld")));
            yield return new("equal", spec,
                SampleRows.Table(SampleRows.Districts.Take(4).SelectMany(d => Kinds.Select(kind =>
                SampleRows.Total(d, "2021", 50).Part(kind.Id, kind.Zh, kind.En)))));
            yield return new("huge", spec, SampleRows.Table(Parts([.. SampleRows.Counties()])));
            yield return new("long-names", spec with { Width = 400 }, SampleRows.Table(Parts([SampleRows.LongName,
                SampleRows.Districts[0], SampleRows.Districts[1]])));
            yield return new("missing", spec,
                SampleRows.Table(Parts([.. SampleRows.Districts.Take(6)]).Where((_, i) => i % 5 != 3)));
            yield return new("suppressed", spec,
                SampleRows.Table(Parts([.. SampleRows.Districts.Take(6)]).Select((row, i) =>
                i is 7 or 12 ? row.Withheld() : row)));
            yield return new("shares-withheld", spec with { Shares = true },
                SampleRows.Table(Parts([.. SampleRows.Districts.Take(6)]).Select((row, i) =>
                i is 7 or 12 ? row.Withheld() : i == 4 ? row.With("status", "provisional") : row)));
            yield return new("shares", spec with { Shares = true }, SampleRows.Table(Parts(SampleRows.Districts)));
            yield return new("years", spec,
                SampleRows.Table(Enumerable.Range(2014, 10).SelectMany(year => Kinds.Select((kind, j) =>
                SampleRows.Total(City, $"{year}", 900 + 420 * j + SampleRows.Chance(year + j, 600))
                    .Part(kind.Id, kind.Zh, kind.En)))));
        }
    }

    static readonly string[] TwoYears = ["2020", "2021"];

    static readonly (string, string) City = ("上海市", "Shanghai");

    static readonly (string Id, string Zh, string En)[] Kinds =
    [
        ("kept", "维持", "Upheld"), ("ended", "终止", "Withdrawn"), ("corrected", "纠错", "Corrected"),
        ("rejected", "驳回", "Rejected"),
    ];

    static IEnumerable<object?[]> Rates((string, string)[] areas) => areas.Select((d, i) => SampleRows.Rate(d, "2021",
        14 + SampleRows.Chance(i, 60), 260 + SampleRows.Chance(i + 50, 500)));

    static IEnumerable<object?[]> Parts((string, string)[] areas) =>
        areas.SelectMany((area, i) => Kinds.Select((kind, j) =>
        SampleRows.Total(area, "2021", (20 + SampleRows.Chance(i * 5 + j, 120)) * (j == 0 ? 3 : 1))
            .Part(kind.Id, kind.Zh, kind.En)));
}
