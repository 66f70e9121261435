namespace Analytics.Tables.Text;

/// <summary>How a written number came out.</summary>
public enum ReadingKind
{
    /// <summary>One value.</summary>
    Value,

    /// <summary>Nothing stands there: the figure is not given.</summary>
    Blank,

    /// <summary>A mark that says there is no figure: <c>—</c>, <c>/</c>.</summary>
    Absent,

    /// <summary>Two readings are possible, see <see cref="NumberReading.Candidates"/>.</summary>
    Ambiguous,

    /// <summary>No number.</summary>
    Invalid,
}

/// <summary>What a cell is expected to hold.</summary>
/// <param name="Unit">The unit of the value wanted: <c>件</c>, <c>%</c>, <c>元</c>; "" for a pure number.</param>
/// <param name="ColumnUnit">The unit that column or heading states for bare numbers: <c>万元</c>, <c>‰</c>; null where
/// it states none.</param>
/// <param name="Marks">What marks mean here: <c>absent</c> or <c>zero</c> by mark; null for the usual ones.</param>
/// <param name="Share">How a share without a sign is written: <c>percent</c> (95.5), <c>fraction</c> (0.955), or null
/// where nothing says so; then a bare number from 0 to 1 is ambiguous.</param>
public sealed record NumberExpectation(string Unit, string? ColumnUnit = null,
    IReadOnlyDictionary<string, string>? Marks = null, string? Share = null);

/// <summary>A written number as read.</summary>
/// <param name="Kind">How it came out.</param>
/// <param name="Value">In the unit wanted, exact; null unless it is a value.</param>
/// <param name="Bound"><c>exact</c>, <c>at_least</c> (10余, 超过10), <c>at_most</c> (不足10) or <c>about</c> (约10).</param>
/// <param name="WrittenUnit">The unit it was written in, in the cell (where 万 and 亿 belong to the number) or for the
/// column; null where none.</param>
/// <param name="Candidates">Both readings where ambiguous, null among them for no figure; else empty.</param>
/// <param name="Problem">Stable code of what is wrong, for a text <c>rule.{Problem}</c>; null for a value or nothing.
/// </param>
public sealed record NumberReading(ReadingKind Kind, decimal? Value, string Bound, string? WrittenUnit,
    IReadOnlyList<decimal?> Candidates, string? Problem);
