namespace Analytics.Tables.Text;

/// <summary>A written date as read.</summary>
/// <param name="Kind">How it came out; <see cref="ReadingKind.Absent"/> for <c>—</c>, <c>/</c> and <c>无</c>.</param>
/// <param name="Value">The day, or the first day of the month or year; null unless it is a value.</param>
/// <param name="Precision"><c>day</c>, <c>month</c> or <c>year</c>: how exactly it was written; of the first
/// reading, where ambiguous.</param>
/// <param name="Candidates">Both readings where ambiguous (5/1/2023), month first; else empty.</param>
/// <param name="Problem">Stable code of what is wrong, for a text <c>rule.{Problem}</c>; null for a value or nothing.
/// </param>
public sealed record DateReading(ReadingKind Kind, DateOnly? Value, string Precision,
    IReadOnlyList<DateOnly> Candidates, string? Problem);
