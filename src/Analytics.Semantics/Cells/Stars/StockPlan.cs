using Analytics.Semantics.Calendars;
using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Cells.Stars;

/// Stocks: rows are levels at a day and are not added over days. First and last are the same leaf over the one day
/// that the fact's rows, whatever is filtered, have first or last in the range.
static class StockPlan
{
    public delegate Task Evaluate(StarPlan plan, CellQuestion question, IReadOnlyList<Leaf> leaves, CellBlock block,
        RoleNotes notes);

    public static async Task RunAsync(StarPlan plan, CellQuestion question, IReadOnlyList<Leaf> leaves,
        CellBlock block, RoleNotes notes, Evaluate evaluate)
    {
        if (leaves.Count == 0) return;
        foreach (var leaf in leaves.Where(leaf => leaf.Date is null))
            throw CellErrors.StockWithoutDate(plan.Model.Facts[StarCells.Of(leaf).Fact]);
        foreach (var leaf in leaves.Where(leaf => StarCells.Of(leaf).OverTime == OverTime.LastNonEmpty))
            await LastNonEmptyAsync(plan, question, leaf, block, notes);
        Leaf[] byDay = [.. leaves.Where(leaf => StarCells.Of(leaf).OverTime != OverTime.LastNonEmpty)];
        if (byDay.Length == 0) return;
        var days = await DaysAsync(plan, byDay[0]);
        foreach (var same in byDay.GroupBy(leaf => StarCells.Of(leaf).OverTime))
            if (same.Key == OverTime.Average)
                await AverageAsync(plan, question, [.. same], days, block, notes, evaluate);
            else await AtDayAsync(plan, question, [.. same], days, same.Key == OverTime.First, block, notes, evaluate);
    }

    /// The days on which the fact has any row, rising.
    public static async Task<DateOnly[]> DaysAsync(StarPlan plan, Leaf leaf)
    {
        var draft = plan.Draft();
        var scan = await FactScan.OfAsync(plan, draft, plan.Model.Facts[StarCells.Of(leaf).Fact]);
        var time = await TimeColumn.OfAsync(plan, draft, scan, leaf.Date!);
        var table = await plan.Catalog.QueryAsync(draft.Statement($"SELECT DISTINCT {time.Day(time.Sql)} AS \"day\" " +
            $"FROM {scan.From()} WHERE {time.Sql} IS NOT NULL"), plan.Ct);
        return [.. Enumerable.Range(0, table.RowCount).Select(i => (DateOnly)table[i, "day"]!).Order()];
    }

    /// The first or last day with rows in a range; null where there is none.
    public static DateOnly? DayIn(DateOnly[] days, DateRange range, bool first)
    {
        var from = Array.BinarySearch(days, range.Start);
        if (from < 0) from = ~from;
        var to = Array.BinarySearch(days, range.End);
        if (to < 0) to = ~to;
        return from >= to ? null : days[first ? from : to - 1];
    }

    static async Task AtDayAsync(StarPlan plan, CellQuestion question, Leaf[] leaves, DateOnly[] days, bool first,
        CellBlock block, RoleNotes notes, Evaluate evaluate)
    {
        var at = question.Ranges.Select(range => (Range: range, Day: DayIn(days, range, first)))
            .Where(r => r.Day is not null).ToDictionary(r => r.Range, r => Only(r.Day!.Value));
        await CopyAsync(plan, question with { Ranges = [.. at.Values.Distinct()] }, leaves, block, notes, evaluate,
            (leaf, flow, found) =>
            {
                foreach (var (range, day) in at)
                    foreach (var (key, cell) in found.Of(flow, day)) block.Put(leaf, range, key, cell);
            });
    }

    /// Each day is a range of its own, so that of a group the days count on which it has a value: where it has none,
    /// nothing was told, which is not 0.
    static Task AverageAsync(StarPlan plan, CellQuestion question, Leaf[] leaves, DateOnly[] days, CellBlock block,
        RoleNotes notes, Evaluate evaluate)
    {
        DateOnly[] asked = [.. days.Where(day => question.Ranges.Any(range => range.Contains(day)))];
        return CopyAsync(plan, question with { Ranges = [.. asked.Select(Only)] }, leaves, block, notes, evaluate,
            (leaf, flow, found) =>
            {
                foreach (var range in question.Ranges)
                    foreach (var group in asked.Where(range.Contains).SelectMany(day => found.Of(flow, Only(day)))
                        .GroupBy(cell => cell.Key, cell => cell.Value))
                        block.Put(leaf, range, group.Key, Mean([.. group]));
            });
    }

    static Cell Mean(Cell[] cells) => cells.All(cell => cell.Exact is not null)
        ? Cell.Of(cells.Sum(cell => cell.Exact!.Value) / cells.Length) : Cell.Of(cells.Average(cell => cell.Real));

    static async Task CopyAsync(StarPlan plan, CellQuestion question, Leaf[] leaves, CellBlock block, RoleNotes notes,
        Evaluate evaluate, Action<Leaf, Leaf, CellBlock> copy)
    {
        if (question.Ranges.Count == 0) return;
        var flows = leaves.ToDictionary(leaf => leaf,
            leaf => leaf with { Body = StarCells.Of(leaf) with { OverTime = OverTime.Add } });
        var found = new CellBlock();
        await evaluate(plan, question, [.. flows.Values.Distinct()], found, notes);
        foreach (var (leaf, flow) in flows) copy(leaf, flow, found);
        block.Statements.AddRange(found.Statements);
    }

    static async Task LastNonEmptyAsync(StarPlan plan, CellQuestion question, Leaf leaf, CellBlock block,
        RoleNotes notes)
    {
        if (!StarCells.IsAdditive(StarCells.Of(leaf))) throw CellErrors.StockNotAdditive(StarCells.Of(leaf).Fact);
        // One statement a grouping set: over a bridge, sets do not add up.
        foreach (var set in question.Sets)
        {
            await AdditivePlan.RunAsync(plan, question, [leaf], [set], block, notes);
            notes.Close();
        }
    }

    static DateRange Only(DateOnly day) => new(day, day.AddDays(1));
}
