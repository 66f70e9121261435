using System.Collections;
using System.Globalization;
using System.Text;
using Analytics.Charting;
using Analytics.Delivery.Reports;
using Analytics.Semantics;
using Analytics.Tables;

namespace Analytics.Delivery.Notebooks;

/// How a value is shown: a text by media type, the plain one always among them.
static class CellValue
{
    const int RowsShown = 50;

    static readonly string[] OfAnswer = ["area", "period", "variant", "value", "interval", "counts", "source"];

    /// <param name="value">Any value of a cell.</param>
    /// <param name="id">Unique in the notebook: what is drawn has ids.</param>
    public static IEnumerable<(string MediaType, string Text)> Forms(object value, string id) => value switch
    {
        QueryResult answer => Rows(answer.Table, answer.Warnings),
        Table table => Rows(table, []),
        Scene scene =>
        [
            (Surfaces.Svg.MediaType, Encoding.UTF8.GetString(Surfaces.Svg.Write(scene, new(IdPrefix: id)))),
            Plain(string.Join('\n', [scene.Title, scene.Description, .. scene.Warnings])),
        ],
        LocalText text => [Plain($"{text.Zh}\n{text.En}")],
        IEnumerable list and not string => [Plain(string.Join('\n', list.Cast<object?>().Select(Cell)))],
        _ => [Plain(Cell(value))],
    };

    static (string, string) Plain(string text) => ("text/plain", text);

    static IEnumerable<(string, string)> Rows(Table table, IReadOnlyList<LocalText> warnings)
    {
        var isAnswer = AnswerColumns.Names.All(table.Has);
        var header = isAnswer
            ? OfAnswer.Select(column => Heading(TextCatalog.BuiltIn["page.column." + column])).ToArray()
            : [.. table.Columns.Select(Heading)];
        var rows = Enumerable.Range(0, Math.Min(table.RowCount, RowsShown)).Select(row => isAnswer
            ? Answer(table, row) : [.. table.Columns.Select(column => Cell(table[row, column.Name]))]).ToArray();
        var notes = warnings.Select(text => Html.Say("notebook.note", ("text", text))).ToList();
        if (table.RowCount > RowsShown)
            notes.Insert(0, Html.Say("notebook.rows-more", ("count", table.RowCount), ("shown", RowsShown)));
        yield return ("text/html", Markup(header, rows, notes));
        yield return Plain(string.Join('\n',
            [.. TextColumns.Align(header, rows), .. notes.SelectMany(note => new[] { note.Zh, note.En })]));
    }

    static string[] Answer(Table table, int row) =>
    [
        Both(AnswerText.Area(table, row)), Both(AnswerText.Period(table, row)), Both(AnswerText.Variant(table, row)),
        Both(AnswerText.Value(table, row)), AnswerText.Interval(table, row), AnswerText.Counts(table, row),
        table.Text(row, "source_id") ?? "–",
    ];

    static string Markup(string[] header, string[][] rows, IEnumerable<LocalText> notes)
    {
        var html = new StringBuilder("<table>\n<thead><tr>");
        foreach (var title in header) html.Append($"<th>{Html.Escape(title)}</th>");
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in rows)
            html.Append("<tr>").AppendJoin("", row.Select(cell => $"<td>{Html.Escape(cell)}</td>")).Append("</tr>\n");
        html.Append("</tbody>\n</table>");
        foreach (var note in notes) html.Append($"\n<p>{Html.Escape(note.Zh)}<br>{Html.Escape(note.En)}</p>");
        return html.ToString();
    }

    static string Heading(LocalText title) => $"{title.Zh} ({title.En})";

    static string Heading(Column column) => (column.Title is { } title ? Heading(title) : column.Name)
        + (column.Unit is { } unit ? $" ({unit})" : "");

    static string Both(LocalText text) => text.Zh == text.En ? text.Zh : $"{text.Zh} / {text.En}";

    // The last digits of a double may differ between processors; four decimals do not.
    static string Cell(object? value) => value switch
    {
        null => "–",
        double number => Math.Abs(number) is 0 or (>= 0.001 and < 1e15)
            ? number.ToString("0.####", CultureInfo.InvariantCulture)
            : number.ToString("G5", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        LocalText text => Both(text),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
