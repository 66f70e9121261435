using System.Globalization;
using System.Text.RegularExpressions;
using Analytics.Pipelines.Contracts;
using Analytics.Pipelines.Forms;
using Analytics.Pipelines.Received;
using Analytics.Pipelines.Sheets;
using Analytics.Tables.Text;

namespace Analytics.Tests.Pipelines.Received;

/// <summary>What is true of every file that was read, whatever stands in it: no row and no cell goes missing, no number changes, and
/// what is wrong is said. Rows and cells are counted anew, by no code of forms and contracts.</summary>
static partial class ReadingChecks
{
    [GeneratedRegex("[{][a-zA-Z]+[}]")]
    static partial Regex Placeholder { get; }

    [GeneratedRegex("^[0-9]{1,12}$")]
    static partial Regex Digits { get; }

    /// <summary>What is not as it should be; nothing, it is hoped.</summary>
    /// <param name="files">As they were read.</param>
    /// <param name="rows">The rows of each sheet that could be opened, by path of the file.</param>
    public static IEnumerable<string> Of(IReadOnlyList<FileReading> files, IReadOnlyDictionary<string, SheetRow[][]> rows)
    {
        if (files.Count == 0) yield return "nothing was read";
        foreach (var problem in files.SelectMany(file => Of(file, rows.GetValueOrDefault(file.Path))))
            yield return problem;
    }

    static IEnumerable<string> Of(FileReading file, SheetRow[][]? rows)
    {
        foreach (var finding in file.Findings)
        {
            if (finding.Place.File != file.Path && !finding.Place.File.StartsWith("etl/", StringComparison.Ordinal))
                yield return $"{finding.Rule} stands in '{finding.Place.File}'";
            foreach (var sentence in (string[])[finding.Sentence.Zh, finding.Sentence.En])
                if (string.IsNullOrWhiteSpace(sentence) || Placeholder.IsMatch(sentence))
                    yield return $"{finding.Rule}: {sentence}";
        }
        if (!file.Rows.IsWhole) yield return $"rows do not add up: {file.Rows}";
        if (file.Refusal is not null) yield break;
        if (rows is null) { if (file.Sheets.Count > 0) yield return "a file was read that cannot be opened"; yield break; }
        if (rows.Length != file.Sheets.Count) { yield return $"{rows.Length} sheets, {file.Sheets.Count} read"; yield break; }
        foreach (var problem in file.Sheets.Zip(rows).SelectMany(pair => Of(pair.First, pair.Second)))
            yield return problem;
    }

    static IEnumerable<string> Of(SheetReading sheet, SheetRow[] rows)
    {
        var filled = rows.LongCount(row => row.Cells.Any(cell => !cell.IsCovered && !string.IsNullOrWhiteSpace(cell.Text)));
        if (sheet.Rows.Read != filled) yield return $"{filled} rows stand in the sheet, {sheet.Rows.Read} were read";
        if (sheet.Rows.Blank != rows.LongLength - filled) yield return $"{rows.LongLength - filled} blank rows, {sheet.Rows.Blank} told";
        if (sheet.Rows is { Loaded: < 0 } or { Rejected: < 0 }) yield return $"less than nothing: {sheet.Rows}";
        if (sheet.Form is null)
        {
            if (sheet.Rows.Loaded > 0 || sheet.Findings.Count == 0) yield return "a sheet without form is loaded or not told";
            yield break;
        }
        foreach (var covered in Covered(sheet, rows)) yield return covered;
        var byRow = sheet.Records.ToLookup(record => record.Source.Row.Row);
        if (byRow.Count + sheet.Account.Refused != sheet.Account.Data)
            yield return $"{sheet.Account.Data} rows of data, {byRow.Count} with records, {sheet.Account.Refused} refused";
        var rejects = sheet.AllFindings.Where(finding => finding.Severity == FindingSeverity.Reject).ToArray();
        if (sheet.Rows.Rejected > 0 && rejects.Length == 0) yield return "rows are rejected and nothing says why";
        if (!rejects.Any(finding => IsOfSheet(finding, sheet))
            && rejects.Select(finding => finding.Place.Row).Distinct().Count() < sheet.Rows.Rejected)
            yield return $"{sheet.Rows.Rejected} rows rejected, {rejects.Length} rejects";
        var lines = rows.ToDictionary(row => row.Number);
        foreach (var row in byRow.Where(row => row.Any(record => !record.IsRejected)))
            foreach (var problem in OfRow(sheet, lines[row.Key], [.. row]))
                yield return problem;
        foreach (var value in sheet.Accepted.SelectMany(record => record.Values.Values))
            if (Changed(sheet, lines, value) is { } problem)
                yield return problem;
    }

