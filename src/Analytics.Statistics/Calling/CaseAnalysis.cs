using Analytics.Tables;

namespace Analytics.Statistics;

/// An analysis of cases: rows alike in `case_id`, or where the data have none in the columns of a family, are one.
/// Each is analysed by itself, in order of its first row.
abstract class CaseAnalysis : Analysis
{
    /// Of an answer of the model, where nobody says otherwise.
    protected virtual IReadOnlyList<string> CaseColumns => IsOverTime ? TableRows.Series : TableRows.Family;

    /// The table with what an analysis wants changed before cases are told apart.
    protected virtual Table Prepared(Table table) => table;

    /// Fills the results from one case.
    protected abstract void Analyse(Sample sample, Results results);

    protected sealed override Table Execute(Table table, AnalysisOptions options)
    {
        table = Prepared(table);
        var together = TableRows.CaseColumns(Name, table, options.By, CaseColumns);
        var cells = new object?[table.RowCount][];
        var long_ = new List<object?[]>();
        foreach (var rows in table.Groups(together))
        {
            var sample = new Sample(Name, table, rows, SettingsOf(table, rows, options));
            var results = new Results(Outputs, Shape, rows.Length);
            Analyse(sample, results);
            if (Shape == ResultShape.Rows)
                foreach (var (row, found) in rows.Zip(results.Rows)) cells[row] = found;
            else
                foreach (var found in results.Rows)
                    long_.Add([.. together.Select(c => table[rows[0], c]), .. found]);
        }
        var reason = new Column("not_computable", ColumnKind.Text);
        Column[] found_ = [.. Outputs.Select(o => new Column(o.Name, o.Kind, o.Unit)), reason];
        Column[] before = [.. table.Columns.Where(c => together.Contains(c.Name))];
        before = [.. together.Select(name => before.Single(c => c.Name == name))];
        return Shape switch
        {
            ResultShape.Rows => table.Widen(found_, row => cells[row] ?? new object?[found_.Length]),
            ResultShape.Table => new([.. before, .. found_], long_),
            _ => new([.. before, new("key", ColumnKind.Text), new("idx", ColumnKind.Scalar),
                new("value", ColumnKind.Scalar), reason], long_),
        };
    }

    // A parameter may differ between cases, not within one.
    Settings SettingsOf(Table table, int[] rows, AnalysisOptions options) =>
        Settings.Of(Name, Parameters, options.All(Parameters), parameter =>
        {
            var column = new[] { parameter.Name }.Concat(parameter.Aliases).FirstOrDefault(table.Has);
            if (column is null) return null;
            var said = rows.Select(row => CellText.Of(table[row, column])).Distinct().ToArray();
            return said.Length == 1 || VariesByRow(parameter.Name) ? said[0]
                : throw StatisticsErrors.ParameterVaries(Name, column, rows[0] + 1, said);
        });

    /// Whether rows of one case may say a parameter differently, because the analysis reads it row by row itself.
    protected virtual bool VariesByRow(string parameter) => false;
}
