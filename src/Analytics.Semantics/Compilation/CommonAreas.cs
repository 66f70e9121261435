namespace Analytics.Semantics.Compilation;

/// <summary>Common boundaries: the smallest groups of areas whose ground stays the same over a range. Versions that
/// exchanged ground within it stay together.</summary>
sealed class CommonAreas : AreaViews
{
    readonly Dictionary<string, (AreaUnit Unit, IReadOnlyList<AreaEntry> Members, string? Refusal)> _groups =
        new(StringComparer.Ordinal);

    public CommonAreas(AreaDirectory areas, DateOnly? from, DateOnly? to) : base(areas)
    {
        var alive = areas.All.Where(area => (to is null || area.From is null || area.From <= to)
            && (from is null || area.To is null || area.To >= from)).Select(area => area.AreaId).ToHashSet();
        var steps = areas.Steps.Where(step => alive.Contains(step.AreaId) && alive.Contains(step.SuccessorId))
            .ToArray();
        foreach (var area in areas.All)
            if (!_groups.ContainsKey(area.AreaId))
            {
                var members = Reach(area.AreaId, steps);
                var group = GroupOf(members, [.. steps.Where(step => members.Contains(step.AreaId))]);
                foreach (var member in members) _groups[member] = group;
            }
    }

    public override IReadOnlyList<AreaUnit> UnitsOf(string areaId) =>
        _groups.TryGetValue(areaId, out var group) ? [group.Unit] : [];

    public override AreaCover Cover(AreaUnit unit, DateOnly? start, DateOnly? end, Predicate<string> has)
    {
        var (_, members, refusal) = _groups[unit.Versions[0]];
        if (members is [var only]) return AreaCover.Of(only.AreaId);
        if (refusal is not null) return AreaCover.Refused(refusal, unit.Versions);
        if (start is null || end is null) return AreaCover.Refused("period-unknown", unit.Versions);
        // A source may tell the year of a merger, or years before it, by the later boundaries.
        var last = members.Max(area => area.From) ?? end.Value;
        return First([On(end.Value), On(start.Value), On(last)], has);

        AreaCover On(DateOnly day) =>
            AreaCover.Of([.. members.Where(area => area.IsValidOn(day)).Select(area => area.AreaId)]);
    }

    (AreaUnit, IReadOnlyList<AreaEntry>, string?) GroupOf(HashSet<string> ids, AreaStep[] steps)
    {
        var members = ids.Order(StringComparer.Ordinal).Select(id => Areas.Of(id)!).ToArray();
        var last = members.Where(area => steps.All(step => step.AreaId != area.AreaId)).ToArray();
        // Ground that came from, or went to, an area the steps do not name cannot be held together.
        var isOpen = steps.Any(step => !step.IsSummable && steps.Count(other => other.AreaId == step.AreaId
            || other.SuccessorId == step.SuccessorId) == 1);
        var area = last is [var only] ? only : new AreaEntry(string.Join('+', last.Select(one => one.AreaId)),
            string.Join('+', last.Select(one => one.NameZh)),
            last.Any(one => one.NameEn is null) ? null : string.Join(" + ", last.Select(one => one.NameEn)),
            Same(last.Select(one => one.Level)), Same(last.Select(one => one.ParentId)))
        { Code = last[0].Code };
        return (new AreaUnit(area, [.. members.Select(one => one.AreaId)]), members, isOpen ? "boundary" : null);
    }

    static HashSet<string> Reach(string areaId, AreaStep[] steps)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal) { areaId };
        for (var before = 0; before < reached.Count;)
        {
            before = reached.Count;
            foreach (var step in steps)
                if (reached.Contains(step.AreaId) || reached.Contains(step.SuccessorId))
                    reached.UnionWith([step.AreaId, step.SuccessorId]);
        }
        return reached;
    }

    static string? Same(IEnumerable<string?> values) =>
        values.Distinct().ToArray() is [var only] ? only : null;
}
