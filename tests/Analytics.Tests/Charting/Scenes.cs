using Analytics.Charting;
using Analytics.Charting.Charts;
using Analytics.Statistics.Comparisons;
using Analytics.Tables;

namespace Analytics.Tests.Charting;

/// <summary>Sample pictures by name, and their marks laid flat.</summary>
static class Scenes
{
    static readonly ReferenceLine Nation = new(5.25, new("全国", "Nation"));

    static readonly Dictionary<string, (ChartSpec Spec, Table Table)> Samples = new()
    {
        ["funnel"] = (Charting.Samples.Funnel(), Charting.Samples.FunnelRows),
        ["funnel-empty"] = (Charting.Samples.Funnel(), Charting.Samples.Table()),
        ["funnel-equal"] = (Charting.Samples.Funnel() with { Overdispersion = true }, Charting.Samples.Table(
            Charting.Samples.Counted("青浦区", "2021", 0, 40), Charting.Samples.Counted("闵行区", "2021", 0, 400))),
        ["funnel-narrow"] = (Charting.Samples.Funnel() with { Width = 360, Direction = Direction.LowerBetter },
            Charting.Samples.FunnelRows),
        ["funnel-one"] = (Charting.Samples.Funnel(),
            Charting.Samples.Table(Charting.Samples.Counted("上海市", "2021", 3, 40))),
        ["funnel-target"] = (Charting.Samples.Funnel() with { Direction = Direction.LowerBetter,
            Reference = new(10, new("目标", "Target")) }, Charting.Samples.FunnelRows),
        ["funnel-wide"] = (Charting.Samples.Funnel() with { Overdispersion = true }, Charting.Samples.FunnelRows),
        ["ranked"] = (Charting.Samples.Ranked() with { Reference = Nation,
            Footnotes = [new("青浦区2017年分母为17件。", "Qingpu 2017: 17 cases.")] },
            Charting.Samples.RankedRows),
        ["ranked-empty"] = (Charting.Samples.Ranked(), Charting.Samples.Table()),
        ["ranked-equal"] = (Charting.Samples.Ranked(), Charting.Samples.Table(
            Charting.Samples.Printed("杨浦区", "2020", 100), Charting.Samples.Printed("青浦区", "2020", 100))),
        ["ranked-narrow"] = (Charting.Samples.Ranked() with { Width = 360 }, Charting.Samples.RankedRows),
        ["ranked-one"] = (Charting.Samples.Ranked(),
            Charting.Samples.Table(Charting.Samples.Counted("上海市", "2020", 3, 40))),
        ["ranked-totals"] = (Charting.Samples.Ranked(),
            Charting.Samples.Table(Charting.Samples.Total("上海市", "2020", 12345678),
            Charting.Samples.Total("青浦区", "2020", 12, "at_least"), Charting.Samples.Total("闵行区", "2020", 45012))),
        ["time"] = (Charting.Samples.OverTime(), Charting.Samples.TimeRows),
        ["time-crowd"] = (Charting.Samples.OverTime() with { Reference = Nation }, Charting.Samples.Crowd),
        ["time-empty"] = (Charting.Samples.OverTime(), Charting.Samples.Table()),
        ["time-narrow"] = (Charting.Samples.OverTime() with { Width = 340 }, Charting.Samples.ManyAreas),
        ["time-one"] = (Charting.Samples.OverTime(),
            Charting.Samples.Table(Charting.Samples.Counted("上海市", "2020", 3, 40))),
        ["time-panels"] = (Charting.Samples.OverTime() with { Reference = Nation }, Charting.Samples.ManyAreas),
        ["time-simulated"] = (Charting.Samples.OverTime() with { Height = 600 }, Charting.Samples.Table(
            Charting.Samples.Counted("青浦区", "2019", 3, 40).With("dataset", "simulated"),
            Charting.Samples.Counted("青浦区", "2020", 40, 40).With("dataset", "simulated"))),
        ["time-trends"] = (Charting.Samples.OverTime() with { Width = 960, Trend = true, Direction = Direction.LowerBetter },
            Charting.Samples.TrendRows),
        ["time-trends-mixed"] = (Charting.Samples.OverTime() with { Trend = true }, Charting.Samples.TimeRows),
        ["time-totals"] = (Charting.Samples.OverTime(),
            Charting.Samples.Table(Charting.Samples.Total("上海市", "2020", 123456),
            Charting.Samples.Total("上海市", "2021", 132000), Charting.Samples.Total("闵行区", "2020", 45012))),
    };

    public static TheoryData<string, Language> All()
    {
        var data = new TheoryData<string, Language>();
        foreach (var name in Samples.Keys)
        {
            data.Add(name, Language.Chinese);
            data.Add(name, Language.English);
        }
        return data;
    }

    public static Scene Draw(string name, Language language = Language.Chinese) =>
        Chart.Draw(Samples[name].Spec with { Language = language }, Samples[name].Table);

    public static Table Rows(string name) => Samples[name].Table;

    public static IEnumerable<Mark> Flat(this Scene scene) => scene.Marks.SelectMany(Flat);

    public static IEnumerable<DatumGroup> Data(this Scene scene) => scene.Marks.SelectMany(Groups).OfType<DatumGroup>();

    static IEnumerable<Group> Groups(Mark mark) => mark is Group group ? [group, .. group.Marks.SelectMany(Groups)] : [];

    /// <summary>All groups of a kind.</summary>
    public static IEnumerable<T> AllOf<T>(this Scene scene) where T : Group => scene.Marks.SelectMany(Groups).OfType<T>();

    /// <summary>The lines that join points: soft tints of the series colours.</summary>
    public static int Joins(this Scene scene)
    {
        var soft = Themes.Paper.Series.Select(Themes.Paper.Soft).ToHashSet();
        return scene.Flat().OfType<LineMark>().Count(l => soft.Contains(l.Color));
    }

    static IEnumerable<Mark> Flat(Mark mark) => mark is Group group ? group.Marks.SelectMany(Flat) : [mark];
}
