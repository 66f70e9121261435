using Analytics.Semantics.Calendars;
using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Cells.Stars;

/// Rows that have, or have not, a row in another fact: a condition on their key, never a join.
static class SemiJoinSql
{
    public static async ValueTask<string> OfAsync(StarPlan plan, SqlDraft draft, FactScan scan, SemiJoin semi)
    {
        if (!plan.Model.Facts.TryGetValue(semi.Fact, out var other))
            throw CellErrors.FactUnknown(plan.Model, semi.Fact);
        var on = On(plan.Model, scan.Fact, other, semi);
        var there = await FactScan.OfAsync(plan, draft, other);
        var (key, member) = await KeyAsync(plan, draft, there, on);
        var conditions = new List<string> { $"{key} IS NOT NULL" };
        conditions.AddRange(await FilterSql.OfAsync(plan, draft, there, semi.Where ?? []));
        if (semi.From is not null || semi.To is not null)
        {
            var role = semi.Date ?? FieldPath.DefaultDate(plan.Model, other) ?? throw CellErrors.DateMissing(other);
            var time = await TimeColumn.OfAsync(plan, draft, there, role);
            conditions.Add(time.In(Range(plan.Model, semi)));
        }
        var keys = $"SELECT {key} FROM {there.From()} WHERE {string.Join(" AND ", conditions)}";
        if (member is not null) keys = Members(draft, member, keys);
        var (mine, pairs) = await KeyAsync(plan, draft, scan, on);
        if (pairs is not null) keys = References(draft, pairs, keys);
        return semi.Not ? $"({mine} IS NULL OR {mine} NOT IN ({keys}))" : $"{mine} IN ({keys})";
    }

    /// What a fact has of the common thing: its key, or where members come through a bridge, what the bridge refers to.
    static async ValueTask<(string Key, BridgeUse? Bridge)> KeyAsync(StarPlan plan, SqlDraft draft, FactScan scan,
        string on)
    {
        if (ToFact(plan.Model, scan.Fact, on) is { } parents)
        {
            if (parents.Count > 0)
                return ((await scan.AtAsync([.. parents.SkipLast(1)])).Column(parents[^1].Key), null);
            return scan.Fact.Key.Count == 1 ? (scan.Column(scan.Fact.Key[0]), null)
                : throw CellErrors.ParentKey(scan.Fact, on);
        }
        var (above, fact) = ToRole(plan.Model, scan.Fact, on)!.Value;
        var at = await scan.AtAsync(above);
        return fact.Dimensions.TryGetValue(on, out var use) ? (at.Column(use.Key), null)
            : (at.Column(fact.Bridges[on].Reference), fact.Bridges[on]);
    }

    static string Members(SqlDraft draft, BridgeUse bridge, string references) =>
        $"SELECT p.\"member\" FROM {Pairs(draft, bridge)} WHERE p.\"member\" IS NOT NULL " +
        $"AND p.\"ref\" IN ({references})";

    static string References(SqlDraft draft, BridgeUse bridge, string members) =>
        $"SELECT p.\"ref\" FROM {Pairs(draft, bridge)} WHERE p.\"ref\" IS NOT NULL AND p.\"member\" IN ({members})";

    static string Pairs(SqlDraft draft, BridgeUse bridge) => $"(SELECT {draft.Sql(bridge.FactKey)} AS \"ref\", " +
        $"{draft.Sql(bridge.MemberKey)} AS \"member\" FROM {draft.Sql(bridge.Source)}) p";

    /// The one thing both facts have: the nearest fact both belong to, else a role of both.
    static string On(StarModel model, Fact one, Fact other, SemiJoin semi)
    {
        string[] facts = [.. model.Facts.Keys.Where(f => ToFact(model, one, f) is not null
            && ToFact(model, other, f) is not null)];
        string[] roles = [.. RolesOf(model, one).Intersect(RolesOf(model, other))];
        if (semi.On is { } on)
            return facts.Contains(on) || roles.Contains(on) ? on
                : throw CellErrors.SemiJoinOn(one, other, on, [.. facts, .. roles]);
        // What the nearest fact belongs to, both belong to as well.
        string[] nearest = [.. facts.Where(f => !facts.Any(g => g != f
            && ToFact(model, model.Facts[g], f) is not null))];
        string[] candidates = nearest.Length > 0 ? nearest : roles;
        return candidates.Length == 1 ? candidates[0] : throw CellErrors.SemiJoinOn(one, other, null, candidates);
    }

    static IReadOnlyList<ParentUse>? ToFact(StarModel model, Fact fact, string name)
    {
        if (fact.Name == name) return [];
        foreach (var parent in fact.Parents.Values)
            if (ToFact(model, model.Facts[parent.Fact], name) is { } above) return [parent, .. above];
        return null;
    }

    static (IReadOnlyList<ParentUse> Parents, Fact Fact)? ToRole(StarModel model, Fact fact, string role)
    {
        if (fact.Dimensions.ContainsKey(role) || fact.Bridges.ContainsKey(role)) return ([], fact);
        foreach (var parent in fact.Parents.Values)
            if (ToRole(model, model.Facts[parent.Fact], role) is var (above, at)) return ([parent, .. above], at);
        return null;
    }

    static IEnumerable<string> RolesOf(StarModel model, Fact fact) => fact.Dimensions.Keys.Concat(fact.Bridges.Keys)
        .Concat(fact.Parents.Values.SelectMany(parent => RolesOf(model, model.Facts[parent.Fact])));

    static DateRange Range(StarModel model, SemiJoin semi) => new(
        semi.From is { } from ? Days(model, from).Start : DateOnly.MinValue,
        semi.To is { } to ? Days(model, to).End : DateOnly.MaxValue);

    static DateRange Days(StarModel model, string text)
    {
        foreach (var calendar in model.Calendars.OrderBy(c => c.Key != "calendar"))
            if (calendar.Value.Parse(text) is { } period) return period.Days;
        return CalendarFactory.BuiltIn["calendar"].Parse(text)?.Days ?? throw CellErrors.PeriodUnknown(text);
    }
}
