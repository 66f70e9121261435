using Analytics.Pipelines.Contracts;
using Analytics.Pipelines.Sheets;

namespace Analytics.Pipelines.Forms;

// Texts that a workbook keeps beneath merged cells: nobody sees them, so nothing of them is loaded, and none is passed
// over. What is seen says the same where programs repeat it in every cell of the merge.
static class CoveredCells
{
    public static IEnumerable<Finding> Of(ReadRow read, HashSet<int> fields, Func<long, int?, long?, CellPlace> placeOf)
    {
        var row = read.Row;
        for (var column = 0; column < row.Cells.Count; column++)
        {
            var cell = row[column];
            if (!cell.IsCovered || string.IsNullOrWhiteSpace(cell.Text)) continue;
            var merge = read.Merges.FirstOrDefault(m => m.Range.Holds(row.Number, column));
            if (merge?.First.Text == cell.Text) continue;
            var isField = read.Kind == RowKind.Data && fields.Contains(column);
            var seen = merge is null ? null : Compared.Printed(merge.First.Text);
            yield return new Finding("cell-covered", isField ? FindingSeverity.Reject : FindingSeverity.Warn,
                placeOf(row.Number, column, row.Offset), null, null, Compared.Printed(cell.Text),
                new Dictionary<string, object?> { ["seen"] = seen });
        }
    }
}
