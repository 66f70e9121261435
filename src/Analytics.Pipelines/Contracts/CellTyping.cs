using System.Collections.Concurrent;
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

    const int MostKnown = 10_000;

    readonly ConcurrentDictionary<(string, string, DateOnly?, string?),
        (IReadOnlyList<ReferenceMatch> Matches, string? Nearest)> _known = new();

    // Names and numbers of documents are shorter; a text of megabytes is not searched for them.
    const int LongestName = 200;

    [GeneratedRegex(@"^(?<body>.+?)[〔\[［【(（〈<](?<year>\d{4})[〕\]］】)）〉>](?<rest>第?(?<number>\d+)号)$")]
    static partial Regex Document { get; }

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
        if (IsAbsent(cell)) return null;
        if (cell.Text.Length > LongestName && cell.Column.Type != FieldType.Text)
        {
            cell.Tell("text-too-long", facts: ("longest", LongestName));
            return null;
        }
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

    // Marks are short: a day or a title is not read as one first.
    static bool MayBeMark(CellContext cell) => cell.Text.Length <= 6 || cell.Cell!.Marks.Keys.Any(
        mark => mark.Length >= 6);

    // Marks mean the same in every type; where no number is wanted, 无 can only mean that there is nothing.
    static bool IsAbsent(CellContext cell) => cell.Column.Absent.Contains(ContractYaml.Plain(cell.Text))
        || MayBeMark(cell) && NumberText.Read(cell.Text, new NumberExpectation("", null, cell.Cell!.Marks)) is
            { Kind: ReadingKind.Absent } or { Kind: ReadingKind.Ambiguous, Problem: "mark-unclear" };

    static ContractValue? Period(CellContext cell)
    {
        int? year = cell.Record.Fields.TryGetValue(YearField, out var said)
            && int.TryParse(Width.Bare(said.Cell.Text).TrimEnd('年', '度'), CultureInfo.InvariantCulture, out var number)
            ? number : null;
        var reading = PeriodText.Read(cell.Text, year);
        if (reading is not { Kind: ReadingKind.Value, Value: { } written })
            return Untyped(cell, reading.Kind, reading.Problem, "period-unreadable",
                reading.Candidates.Select(one => $"{one.FirstDay:yyyy-MM-dd}..{one.LastDay:yyyy-MM-dd}"));
        var period = new ContractPeriod(written.FirstDay, written.LastDay);
        if (cell.Column.Kinds.Count == 0 || cell.Column.Kinds.Contains(period.Kind)) return cell.Value(period);
        cell.Tell("period-kind", facts: ("allowed", cell.Column.Kinds.Select(Word).ToList()));
        return null;
    }

    static LocalText Word(string kind) => TextCatalog.BuiltIn["period.kind." + kind];

    static ContractValue? Day(CellContext cell)
    {
        var reading = DateText.Read(cell.Text);
        // A month is no day: which one is meant is not known.
        return reading is { Kind: ReadingKind.Value, Value: { } day, Precision: "day" } ? cell.Value(day)
            : Untyped(cell, reading.Kind, reading.Problem, "day-unreadable",
                reading.Candidates.Select(one => $"{one:yyyy-MM-dd}"));
    }

    static ContractValue? Untyped(CellContext cell, ReadingKind kind, string? problem, string otherwise,
        IEnumerable<string> candidates)
    {
        if (kind is ReadingKind.Blank or ReadingKind.Absent) return null;
        cell.Tell(CellContext.RuleOf(problem, otherwise),
            kind == ReadingKind.Ambiguous ? cell.Column.OnAmbiguity : FindingSeverity.Reject,
            CellContext.Both([.. candidates]));
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

    // A table names the same few members over and over.
    (IReadOnlyList<ReferenceMatch> Matches, string? Nearest) Resolve(Reference reference, string text, DateOnly? day,
        string? place)
    {
        var asked = (reference.Name, text, day, place);
        if (_known.TryGetValue(asked, out var known)) return known;
        var matches = reference.Resolve(text, day, place);
        known = (matches, matches.Count == 0 ? reference.Nearest(text) : null);
        if (_known.Count < MostKnown) _known.TryAdd(asked, known);
        return known;
    }

    ContractValue? Member(CellContext cell, Reference reference)
    {
        var place = reference.Name == "area" ? within : cell.Column.Level;
        var (matches, nearest) = Resolve(reference, cell.Text, cell.Day, place);
        switch (matches)
        {
            case []:
                cell.Tell(reference.Name + "-unknown", cell.Column.OnUnknown,
                    ("nearest", nearest));
                return cell.Column.OnUnknown == FindingSeverity.Reject ? null : cell.Value(cell.Text.Trim());
            case [{ IsValid: true } match]:
                if (match.How != "name")
                    cell.Tell(reference.Name + "-by-alias", FindingSeverity.Note, ("name", match.Name),
                        ("how", TextCatalog.BuiltIn["reference." + match.How]));
                return cell.Value(match);
            case [{ IsValid: false } ended]:
                cell.Tell(reference.Name + "-not-valid", facts: [("name", ended.Name),
                    ("day", $"{cell.Day:yyyy-MM-dd}"), ("event", ended.Event), ("candidates", ended.Successors)]);
                return null;
            default:
                cell.Tell(reference.Name + "-ambiguous",
                    facts: ("candidates", matches.Select(match => match.Label).Distinct().ToList()));
                return null;
        }
    }
}
