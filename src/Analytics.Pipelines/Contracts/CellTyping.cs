using System.Globalization;
using System.Text.RegularExpressions;
using Analytics.Pipelines.Sheets;
using Analytics.Tables;
using Analytics.Tables.Text;

namespace Analytics.Pipelines.Contracts;

/// Makes a value of a cell, or says why not. Nothing is guessed: what may be two things is told with both.
sealed partial class CellTyping(IReadOnlyDictionary<string, Reference> references, string? within)
{
    public const string YearField = "year";

    [GeneratedRegex(@"^(?<body>.+?)[〔\[［【(（〈<](?<year>\d{4})[〕\]］】)）〉>](?<rest>第?(?<number>\d+)号)$")]
    private static partial Regex Document { get; }

    public bool Knows(string reference) => references.ContainsKey(reference);

    public static string? ReferenceOf(ContractColumn column) => column.Type switch
    {
        FieldType.Area => "area",
        FieldType.Department => "department",
        _ => null,
    };

    /// Null where the cell holds nothing, or something that was told.
    public ContractValue? Read(CellContext cell)
    {
        if (cell.Cell is not { } form || form.Cell.IsBlank) return null;
        if (form.Cell.Kind == CellKind.Error)
        {
            cell.Tell("cell-error");
            return null;
        }
        if (cell.Column.IsNumeric) return NumberTyping.Read(cell);
        if (form.Marks.GetValueOrDefault(Width.Bare(cell.Text)) == "absent") return null;
        return cell.Column.Type switch
        {
            FieldType.Period => Period(cell),
            FieldType.Day => Day(cell),
            FieldType.Choice => Choice(cell),
            FieldType.DocumentNumber => Number(cell),
            FieldType.Text => cell.Value(cell.Text.Trim()),
            _ => Member(cell, references[ReferenceOf(cell.Column)!]),
        };
    }

    static ContractValue? Period(CellContext cell)
    {
        int? year = cell.Record.Fields.TryGetValue(YearField, out var said)
            && int.TryParse(Width.Bare(said.Cell.Text).TrimEnd('年', '度'), CultureInfo.InvariantCulture, out var number)
            ? number : null;
        if (Readings.Period(cell.Text, year) is not { } period)
            cell.Tell("period-unreadable");
        else if (cell.Column.Kinds.Count > 0 && !cell.Column.Kinds.Contains(period.Kind))
            cell.Tell("period-kind", facts: ("allowed", cell.Column.Kinds.Select(Word).ToList()));
        else return cell.Value(period);
        return null;
    }

    static LocalText Word(string kind) => TextCatalog.BuiltIn["period.kind." + kind];

    static ContractValue? Day(CellContext cell)
    {
        if (Readings.Day(cell.Text) is { } day) return cell.Value(day);
        cell.Tell("day-unreadable");
        return null;
    }

    static ContractValue? Choice(CellContext cell)
    {
        if (!cell.Column.Values.TryGetValue(ContractYaml.Plain(cell.Text), out var word))
        {
            cell.Tell("choice-unknown", facts: ("allowed", cell.Column.Values.Values.Distinct().ToList()));
            return null;
        }
        if (word != cell.Text.Trim()) cell.Tell("choice-by-alias", FindingSeverity.Note, ("value", word));
        return cell.Value(word);
    }

    static ContractValue? Number(CellContext cell)
    {
        var match = Document.Match(Width.Bare(cell.Text));
        if (!match.Success)
        {
            cell.Tell("document-number-unreadable");
            return null;
        }
        var number = $"{match.Groups["body"]}〔{match.Groups["year"]}〕{match.Groups["number"]}号";
        if (number != cell.Text) cell.Tell("document-number-repaired", FindingSeverity.Note, ("value", number));
        return cell.Value(number);
    }

    ContractValue? Member(CellContext cell, Reference reference)
    {
        var place = reference.Name == "area" ? within : cell.Column.Level;
        var matches = reference.Resolve(cell.Text, cell.Day, place);
        switch (matches)
        {
            case []:
                cell.Tell(reference.Name + "-unknown", facts: ("nearest", reference.Nearest(cell.Text)));
                return null;
            case [{ IsValid: true } match]:
                if (match.How != "name")
                    cell.Tell(reference.Name + "-by-alias", FindingSeverity.Note, ("name", match.Name),
                        ("how", TextCatalog.BuiltIn["reference." + match.How]));
                return cell.Value(match);
            case [{ IsValid: false } ended]:
                cell.Tell(reference.Name + "-not-valid", facts: [("name", ended.Name), ("day", cell.Day),
                    ("event", ended.Event), ("candidates", ended.Successors)]);
                return null;
            default:
                cell.Tell(reference.Name + "-ambiguous",
                    facts: ("candidates", matches.Select(match => match.Label).Distinct().ToList()));
                return null;
        }
    }
}
