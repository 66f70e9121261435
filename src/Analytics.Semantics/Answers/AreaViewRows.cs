using Analytics.Semantics.Compilation;
using Analytics.Semantics.Models;
using Analytics.Tables;

namespace Analytics.Semantics.Answers;

/// <summary>Candidates of areas as they were, as candidates of the areas of a view.</summary>
static class AreaViewRows
{
    /// <summary>Columns beside those of candidates: whether a row was summed, why there is no figure, and ids of the
    /// areas that is about.</summary>
    public static IReadOnlyList<Column> Extra { get; } =
        [new("summed", ColumnKind.Flag), new("refused", ColumnKind.Text), new("refused_areas", ColumnKind.Text)];

    static readonly Column[] Columns = [.. CandidateColumns.All, .. Extra];

    static readonly string[] Values = ["printed_value", "printed_unit", "printed_bound", "figure_id", "events",
        "events_bound", "events_figure_id", "trials", "trials_bound", "trials_figure_id", "source_id", "series_id"];

    static readonly string[] SortedBy = ["asked", "area_id", "group_id", "start_on", "end_on", "period_id", "scope_id",
        "dataset", "preference"];

    /// <summary>The range of days the candidates speak of; null where none is dated.</summary>
    public static (DateOnly Start, DateOnly End)? SpanOf(Table table)
    {
        var days = Enumerable.Range(0, table.RowCount).Where(row => table[row, "start_on"] is not null).ToArray();
        return days.Length == 0 ? null : (days.Min(row => (DateOnly)table[row, "start_on"]!),
            days.Max(row => (DateOnly)table[row, "end_on"]!));
    }

    /// <summary>Each quantity of a unit once: as it was reported, summed from its parts, or refused.</summary>
    public static Table Of(Table table, IReadOnlyList<AskedVariant> asked, AreaSelection selection)
    {
        var rows = new List<object?[]>();
        var placed = Enumerable.Range(0, table.RowCount).SelectMany(row => Placed(table, row, selection));
        foreach (var quantity in placed.GroupBy(one => (Quantity(table, one.Row), one.Unit.Area.AreaId)))
        {
            var unit = quantity.First().Unit;
            var by = quantity.ToLookup(one => table.Text(one.Row, "area_id")!, one => one.Row, StringComparer.Ordinal);
            var first = quantity.First().Row;
            if (!string.IsNullOrEmpty(table.Text(first, "group_id")))
            {
                rows.AddRange(quantity.Select(one => Cells(table, one.Row)));
                continue;
            }
            var cover = selection.Views.Cover(unit, (DateOnly?)table[first, "start_on"],
                (DateOnly?)table[first, "end_on"], by.Contains);
            if (cover.Refusal is { } reason) rows.Add(Refused(table, first, unit, reason, cover.Names));
            else if (cover.Parts is [var only]) rows.AddRange(by[only].Select(row => On(unit, Cells(table, row))));
            else rows.Add(Summed(table, [.. cover.Parts.Select(part => by[part].First())], unit, asked));
        }
        return new Table(Columns, Sorted(rows));
    }

    // A reporting group is not an area and keeps the one it is told under.
    static IEnumerable<(int Row, AreaUnit Unit)> Placed(Table table, int row, AreaSelection selection) =>
        selection.Views.UnitsOf(table.Text(row, "area_id")!).Where(selection.Wants).Select(unit => (row, unit));

    static (long?, string?, string?, string?, string?) Quantity(Table table, int row) => (table.Whole(row, "asked"),
        table.Text(row, "dataset"), table.Text(row, "group_id"), table.Text(row, "period_id"),
        table.Text(row, "scope_id"));

