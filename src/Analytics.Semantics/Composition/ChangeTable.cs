using Analytics.Semantics.Cells;
using Analytics.Tables;

namespace Analytics.Semantics.Composition;

/// <summary>Rows of a change as an answer.</summary>
static class ChangeTable
{
    public static QueryResult Of(CountedAnswer answer, IReadOnlyList<ChangeRow> rows, string why, string before,
        string after, IReadOnlyList<SourceStatement> statements)
    {
        var draft = answer.Draft;
        draft.Rows = [.. rows.Select(row => new AnswerRow(row.Key, draft.Periods[0],
            GroupSets.Of(row.Key) == 0 ? RowKind.Total : RowKind.Row, draft.Columns.Count))];
        var unit = draft.Measures[0].Measure.Unit is { Length: > 0 } own ? own : null;
        var points = unit == "%" ? "百分点" : unit;
        var values = new List<(string Name, string? Unit, Func<ChangeRow, decimal?> Of)>
        {
            ("before", unit, row => row.Before), ("after", unit, row => row.After),
            ("change", points, row => row.Change),
            ("entries", points, row => row.Entries), ("exits", points, row => row.Exits),
        };
        if (answer.IsRatio)
        {
            values.Add(("mix", points, row => row.Mix));
            values.Add(("rate", points, row => row.Rate));
        }
        else values.Add(("volume", points, row => row.Volume));
        values.Add(("revision", points, row => row.Revision));
        values.Add(("boundary", points, row => row.Boundary));
        values.Add(("contribution", points, row => row.Parts));
        var kind = answer.IsRatio || answer.IsReal ? ColumnKind.Real
            : rows.All(row => values.All(value => value.Of(row) is not { } number
                || decimal.Truncate(number) == number && Math.Abs(number) <= long.MaxValue)) ? ColumnKind.Whole
            : ColumnKind.Exact;
        var fields = TableStep.FieldColumns(draft, 0).ToArray();
        Column[] columns =
        [
            .. fields.Select(field => field.Column),
            new("row_kind", ColumnKind.Text, null, TextCatalog.BuiltIn["composition.row-kind"]),
            .. values.Select(value => new Column(value.Name, kind, value.Unit,
                Notices.Say("why.column." + value.Name, ("before", before), ("after", after)))),
        ];
        var table = new Table(columns, [.. rows.Select((row, i) => (object?[])
        [
            .. fields.Select(field => field.Cell(draft.Rows[i])), TableStep.Word(draft.Rows[i].Kind),
            .. values.Select(value => Shown(value.Of(row), kind)),
        ])]);
        var metadata = TableStep.MetadataOf(draft);
        return new QueryResult(table, draft.Warnings, TableStep.CompiledOf(statements))
        {
            Metadata = metadata with
            {
                Modes = new SortedDictionary<string, string>(metadata.Modes.ToDictionary(), StringComparer.Ordinal)
                {
                    ["why"] = why,
                },
            },
            States = [.. rows.Select(row => values.ToDictionary(value => value.Name,
                value => value.Of(row) is null ? CellState.Empty : CellState.Value))],
        };
    }

    static object? Shown(decimal? value, ColumnKind kind) => value is not { } number ? null : kind switch
    {
        ColumnKind.Whole => (long)number,
        ColumnKind.Exact => number,
        _ => (object)(double)number,
    };
}
