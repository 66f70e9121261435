using System.Globalization;
using Analytics.Pipelines.Forms;
using Analytics.Pipelines.Sheets;

namespace Analytics.Pipelines.Contracts;

/// The corrections of one file: applied where the cell still holds what they found.
sealed class FileCorrections(IEnumerable<Decision> decisions, string file)
{
    // The last decision on a cell that still holds what it found is the one that counts.
    readonly Dictionary<(string Sheet, string Address), List<Decision>> _byCell = decisions
        .GroupBy(decision => (decision.Sheet, decision.Address))
        .ToDictionary(cell => cell.Key, cell => cell.Reverse().ToList());

    readonly Dictionary<(string Sheet, string Address), (FormCell? Cell, string Key)> _met = [];

    public bool IsEmpty => _byCell.Count == 0;

    public FormRecord Apply(FormRecord record)
    {
        Dictionary<string, FormCell>? fields = null;
        foreach (var (name, cell) in record.Fields)
        {
            if (cell.Place.File != file || cell.Place.Column is null) continue;
            var at = (cell.Place.Sheet, cell.Place.Address);
            if (!_byCell.TryGetValue(at, out var list)) continue;
            var decision = list.Find(one => one.Found == cell.Cell.Text);
            // The words of a wide form's member stand at its first figure, too: one of the two is the cell.
            if (decision is not null || !_met.TryGetValue(at, out var met) || met.Cell is not null)
                _met[at] = (decision is null ? cell : null, record.Key);
            if (decision is null) continue;
            fields ??= new Dictionary<string, FormCell>(record.Fields);
            fields[name] = cell with { Cell = Corrected(cell.Cell, decision.Value), Decision = decision };
        }
        return fields is null ? record : record with { Fields = fields };
    }

    public IEnumerable<Finding> Expired()
    {
        foreach (var (at, list) in _byCell)
        {
            var met = _met.TryGetValue(at, out var seen);
            if (met && seen.Cell is null) continue;
            var decision = list[0];
            yield return new Finding("correction-expired", FindingSeverity.Warn,
                seen.Cell?.Place ?? PlaceOf(decision), seen.Cell?.Field, seen.Cell?.Header, seen.Cell?.Cell.Text,
                new Dictionary<string, object?>
                {
                    ["decision"] = decision.Id, ["expected"] = decision.Found, ["value"] = decision.Value,
                    ["by"] = decision.DecidedBy,
                }, seen.Key ?? "");
        }
    }

    // A number of a workbook stays one, with its format: 0.955 shown as 95.5 % is corrected to 0.945.
    static SheetCell Corrected(SheetCell cell, string value) => cell.Kind == CellKind.Number
        && decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            ? cell with { Text = value } : new SheetCell(CellKind.Text, value);

    CellPlace PlaceOf(Decision decision)
    {
        var letters = decision.Address.TakeWhile(char.IsAsciiLetterUpper).Count();
        var column = decision.Address[..letters].Aggregate(0, (sum, letter) => sum * 26 + letter - 'A' + 1) - 1;
        return new CellPlace(file, decision.Sheet,
            long.TryParse(decision.Address.AsSpan(letters), CultureInfo.InvariantCulture, out var row) ? row : 0,
            column < 0 ? null : column);
    }
}
