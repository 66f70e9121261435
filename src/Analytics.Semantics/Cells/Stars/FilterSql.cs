using System.Globalization;
using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Cells.Stars;

/// Filters as conditions over rows. No condition multiplies rows.
static class FilterSql
{
    /// Filters over the rows of a scan, all of which must hold.
    public static async ValueTask<List<string>> OfAsync(StarPlan plan, SqlDraft draft, FactScan scan,
        IReadOnlyList<Filter> filters)
    {
        var (conditions, roles) = (new List<string>(), new List<string>());
        foreach (var filter in filters)
            if (BridgeFit.Of(plan, scan.Fact, filter) is not { } bridge)
                conditions.Add(await OfAsync(plan, draft, scan, filter));
            else if (!roles.Contains(bridge.Role)) roles.Add(bridge.Role);
        foreach (var role in roles)
            conditions.Add(await BridgeFit.RowAsync(plan, draft, scan,
                BridgeFit.On(plan, scan.Fact, role, filters)));
        return conditions;
    }

    /// A filter over the rows of a scan.
    static async ValueTask<string> OfAsync(StarPlan plan, SqlDraft draft, FactScan scan, Filter filter)
    {
        var path = plan.PathOf(scan.Fact, filter.Field);
        var absent = filter.Values.Contains(null);
        var fits = await FitsAsync(plan, draft, path, filter);
        return filter.Operator == FilterOperator.NotIn
            ? await NoneAsync(plan, draft, scan, path, fits, absent)
            : await SomeAsync(plan, draft, scan, path, fits, absent && filter.Operator == FilterOperator.In);
    }

    /// Whether a value is one that a filter names; null where it names none.
    public static async ValueTask<Func<string, string>?> FitsAsync(StarPlan plan, SqlDraft draft, FieldPath path,
        Filter filter)
    {
        var (relation, value) = path.Dimension is { } dimension ? (dimension.Source, path.Attribute.Value)
            : path.Bridge is { } bridge ? (bridge.Source, bridge.MemberKey) : (path.Fact.Source, path.Use!.Key);
        var kind = await plan.KindAsync(relation, value);
        var spellings = await plan.Catalog.SpellingsAsync(relation, path.Attribute, plan.Ct);
        return filter.Operator is FilterOperator.In or FilterOperator.NotIn
            ? Members(draft, filter, kind, spellings) : sql => Compare(draft, filter, kind, sql);
    }

    /// Rows of what a field's dimension does not have.
    public static async ValueTask<string> UnmatchedAsync(StarPlan plan, SqlDraft draft, FactScan scan, Field field)
    {
        var path = plan.PathOf(scan.Fact, field);
        var at = await scan.AtAsync(path.Parents);
        if (path.Dimension is null) return at.Missing ?? "FALSE";
        var lookup = await DimensionLookup.SqlAsync(plan, draft, path.Dimension, []);
        if (path.Bridge is { } bridge)
            return $"({(at.Missing is { } missing ? $"{missing} OR " : "")}{at.Column(bridge.Reference)} IN " +
                $"(SELECT p.\"ref\" FROM (SELECT {draft.Sql(bridge.FactKey)} AS " +
                $"\"ref\", {draft.Sql(bridge.MemberKey)} AS \"member\" FROM {draft.Sql(bridge.Source)}) p WHERE " +
                $"p.\"ref\" IS NOT NULL AND p.\"member\" NOT IN (SELECT \"key\" FROM ({lookup}) l)))";
        var reference = await MemberReference.OfAsync(plan, draft, at, path);
        return $"(NOT ({reference.IsAbsent}) AND ({reference.Key} IS NULL OR " +
            $"{reference.Key} NOT IN (SELECT \"key\" FROM ({lookup}) l)))";
    }

    static async ValueTask<string> SomeAsync(StarPlan plan, SqlDraft draft, FactScan scan, FieldPath path,
        Func<string, string>? fits, bool absent)
    {
        var at = await scan.AtAsync(path.Parents);
        if (path.Bridge is { } bridge)
        {
            var fit = await BridgePairs.FitAsync(plan, draft, path, fits, absent);
            return BridgeFit.Row(draft, at, bridge, fit, absent);
        }
        if (path.Dimension is null)
        {
            var value = at.Column(path.Use!.Key);
            return Any(fits?.Invoke(value), !absent ? null
                : at.Missing is { } missing ? $"({value} IS NULL AND NOT {missing})" : $"{value} IS NULL");
        }
        var member = await MemberReference.OfAsync(plan, draft, at, path);
        var lookup = await DimensionLookup.SqlAsync(plan, draft, path.Dimension, [path.Attribute]);
        var inside = Any(fits?.Invoke("l.\"a0\""), absent ? "l.\"a0\" IS NULL" : null);
        return Any($"{member.Key} IN (SELECT l.\"key\" FROM ({lookup}) l WHERE {inside})",
            absent ? member.IsAbsent : null);
    }

