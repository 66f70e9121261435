using Analytics.Semantics.Calendars;
using Analytics.Semantics.Stars;
using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Semantics.Cells.Rows;

/// <summary>The second plan: the engine hands out plain rows, and all that makes a cell of them is done here, one row
/// after another. Slow on purpose; it proves what the first plan says.</summary>
/// <param name="model">What names mean.</param>
/// <param name="query">Asks the engine. Relations are read once in the life of this object.</param>
/// <param name="dialect">How the engine quotes.</param>
sealed class RowCells(StarModel model,
    Func<string, IReadOnlyDictionary<string, object?>, IReadOnlyList<Column>?, CancellationToken, Task<Table>> query,
    SqlDialect dialect) : CellSource
{
    readonly Dictionary<string, Table> _known = [];

    public override async Task<CellBlock> FetchAsync(CellQuestion question, SourceModes modes, CancellationToken ct)
    {
        var (reading, scope) = Begin(modes);
        var leaves = question.Leaves
            .Select(leaf => (Leaf: leaf, Rows: new LeafRows(scope, leaf, question.GroupBy, question.Filter))).ToArray();
        await reading.ReadAsync(query, _known, ct);
        var block = new CellBlock();
        block.Statements.AddRange(reading.Sets.Select(Statement));
        foreach (var (leaf, rows) in leaves)
            foreach (var range in question.Ranges)
            {
                ct.ThrowIfCancellationRequested();
                var inside = rows.In(range);
                foreach (var set in question.Sets)
                    foreach (var (group, cell) in rows.Cells(inside, range, set)) block.Put(leaf, range, group, cell);
            }
        foreach (var found in leaves.SelectMany(leaf => leaf.Rows.Unmatched(question.Ranges)).GroupBy(f => f.Role))
            block.Notes.Add(new SourceNote("unmatched-members", ("role", found.Key),
                ("rows", (long)found.Max(one => one.Rows))));
        return block;
    }

    public override async Task<DateRange?> SpanAsync(Leaf leaf, RowFilter filter, SourceModes modes,
        CancellationToken ct)
    {
        if (leaf.Date is null) return null;
        var (reading, scope) = Begin(modes);
        var rows = new LeafRows(scope, leaf, [], filter);
        await reading.ReadAsync(query, _known, ct);
        var days = rows.Asked.Select(row => rows.Day(row.Row)).OfType<DateOnly>().ToArray();
        return days.Length == 0 ? null : new DateRange(Around(leaf, days.Min()).Start, Around(leaf, days.Max()).End);
    }

    // A row of a whole year stands on every day of it.
    DateRange Around(Leaf leaf, DateOnly day)
    {
        var level = FieldPath.FindDate(model, model.Facts[((Aggregate)leaf.Body).Fact], leaf.Date!)!.Value.Role.Level;
        return model.Calendars.Values.Where(calendar => calendar.Levels.Contains(level))
            .OrderBy(calendar => calendar.Name == "calendar" ? 0 : 1).FirstOrDefault()?.Containing(level, day)?.Days
                ?? new DateRange(day, day.AddDays(1));
    }

    public override async Task<IReadOnlyDictionary<MemberValue, MemberFacts>> DescribeAsync(Field field,
        IReadOnlyCollection<MemberValue> members, SourceModes modes, CancellationToken ct)
    {
        var (reading, _) = Begin(modes);
        var description = new FieldDescription(model, reading, field);
        await reading.ReadAsync(query, _known, ct);
        return await description.OfAsync(members, ct);
    }

    public override async Task<RowTrace> TraceAsync(Leaf leaf, IReadOnlyList<(Field Field, MemberValue Member)> group,
        RowFilter filter, DateRange range, SourceModes modes, int limit, CancellationToken ct)
    {
        var (reading, scope) = Begin(modes);
        var rows = new LeafRows(scope, leaf, [.. group.Select(pair => pair.Field)], filter);
        var fact = model.Facts[((Aggregate)leaf.Body).Fact];
        var key = fact.Key.Select(part => (Name: part.Text, Place: reading.Column(rows.Rows, part)));
        var lineage = fact.Lineage.Select(part => (Name: part.Key, Place: reading.Column(rows.Rows, part.Value)));
        var (keys, origins) = (key.ToArray(), lineage.Where(part => fact.Key.All(k => k.Text != part.Name)).ToArray());
        await reading.ReadAsync(query, _known, ct);
        var members = group.Select(pair => pair.Member).ToArray();
        var found = rows.In(range).Where(row => rows.IsIn(row, members)).Select(row => row.Row)
            .Order(Comparer<int>.Create((one, other) => keys.Select(part => Values.Compare(rows.Rows[one, part.Place],
                rows.Rows[other, part.Place])).FirstOrDefault(order => order != 0))).ToArray();
        var shown = found.Take(limit).ToArray();
        var columns = keys.Select(part => (part.Name, shown.Select(row => rows.Rows[row, part.Place]).ToArray()))
            .Append(("value", [.. shown.Select(rows.Value)]))
            .Append(("date", [.. shown.Select(row => (object?)rows.Day(row))]))
            .Concat(origins.Select(part => (part.Name, shown.Select(row => rows.Rows[row, part.Place]).ToArray())));
        return new RowTrace(found.Length, Sample([.. columns.DistinctBy(column => column.Item1)], shown.Length),
            Statement(rows.Rows));
    }

    (Reading Reading, Scope Scope) Begin(SourceModes modes)
    {
        var reading = new Reading(dialect);
        return (reading, new Scope(model, reading, modes));
    }

    static SourceStatement Statement(RowSet rows) => new(rows.Statement, new Dictionary<string, object?>());

    static Table Sample((string Name, object?[] Cells)[] columns, int count) => new(
        [.. columns.Select(column => new Column(column.Name, KindOf(column.Cells)))],
        [.. Enumerable.Range(0, count).Select(row => columns.Select(column => column.Cells[row]).ToArray())]);

    static ColumnKind KindOf(object?[] cells) => cells.FirstOrDefault(cell => cell is not null) switch
    {
        long => ColumnKind.Whole,
        decimal => ColumnKind.Exact,
        double => ColumnKind.Real,
        DateOnly => ColumnKind.Date,
        bool => ColumnKind.Flag,
        _ => ColumnKind.Text,
    };
}
