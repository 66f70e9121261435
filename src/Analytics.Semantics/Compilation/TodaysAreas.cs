namespace Analytics.Semantics.Compilation;

/// <summary>Today's boundaries: what came before is summed where steps say that it adds up.</summary>
sealed class TodaysAreas(AreaDirectory areas) : AreaViews(areas)
{
    readonly Dictionary<string, IReadOnlyList<AreaUnit>> _units = new(StringComparer.Ordinal);

    public override IReadOnlyList<AreaUnit> UnitsOf(string areaId) =>
        _units.TryGetValue(areaId, out var known) ? known : _units[areaId] = [.. Ends(areaId).Distinct()
            .Select(Areas.Of).Where(area => area is not null)
            .Select(area => new AreaUnit(area!, [.. Ancestors(area!.AreaId).Distinct()]))];

    /// <summary>A way from a version to today on which its ground was lost: the reason and the areas it went to; null
    /// where it is all in one area.</summary>
    public (string Reason, IReadOnlyList<AreaUnit> Into)? Lost(string areaId)
    {
        for (var at = areaId; After[at].ToArray() is { Length: > 0 } steps; at = steps[0].SuccessorId)
            if (steps.Length > 1 || !steps[0].IsSummable) return (ReasonOf(steps), UnitsOf(areaId));
        return null;
    }

    public override AreaCover Cover(AreaUnit unit, DateOnly? start, DateOnly? end, Predicate<string> has)
    {
        var now = unit.Area;
        if (has(now.AreaId)) return AreaCover.Of(now.AreaId);
        if (start is null || end is null) return AreaCover.Refused("period-unknown", [now.AreaId]);
        return First([On(now, end.Value), On(now, start.Value)], has);
    }

    // A day before a version has its predecessors in its place.
    AreaCover On(AreaEntry area, DateOnly day)
    {
        var steps = Before[area.AreaId].ToArray();
        if (area.From is null || area.From <= day || steps.Length == 0) return AreaCover.Of(area.AreaId);
        if (steps.Any(step => !step.IsSummable))
            return AreaCover.Refused(ReasonOf(steps), [.. steps.Select(step => step.AreaId)]);
        var parts = new List<string>();
        foreach (var before in steps.Select(step => Areas.Of(step.AreaId)!))
        {
            if (On(before, day) is { Refusal: not null } refused) return refused;
            parts.AddRange(On(before, day).Parts);
        }
        return AreaCover.Of([.. parts.Distinct()]);
    }

    IEnumerable<string> Ends(string areaId) => After[areaId].Any()
        ? After[areaId].SelectMany(step => Ends(step.SuccessorId)) : [areaId];

    IEnumerable<string> Ancestors(string areaId) =>
        Before[areaId].SelectMany(step => Ancestors(step.AreaId)).Prepend(areaId);
}
