using Analytics.Tables;

namespace Analytics.Charting.Charts;

static class ScatterSamples
{
    public static IEnumerable<GalleryCase> Cases
    {
        get
        {
            yield return new("ordinary", Spec with { Highlight = ["浦东新区"] },
                Table(SampleRows.Districts.SelectMany(Both)));
            yield return new("empty", Spec, SampleRows.Table());
            yield return new("one", Spec, Table(Both(SampleRows.Districts[0], 0)));
            yield return new("equal", Spec, Table(SampleRows.Districts.Take(5).SelectMany(area => new[]
                { Lost(SampleRows.Rate(area, "2021", 20, 200)), Cases2021(area, 300) })));
            yield return new("huge", Spec with { Highlight = ["县0042"] },
                Table(SampleRows.Counties().SelectMany(Both)));
            yield return new("long-names", Spec with { Width = 360 },
                Table(new[] { SampleRows.LongName }.Concat(SampleRows.Districts.Take(7))
                .SelectMany(Both)));
            yield return new("missing", Spec,
                Table(SampleRows.Districts.SelectMany(Both).Where((_, i) => i is not (3 or 8 or 13))));
            yield return new("suppressed", Spec, Table(SampleRows.Districts.SelectMany(Both).Select((row, i) =>
                i == 6 ? row.Withheld() : i == 10 ? row.With("status", "provisional") : row)));
            yield return new("many", Spec with { Reference = new(1200, new("目标", "Target")) },
                Table(SampleRows.Counties(240).SelectMany(Both)));
            yield return new("rates", Spec with { Reference = new(75, new("目标", "Target")) },
                Table(SampleRows.Districts.SelectMany((area, i) =>
                new[] { Lost(Rate(area, i)), Heads(area, i) })));
        }
    }

    static Table Table(IEnumerable<object?[]> rows) => SampleRows.Table(rows);

    static object?[] Rate((string, string) area, int i)
    {
        var trials = 160 + SampleRows.Chance(i + 50, 300);
        return SampleRows.Rate(area, "2021", trials * (60 + SampleRows.Chance(i, 160)) / 1000, trials);
    }

    // More cases where more are lost, and chance.
    static IEnumerable<object?[]> Both((string, string) area, int i)
    {
        var rate = Rate(area, i);
        var share = SampleRows.Chance(i, 160) * (0.4 + SampleRows.Chance(i + 900, 100) / 100.0);
        yield return Lost(rate);
        yield return Cases2021(area, 300 + (int)(8 * share) + SampleRows.Chance(i + 300, 500)
            + SampleRows.Chance(i + 1300, 12) / 11 * 900);
    }

    static object?[] Lost(object?[] row) => row.Measure("loss_rate", "败诉率", "Share of cases lost");

    static object?[] Cases2021((string, string) area, int count) =>
        SampleRows.Total(area, "2021", count).Measure("cases", "受理行政案件", "Administrative cases accepted");

    static object?[] Heads((string, string) area, int i) =>
        SampleRows.Rate(area, "2021", 40 + SampleRows.Chance(i + 70, 55), 110)
        .Measure("heads", "负责人出庭率", "Heads who appeared in court");

    static ChartSpec Spec => SampleRows.Spec("scatter", "案件多的地区败诉率是否也高", "Do areas with more cases lose more of them?");
}
