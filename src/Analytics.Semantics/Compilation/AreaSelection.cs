using Analytics.Tables;

namespace Analytics.Semantics.Compilation;

/// <summary>The units of an area view that a question wants.</summary>
sealed class AreaSelection
{
    readonly HashSet<string>? _named;
    readonly HashSet<string> _levels, _parents;

    AreaSelection(AreaViews views, HashSet<string>? named, HashSet<string> levels, HashSet<string> parents) =>
        (Views, _named, _levels, _parents) = (views, named, levels, parents);

    public AreaViews Views { get; }

    /// <summary>The selection of a question over a range; null where areas stand as reported.</summary>
    /// <exception cref="AnalyticsException">An area is unknown; or its ground cannot be told in today's boundaries,
    /// <c>area-view-impossible</c>.</exception>
    public static AreaSelection? Of(Query query, AreaDirectory areas, DateOnly? from = null, DateOnly? to = null)
    {
        if (AreaViews.Of(query.AreaView, areas, from ?? BoundOf(query.From, "from")?.Start,
            to ?? BoundOf(query.To, "to")?.End) is not { } views) return null;
        HashSet<string>? named = query.Areas.Count == 0 ? null : [.. query.Areas.Index().SelectMany(item =>
            Named(views, item.Item, $"{QueryCheck.Place}: areas[{item.Index}]"))];
        return new AreaSelection(views, named, [.. query.Levels], [.. query.Parents.Index().SelectMany(item =>
            areas.Find(item.Item, $"{QueryCheck.Place}: parents[{item.Index}]"))]);
    }

    /// <summary>Whether a question wants a unit.</summary>
    public bool Wants(AreaUnit unit) => (_named is null || _named.Contains(unit.Area.AreaId))
        && (_levels.Count == 0 || (unit.Area.Level is { } level && _levels.Contains(level)))
        && (_parents.Count == 0 || (unit.Area.ParentId is { } parent && _parents.Contains(parent)));

    /// <summary>Ids of the versions that may hold what is wanted; null for all.</summary>
    public IReadOnlyList<string>? Versions => _named is null && _levels.Count == 0 && _parents.Count == 0 ? null
        : [.. Views.All.Where(Wants).SelectMany(unit => unit.Versions).Distinct().Order(StringComparer.Ordinal)];

    // A name stands for its area of today; a former one for the area its ground is in.
    static IEnumerable<string> Named(AreaViews views, AreaReference reference, string place)
    {
        var ids = views.Areas.Find(reference, place);
        if (views is not TodaysAreas today)
            return ids.SelectMany(views.UnitsOf).Select(unit => unit.Area.AreaId);
        var current = ids.Where(id => today.UnitsOf(id) is [{ Area.AreaId: var at }] && at == id).ToArray();
        if (current.Length > 0) return current;
        if (ids.Select(id => today.Lost(id)).FirstOrDefault(lost => lost is not null) is var (reason, into))
            throw SemanticErrors.AreaViewImpossible(reference.ToString(), place, reason,
                into.Select(unit => $"{unit.Area.NameZh} ({unit.Area.AreaId})"));
        return ids.SelectMany(today.UnitsOf).Select(unit => unit.Area.AreaId);
    }

    static (DateOnly Start, DateOnly End)? BoundOf(string? text, string property) =>
        text is null ? null : PeriodBounds.Parse(text, $"{QueryCheck.Place}: {property}");
}
