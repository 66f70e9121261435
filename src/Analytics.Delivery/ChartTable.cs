using Analytics.Delivery.Reports;
using Analytics.Semantics.Models;
using Analytics.Tables;

namespace Analytics.Delivery;

/// What charts are told beside an answer's own columns: the measures' names, and of each figure the state and the day
/// of the document it stands in.
static class ChartTable
{
    static readonly Column[] Told =
    [
        new("measure_zh", ColumnKind.Text), new("measure_en", ColumnKind.Text), new("status", ColumnKind.Text),
        new("published_on", ColumnKind.Date),
    ];

    public static Table Of(Table answer, Citations citations, Func<string, Measure> measures)
    {
        var added = Told.Where(column => !answer.Has(column.Name)).ToArray();
        return new Table([.. answer.Columns, .. added], [.. Enumerable.Range(0, answer.RowCount)
            .Select(row => (object?[])[.. answer.Columns.Select(column => answer[row, column.Name]),
                .. added.Select(column => Cell(answer, row, column.Name, citations, measures))])]);
    }

    static object? Cell(Table answer, int row, string column, Citations citations, Func<string, Measure> measures) =>
        column switch
        {
            "measure_zh" => measures(answer.Text(row, "measure")!).Title.In(Language.Chinese),
            "measure_en" => measures(answer.Text(row, "measure")!).Title.In(Language.English),
            "status" => Status(answer, row, citations),
            _ => PublishedOn(answer, row, citations),
        };

    // A value is as sure as the least sure of its figures. What was printed before its period was over is a part of it.
    static string? Status(Table answer, int row, Citations citations)
    {
        var figures = Citations.FiguresOf(answer, row).ToArray();
        var words = new List<string>();
        if (figures.Any(figure => citations.Figure(figure)?.Status == "provisional")) words.Add("provisional");
        if (answer[row, "period_end"] is DateOnly end && figures.Any(figure => citations.Of(figure)?.PublishedOn < end))
            words.Add("partial");
        return words.Count == 0 ? null : string.Join('|', words);
    }

    // A rate is known once the last of its counts is.
    static DateOnly? PublishedOn(Table answer, int row, Citations citations)
    {
        var days = Citations.FiguresOf(answer, row).Select(figure => citations.Of(figure)?.PublishedOn).ToArray();
        return days.Length == 0 || days.Any(day => day is null) ? null : days.Max();
    }
}
