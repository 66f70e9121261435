using Analytics.Semantics.Calendars;
using Analytics.Semantics.Cells;
using Analytics.Semantics.Stars;
using Analytics.Tables;

namespace Analytics.Semantics.Composition;

/// <summary>What one cell of an answer was made of.</summary>
/// <param name="Row">The row, 0-based.</param>
/// <param name="Column">The column's name.</param>
/// <param name="Group">The row's members by the fields' names as asked for; totals as <c>(total)</c>.</param>
/// <param name="Period">The period's id; null for the whole range.</param>
/// <param name="Measure">What is measured, how, by whose definition.</param>
/// <param name="Cell">The value and, of a ratio, its parts; of a cell kept from the reader neither.</param>
/// <param name="Parts">The leaves it was computed from; none for a cell kept from the reader.</param>
/// <param name="Statements">All that was put to the engine for the answer.</param>
public sealed record CellExplanation(int Row, string Column, IReadOnlyDictionary<string, string> Group,
    string? Period, StarMeasure Measure, Cell Cell, IReadOnlyList<CellPart> Parts,
    IReadOnlyList<SourceStatement> Statements);

/// <summary>A leaf of a cell: what was evaluated from rows.</summary>
/// <param name="Leaf">The aggregate or published figure, with its own filters.</param>
/// <param name="Days">The days it is over.</param>
/// <param name="Filter">The question's filters.</param>
/// <param name="Cell">Its value.</param>
/// <param name="Rows">How many rows are behind it; null where they may not be shown.</param>
/// <param name="Sample">The first of them with where they came from; null where they may not be shown.</param>
/// <param name="Statement">How they were found; null with <paramref name="Rows"/>.</param>
public sealed record CellPart(Leaf Leaf, DateRange Days, RowFilter Filter, Cell Cell, long? Rows, Table? Sample,
    SourceStatement? Statement);

/// <summary>Tells of cells what they were made of.</summary>
static class Explainer
{
    const int SampleRows = 10;

    public static async Task<IReadOnlyList<CellExplanation>> TellAsync(Draft draft, int maxCells,
        Func<int, string, bool>? wanted, CancellationToken ct)
    {
        var told = new List<CellExplanation>();
        foreach (var (place, row) in draft.Rows.Index())
            foreach (var (i, column) in draft.Columns.Index())
            {
                if (told.Count >= maxCells) return told;
                if (wanted?.Invoke(place, column.Name) is false) continue;
                var isKept = row.Cells[i].State == CellState.Suppressed;
                var parts = isKept ? [] : await PartsAsync(draft, row, row.Nodes[i], column, ct);
                told.Add(new CellExplanation(place, column.Name, GroupOf(draft, row), row.Period.Period?.Id,
                    column.Asked.Measure, row.Cells[i], parts, draft.Requests.Statements));
            }
        return told;
    }

    static Dictionary<string, string> GroupOf(Draft draft, AnswerRow row) => draft.Fields.Index()
        .ToDictionary(field => field.Item.Name, field => row.Key[field.Index].ToString(), StringComparer.Ordinal);

    static async Task<IReadOnlyList<CellPart>> PartsAsync(Draft draft, AnswerRow row, Node node, AnswerColumn column,
        CancellationToken ct)
    {
        // Rows of a count with a threshold are single cases: they are for the role that sees every count.
        var maySee = MeasureTree.All(draft.Model, column.Asked.Name).All(measure =>
            measure.Disclosure.Threshold == 0 || draft.Principal.Has(measure.Disclosure.Role));
        var parts = new List<CellPart>();
        foreach (var (leaf, key) in node.LeavesAt(row.At).Distinct())
        {
            if (!maySee)
            {
                parts.Add(new CellPart(leaf.Leaf, leaf.Range, leaf.Filter, Cell.Suppressed, null, null, null));
                continue;
            }
            var group = draft.Fields.Index().Where(field => key[field.Index].Kind != MemberKind.Total)
                .Select(field => (field.Item.Field, key[field.Index])).ToArray();
            var trace = await draft.Source.TraceAsync(leaf.Leaf, group, leaf.Filter, leaf.Range, draft.Modes,
                SampleRows, ct);
            parts.Add(new CellPart(leaf.Leaf, leaf.Range, leaf.Filter, leaf.At(key), trace.Rows, trace.Sample,
                trace.Statement));
        }
        return parts;
    }
}
