namespace Analytics.Tables.Text;

/// <summary>A span of days that a text names.</summary>
/// <param name="FirstDay">Its first day.</param>
/// <param name="LastDay">Its last day, included.</param>
/// <param name="Kind"><c>year</c>, <c>half-year</c>, <c>quarter</c>, <c>month</c>, <c>day</c>, or <c>span</c> for any
/// other; by the days, so that 1-3月 is a quarter.</param>
public sealed record WrittenPeriod(DateOnly FirstDay, DateOnly LastDay, string Kind);

/// <summary>A written period as read.</summary>
/// <param name="Kind">How it came out.</param>
/// <param name="Value">The period; null unless it is a value.</param>
/// <param name="Candidates">Both readings where ambiguous; else empty.</param>
/// <param name="Problem">Stable code of what is wrong, for a text <c>rule.{Problem}</c>; null for a value or nothing.
/// </param>
public sealed record PeriodReading(ReadingKind Kind, WrittenPeriod? Value, IReadOnlyList<WrittenPeriod> Candidates,
    string? Problem);
