using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Semantics.Compilation;

/// <summary>One area version of the warehouse.</summary>
/// <param name="AreaId">Its id.</param>
/// <param name="NameZh">Its Chinese name.</param>
/// <param name="NameEn">Its English name.</param>
/// <param name="Level">Its level.</param>
/// <param name="ParentId">The id of the area above; null at the top.</param>
public sealed record AreaEntry(string AreaId, string NameZh, string? NameEn, string? Level, string? ParentId)
{
    /// <summary>Its official code, in whose order districts stand; null where none is confirmed.</summary>
    public string? Code { get; init; }

    /// <summary>Its first day; null when unknown, then valid since ever.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Its last day; null when current.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Whether it was there on a day.</summary>
    public bool IsValidOn(DateOnly day) => (From is null || From <= day) && (To is null || day <= To);
}

/// <summary>A step from an area version to a later one.</summary>
/// <param name="AreaId">The earlier version.</param>
/// <param name="SuccessorId">The later version.</param>
/// <param name="Relation"><c>same-territory</c>, <c>merge</c>, <c>split</c> or <c>boundary</c>.</param>
/// <param name="IsSummable">Whether the later one's counts before it are the sum over all its predecessors.</param>
public sealed record AreaStep(string AreaId, string SuccessorId, string Relation, bool IsSummable);

/// <summary>The areas and scopes a version of the warehouse knows: where names become ids.</summary>
public sealed class AreaDirectory
{
    static readonly Dictionary<string, object?> None = [];
    readonly Dictionary<string, AreaEntry> _byId;
    readonly ILookup<string, AreaEntry> _byName;

    /// <summary>A directory of these areas.</summary>
    public AreaDirectory(IReadOnlyList<AreaEntry> areas, IReadOnlyList<string> scopeIds,
        IReadOnlyList<AreaStep>? steps = null)
    {
        (All, ScopeIds, Steps) = (areas, scopeIds, steps ?? []);
        _byId = areas.DistinctBy(area => area.AreaId).ToDictionary(area => area.AreaId, StringComparer.Ordinal);
        _byName = areas.ToLookup(area => area.NameZh, StringComparer.Ordinal);
    }

    /// <summary>Every area version.</summary>
    public IReadOnlyList<AreaEntry> All { get; }

    /// <summary>What became of versions.</summary>
    public IReadOnlyList<AreaStep> Steps { get; }

    /// <summary>The area of an id; null where there is none.</summary>
    public AreaEntry? Of(string? areaId) => areaId is null ? null : _byId.GetValueOrDefault(areaId);

    /// <summary>Whether an area lies below another, however far.</summary>
    public bool IsBelow(string areaId, string above)
    {
        for (var at = Above(areaId); at is not null; at = Above(at.AreaId))
            if (at.AreaId == above) return true;
        return false;
    }

    /// <summary>Ids of all scopes in the data.</summary>
    public IReadOnlyList<string> ScopeIds { get; }

    /// <summary>The Chinese name of the area above; null at the top.</summary>
    public string? ParentOf(string? areaId) => Above(areaId)?.NameZh;

    /// <summary>The area above; null at the top.</summary>
    public AreaEntry? Above(string? areaId) => areaId is not null && _byId.TryGetValue(areaId, out var area)
        && area.ParentId is { } parent ? _byId.GetValueOrDefault(parent) : null;

    /// <summary>The ids a reference stands for: one by id, every version of one area by name.</summary>
    /// <exception cref="AnalyticsException"><c>area-not-found</c>, also where a name beside an id is not that area's;
    /// <c>area-ambiguous</c> where areas below different parents bear the name, with the candidates.</exception>
    public IReadOnlyList<string> Find(AreaReference reference, string place)
    {
        if (reference.AreaId is { } id)
        {
            if (!_byId.TryGetValue(id, out var area)) throw SemanticErrors.AreaNotFound(id, place, [.. _byId.Keys]);
            return (reference.Name ?? area.NameZh) == area.NameZh
                && (reference.Parent is null || reference.Parent == ParentOf(id)) ? [id]
                : throw SemanticErrors.AreaNotFound(reference.ToString(), place, [$"{area.NameZh} ({id})"]);
        }
        var named = _byName[reference.Name ?? ""].ToArray();
        if (named.Length == 0)
            throw SemanticErrors.AreaNotFound(reference.ToString(), place, [.. _byName.Select(group => group.Key)]);
        var found = named
            .Where(area => reference.Parent is null || ParentOf(area.AreaId) == reference.Parent).ToArray();
        if (found.Length == 0)
            throw SemanticErrors.AreaNotFound(reference.ToString(), place, [.. named.Select(Describe)]);
        return found.Select(area => ParentOf(area.AreaId)).Distinct().Count() == 1
            ? [.. found.Select(area => area.AreaId)]
            : throw SemanticErrors.AreaAmbiguous(reference.ToString(), place, found.Select(area =>
                $"{Describe(area)} ({area.AreaId})"));
    }

    /// <summary>Reads the areas and scopes of a version.</summary>
    public static async Task<AreaDirectory> ReadAsync(WarehouseReader reader, CancellationToken ct)
    {
        var areas = await reader.QueryAsync("""
            SELECT "area_id", "name_zh", "name_en", "level", "parent_area_id", "area_code", "valid_from_on",
                "valid_to_on"
            FROM "dim_area" WHERE "area_key" <> 0 ORDER BY "area_id"
            """, None, null, ct);
        var scopes = await reader.QueryAsync(
            """SELECT DISTINCT "scope_id" FROM "dim_scope" ORDER BY "scope_id" """, None, null, ct);
        var steps = await reader.QueryAsync("""
            SELECT a."area_id", s."area_id" AS "successor_id", b."relation", b."is_summable"
            FROM "bridge_area_successor" b
            JOIN "dim_area" a ON a."area_key" = b."area_key"
            JOIN "dim_area" s ON s."area_key" = b."successor_area_key"
            ORDER BY 1, 2
            """, None, null, ct);
        return new AreaDirectory(
            [.. Enumerable.Range(0, areas.RowCount).Select(row => new AreaEntry(areas.Text(row, "area_id") ?? "",
                areas.Text(row, "name_zh") ?? "", areas.Text(row, "name_en"), areas.Text(row, "level"),
                areas.Text(row, "parent_area_id"))
            {
                Code = areas.Text(row, "area_code"), From = (DateOnly?)areas[row, "valid_from_on"],
                To = (DateOnly?)areas[row, "valid_to_on"],
            })],
            [.. Enumerable.Range(0, scopes.RowCount).Select(row => scopes.Text(row, "scope_id") ?? "")],
            [.. Enumerable.Range(0, steps.RowCount).Select(row => new AreaStep(steps.Text(row, "area_id") ?? "",
                steps.Text(row, "successor_id") ?? "", steps.Text(row, "relation") ?? "",
                steps[row, "is_summable"] is true))]);
    }

    string Describe(AreaEntry area) => $"{ParentOf(area.AreaId)}/{area.NameZh}";
}
