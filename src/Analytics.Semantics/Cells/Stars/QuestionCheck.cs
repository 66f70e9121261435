using Analytics.Semantics.Calendars;
using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Cells.Stars;

/// What is refused before anything is asked of the tables, and what a reader is told besides.
static class QuestionCheck
{
    public static Fact Fact(StarPlan plan, IReadOnlyList<Leaf> leaves, IReadOnlyList<DateRange> ranges)
    {
        var fact = plan.Model.Facts[StarCells.Of(leaves[0]).Fact];
        if (leaves.Any(leaf => StarCells.Of(leaf).Fact != fact.Name || leaf.Date != leaves[0].Date))
            throw new ArgumentException("Leaves of one question are of one fact and role of time.", nameof(leaves));
        Vintage(plan, fact);
        if (leaves[0].Date is { } role) Grain(plan.Model, fact, role, ranges);
        return fact;
    }

    /// Every telling of a record at once is a list, not a sum.
    public static void Vintage(StarPlan plan, Fact fact)
    {
        if (plan.Modes.Vintage == Semantics.Vintage.All && fact.Versions is not null)
            throw CellErrors.VintageAll(fact);
    }

    // A row of a whole year cannot be cut into months.
    static void Grain(StarModel model, Fact fact, string role, IReadOnlyList<DateRange> ranges)
    {
        var (_, _, date) = FieldPath.FindDate(model, fact, role) ?? throw CellErrors.DateUnknown(model, fact, role);
        if (date.Level == "day" || Calendar(model, date.Level) is not { } calendar) return;
        foreach (var range in ranges)
            foreach (var day in new[] { range.Start, range.End })
                if (day != DateOnly.MinValue && day != DateOnly.MaxValue
                    && calendar.Containing(date.Level, day) is { } period && period.Days.Start != day)
                    throw CellErrors.DateTooFine(fact, date, range);
    }

    /// The calendar that has a level, the plain one before others.
    public static Calendar? Calendar(StarModel model, string level) =>
        model.Calendars.OrderBy(c => c.Key != "calendar").ThenBy(c => c.Key, StringComparer.Ordinal)
            .Select(c => c.Value).Append(CalendarFactory.BuiltIn["calendar"])
            .FirstOrDefault(c => c.Levels.Contains(level));

    public static IEnumerable<SourceNote> Notes(StarPlan plan, Fact fact, IReadOnlyList<Leaf> leaves,
        IReadOnlyList<Field> fields)
    {
        if (plan.Modes.AsOf is { } asOf && fact.Versions is null)
            yield return new SourceNote("as-of-unversioned", ("fact", fact.Name), ("as_of", asOf));
        var kinds = leaves.Select(leaf => StarCells.Of(leaf).Kind).ToList();
        if (kinds.TrueForAll(k => k is AggregateKind.Count or AggregateKind.Sum or AggregateKind.Average)) yield break;
        foreach (var role in fields.Select(field => plan.PathOf(fact, field).Bridge).OfType<BridgeUse>()
            .Where(bridge => bridge.Weight is not null).Select(bridge => bridge.Role).Distinct())
            yield return new SourceNote("bridge-unweighted", ("role", role));
    }
}
