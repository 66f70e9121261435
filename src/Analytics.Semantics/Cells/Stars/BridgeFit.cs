using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Cells.Stars;

/// Filters on one bridge, which hold together of one pair. A filter that shuts members out is of the row: no pair of a
/// row it lets through is shut out.
static class BridgeFit
{
    /// The bridge whose pairs a filter picks; null where it picks none.
    public static BridgeUse? Of(StarPlan plan, Fact fact, Filter filter) =>
        filter.Operator == FilterOperator.NotIn ? null : plan.PathOf(fact, filter.Field).Bridge;

    /// The filters that pairs of a bridge must fit.
    public static Filter[] On(StarPlan plan, Fact fact, string role, IEnumerable<Filter> filters) =>
        [.. filters.Where(filter => Of(plan, fact, filter)?.Role == role)];

    /// The condition on p."member" that a pair fits every filter; null without filters.
    public static async ValueTask<string?> PairAsync(StarPlan plan, SqlDraft draft, Fact fact,
        IReadOnlyList<Filter> filters)
    {
        var conditions = new List<string>();
        foreach (var filter in filters)
        {
            var path = plan.PathOf(fact, filter.Field);
            var fits = await FilterSql.FitsAsync(plan, draft, path, filter);
            conditions.Add(await BridgePairs.FitAsync(plan, draft, path, fits, HasNull(filter)));
        }
        return conditions.Count == 0 ? null : string.Join(" AND ", conditions);
    }

    /// Rows of which one pair fits every filter of one bridge.
    public static async ValueTask<string> RowAsync(StarPlan plan, SqlDraft draft, FactScan scan,
        IReadOnlyList<Filter> filters)
    {
        var path = plan.PathOf(scan.Fact, filters[0].Field);
        var fit = (await PairAsync(plan, draft, scan.Fact, filters))!;
        return Row(draft, await scan.AtAsync(path.Parents), path.Bridge!, fit, filters.All(HasNull));
    }

    /// Rows with a pair that fits, and if asked for rows without a pair, which refer to nothing.
    public static string Row(SqlDraft draft, FactScan at, BridgeUse bridge, string fit, bool absent)
    {
        var reference = at.Column(bridge.Reference);
        var some = $"{reference} IN ({BridgePairs.References(draft, bridge, fit)})";
        if (!absent) return some;
        var none = $"({reference} IS NULL OR {reference} NOT IN ({BridgePairs.References(draft, bridge, "TRUE")}))";
        return $"({some} OR {(at.Missing is { } missing ? $"(NOT {missing} AND {none})" : none)})";
    }

    /// What a leaf's own filters and those asked for say of one bridge together.
    public static async ValueTask<IReadOnlyList<string>> TogetherAsync(StarPlan plan, SqlDraft draft, FactScan scan,
        IReadOnlyList<Filter> own, IReadOnlyList<Filter> asked)
    {
        var conditions = new List<string>();
        foreach (var role in own.Select(f => Of(plan, scan.Fact, f)?.Role).OfType<string>().Distinct())
            if (On(plan, scan.Fact, role, asked).Length > 0)
                conditions.Add(await RowAsync(plan, draft, scan, On(plan, scan.Fact, role, [.. own, .. asked])));
        return conditions;
    }

    /// What leaves of one statement agree in: the pairs they take of the bridges grouped by.
    public static string Of(StarPlan plan, Aggregate leaf, IEnumerable<FieldPath> grouped)
    {
        string[] roles = [.. grouped.Select(path => path.Bridge?.Role).OfType<string>()];
        return string.Join('\n', leaf.Where.Where(filter =>
                Of(plan, plan.Model.Facts[leaf.Fact], filter) is { } bridge && roles.Contains(bridge.Role))
            .Select(f => FormattableString.Invariant($"{f.Field} {f.Operator} ") + string.Join('\u001f',
                f.Values.Select(value => FormattableString.Invariant($"{value?.GetType().Name} {value}"))))
            .Order(StringComparer.Ordinal));
    }

    static bool HasNull(Filter filter) => filter.Operator == FilterOperator.In && filter.Values.Contains(null);
}
