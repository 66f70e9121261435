using System.Collections.Frozen;
using Analytics.Pipelines.Forms;
using Analytics.Pipelines.Sheets;
using Analytics.Tables;

namespace Analytics.Pipelines.Contracts;

/// A cell while it is typed: where it stands, what it should hold, and where findings go.
sealed record CellContext(FormRecord Record, ContractColumn Column, List<Finding> Findings, DateOnly? Day)
{
    static readonly FrozenSet<string> Texts = TextCatalog.BuiltIn.Keys.ToFrozenSet(StringComparer.Ordinal);

    public FormCell? Cell { get; } = Record.Fields.GetValueOrDefault(Column.Name);

    /// What is read: the corrected text where a decision stands in the cell.
    public string Text => Cell!.Cell.Text;

    /// What a text could not be read for, where there are words for it.
    public static string RuleOf(string? problem, string otherwise) =>
        problem is not null && Texts.Contains("rule." + problem) ? problem : otherwise;

    // A constant stands in the form; what is wrong is wrong of the row that takes it.
    CellPlace Place => Cell is { } cell && cell.Place.File == Record.Row.File ? cell.Place : Record.Row;

    public void Tell(string rule, FindingSeverity severity = FindingSeverity.Reject,
        params (string Name, object? Value)[] facts)
    {
        var all = facts.ToDictionary(fact => fact.Name, fact => fact.Value);
        all["title"] = Column.Title;
        all["unit"] = Column.Unit;
        all["expected"] = Column.Unit is { } unit
            ? new LocalText($"{Column.Title.Zh}({unit})", $"{Column.Title.En} ({unit})") : Column.Title;
        Findings.Add(new Finding(rule, severity, Place, Column.Name, Cell?.Header,
            Cell?.Cell.Text, all, Record.Key));
    }

    /// Two readings, as the sentences name them.
    public static (string, object?)[] Both(IReadOnlyList<string?> candidates) =>
    [
        ("candidates", candidates), ("first", candidates.ElementAtOrDefault(0)),
        ("second", candidates.ElementAtOrDefault(1)),
    ];

    public ContractValue Value(object value, string bound = "exact", string? unit = null, decimal halfUnit = 0) =>
        new(Column.Name, value, Cell!.Decision?.Found ?? Text, unit, bound, halfUnit, Cell.Place, Cell.Header,
            Cell.Decision);
}
