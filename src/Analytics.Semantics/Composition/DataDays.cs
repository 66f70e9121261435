using Analytics.Semantics.Calendars;
using Analytics.Semantics.Cells;
using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Composition;

/// <summary>First and last days of the data, by fact and role of time.</summary>
/// <param name="draft">Its model, query and calendar.</param>
sealed class DataDays(Draft draft)
{
    readonly Dictionary<(string Fact, string Date), DateRange?> _spans = [];
    readonly Dictionary<string, (DateOnly? First, DateOnly? Until)> _measures = [];

    /// <summary>The last day that the query or the model says.</summary>
    public DateOnly? Declared => draft.Query.DataUntil ?? draft.Model.DataUntil;

    /// <summary>Whether spans were read from the data.</summary>
    public bool IsRead { get; private set; }

    /// <summary>The role of time a leaf goes by; null where the fact has none.</summary>
    public DateRole? Role(Aggregate leaf)
    {
        var fact = draft.Model.Facts[leaf.Fact];
        if (leaf.Date is { } own) return Found(fact, own)
            ?? throw CompositionErrors.DateUnknown(own, fact.Name, Known(fact));
        if (draft.Query.Date is { } asked && Found(fact, asked) is { } role) return role;
        return FieldPath.DefaultDate(draft.Model, fact) is { } name ? Found(fact, name) : null;
    }

    /// <summary>Reads the spans of all facts below the asked measures.</summary>
    public async Task ReadAsync(IEnumerable<Aggregate> leaves, CancellationToken ct)
    {
        IsRead = true;
        foreach (var leaf in leaves)
            if (Role(leaf) is { } role && !_spans.ContainsKey((leaf.Fact, role.Name)))
            {
                var rows = new Aggregate(leaf.Fact, AggregateKind.Count, null, null, [], null, role.Name,
                    OverTime.Add, []);
                var span = await draft.Source.SpanAsync(new Leaf(rows, role.Name), RowFilter.None, draft.Modes, ct);
                _spans[(leaf.Fact, role.Name)] = span is { } days && Coarse(role) is var (calendar, level)
                    ? Moments.Hull(calendar, level, days) : span;
            }
    }

    /// <summary>The calendar and level of a role whose values tell no days apart; null where they do.</summary>
    public (Calendar Calendar, string Level)? Coarse(DateRole role) =>
        role.Level == "day" ? null
        : draft.Calendar.Levels.Contains(role.Level) ? (draft.Calendar, role.Level)
        : draft.Model.Calendars.TryGetValue("calendar", out var calendar) && calendar.Levels.Contains(role.Level)
            ? (calendar, role.Level) : null;

    /// <summary>The last day of the data of a fact; null where nothing is known.</summary>
    public DateOnly? Until(string fact, DateRole role) =>
        Declared is { } declared && Coarse(role) is null ? declared
        : _spans.GetValueOrDefault((fact, role.Name)) is { } span ? span.End.AddDays(-1) : null;

    /// <summary>First and last day of the data of all facts below a measure: the days all of them speak of.</summary>
    public (DateOnly? First, DateOnly? Until) Of(string measure)
    {
        if (_measures.TryGetValue(measure, out var known)) return known;
        DateOnly? first = null, until = null;
        foreach (var leaf in MeasureTree.Leaves(draft.Model, measure))
            if (Role(leaf) is { } role)
            {
                if (Until(leaf.Fact, role) is { } last && (until is null || last < until)) until = last;
                if (_spans.GetValueOrDefault((leaf.Fact, role.Name)) is { } span
                    && (first is null || span.Start > first)) first = span.Start;
            }
        return _measures[measure] = (first, until);
    }

    DateRole? Found(Fact fact, string name) => FieldPath.FindDate(draft.Model, fact, name)?.Role;

    /// <summary>Names of the roles of time a fact has.</summary>
    public static IEnumerable<string> Known(Fact fact) => fact.Dates.Keys;
}
