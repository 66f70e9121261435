using System.Globalization;
using Analytics.Semantics.Calendars;
using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Cells.Stars;

/// Takes back cells of members that turned into others, where no sum tells the truth: before a split or a moved
/// boundary, and where part of what was merged reported nothing.
static class SuccessionStates
{
    public static async Task MarkAsync(StarPlan plan, Fact fact, CellQuestion question, IReadOnlyList<Leaf> leaves,
        CellBlock block)
    {
        if (plan.Modes.AreaView == "as_reported") return;
        foreach (var role in question.GroupBy.Select((field, place) => (Path: plan.PathOf(fact, field), place))
            .Where(f => f.Path.Dimension is { } d && plan.FollowsSuccession(d))
            .GroupBy(f => f.Path.Use?.Role ?? f.Path.Bridge!.Role))
        {
            var path = role.First().Path;
            var map = await SuccessionMap.OfAsync(plan, path.Dimension!);
            int[] places = [.. role.Select(f => f.place)];
            var members = await ShownAsync(plan, path.Dimension!, [.. role.Select(f => f.Path.Attribute)]);
            foreach (var ground in map.Broken) Break(question, leaves, block, ground, places, members);
            if (!fact.AbsentIsZero && path.Use is not null)
                await MissingAsync(plan, question, leaves, block, path, map, places, members);
        }
    }

    /// What each member of a dimension is shown as, by its key.
    static async Task<Dictionary<object, MemberValue[]>> ShownAsync(StarPlan plan, Dimension dimension,
        DimensionAttribute[] attributes)
    {
        var draft = plan.Draft();
        var lookup = await DimensionLookup.SqlAsync(plan, draft, dimension, attributes);
        var table = await plan.Catalog.QueryAsync(draft.Statement($"SELECT * FROM ({lookup}) l"), plan.Ct);
        return Enumerable.Range(0, table.RowCount).ToDictionary(i => table[i, "key"]!, i => attributes.Select((_, a) =>
            table[i, $"a{a}"] is { } value ? MemberValue.Of(value) : MemberValue.Unknown).ToArray());
    }

    static void Break(CellQuestion question, IReadOnlyList<Leaf> leaves, CellBlock block, BrokenGround ground,
        int[] places, Dictionary<object, MemberValue[]> members)
    {
        var noted = false;
        foreach (var set in question.Sets)
        {
            int[] kept = [.. Enumerable.Range(0, places.Length).Where(i => set.Contains(places[i]))];
            var shown = Tuples(ground.Members, kept, members);
            // Where all that is tied together is one group, its sum is right.
            if (kept.Length == 0 || shown.Count < 2) continue;
            foreach (var leaf in leaves)
                foreach (var range in question.Ranges.Where(range => range.Start < ground.On))
                    foreach (var key in Groups(block, leaf, range, set, places, kept, shown, question))
                    {
                        noted = true;
                        foreach (var tuple in shown)
                            block.Put(leaf, range, With(key, places, kept, tuple), Cell.NotAvailable(ground.Kind));
                    }
        }
        if (noted)
            block.Notes.Add(new SourceNote("succession-broken", ("kind", ground.Kind), ("on",
                ground.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("members", Tuples(ground.Members,
                    [.. Enumerable.Range(0, places.Length)], members).Select(t => string.Join(" ", t)).ToArray())));
    }

    /// Merged members of facts where no row means not reported: some predecessors have rows, some have none.
    static async Task MissingAsync(StarPlan plan, CellQuestion question, IReadOnlyList<Leaf> leaves, CellBlock block,
        FieldPath path, SuccessionMap map, int[] places, Dictionary<object, MemberValue[]> members)
    {
        var missing = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var set in question.Sets.Where(set => set.Intersect(places).Any()))
        {
            int[] kept = [.. Enumerable.Range(0, places.Length).Where(i => set.Contains(places[i]))];
            var reported = await ReportedAsync(plan, question, leaves, path, places, set);
            foreach (var leaf in leaves)
                foreach (var range in question.Ranges)
                {
                    var groups = reported.Of(RowsOf(leaf), range).Keys.GroupBy(key => key.With(places[0],
                        MemberValue.Total)).ToList();
                    foreach (var (target, before) in map.Merged.Where(m => members.ContainsKey(m.Key)))
                        foreach (var group in groups)
                        {
                            var there = group.Select(key => key[places[0]].Value!).ToHashSet();
                            if (!IsPartly(target, before, range, there)) continue;
                            missing.Add(string.Join(" ", members[target]));
                            block.Put(leaf, range, With(group.Key, places, kept, members[target]),
                                Cell.NotAvailable("predecessor-missing"));
                        }
                }
        }
        if (missing.Count > 0)
            block.Notes.Add(new SourceNote("predecessor-missing", ("members", missing.ToArray())));
    }

