using System.Globalization;
using System.Text;
using Analytics.Charting.Layout;
using Analytics.Tables;

namespace Analytics.Charting;

/// <summary>A scene's data as a table for people: the first column heads the rows, numbers are short to read and whole
/// in <c>data-value</c>.</summary>
static class HtmlTable
{
    public static void Write(StringBuilder html, Table table, string caption)
    {
        html.Append($"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{HtmlPage.Escape(caption)}\">");
        html.Append($"<table><caption>{HtmlPage.Escape(caption)}</caption>\n<thead><tr>");
        foreach (var column in table.Columns)
            html.Append($"<th scope=\"col\"{(IsNumber(column) ? " class=\"number\"" : "")} aria-sort=\"none\">")
                .Append($"<button type=\"button\">{HtmlPage.Escape(column.Name)}</button></th>");
        html.Append("</tr></thead>\n<tbody>\n");
        var decimals = table.Columns.Select(c => DecimalsOf(table, c)).ToArray();
        for (var row = 0; row < table.RowCount; row++)
        {
            html.Append($"<tr data-row=\"{row}\">");
            for (var i = 0; i < table.Columns.Count; i++)
                Cell(html, table.Columns[i], table[row, table.Columns[i].Name], decimals[i], isHead: i == 0);
            html.Append("</tr>\n");
        }
        html.Append("</tbody></table></div>\n");
    }

    static void Cell(StringBuilder html, Column column, object? value, int decimals, bool isHead)
    {
        html.Append(isHead ? "<th scope=\"row\"" : "<td");
        if (IsNumber(column)) html.Append(" class=\"number\"");
        if (value is not string and not null and IFormattable exact && value is not DateOnly)
            html.Append($" data-value=\"{exact.ToString(null, CultureInfo.InvariantCulture)}\"");
        html.Append('>').Append(HtmlPage.Escape(Show(value, decimals))).Append(isHead ? "</th>" : "</td>");
    }

    static bool IsNumber(Column column) => column.Kind is ColumnKind.Whole or ColumnKind.Exact or ColumnKind.Real;

    static int DecimalsOf(Table table, Column column) => !IsNumber(column) ? 0
        : Decimals.Of([.. Enumerable.Range(0, table.RowCount).Select(row => table.Number(row, column.Name))
            .OfType<double>().Where(double.IsFinite)]);

    static string Show(object? value, int decimals) => value switch
    {
        null => "",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        double or decimal or long => ((IFormattable)value).ToString("N" + decimals, CultureInfo.InvariantCulture)
            .Replace('-', '−'),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
