using Analytics.Statistics.Comparisons;

namespace Analytics.Charting.Charts;

static class TileMapSamples
{
    public static IEnumerable<GalleryCase> Cases
    {
        get
        {
            yield return new("ordinary", Spec, SampleRows.Table(Rows));
            yield return new("empty", Spec, SampleRows.Table());
            yield return new("one", Spec, SampleRows.Table(SampleRows.Rate(SampleRows.Districts[10], "2021", 12, 140)));
            yield return new("equal", Spec,
                SampleRows.Table(SampleRows.Districts.Select(d => SampleRows.Printed(d, "2021", 100))));
            yield return new("huge",
                Spec with { Grid = [.. SampleRows.Counties().Select((c, i) => new TilePlace(c.Zh, i % 60, i / 60))] },
                SampleRows.Table(SampleRows.Counties()
                    .Select((c, i) => SampleRows.Rate(c, "2021", 4 + SampleRows.Chance(i, 60),
                        80 + SampleRows.Chance(i + 50, 700)))));
            yield return new("long-names", Spec with
            {
                Width = 360,
                Grid = [new(SampleRows.LongName.Zh, 0, 0), new("黄浦区", 1, 0), new("徐汇区", 0, 1), new("长宁区", 1, 1)],
            }, SampleRows.Table([SampleRows.Rate(SampleRows.LongName, "2021", 20, 300), .. Rows.Take(3)]));
            yield return new("missing", Spec, SampleRows.Table([.. Rows.Where((_, i) => i % 5 != 2),
                SampleRows.Rate(("苏州市", "Suzhou"), "2021", 30, 400)]));
            yield return new("suppressed", Spec, SampleRows.Table(Rows.Select((row, i) => i == 15 ? row.Withheld()
                : i == 3 ? row.With("status", "provisional") : row)));
            yield return new("around", Spec with
            {
                Direction = Direction.LowerBetter, Reference = new(9.6, new("全市", "City")), Highlight = ["青浦区"],
            }, SampleRows.Table(Rows));
        }
    }

    static IEnumerable<object?[]> Rows => SampleRows.Districts.Select((d, i) => SampleRows.Rate(d, "2021",
        i == 14 ? 3 : 14 + SampleRows.Chance(i, 60), i == 14 ? 24 : 220 + SampleRows.Chance(i + 50, 500)));

    static ChartSpec Spec => SampleRows.Spec("tile-map", "各区行政机关败诉率", "Share of cases lost, by district") with
    {
        Subtitle = new("每格一个区，位置近似地理方位", "A tile each, about where the district lies"),
    };
}
