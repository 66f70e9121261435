using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Semantics.Compilation;

/// <summary>One area version of the warehouse.</summary>
/// <param name="AreaId">Its id.</param>
/// <param name="NameZh">Its Chinese name.</param>
/// <param name="NameEn">Its English name.</param>
/// <param name="Level">Its level.</param>
/// <param name="ParentId">The id of the area above; null at the top.</param>
public sealed record AreaEntry(string AreaId, string NameZh, string? NameEn, string? Level, string? ParentId);

/// <summary>The areas and scopes a version of the warehouse knows: where names become ids.</summary>
public sealed class AreaDirectory
{
    static readonly Dictionary<string, object?> None = [];
    readonly Dictionary<string, AreaEntry> _byId;
    readonly ILookup<string, AreaEntry> _byName;

    /// <summary>A directory of these areas.</summary>
    public AreaDirectory(IReadOnlyList<AreaEntry> areas, IReadOnlyList<string> scopeIds)
    {
        ScopeIds = scopeIds;
        _byId = areas.DistinctBy(area => area.AreaId).ToDictionary(area => area.AreaId, StringComparer.Ordinal);
        _byName = areas.ToLookup(area => area.NameZh, StringComparer.Ordinal);
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
            SELECT "area_id", "name_zh", "name_en", "level", "parent_area_id" FROM "dim_area"
            WHERE "area_key" <> 0 ORDER BY "area_id"
            """, None, null, ct);
        var scopes = await reader.QueryAsync(
            """SELECT DISTINCT "scope_id" FROM "dim_scope" ORDER BY "scope_id" """, None, null, ct);
        return new AreaDirectory(
            [.. Enumerable.Range(0, areas.RowCount).Select(row => new AreaEntry(areas.Text(row, "area_id") ?? "",
                areas.Text(row, "name_zh") ?? "", areas.Text(row, "name_en"), areas.Text(row, "level"),
                areas.Text(row, "parent_area_id")))],
            [.. Enumerable.Range(0, scopes.RowCount).Select(row => scopes.Text(row, "scope_id") ?? "")]);
    }

    string Describe(AreaEntry area) => $"{ParentOf(area.AreaId)}/{area.NameZh}";
}
