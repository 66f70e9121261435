using System.Globalization;
using Analytics.Tables;

namespace Analytics.Etl.Reference;

/// <summary>The period of a figure; its kind and id follow from its first and last day.</summary>
/// <param name="Id">Such as <c>2017</c>, <c>2022-H1</c>, <c>2025-Q1</c>, <c>2021-08..2022-07</c>; days are written
/// out where a span has no whole months; <c>unknown</c> without both ends.</param>
/// <param name="Kind">year, half-year, quarter, month, span or unknown.</param>
/// <param name="Start">First day; null when unknown.</param>
/// <param name="End">Last day; null when unknown.</param>
public sealed record Period(string Id, string Kind, DateOnly? Start, DateOnly? End)
{
    /// <summary>Its key in the warehouse; the unknown member's for a period without dates.</summary>
    public long Key => Kind == "unknown" ? StableKey.Unknown : StableKey.Of("period", Id);

    /// <summary>The calendar year that holds it whole; null where none does.</summary>
    public long? Year => Start?.Year == End?.Year ? Start?.Year : null;

    /// <summary>Its name for people: 2022年上半年, First half of 2022.</summary>
    public LocalText Label => Start is not { } start || End is not { } end ? new("期间不明", "period unknown")
        : Kind switch
        {
            "year" => new($"{start.Year}年", $"{start.Year}"),
            "half-year" => start.Month == 1 ? new($"{start.Year}年上半年", $"first half of {start.Year}")
                : new($"{start.Year}年下半年", $"second half of {start.Year}"),
            "quarter" => new($"{start.Year}年第{(start.Month + 2) / 3}季度", $"Q{(start.Month + 2) / 3} {start.Year}"),
            "month" => new($"{start.Year}年{start.Month}月", Text(start, "MMM yyyy")),
            _ when Id.Length == "2021-08..2022-07".Length => start.Year == end.Year
                ? new($"{start.Year}年{start.Month}至{end.Month}月", $"{Text(start, "MMM")}–{Text(end, "MMM yyyy")}")
                : new($"{start.Year}年{start.Month}月至{end.Year}年{end.Month}月",
                    $"{Text(start, "MMM yyyy")} – {Text(end, "MMM yyyy")}"),
            _ => new($"{start.Year}年{start.Month}月{start.Day}日至{end.Year}年{end.Month}月{end.Day}日",
                $"{Text(start, "d MMM yyyy")} – {Text(end, "d MMM yyyy")}"),
        };

    internal static IReadOnlyList<string> Columns { get; } =
        ["period_key", "period_id", "kind", "start_on", "end_on", "year", "label_zh", "label_en"];

    /// Its row of dim_period.
    internal object?[] Row => [Key, Id, Kind, Start, End, Year, Label.Zh, Label.En];

    /// <summary>The period without dates.</summary>
    public static Period Unknown { get; } = new("unknown", "unknown", null, null);

    /// <summary>The period from one day to another, both included.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The end lies before the start.</exception>
    public static Period Of(DateOnly start, DateOnly end)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(end, start);
        var whole = start.Day == 1 && end.AddDays(1).Day == 1;
        var months = (end.Year - start.Year) * 12 + end.Month - start.Month + 1;
        var year = start.Year.ToString("0000", CultureInfo.InvariantCulture);
        return (whole, months, (start.Month - 1) % Math.Max(months, 1)) switch
        {
            (true, 12, _) when start.Month == 1 => new(year, "year", start, end),
            (true, 6, 0) => new($"{year}-H{(start.Month + 5) / 6}", "half-year", start, end),
            (true, 3, 0) => new($"{year}-Q{(start.Month + 2) / 3}", "quarter", start, end),
            (true, 1, _) => new(Text(start, "yyyy-MM"), "month", start, end),
            (true, _, _) => new($"{Text(start, "yyyy-MM")}..{Text(end, "yyyy-MM")}", "span", start, end),
            _ => new($"{Text(start, "yyyy-MM-dd")}..{Text(end, "yyyy-MM-dd")}", "span", start, end),
        };
    }

    static string Text(DateOnly day, string format) => day.ToString(format, CultureInfo.InvariantCulture);
}
