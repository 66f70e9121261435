using Analytics.Semantics.Calendars;
using Analytics.Semantics.Stars;
using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Semantics.Cells.Stars;

/// <summary>Evaluates leaves over a star schema by SQL: each fact at its own grain, to the keys of its dimensions
/// first. No join multiplies rows.</summary>
/// <param name="model">Facts and dimensions.</param>
/// <param name="query">Puts a statement to the tables, which stay the same while this lives.</param>
/// <param name="dialect">How the engine says things.</param>
/// <param name="epoch">Bounds the scan of facts that carry epochs; null for tables that are not ours.</param>
sealed class StarCells(StarModel model,
    Func<string, IReadOnlyDictionary<string, object?>, IReadOnlyList<Column>?, CancellationToken, Task<Table>> query,
    SqlDialect dialect, long? epoch) : CellSource
{
    readonly StarCatalog _catalog = new(model, query, dialect, epoch);

    /// <inheritdoc/>
    public override async Task<CellBlock> FetchAsync(CellQuestion question, SourceModes modes, CancellationToken ct)
    {
        var (plan, block, notes) = (new StarPlan(_catalog, modes, ct), new CellBlock(), new RoleNotes());
        Leaf[] leaves = [.. question.Leaves.Distinct()];
        DateRange[] ranges = [.. question.Ranges.Where(range => !range.IsEmpty).Distinct()];
        if (leaves.Length == 0 || ranges.Length == 0) return block;
        var asked = question with { Ranges = ranges };
        var fact = QuestionCheck.Fact(plan, leaves, ranges);
        Leaf[] flows = [.. leaves.Where(leaf => Of(leaf).OverTime == OverTime.Add)];
        await FlowsAsync(plan, asked, flows, block, notes);
        await StockPlan.RunAsync(plan, asked, [.. leaves.Except(flows)], block, notes, FlowsAsync);
        await SuccessionStates.MarkAsync(plan, fact, asked, leaves, block);
        block.Notes.AddRange(notes.Notes());
        block.Notes.AddRange(QuestionCheck.Notes(plan, fact, leaves, question.GroupBy));
        return block;
    }

    /// Additive leaves together, the others by grouping set.
    public static async Task FlowsAsync(StarPlan plan, CellQuestion question, IReadOnlyList<Leaf> leaves,
        CellBlock block, RoleNotes notes)
    {
        if (leaves.Count == 0) return;
        var fact = plan.Model.Facts[Of(leaves[0]).Fact];
        Leaf[] additive = [.. leaves.Where(leaf => IsAdditive(Of(leaf)))];
        Leaf[] holistic = [.. leaves.Except(additive)];
        if (additive.Length > 0)
            foreach (var sets in SetsTogether(plan, fact, question))
                foreach (var same in SamePairs(plan, fact, question, additive, sets[0]))
                {
                    await AdditivePlan.RunAsync(plan, question, same, sets, block, notes);
                    notes.Close();
                }
        if (holistic.Length > 0)
            foreach (var set in question.Sets)
                foreach (var same in SamePairs(plan, fact, question, holistic, set))
                {
                    await HolisticPlan.RunAsync(plan, question, same, set, block, notes);
                    notes.Close();
                }
    }

    /// Leaves that take the same pairs of the bridges they are grouped by, so that rows are joined with these once.
    static IEnumerable<Leaf[]> SamePairs(StarPlan plan, Fact fact, CellQuestion question, Leaf[] leaves,
        IReadOnlyList<int> set)
    {
        FieldPath[] grouped = [.. set.Select(field => plan.PathOf(fact, question.GroupBy[field]))];
        return leaves.GroupBy(leaf => BridgeFit.Of(plan, Of(leaf), grouped)).Select(same => same.ToArray());
    }

    /// Grouping sets that one statement answers, the first with the fields of all: the same fields of bridges, and
    /// each other field in the first.
    static List<List<IReadOnlyList<int>>> SetsTogether(StarPlan plan, Fact fact, CellQuestion question)
    {
        var bridges = question.GroupBy.Select(field => plan.PathOf(fact, field).Bridge is not null).ToArray();
        var together = new List<List<IReadOnlyList<int>>>();
        foreach (var set in question.Sets.OrderByDescending(set => set.Count))
        {
            var home = together.Find(sets => !set.Except(sets[0]).Any()
                && !sets[0].Except(set).Any(field => bridges[field]));
            if (home is null) together.Add([set]);
            else home.Add(set);
        }
        return together;
    }

    /// <inheritdoc/>
    public override async Task<DateRange?> SpanAsync(Leaf leaf, RowFilter filter, SourceModes modes,
        CancellationToken ct)
    {
        if (leaf.Date is null) return null;
        var plan = new StarPlan(_catalog, modes, ct);
        var draft = plan.Draft();
        var (scan, time, conditions) = await RowsAsync(plan, draft, leaf, filter);
        var where = conditions.Append($"{time!.Sql} IS NOT NULL");
        var table = await _catalog.QueryAsync(draft.Statement(
            $"SELECT {time.Day($"min({time.Sql})")} AS \"first\", {time.Day($"max({time.Sql})")} AS \"last\"\n" +
            $"FROM {scan.From()}\nWHERE {string.Join("\n  AND ", where)}"), ct);
        if (table[0, "first"] is not DateOnly first || table[0, "last"] is not DateOnly last) return null;
        var level = FieldPath.FindDate(model, scan.Fact, leaf.Date)!.Value.Role.Level;
        var span = new DateRange(first, last.AddDays(1));
        return QuestionCheck.Calendar(model, level) is not { } calendar || level == "day" ? span
            : new DateRange(calendar.Containing(level, first)?.Days.Start ?? span.Start,
                calendar.Containing(level, last)?.Days.End ?? span.End);
    }

    /// <inheritdoc/>
    public override Task<IReadOnlyDictionary<MemberValue, MemberFacts>> DescribeAsync(Field field,
        IReadOnlyCollection<MemberValue> members, SourceModes modes, CancellationToken ct) =>
        MemberPlaces.OfAsync(new StarPlan(_catalog, modes, ct), field, members);

    /// <inheritdoc/>
    public override Task<RowTrace> TraceAsync(Leaf leaf, IReadOnlyList<(Field Field, MemberValue Member)> group,
        RowFilter filter, DateRange range, SourceModes modes, int limit, CancellationToken ct) =>
        RowTracing.OfAsync(new StarPlan(_catalog, modes, ct), leaf, group, filter, range, limit);

    /// The rows of a leaf: its own conditions and a filter, without time.
    public static async ValueTask<(FactScan Scan, TimeColumn? Time, List<string> Conditions)> RowsAsync(StarPlan plan,
        SqlDraft draft, Leaf leaf, RowFilter filter)
    {
        var of = Of(leaf);
        QuestionCheck.Vintage(plan, plan.Model.Facts[of.Fact]);
        var scan = await FactScan.OfAsync(plan, draft, plan.Model.Facts[of.Fact]);
        var time = leaf.Date is { } role ? await TimeColumn.OfAsync(plan, draft, scan, role) : null;
        var conditions = await LeafRows.ConditionsAsync(plan, draft, scan, filter);
        conditions.AddRange(await LeafRows.ConditionsAsync(plan, draft, scan, of));
        conditions.AddRange(await BridgeFit.TogetherAsync(plan, draft, scan, of.Where, filter.Where));
        return (scan, time, conditions);
    }

    public static Aggregate Of(Leaf leaf) => leaf.Body as Aggregate ?? throw new ArgumentException(
        $"A leaf of {leaf.Body.GetType().Name} is not evaluated from facts.", nameof(leaf));

    public static bool IsAdditive(Aggregate of) => of.Kind is AggregateKind.Count or AggregateKind.Sum
        or AggregateKind.Min or AggregateKind.Max or AggregateKind.Average;
}