    // What nobody sees beneath merged cells is told, unless it is what is seen.
    static IEnumerable<string> Covered(SheetReading sheet, SheetRow[] rows) =>
        from row in rows
        from cell in row.Cells.Index()
        where cell.Item.IsCovered && !string.IsNullOrWhiteSpace(cell.Item.Text)
        let at = new CellPlace("", "", row.Number, cell.Index).Address
        where !sheet.Findings.Any(finding => finding.Place.Address == at) && !rows.Any(other => other.Number <= row.Number
            && other.Cells.Any(one => one.Text == cell.Item.Text && !one.IsCovered))
        select $"{at} '{cell.Item.Text}' beneath merged cells is not told";

    // A finding on heading or title, or one that ends the table, refuses what is below it.
    static bool IsOfSheet(Finding finding, SheetReading sheet) => finding.Place.Row <= sheet.Heading!.ToRow
        || finding.Rule is "heading-changed" or "fixed-changed" || finding.Place.File.StartsWith("etl/", StringComparison.Ordinal);

    // Every filled cell of a row that is loaded is a value, left out by the form, or told.
    static IEnumerable<string> OfRow(SheetReading sheet, SheetRow line, IReadOnlyList<ContractRecord> records)
    {
        var headed = sheet.Heading!.Columns.ToDictionary(column => column.Column);
        for (var column = 0; column < line.Cells.Count; column++)
        {
            var cell = line.Cells[column];
            if (cell.IsCovered || string.IsNullOrWhiteSpace(cell.Text)) continue;
            var at = new CellPlace("", "", line.Number, column).Address;
            if (sheet.AllFindings.Any(finding => finding.Place.Address == at)) continue;
            if (!headed.TryGetValue(column, out var heading)) yield return $"{at} '{cell.Text}' has no heading and is not told";
            else if (heading.Field is null)
            {
                if (!heading.IsIgnored && !sheet.Findings.Any(finding => finding.Place.Column == column && finding.Place.Row <= sheet.Heading.ToRow))
                    yield return $"{at} '{cell.Text}' is in a column that is neither loaded nor told";
            }
            else if (!records.SelectMany(record => record.Values.Values).Any(value => value.Place.Address == at)
                && !IsMark(cell, sheet.Contract![heading.Field], sheet.Form!))
                yield return $"{at} '{cell.Text}' ({heading.Field}) is lost";
        }
    }

    static bool IsMark(SheetCell cell, ContractColumn column, Form form)
    {
        var reading = NumberText.Read(cell.Text, new NumberExpectation(column.Unit ?? "", null, form.Marks));
        return reading.Kind is ReadingKind.Absent or ReadingKind.Blank || column.Absent.Contains(Width.Bare(cell.Text))
            || (!column.IsNumeric && reading.Problem == "mark-unclear");
    }

    // What is printed stands in its cell, and a plain number is that number.
    static string? Changed(SheetReading sheet, Dictionary<long, SheetRow> lines, ContractValue value)
    {
        if (value.Place.Column is not { } at || value.Place.File.StartsWith("etl/", StringComparison.Ordinal)
            || sheet.Heading!.Columns.FirstOrDefault(column => column.Column == at) is not { } heading || heading.Field != value.Field
            || value.Place.Row <= sheet.Heading.ToRow)
            return null;
        var text = lines[value.Place.Row][at].Text;
        if (value.Printed != text) return $"{value.Place.Address} holds '{text}', loaded is '{value.Printed}'";
        if (sheet.Contract![value.Field].Type != FieldType.Count || !Digits.IsMatch(text)) return null;
        var expected = decimal.Parse(text, CultureInfo.InvariantCulture) * ScaleOf(heading.Unit);
        return value.Number == expected && value.Bound == "exact" ? null : $"{value.Place.Address} '{text}' became {value.Bound} {value.Number}";
    }

    static decimal ScaleOf(string? unit) => unit is null ? 1
        : unit.StartsWith('万') ? 10_000 : unit.StartsWith('亿') ? 100_000_000 : unit.StartsWith('千') ? 1000 : unit.StartsWith('百') ? 100 : 1;
}
