namespace Analytics.Semantics.Duties;

/// <summary>The rule of a duty, a row of <c>dim_duty</c>.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Comparison">at_least, at_most, or by_date: the value is days from the end of the year.</param>
/// <param name="Threshold">What the value is held against; null for by_date.</param>
/// <param name="IsFlow">Whether the value adds up over the year, so that a part of it is a lower bound.</param>
/// <param name="Recurrence">yearly, once, or event: with every act.</param>
/// <param name="DueMonth">Of the year after the one reported on, for by_date.</param>
/// <param name="DueDay">Of that month.</param>
/// <param name="DueOn">The day from which the threshold must be reached; null where each year stands alone.</param>
/// <param name="DueEarliestOn">The first day of an interval that ends with <paramref name="DueOn"/>.</param>
/// <param name="Levels">Levels of the areas it binds.</param>
/// <param name="WithinAreaId">It binds areas below this one; all where null.</param>
/// <param name="ValidFrom">It binds from this day's year on.</param>
/// <param name="ValidTo">It binds up to this day's year; still where null.</param>
sealed record Duty(string Id, string Comparison, double? Threshold, bool IsFlow, string Recurrence, int? DueMonth,
    int? DueDay, DateOnly? DueOn, DateOnly? DueEarliestOn, IReadOnlyList<string> Levels, string? WithinAreaId,
    DateOnly? ValidFrom, DateOnly? ValidTo)
{
    /// <summary>What one observation proves. An absent one proves nothing.</summary>
    public Judgement Judge(double? value, string bound, DateOnly? start, DateOnly? end)
    {
        if (start is not { } first || end is not { } last) return Judgement.Unknown("period-unknown");
        if (value is not { } found) return Judgement.Unknown("no-value");
        if (first.Year != last.Year) return Judgement.Unknown("period-not-in-year");
        var isPart = first is not { Month: 1, Day: 1 } || last is not { Month: 12, Day: 31 };
        if (Comparison == "by_date")
            return isPart ? Judgement.Unknown("part-year") : Proven("at_most", found, bound, DaysOf(last));
        var known = !IsFlow || !isPart ? bound : bound is "exact" or "at_least" ? "at_least" : "about";
        var proven = Proven(Comparison, found, known, Threshold ?? 0);
        if (proven.Reason == "bound" && known != bound) return Judgement.Unknown("part-year");
        return DueOn is { } due ? When(proven, last, due) : proven;
    }

    /// <summary>The years of a range in which a body owes it; for what is due once, those of its due day.</summary>
    public IEnumerable<int> YearsWithin(int first, int last)
    {
        var from = Recurrence == "once" ? (DueEarliestOn ?? DueOn)?.Year : ValidFrom?.Year;
        var to = Recurrence == "once" ? DueOn?.Year : ValidTo?.Year;
        for (var year = Math.Max(first, from ?? first); year <= Math.Min(last, to ?? last); year++) yield return year;
    }

    /// <summary>Whether it binds in a year; a year that is not known is not held against it.</summary>
    public bool IsValidIn(int? year) => year is null
        || ((ValidFrom is null || ValidFrom.Value.Year <= year) && (ValidTo is null || year <= ValidTo.Value.Year));

    // What is not there before the day may still come. What is there after it does not show that it was there in time;
    // what is not there after it is missing, whenever it began to be.
    Judgement When(Judgement proven, DateOnly last, DateOnly due) =>
        proven == Judgement.NotMet && last < due ? Judgement.Unknown("not-due")
        : proven == Judgement.Met && last > due && Recurrence == "once" ? Judgement.Unknown("after-due")
        : proven;

    // From the end of the year reported on to the due day of the next: 90, or 91 over a 29 February.
    int DaysOf(DateOnly end) => new DateOnly(end.Year + 1, DueMonth ?? 12, DueDay ?? 31).DayNumber - end.DayNumber;

    static Judgement Proven(string comparison, double found, string bound, double threshold)
    {
        var holds = comparison == "at_most" ? found <= threshold : found >= threshold;
        // A lower bound shows that a minimum is reached or a maximum broken, an upper bound the reverse.
        var shown = bound == "exact" || (bound != "about" && (bound == comparison ? holds : !holds));
        return !shown ? Judgement.Unknown("bound") : holds ? Judgement.Met : Judgement.NotMet;
    }
}
