using System.Text.RegularExpressions;
using Analytics.Pipelines.Contracts;
using Analytics.Pipelines.Sheets;

namespace Analytics.Pipelines.Forms;

// The values that stand outside the table: in its title, the sheet's or file's name, or in the form alone.
static partial class FixedValues
{
    [GeneratedRegex("(?<![0-9])([12][0-9]{3})(?![0-9])")]
    static partial Regex Digits { get; }

    [GeneratedRegex("[一二][〇零○一二三四五六七八九]{3}")]
    static partial Regex Numerals { get; }

    // Rows a form names by address.
    public static IEnumerable<long> Rows(Form form) => form.Fixed.Where(f => f.Row > 0).Select(f => f.Row);

    public static (IReadOnlyDictionary<string, FormCell> Cells, IReadOnlyList<Finding> Findings) Of(Form form,
        Head head, string file, string sheet, long headingRow)
    {
        var cells = new Dictionary<string, FormCell>(StringComparer.Ordinal);
        var findings = new List<Finding>();
        foreach (var value in form.Fixed)
        {
            var found = Candidates(value, form, head, file, sheet, headingRow)
                .DistinctBy(candidate => Compared.Of(candidate.Cell.Text)).Take(2).ToArray();
            if (found.Length == 1)
                cells[value.Field] = new FormCell(value.Field, found[0].Cell, found[0].Place, "", null, form.Marks);
            else findings.Add(found.Length == 0
                ? FormFindings.FixedMissing(form, value, file, sheet)
                : FormFindings.FixedTwice(form, value, found[0], found[1]));
        }
        return (cells, findings);
    }

    // The year of a title, for the months below it.
    public static string? YearOf(string text)
    {
        var compared = Compared.Of(text);
        if (Digits.Match(compared) is { Success: true } digits) return digits.Value;
        return Numerals.Match(compared) is { Success: true } numerals
            ? string.Concat(numerals.Value.Select(c => "〇零○".Contains(c) ? 0 : "一二三四五六七八九".IndexOf(c) + 1))
            : null;
    }

    static IEnumerable<(SheetCell Cell, CellPlace Place)> Candidates(FormFixed value, Form form, Head head, string file,
        string sheet, long headingRow)
    {
        if (value.Source != FixedSource.Cell)
        {
            var (text, place) = value.Source switch
            {
                FixedSource.Constant => (value.Value!, new CellPlace(form.File, "", value.Line)),
                FixedSource.Sheet => (sheet, new CellPlace(file, sheet, 1)),
                _ => (Path.GetFileNameWithoutExtension(file), new CellPlace(file, sheet, 1)),
            };
            return Read(value, new SheetCell(CellKind.Text, text)) is { } cell ? [(cell, place)] : [];
        }
        if (value.Row > 0 && Read(value, head.At(value.Row, value.Column)) is { } named)
            return [(named, new CellPlace(file, sheet, value.Row, value.Column))];
        return !value.IsSearched ? []
            : from row in head.First
              where row.Row.Number < headingRow
              from column in Enumerable.Range(0, row.Row.Cells.Count)
              let cell = Read(value, row.Row[column])
              where cell is not null
              select (cell, new CellPlace(file, sheet, row.Row.Number, column));
    }

    // With a pattern, what stands in its place; without, the cell as it is.
    public static SheetCell? Read(FormFixed value, SheetCell cell) => cell.IsBlank ? null
        : value.Pattern is null ? cell
        : value.Pattern.Find(cell.Text) is { } text ? new SheetCell(CellKind.Text, text) : null;
}
