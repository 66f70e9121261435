using Analytics.Statistics.Comparisons;

namespace Analytics.Charting.Charts;

static class FunnelSamples
{
    public static IEnumerable<GalleryCase> Cases
    {
        get
        {
            yield return new("ordinary", Spec, Districts);
            yield return new("empty", Spec, SampleRows.Table());
            yield return new("one", Spec, SampleRows.Table(SampleRows.Rate(SampleRows.Districts[0], "2021", 3, 40)));
            yield return new("equal", Spec with { Overdispersion = true }, SampleRows.Table(
                SampleRows.Rate(SampleRows.Districts[13], "2021", 0, 40),
                SampleRows.Rate(SampleRows.Districts[7], "2021", 0, 400)));
            yield return new("highlight", Spec with { Highlight = ["闵行区", "Chongming"] }, Districts);
            yield return new("huge",
                Spec with { Overdispersion = true, Direction = Direction.LowerBetter, Highlight = ["县0042"] },
                SampleRows.Table(SampleRows.Counties().Select((county, i) =>
                {
                    var trials = 20 + SampleRows.Chance(i, 40) * SampleRows.Chance(i + 9000, 40);
                    var share = 60 + SampleRows.Chance(i + 5000, 90) + (i % 97 == 5 ? 130 : i % 83 == 7 ? -50 : 0);
                    return SampleRows.Rate(county, "2021", trials * share / 1000, trials);
                })));
            yield return new("long-names", Spec with { Width = 480 }, SampleRows.Table(
                SampleRows.Rate(SampleRows.LongName, "2021", 140, 612),
                SampleRows.Rate(SampleRows.Districts[1], "2021", 31, 388),
                SampleRows.Rate(SampleRows.Districts[2], "2021", 52, 455),
                SampleRows.Rate(SampleRows.Districts[3], "2021", 20, 290)));
            yield return new("missing", Spec, SampleRows.Table(
                SampleRows.Rate(SampleRows.Districts[0], "2021", 66, 612),
                SampleRows.Rate(SampleRows.Districts[1], "2021", 31, 388),
                SampleRows.Printed(SampleRows.Districts[2], "2021", 7.5, "all"),
                SampleRows.Rate(SampleRows.Districts[3], "2021", 20, 290).With("value", null)));
            yield return new("suppressed", Spec, SampleRows.Table(
                SampleRows.Rate(SampleRows.Districts[0], "2021", 66, 612),
                SampleRows.Rate(SampleRows.Districts[1], "2021", 31, 388),
                SampleRows.Rate(SampleRows.Districts[15], "2021", 1, 19).Withheld(),
                SampleRows.Rate(SampleRows.Districts[2], "2021", 20, 290).With("status", "provisional")));
            yield return new("target", Spec with
            {
                Direction = Direction.LowerBetter, Reference = new(10, new("目标", "Target")),
            }, Districts);
        }
    }

    static ChartSpec Spec =>
        SampleRows.Spec("funnel", "各区行政机关败诉率与案件数", "Share of cases lost, against numbers of cases") with
    {
        Subtitle = new("一审审结的行政诉讼案件中行政机关败诉的比例，2021年",
            "Cases the government lost among first-instance administrative cases, 2021"),
    };

    // Made-up counts, some far from the others, two with small bases.
    static Tables.Table Districts =>
        SampleRows.Table(SampleRows.Districts.Zip<(string, string), (long Events, long Trials)>(
    [
        (66, 612), (31, 388), (52, 455), (20, 290), (98, 731), (109, 1020), (40, 502), (118, 840), (15, 210), (37, 333),
        (151, 1290), (9, 145), (83, 640), (3, 77), (8, 26), (1, 19),
    ]).Select(d => SampleRows.Rate(d.First, "2021", d.Second.Events, d.Second.Trials)));
}
