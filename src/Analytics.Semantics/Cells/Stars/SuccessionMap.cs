using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Cells.Stars;

/// Members of a dimension and what they turned into, under the question's area view.
/// <param name="Targets">By member, the one it is shown under; members shown as themselves are not in it, unless
/// several are shown together.</param>
/// <param name="Together">By target, the latest members where there are several: they are shown as one.</param>
/// <param name="Merged">By target, its predecessors, from which day to which day each was there.</param>
/// <param name="Broken">Members that a split or changed boundary ties together, so that none has figures before.
/// </param>
sealed record SuccessionMap(IReadOnlyDictionary<object, object> Targets,
    IReadOnlyDictionary<object, IReadOnlyList<object>> Together,
    IReadOnlyDictionary<object, IReadOnlyList<Predecessor>> Merged, IReadOnlyList<BrokenGround> Broken)
{
    public static async ValueTask<SuccessionMap> OfAsync(StarPlan plan, Dimension dimension)
    {
        var rows = await plan.Catalog.SuccessionAsync(dimension, plan.Ct);
        return plan.Modes.AreaView == "common" ? Common(rows.Where(row => row.On > plan.Modes.Span.Start
            && row.On < plan.Modes.Span.End)) : Today(rows);
    }

    /// Each member under the one it ended in. Where ground was split or a boundary moved, the way ends.
    static SuccessionMap Today(IEnumerable<SuccessionRow> all)
    {
        var rows = all.Where(row => !row.Before.Equals(row.After)).ToList();
        // Two exact successors of one member are a split, whatever they are called.
        var next = rows.GroupBy(row => row.Before).Where(of => of.All(row => row.IsExact)
            && of.Select(row => row.After).Distinct().Count() == 1).ToDictionary(of => of.Key, of => of.First().After);
        object Target(object member)
        {
            var (at, seen) = (member, new HashSet<object>());
            while (seen.Add(at) && next.TryGetValue(at, out var after)) at = after;
            return at;
        }
        var members = rows.SelectMany(row => new[] { row.Before, row.After }).Distinct().ToList();
        var targets = members.Where(m => !Target(m).Equals(m)).ToDictionary(m => m, Target);
        var inexact = rows.Where(row => !next.ContainsKey(row.Before)).ToList();
        var grounds = Components(inexact.Select(row => (Target(row.Before), Target(row.After))));
        return new SuccessionMap(targets, new Dictionary<object, IReadOnlyList<object>>(),
            all.Where(row => next.ContainsKey(row.Before) || (row.Before.Equals(row.After) && row.IsExact))
                .GroupBy(row => Target(row.After))
                .ToDictionary(of => of.Key, of => Predecessors(of, rows)),
            [.. grounds.Select(ground =>
            {
                var ties = inexact.Where(row => ground.Contains(Target(row.Before))).OrderBy(row => row.On).ToList();
                return new BrokenGround([.. members.Where(m => ground.Contains(Target(m)))],
                    ties.Any(row => row.Kind != "boundary") ? "split" : "boundary", ties[^1].On);
            })]);
    }

    /// What events within the span tie together is one, under the names of its latest members.
    static SuccessionMap Common(IEnumerable<SuccessionRow> within)
    {
        var rows = within.Where(row => !row.Before.Equals(row.After)).ToList();
        var ended = rows.Select(row => row.Before).ToHashSet();
        var (targets, together) = (new Dictionary<object, object>(), new Dictionary<object, IReadOnlyList<object>>());
        var merged = new Dictionary<object, IReadOnlyList<Predecessor>>();
        foreach (var ground in Components(rows.Select(row => (row.Before, row.After))))
        {
            object[] latest = [.. ground.Where(member => !ended.Contains(member)).DefaultIfEmpty(rows
                .Where(row => ground.Contains(row.Before)).MaxBy(row => row.On)!.After).OrderBy(Convert.ToString,
                    StringComparer.Ordinal)];
            foreach (var member in ground)
                if (latest.Length > 1 || !member.Equals(latest[0])) targets[member] = latest[0];
            if (latest.Length > 1) together[latest[0]] = latest;
            merged[latest[0]] = Predecessors(rows.Where(row => ground.Contains(row.Before)), rows);
        }
        return new SuccessionMap(targets, together, merged, []);
    }

    static IReadOnlyList<Predecessor> Predecessors(IEnumerable<SuccessionRow> of, List<SuccessionRow> rows) =>
        [.. of.Select(row => new Predecessor(row.Before, Born(row.Before, rows), row.On)).Distinct()];

    // What was renamed, and what several became, was not there before; what one other went into was.
    static DateOnly Born(object member, List<SuccessionRow> rows) => rows.Where(row => row.After.Equals(member))
        .GroupBy(row => row.On).Where(day => day.Any(row => row.Kind != "merge")
            || day.Select(row => row.Before).Distinct().Count() > 1)
        .Select(day => day.Key).DefaultIfEmpty(DateOnly.MinValue).Max();

    /// Values of an attribute of members shown together, by their target.
    public async ValueTask<IReadOnlyDictionary<object, object>> JoinedAsync(StarPlan plan, Dimension dimension,
        DimensionAttribute attribute)
    {
        if (Together.Count == 0) return new Dictionary<object, object>();
        var draft = plan.Draft();
        var members = await DimensionLookup.MembersAsync(plan, draft, dimension, [attribute]);
        var table = await plan.Catalog.QueryAsync(draft.Statement($"SELECT \"key\", \"a0\" FROM ({members}) l " +
            $"WHERE \"key\" IN ({draft.Values(Together.Values.SelectMany(m => m))}) AND \"a0\" IS NOT NULL"), plan.Ct);
        var values = Enumerable.Range(0, table.RowCount).ToDictionary(i => table[i, "key"]!, i => table[i, "a0"]!);
        var joined = new Dictionary<object, object>();
        foreach (var (target, latest) in Together)
        {
            object[] different = [.. latest.Where(values.ContainsKey).Select(m => values[m]).Distinct()];
            if (different.Length > 0) joined[target] = different[0] is string && different.Length > 1
                ? string.Join("+", different.Cast<string>().Order(StringComparer.Ordinal)) : different[0];
        }
        return joined;
    }

    static List<HashSet<object>> Components(IEnumerable<(object One, object Other)> ties)
    {
        var grounds = new List<HashSet<object>>();
        foreach (var (one, other) in ties)
        {
            HashSet<object> joined = [one, other];
            foreach (var ground in grounds.Where(g => g.Overlaps(joined)).ToList())
            {
                joined.UnionWith(ground);
                grounds.Remove(ground);
            }
            grounds.Add(joined);
        }
        return grounds;
    }
}

/// Members whose figures cannot be told apart before a day.
sealed record BrokenGround(IReadOnlyList<object> Members, string Kind, DateOnly On);

/// A member that went over into another, from which day it was there and the first day it was not.
readonly record struct Predecessor(object Member, DateOnly From, DateOnly On);