    static object?[] Summed(Table table, IReadOnlyList<int> parts, AreaUnit unit, IReadOnlyList<AskedVariant> asked)
    {
        var kind = asked[(int)table.Whole(parts[0], "asked")!.Value].Measure.Kind;
        if (Refusal(table, parts, kind) is { } reason)
            return Refused(table, parts[0], unit, reason, [.. parts.Select(row => table.Text(row, "area_id")!)]);
        var cells = On(unit, Cells(table, parts[0]));
        foreach (var column in new[] { "source_id", "series_id", "figure_id", "events_figure_id", "trials_figure_id" })
            Set(cells, column, Joined(table, parts, column));
        foreach (var column in new[] { "printed_value", "events", "trials" })
            Set(cells, column, parts.All(row => table[row, column] is not null)
                ? parts.Sum(row => (decimal)table[row, column]!) : null);
        // The sum is known once its last part is.
        Set(cells, "published_on", parts.All(row => table[row, "published_on"] is not null)
            ? parts.Max(row => (DateOnly)table[row, "published_on"]!) : null);
        if (kind == MeasureKind.Rate)
            foreach (var column in new[] { "printed_value", "printed_unit", "printed_bound", "figure_id" })
                Set(cells, column, null);
        Set(cells, "summed", true);
        Set(cells, "preference", 1L);
        return cells;
    }

    static string? Refusal(Table table, IReadOnlyList<int> parts, MeasureKind kind)
    {
        if (kind is MeasureKind.Change or MeasureKind.Duty) return kind == MeasureKind.Change ? "change" : "duty";
        if (kind == MeasureKind.Rate)
            return parts.Any(row => table[row, "events"] is null) ? "printed-rate"
                : parts.Any(row => table.Text(row, "events_bound") != "exact"
                    || table.Text(row, "trials_bound") != "exact") ? "bound" : null;
        if (parts.Any(row => table.Text(row, "printed_bound") != "exact")) return "bound";
        return parts.Select(row => table.Text(row, "printed_unit")).Distinct().Count() > 1 ? "units-differ" : null;
    }

    static object?[] Refused(Table table, int row, AreaUnit unit, string reason, IReadOnlyList<string> areas)
    {
        var cells = On(unit, Cells(table, row));
        foreach (var column in Values) Set(cells, column, null);
        Set(cells, "refused", reason);
        Set(cells, "refused_areas", string.Join('|', areas));
        Set(cells, "preference", 1L);
        return cells;
    }

    static object?[] On(AreaUnit unit, object?[] cells)
    {
        Set(cells, "area_id", unit.Area.AreaId);
        Set(cells, "name_zh", unit.Area.NameZh);
        Set(cells, "name_en", unit.Area.NameEn);
        Set(cells, "level", unit.Area.Level);
        return cells;
    }

    static object?[] Cells(Table table, int row) =>
        [.. CandidateColumns.Names.Select(name => table[row, name]), false, null, null];

    static string? Joined(Table table, IReadOnlyList<int> parts, string column) =>
        parts.Select(row => table.Text(row, column)).Where(text => text is not null).Distinct().ToArray() is
            { Length: > 0 } texts ? string.Join('|', texts) : null;

    static List<object?[]> Sorted(List<object?[]> rows)
    {
        var columns = SortedBy.Select(Ordinal).ToArray();
        rows = [.. rows.OrderBy(row => row, Comparer<object?[]>.Create((one, other) => columns
            .Select(column => Compare(one[column], other[column])).FirstOrDefault(order => order != 0)))];
        return rows;
    }

    static int Compare(object? one, object? other) => (one, other) switch
    {
        (string a, string b) => string.CompareOrdinal(a, b),
        (null, null) => 0,
        (null, _) => 1,
        (_, null) => -1,
        _ => Comparer<object>.Default.Compare(one, other),
    };

    static void Set(object?[] cells, string column, object? value) => cells[Ordinal(column)] = value;

    static readonly Dictionary<string, int> Ordinals =
        Columns.Index().ToDictionary(item => item.Item.Name, item => item.Index, StringComparer.Ordinal);

    static int Ordinal(string column) => Ordinals[column];
}
