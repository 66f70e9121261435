using System.Globalization;
using System.Text;
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
        for (var row = 0; row < table.RowCount; row++)
        {
            html.Append($"<tr data-row=\"{row}\">");
            for (var i = 0; i < table.Columns.Count; i++)
                Cell(html, table.Columns[i], table[row, table.Columns[i].Name], isHead: i == 0);
            html.Append("</tr>\n");
        }
        html.Append("</tbody></table></div>\n");
    }

    static void Cell(StringBuilder html, Column column, object? value, bool isHead)
    {
        html.Append(isHead ? "<th scope=\"row\"" : "<td");
        if (IsNumber(column)) html.Append(" class=\"number\"");
        if (value is not string and not null and IFormattable exact && value is not DateOnly)
            html.Append($" data-value=\"{exact.ToString(null, CultureInfo.InvariantCulture)}\"");
        html.Append('>').Append(HtmlPage.Escape(Show(value))).Append(isHead ? "</th>" : "</td>");
    }

    static bool IsNumber(Column column) => column.Kind is ColumnKind.Whole or ColumnKind.Exact or ColumnKind.Real;

    static string Show(object? value) => value switch
    {
        null => "",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        double real when real != 0 && Math.Abs(real) < 1 => Signed(real.ToString("0.####", CultureInfo.InvariantCulture)),
        double or decimal => Signed(((IFormattable)value).ToString("#,0.##", CultureInfo.InvariantCulture)),
        long whole => Signed(whole.ToString("#,0", CultureInfo.InvariantCulture)),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    static string Signed(string number) => number.Replace('-', '−');
}