    /// Whether some of what was merged has rows in a range and some has none. Before the merger the successor itself,
    /// if it stood beside them, is one of them.
    static bool IsPartly(object target, IReadOnlyList<Predecessor> before, DateRange range,
        HashSet<object> there)
    {
        var due = before.Where(b => range.Start < b.On && range.End > b.From).ToList();
        var beside = due.TrueForAll(b => range.End <= b.On) && there.Contains(target);
        return due.Exists(b => !there.Contains(b.Member)) && (beside || due.Exists(b => there.Contains(b.Member)));
    }

    /// The attribute of a member's own key, whatever it is shown as.
    public const string Reported = "reported_key";

    /// Rows by the members they refer to, not by those these are shown as.
    static async Task<CellBlock> ReportedAsync(StarPlan plan, CellQuestion question, IReadOnlyList<Leaf> leaves,
        FieldPath path, int[] places, IReadOnlyList<int> set)
    {
        var dimension = path.Dimension!;
        var key = dimension.History is { FactsHoldMember: true } history ? history.Member : dimension.Key;
        var reported = path.Attribute with { Name = Reported, Value = key, Same = SameRules.None };
        var attributes = new Dictionary<string, DimensionAttribute>(dimension.Attributes) { [Reported] = reported };
        var model = plan.Model with
        {
            Dimensions = plan.Model.Dimensions.ToDictionary(d => d.Key,
                d => d.Key == dimension.Name ? dimension with { Attributes = attributes } : d.Value),
        };
        Field[] fields = [.. question.GroupBy];
        fields[places[0]] = new Field(path.Use?.Role ?? path.Bridge!.Role, Reported);
        var block = new CellBlock();
        await StarCells.FlowsAsync(plan with { Catalog = plan.Catalog.For(model) }, question with
        {
            GroupBy = fields, Sets = [[.. set.Except(places).Append(places[0]).Order()]],
        }, [.. leaves.Select(RowsOf).Distinct()], block, new RoleNotes());
        return block;
    }

    static Leaf RowsOf(Leaf leaf) => leaf with
    {
        Body = StarCells.Of(leaf) with
        {
            Kind = AggregateKind.Count, Of = null, Quantile = null, OverTime = OverTime.Add, Entity = [],
        },
    };

    static List<MemberKey> Groups(CellBlock block, Leaf leaf, DateRange range, IReadOnlyList<int> set,
        int[] places, int[] kept, List<MemberValue[]> shown, CellQuestion question) =>
        [.. block.Of(leaf, range).Keys.Where(key => Fits(key, set, question.GroupBy.Count)
            && shown.Any(tuple => kept.All(i => key[places[i]] == tuple[i])))];

    static bool Fits(MemberKey key, IReadOnlyList<int> set, int fields) => Enumerable.Range(0, fields)
        .All(f => set.Contains(f) != (key[f].Kind == MemberKind.Total));

    static List<MemberValue[]> Tuples(IEnumerable<object> keys, int[] kept,
        Dictionary<object, MemberValue[]> members) =>
        [.. keys.Where(members.ContainsKey).Select(key => members[key])
            .DistinctBy(tuple => string.Join('\u001f', kept.Select(i => tuple[i])))];

    static MemberKey With(MemberKey key, int[] places, int[] kept, MemberValue[] tuple)
    {
        foreach (var i in kept) key = key.With(places[i], tuple[i]);
        return key;
    }
}
