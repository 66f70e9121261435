using Analytics.Charting;
using Analytics.Charting.Charts;
using Analytics.Tables;

namespace Analytics.Tests.Charting;

/// <summary>Small tables shaped like a query's result, and specs to draw them.</summary>
static class Samples
{
    static readonly Dictionary<string, (string Zh, string En)> Variants = new()
    {
        ["all"] = ("占全部审结案件", "of all cases concluded"),
        ["judged"] = ("占实体判决案件", "of substantive judgments"),
        ["unstated"] = ("分母未说明", "denominator unstated"),
        ["count"] = ("受理案件", "cases accepted"),
    };

    /// <summary>A rate counted from events and trials, with its Wilson interval.</summary>
    public static object?[] Counted(string area, string period, long events, long trials, string variant = "all",
        string scope = "")
    {
        var (p, z, n) = (events / (double)trials, 1.959963984540054, (double)trials);
        var middle = (p + z * z / (2 * n)) / (1 + z * z / n);
        var half = z / (1 + z * z / n) * Math.Sqrt(p * (1 - p) / n + z * z / (4 * n * n));
        return Row(area, period, variant, scope, 100 * p, "%", "exact", "counts", events, trials,
            100 * Math.Max(0, middle - half), 100 * Math.Min(1, middle + half), null);
    }

    /// <summary>A rate of which only the printed percentage is known.</summary>
    public static object?[] Printed(string area, string period, double value, string variant = "unstated",
        string bound = "exact") =>
        Row(area, period, variant, "", value, "%", bound, "printed", null, null, null, null, bound == "exact"
            ? "rate-only" : "bound");

    /// <summary>A total.</summary>
    public static object?[] Total(string area, string period, double value, string bound = "exact") =>
        Row(area, period, "count", "", value, "件", bound, "printed", null, null, null, null, bound == "exact"
            ? "count" : "bound");

    public static Table Table(params object?[][] rows) => SampleRows.Table(rows);

    public static ChartSpec Ranked(Language language = Language.Chinese) => new()
    {
        Type = "ranked-dots",
        Title = new("各地行政机关败诉率", "Share of administrative cases lost"),
        Subtitle = new("人民法院审结的行政诉讼案件中行政机关败诉的比例",
            "Cases the government lost among administrative cases concluded by courts"),
        Source = new("各地法治政府建设年度报告、行政审判白皮书", "annual reports and courts' white papers"),
        Language = language,
    };

    public static ChartSpec OverTime(Language language = Language.Chinese) =>
        Ranked(language) with { Type = "points-over-time" };

    /// <summary>Every state a ranked row can be in.</summary>
    public static Table RankedRows => Table(
        Counted("上海市", "2021", 388, 10876),
        Counted("上海市浦东新区", "2022", 41, 612, "judged"),
        Counted("青浦区", "2017", 3, 17).With("alternatives", 2L),
        Printed("杨浦区", "2023", 3.2),
        Printed("内蒙古自治区鄂尔多斯市康巴什新区人民政府", "2019", 12.5, "unstated", "at_most"),
        Printed("温州市", "2020", 7.9, "unstated", "at_least"),
        Printed("广州市", "2018", 9.1, "judged", "about"),
        Counted("崇明区", "2021-08..2022-07", 0, 46));

    /// <summary>Two areas with three variants, spans, bounds and a missing year.</summary>
    public static Table TimeRows => Table(
        Counted("上海市", "2015", 270, 5120), Counted("上海市", "2016", 298, 6033), Counted("上海市", "2017", 240, 7210),
        Counted("上海市", "2019", 388, 10876), Counted("上海市", "2020", 311, 9980),
        Counted("青浦区", "2015", 3, 41), Counted("青浦区", "2016", 6, 55), Counted("青浦区", "2017", 3, 17),
        Printed("青浦区", "2019", 9.1), Printed("青浦区", "2020", 5.5, "unstated", "at_most"),
        Counted("青浦区", "2021-08..2022-07", 4, 63, "judged"));

