using System.Globalization;
using System.Text;

namespace Analytics.Semantics.Cells.Rows;

/// <summary>Values of cells of any kind: which are equal, which is the lesser.</summary>
static class Values
{
    /// A form in which equal keys are equal whatever the columns hold them as: 7 of one, 7.0 of the other.
    public static object Key(object value) => value switch
    {
        long whole => (decimal)whole,
        double real when real == Math.Truncate(real) && Math.Abs(real) < 1e15 => (decimal)real,
        _ => value,
    };

    public static object? KeyOrNull(object? value) => value is null ? null : Key(value);

    public static bool IsNumber(object value) => value is long or decimal or double;

    public static decimal? Exact(object value) => value switch
    {
        long whole => whole,
        decimal exact => exact,
        bool flag => flag ? 1 : 0,
        _ => null,
    };

    public static double Real(object value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);

    /// Of one kind: by size, text by code point, nothing before all.
    public static int Compare(object? one, object? other) => (one, other) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        (string a, string b) => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b)),
        (DateOnly a, DateOnly b) => a.CompareTo(b),
        (bool a, bool b) => a.CompareTo(b),
        _ when IsNumber(one) && IsNumber(other) => Exact(one) is { } a && Exact(other) is { } b
            ? a.CompareTo(b) : Real(one).CompareTo(Real(other)),
        _ => string.CompareOrdinal(one.GetType().Name, other.GetType().Name),
    };

    /// What a filter names, as the kind of value it is compared with; null where it cannot be one.
    public static object? As(object named, object beside) => (beside, named) switch
    {
        (string, string) => named,
        (string, _) => Convert.ToString(named, CultureInfo.InvariantCulture),
        (DateOnly, string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture,
            DateTimeStyles.None, out var day) ? day : null,
        (DateOnly, DateOnly) => named,
        (bool, string text) => bool.TryParse(text, out var flag) ? flag : null,
        (bool, bool) => named,
        (bool, _) => null,
        (_, string text) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number : null,
        (_, int whole) => (long)whole,
        _ when IsNumber(beside) && IsNumber(named) => named,
        _ => null,
    };
}