    static async ValueTask<string> NoneAsync(StarPlan plan, SqlDraft draft, FactScan scan, FieldPath path,
        Func<string, string>? fits, bool absent)
    {
        var at = await scan.AtAsync(path.Parents);
        if (path.Bridge is { } bridge)
        {
            var reference = at.Column(bridge.Reference);
            var fit = await BridgePairs.FitAsync(plan, draft, path, fits, false);
            var none = fits is null ? "TRUE" : $"({reference} IS NULL OR {reference} NOT IN " +
                $"({BridgePairs.References(draft, bridge, fit)}))";
            return absent ? $"({none} AND NOT coalesce({await SomeAsync(plan, draft, scan, path, null, true)}, FALSE))"
                : none;
        }
        if (path.Dimension is null)
        {
            var value = at.Column(path.Use!.Key);
            var other = fits is null ? "TRUE" : $"NOT {fits(value)}";
            if (!absent) return $"({value} IS NULL OR {other})";
            var told = $"({value} IS NOT NULL AND {other})";
            return at.Missing is { } missing ? $"({missing} OR {told})" : told;
        }
        var member = await MemberReference.OfAsync(plan, draft, at, path);
        var lookup = await DimensionLookup.SqlAsync(plan, draft, path.Dimension, [path.Attribute]);
        var inside = Any(fits?.Invoke("l.\"a0\""), absent ? "l.\"a0\" IS NULL" : null);
        return $"(({member.Key} IS NULL OR {member.Key} NOT IN (SELECT l.\"key\" FROM ({lookup}) l WHERE {inside}))" +
            (absent ? $" AND NOT ({member.IsAbsent}))" : ")");
    }

    static string Any(params string?[] conditions)
    {
        string[] told = [.. conditions.OfType<string>()];
        return told.Length == 0 ? "FALSE" : told.Length == 1 ? told[0] : $"({string.Join(" OR ", told)})";
    }

    static Func<string, string>? Members(SqlDraft draft, Filter filter, ValueKind kind, Spellings? spellings)
    {
        object[] values = [.. filter.Values.OfType<object>().Select(value => Typed(filter, kind, value))
            .SelectMany(value => spellings is null ? [value] : spellings.Of((string)value).Cast<object>())];
        return values.Length == 0 ? null : sql => $"{Comparable(kind, sql)} IN ({draft.Values(values)})";
    }

    static string Compare(SqlDraft draft, Filter filter, ValueKind kind, string sql)
    {
        var wanted = filter.Operator == FilterOperator.Between ? 2 : 1;
        if (filter.Values.Count != wanted || filter.Values.Contains(null))
            throw CellErrors.FilterValues(filter, wanted);
        var text = filter.Operator is FilterOperator.Contains or FilterOperator.BeginsWith;
        string[] values = [.. filter.Values.Select(v => draft.Value(Typed(filter, text ? ValueKind.Text : kind, v!)))];
        var value = text && kind != ValueKind.Text ? $"CAST({sql} AS text)" : Comparable(kind, sql);
        return filter.Operator switch
        {
            FilterOperator.Less => $"{value} < {values[0]}",
            FilterOperator.AtMost => $"{value} <= {values[0]}",
            FilterOperator.AtLeast => $"{value} >= {values[0]}",
            FilterOperator.Greater => $"{value} > {values[0]}",
            FilterOperator.Between => $"{value} BETWEEN {values[0]} AND {values[1]}",
            FilterOperator.Contains => $"strpos({value}, {values[0]}) > 0",
            _ => $"strpos({value}, {values[0]}) = 1",
        };
    }

    static string Comparable(ValueKind kind, string sql) => kind.Held(sql);

    /// A value of a filter as what it is compared with.
    static object Typed(Filter filter, ValueKind kind, object value)
    {
        var text = value is DateOnly day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : value is bool flag ? (flag ? "true" : "false") : Convert.ToString(value, CultureInfo.InvariantCulture)!;
        object? typed = kind switch
        {
            ValueKind.Whole or ValueKind.Exact => decimal.TryParse(text, NumberStyles.Float,
                CultureInfo.InvariantCulture, out var number)
                ? number == decimal.Truncate(number) && Math.Abs(number) < long.MaxValue ? (long)number : number : null,
            ValueKind.Real => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real)
                ? real : null,
            ValueKind.Date => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture,
                DateTimeStyles.None, out var date) ? date : null,
            ValueKind.Flag => bool.TryParse(text, out var yes) ? yes : null,
            _ => text,
        };
        return typed ?? throw CellErrors.FilterValueKind(filter, text, kind);
    }
}
