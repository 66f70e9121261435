namespace Analytics.Semantics.Calendars;

/// <summary>The part of a period the data reach.</summary>
static class LikeForLike
{
    /// <summary>Days of a period up to the last day of the data; the whole period where they reach its end, none where
    /// they end before it begins.</summary>
    public static DateRange Elapsed(Period period, DateOnly dataUntil) => dataUntil >= DateOnly.MaxValue
        ? period.Days : period.Days.Intersect(new DateRange(DateOnly.MinValue, dataUntil.AddDays(1)));
}