    /// <summary>Eight areas, which is more than one panel takes.</summary>
    public static Table ManyAreas => Table([.. ((string[])["黄浦区", "徐汇区", "长宁区", "静安区", "普陀区", "虹口区", "杨浦区", "浦东新区"])
        .SelectMany((area, i) => Enumerable.Range(2018, 4 + i % 2)
            .Select(year => Counted(area, $"{year}", 4 + (i * 7 + year * 3) % 11, 60 + (i * 37 + year) % 90)))
        .Append(Printed("虹口区", "2016", 11.4)).Append(Printed("长宁区", "2023", 4.0, "unstated", "at_most"))]);

    /// <summary>Six areas over nine years, too close for names beside their points.</summary>
    public static Table Crowd => Table([.. ((string[])["上海市", "青浦区", "普陀区", "内蒙古自治区鄂尔多斯市康巴什新区人民政府", "浦东新区", "松江区"])
        .SelectMany((area, i) => Enumerable.Range(2014, 9)
            .Select(year => Counted(area, $"{year}", 60 + (i * 7 + year * 3) % 11, 100 + (i * 3 + year) % 5,
                i % 2 == 0 ? "all" : "judged")))]);

    public static readonly string[] Districts =
    [
        "黄浦区", "徐汇区", "长宁区", "静安区", "普陀区", "虹口区", "杨浦区", "闵行区", "宝山区", "嘉定区", "浦东新区", "金山区",
        "松江区", "青浦区", "奉贤区", "崇明区",
    ];

    static readonly string[] InEnglish =
    [
        "Huangpu", "Xuhui", "Changning", "Jing'an", "Putuo", "Hongkou", "Yangpu", "Minhang", "Baoshan", "Jiading", "Pudong",
        "Jinshan", "Songjiang", "Qingpu", "Fengxian", "Chongming",
    ];

    public static ChartSpec Funnel(Language language = Language.Chinese) => Ranked(language) with { Type = "funnel" };

    /// <summary>Sixteen districts in one year: made-up counts, some far from the others, two with small bases.</summary>
    public static Table FunnelRows => Table([.. Districts.Zip<string, (long Events, long Trials)>(
    [
        (66, 612), (31, 388), (52, 455), (20, 290), (98, 731), (109, 1020), (40, 502), (118, 840), (15, 210), (37, 333),
        (151, 1290), (9, 145), (83, 640), (3, 77), (8, 26), (1, 19),
    ]).Select(d => Simulated(Counted(d.First, "2021", d.Second.Events, d.Second.Trials)))]);

    /// <summary>Sixteen districts over up to eight years: rising, falling, scattered, flat, and too short.</summary>
    public static Table TrendRows => Table([.. Districts.SelectMany((area, i) => Enumerable.Range(2016, i == 15 ? 3 : 8)
        .Select(year => Simulated(Counted(area, $"{year}",
            (long)(60 + 4 * (i % 5) + (i % 4 == 0 ? 5 : i % 4 == 1 ? -5 : 0) * (year - 2016) + (i * 7 + year * 5) % 13),
            500 + 40 * i - (year - 2016) * 6)))) , .. Districts.Take(1).Select(area =>
        Printed(area, "2015", 11.2).With("dataset", "simulated"))]);

    static object?[] Simulated(object?[] row) => row.With("dataset", "simulated")
        .With("area_en", InEnglish[Array.IndexOf(Districts, (string)row[7]!)]);

    static object?[] Row(string area, string period, string variant, string scope, double value, string unit,
        string bound,
        string basis, long? events, long? trials, double? low, double? high, string? reason)
    {
        var (start, end) = Days(period);
        var span = period.Contains("..", StringComparison.Ordinal);
        return [null, null, null, variant, Variants[variant].Zh, Variants[variant].En, area, area, null, scope, null, null, null, period,
            span ? period.Replace("..", "至", StringComparison.Ordinal) : period + "年",
            span ? period.Replace("..", " to ", StringComparison.Ordinal) : period,
            start, end, value, unit, bound, basis, events, trials, low, high, reason,
            $"sample/{variant}/{area}/{period}", 0L, null, null, "published"];
    }

    static (DateOnly?, DateOnly?) Days(string period)
    {
        if (period == "unknown") return (null, null);
        var ends = period.Split("..");
        return (First(ends[0]), ends[^1].Length == 4 ? new(int.Parse(ends[^1]), 12, 31)
            : First(ends[^1]).AddMonths(1).AddDays(-1));
        static DateOnly First(string text) => new(int.Parse(text[..4]), text.Length > 4 ? int.Parse(text[5..]) : 1, 1);
    }
}
