namespace Analytics.Charting.Charts;

static class RankedDotsSamples
{
    public static IEnumerable<GalleryCase> Cases
    {
        get
        {
            yield return new("ordinary", Spec with { Reference = City },
                SampleRows.Table(SampleRows.Districts.Select((d, i) => SampleRows.Rate(d, "2021",
                    4 + SampleRows.Chance(i, 60), 60 + SampleRows.Chance(i + 50, 700)))));
            yield return new("empty", Spec, SampleRows.Table());
            yield return new("one", Spec, SampleRows.Table(SampleRows.Rate(SampleRows.Districts[0], "2021", 3, 40)));
            yield return new("equal", Spec, SampleRows.Table(SampleRows.Printed(SampleRows.Districts[6], "2021", 100),
                SampleRows.Printed(SampleRows.Districts[13], "2021", 100)));
            yield return new("huge", Spec with { Reference = City, Highlight = ["县1234"] },
                SampleRows.Table(SampleRows.Counties().Select((county, i) =>
                SampleRows.Rate(county, "2021", 4 + SampleRows.Chance(i, 60), 80 + SampleRows.Chance(i + 50, 700)))));
            yield return new("long-names", Spec with { Width = 420 }, States);
            yield return new("missing", Spec, SampleRows.Table(
                SampleRows.Rate(SampleRows.Districts[0], "2021", 66, 612),
                SampleRows.Rate(SampleRows.Districts[1], "2021", 31, 388).With("value", null),
                SampleRows.Printed(SampleRows.Districts[2], "2021", 7.5)));
            yield return new("suppressed", Spec, SampleRows.Table(
                SampleRows.Rate(SampleRows.Districts[0], "2021", 66, 612).With("status", "provisional"),
                SampleRows.Rate(SampleRows.Districts[15], "2021", 1, 19).Withheld(),
                SampleRows.Rate(SampleRows.Districts[2], "2021", 20, 290).With("status", "partial")));
            yield return new("states", Spec, States);
            yield return new("highlight", Spec with { Reference = City, Highlight = ["浦东新区", "Huangpu"] },
                SampleRows.Table(SampleRows.Districts.Select((d, i) => SampleRows.Rate(d, "2021",
                    4 + SampleRows.Chance(i, 60), 60 + SampleRows.Chance(i + 50, 700)))));
            yield return new("many",
                Spec with { Reference = City, Direction = Statistics.Comparisons.Direction.LowerBetter },
                SampleRows.Table(SampleRows.Counties(240).Select((county, i) =>
                    SampleRows.Rate(county, "2021", 8 + SampleRows.Chance(i, 40),
                        180 + SampleRows.Chance(i + 50, 300)))));
        }
    }

    static ReferenceLine City => new(9.6, new("全市", "City"));

    static ChartSpec Spec => SampleRows.Spec("ranked-dots", "各地行政机关败诉率", "Share of administrative cases lost") with
    {
        Subtitle = new("人民法院审结的行政诉讼案件中行政机关败诉的比例",
            "Cases the government lost among administrative cases concluded by courts"),
    };

    // Every state a row can be in.
    static Tables.Table States => SampleRows.Table(
        SampleRows.Rate(("上海市", "Shanghai"), "2021", 388, 10876),
        SampleRows.Rate(SampleRows.Districts[10], "2022", 41, 612, "judged"),
        SampleRows.Rate(SampleRows.Districts[13], "2017", 3, 17).With("alternatives", 2L),
        SampleRows.Printed(SampleRows.Districts[6], "2023", 3.2),
        SampleRows.Printed(SampleRows.LongName, "2019", 12.5, "unstated", "at_most"),
        SampleRows.Printed(("温州市", "Wenzhou"), "2020", 7.9, "unstated", "at_least"),
        SampleRows.Printed(("广州市", "Guangzhou"), "2018", 9.1, "judged", "about"),
        SampleRows.Rate(SampleRows.Districts[15], "2021-08..2022-07", 0, 46));
}
