using System.Globalization;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

/// <summary>Made-up rows shaped like a query's answer, for the gallery. Nothing in them is drawn at random: equal calls
/// give equal rows.</summary>
static class SampleRows
{
    public static readonly Column[] Columns =
    [
        new("measure", ColumnKind.Text), new("measure_zh", ColumnKind.Text), new("measure_en", ColumnKind.Text),
        new("variant", ColumnKind.Text), new("variant_zh", ColumnKind.Text), new("variant_en", ColumnKind.Text),
        new("area_id", ColumnKind.Text), new("area_zh", ColumnKind.Text), new("area_en", ColumnKind.Text),
        new("scope_id", ColumnKind.Text),
        new("part", ColumnKind.Text), new("part_zh", ColumnKind.Text), new("part_en", ColumnKind.Text),
        new("period_id", ColumnKind.Text), new("period_zh", ColumnKind.Text), new("period_en", ColumnKind.Text),
        new("period_start", ColumnKind.Date), new("period_end", ColumnKind.Date),
        new("value", ColumnKind.Real), new("unit", ColumnKind.Text), new("bound", ColumnKind.Text),
        new("basis", ColumnKind.Text), new("events", ColumnKind.Whole), new("trials", ColumnKind.Whole),
        new("low", ColumnKind.Real), new("high", ColumnKind.Real), new("no_interval_reason", ColumnKind.Text),
        new("figure_ids", ColumnKind.Text), new("alternatives", ColumnKind.Whole), new("status", ColumnKind.Text),
        new("published_on", ColumnKind.Date), new("dataset", ColumnKind.Text),
    ];

    static readonly Dictionary<string, (string Zh, string En)> Variants = new()
    {
        ["all"] = ("占全部审结案件", "of all cases concluded"),
        ["judged"] = ("占实体判决案件", "of substantive judgments"),
        ["unstated"] = ("分母未说明", "denominator unstated"),
        ["count"] = ("受理案件", "cases accepted"),
    };

    /// <summary>Shanghai's districts, as they have been since 2016, in the order of their codes.</summary>
    public static readonly (string Zh, string En)[] Districts =
    [
        ("黄浦区", "Huangpu"), ("徐汇区", "Xuhui"), ("长宁区", "Changning"), ("静安区", "Jing'an"), ("普陀区", "Putuo"),
        ("虹口区", "Hongkou"), ("杨浦区", "Yangpu"), ("闵行区", "Minhang"), ("宝山区", "Baoshan"), ("嘉定区", "Jiading"),
        ("浦东新区", "Pudong"), ("金山区", "Jinshan"), ("松江区", "Songjiang"), ("青浦区", "Qingpu"), ("奉贤区", "Fengxian"),
        ("崇明区", "Chongming"),
    ];

    /// <summary>A name as long as they come.</summary>
    public static readonly (string Zh, string En) LongName = ("内蒙古自治区鄂尔多斯市康巴什新区人民政府",
        "Kangbashi New District, Ordos City, Inner Mongolia Autonomous Region");

    /// <summary>As many units as the nation has counties: <c>甲0001</c> and on.</summary>
    public static IEnumerable<(string Zh, string En)> Counties(int count = 2850) => Enumerable.Range(1, count)
        .Select(i => ($"县{i.ToString("0000", CultureInfo.InvariantCulture)}",
            $"County {i.ToString("0000", CultureInfo.InvariantCulture)}"));

    /// <summary>A whole number 0 to <paramref name="most"/> - 1 that looks like chance and is the same each
    /// time.</summary>
    public static int Chance(int seed, int most)
    {
        var x = (uint)seed * 2654435761u + 0x9E3779B9u;
        x = (x ^ (x >> 16)) * 0x85EBCA6Bu;
        x = (x ^ (x >> 13)) * 0xC2B2AE35u;
        return (int)((x ^ (x >> 16)) % (uint)most);
    }

    public static Table Table(params IEnumerable<object?[]> rows) => new(Columns, [.. rows]);

    /// <summary>A rate of counts, with its Wilson interval.</summary>
    public static object?[] Rate((string Zh, string En) area, string period, long events, long trials,
        string variant = "all", string scope = "")
    {
        var limits = Statistics.Intervals.Wilson.Interval(events, trials);
        return Row(area, period, variant, scope, 100.0 * events / trials, "%", "exact", "counts", events, trials,
            100 * limits.Low, 100 * limits.High, null);
    }

    /// <summary>A rate of which only the printed percentage is known.</summary>
    public static object?[] Printed((string Zh, string En) area, string period, double value,
        string variant = "unstated", string bound = "exact") => Row(area, period, variant, "", value, "%", bound,
            "printed", null, null, null, null, bound == "exact" ? "rate-only" : "bound");

    /// <summary>A total.</summary>
    public static object?[] Total((string Zh, string En) area, string period, double value, string unit = "件",
        string bound = "exact") => Row(area, period, "count", "", value, unit, bound, "printed", null, null, null, null,
            bound == "exact" ? "count" : "bound");

    /// <summary>A row with one cell replaced.</summary>
    public static object?[] With(this object?[] row, string column, object? value)
    {
        var copy = (object?[])row.Clone();
        copy[Array.FindIndex(Columns, c => c.Name == column)] = value;
        return copy;
    }

    /// <summary>A row whose value is withheld.</summary>
    public static object?[] Withheld(this object?[] row) => row.With("value", null).With("low", null)
        .With("high", null).With("events", null).With("trials", null).With("status", "suppressed");

    public static object?[] Measure(this object?[] row, string id, string zh, string en) =>
        row.With("measure", id).With("measure_zh", zh).With("measure_en", en);

    public static object?[] Part(this object?[] row, string id, string zh, string en) =>
        row.With("part", id).With("part_zh", zh).With("part_en", en);

    public static ChartSpec Spec(string type, string titleZh, string titleEn) => new()
    {
        Type = type, Title = new(titleZh, titleEn),
        Source = new("虚构的示例数据", "made-up data for illustration"),
    };

    static object?[] Row((string Zh, string En) area, string period, string variant, string scope, double value,
        string unit, string bound, string basis, long? events, long? trials, double? low, double? high, string? reason)
    {
        var (start, end) = Days(period);
        var isSpan = period.Contains("..", StringComparison.Ordinal);
        return [null, null, null, variant, Variants[variant].Zh, Variants[variant].En, area.Zh, area.Zh, area.En, scope,
            null, null, null, period,
            isSpan ? period.Replace("..", "至", StringComparison.Ordinal) : period.Length == 4 ? period + "年" : period,
            isSpan ? period.Replace("..", " to ", StringComparison.Ordinal) : period,
            start, end, value, unit, bound, basis, events, trials, low, high, reason,
            $"sample/{variant}/{area.Zh}/{period}", 0L, null, null, "simulated"];
    }

    // A year, a month such as 2021-08, or two of either with .. between; unknown has no days.
    static (DateOnly?, DateOnly?) Days(string period)
    {
        if (period == "unknown") return (null, null);
        var ends = period.Split("..");
        return (First(ends[0]), ends[^1].Length == 4 ? new(Number(ends[^1]), 12, 31)
            : First(ends[^1]).AddMonths(1).AddDays(-1));

        static DateOnly First(string text) => new(Number(text[..4]), text.Length > 4 ? Number(text[5..]) : 1, 1);
        static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
    }
}
