using System.Globalization;
using Analytics.Semantics;
using Analytics.Semantics.Cells;
using Analytics.Tables;

namespace Analytics.Delivery;

/// <summary>The answer to a grouped question as lines for people: labels in place of values, numbers to the right with
/// their unit in the heading, <c>–</c> where there is no value, <c>*</c> where it is kept back, <c>n/a</c> where there
/// can be none.</summary>
public static class GroupedText
{
    static readonly string[] Within = ["period_start", "period_end", "period_complete", "row_kind"];

    /// <summary>The heading and a line for each row.</summary>
    public static IEnumerable<string> Lines(QueryResult answer, Language language)
    {
        var table = answer.Table;
        var columns = table.Columns.Where(column => IsShown(table, column)).ToArray();
        var header = columns.Select(column => Heading(column, language)).ToArray();
        var alike = columns.ToDictionary(column => column.Name, column => Alike(table, column.Name, language));
        var rows = Enumerable.Range(0, table.RowCount).Select(row =>
            columns.Select(column => Show(answer, row, column, language, alike[column.Name])).ToArray()).ToArray();
        return TextColumns.Align(header, rows, [.. columns.Select(IsNumber)]);
    }

    static bool IsShown(Table table, Column column) =>
        !(table.Has("row_kind") && Within.Contains(column.Name)) && LabelledBy(table, column.Name) is null;

    // The field a column is the label of.
    static string? LabelledBy(Table table, string name) =>
        (name.EndsWith("_zh", StringComparison.Ordinal) || name.EndsWith("_en", StringComparison.Ordinal))
            && table.Has(name[..^3]) ? name[..^3] : null;

    static bool IsNumber(Column column) => column.Kind is ColumnKind.Whole or ColumnKind.Exact or ColumnKind.Real;

    static string Heading(Column column, Language language)
    {
        var name = column.Title?.In(language)
            ?? (column.Name == "period" ? TextCatalog.BuiltIn["page.column.period"].In(language) : column.Name);
        return column.Unit is { Length: > 0 } unit ? $"{name} ({unit})" : name;
    }

    // Labels that several members bear: 静安区 before and after 2015.
    static HashSet<string> Alike(Table table, string name, Language language) =>
        !table.Has(LabelOf(name, language)) ? []
        : Enumerable.Range(0, table.RowCount).Select(row => (Label: table.Text(row, LabelOf(name, language)),
            Value: table[row, name])).Where(one => one is { Label: not null, Value: not null }).Distinct()
            .GroupBy(one => one.Label!).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet();

    static string LabelOf(string name, Language language) => $"{name}_{(language == Language.Chinese ? "zh" : "en")}";

    static string Show(QueryResult answer, int row, Column column, Language language, HashSet<string> alike)
    {
        var (table, value) = (answer.Table, answer.Table[row, column.Name]);
        if (IsNumber(column) || value is not null && column.Kind != ColumnKind.Text)
            return value is not null ? Text(value, column) : StateOf(answer, row, column.Name) switch
            {
                CellState.NotAvailable => "n/a",
                CellState.Suppressed => "*",
                _ => "–",
            };
        if (value is "(unknown)" or "(unmatched)" or "(others)")
            return TextCatalog.BuiltIn["answer.member." + ((string)value).Trim('(', ')')].In(language);
        var label = LabelOf(column.Name, language);
        if (value is not null && table.Has(label) && table.Text(row, label) is { } words)
            return alike.Contains(words) ? $"{words} ({value})" : words;
        return value switch
        {
            string text when column.Name == "period" && table.Has("period_complete")
                && table[row, "period_complete"] is false =>
                TextCatalog.BuiltIn.Format("answer.period.incomplete", language, ("period", text)),
            string text when column.Name == "period" && table.Has("row_kind")
                && table.Text(row, "row_kind") == "unlike" =>
                TextCatalog.BuiltIn.Format("answer.period.unlike", language, ("period", text)),
            string text => text,
            _ when table.Has("row_kind") && table.Text(row, "row_kind") is not (null or "row") =>
                TextCatalog.BuiltIn[column.Name == "period" ? "answer.period.all" : "answer.member.total"].In(language),
            _ => "–",
        };
    }

    static CellState? StateOf(QueryResult answer, int row, string column) =>
        answer.States is { } states && states[row].TryGetValue(column, out var state) ? state : null;

    static string Text(object value, Column column) => value switch
    {
        // Counts that were divided have no exact digits to show.
        double real => real.ToString(column.Unit == "%" || Math.Abs(real) >= 0.1 ? "#,0.00" : "0.00####",
            CultureInfo.InvariantCulture),
        decimal exact => exact.ToString(exact.Scale == 0 ? "#,0" : "#,0." + new string('0', exact.Scale),
            CultureInfo.InvariantCulture),
        long whole => whole.ToString("#,0", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => value is true ? "true" : "false",
    };
}
