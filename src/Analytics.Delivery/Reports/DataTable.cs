using Analytics.Tables;

namespace Analytics.Delivery.Reports;

/// The rows behind a chart with the documents they come from, as they leave as CSV.
static class DataTable
{
    static readonly Column[] Added =
    [
        new("printed", ColumnKind.Text), new("source_title", ColumnKind.Text), new("publisher", ColumnKind.Text),
        new("url", ColumnKind.Text), new("published_on", ColumnKind.Date), new("file", ColumnKind.Text),
        new("file_rows", ColumnKind.Text),
    ];

    public static Table Of(DrawnChart chart)
    {
        var answer = chart.Answer.Table;
        return new Table([.. answer.Columns, .. Added], [.. Enumerable.Range(0, answer.RowCount).Select(Row)]);

        object?[] Row(int row)
        {
            var figures = Citations.FiguresOf(answer, row)
                .Select(chart.Citations.Figure).OfType<CitedFigure>().ToArray();
            var document = figures.Length == 0 ? null : chart.Citations.Of(figures[0].Id);
            return
            [
                .. answer.Columns.Select(column => answer[row, column.Name]),
                Joined(figures.Select(figure => figure.Printed)), document?.Title, document?.Publisher, document?.Url,
                document?.PublishedOn, figures.FirstOrDefault()?.File,
                Joined(figures.Select(figure => $"{figure.Row}")),
            ];
        }
    }

    static string? Joined(IEnumerable<string> parts) => string.Join('|', parts) is { Length: > 0 } text ? text : null;
}
