using Analytics.Pipelines.Contracts.Rules;
using Analytics.Pipelines.Forms;
using Analytics.Tables;

namespace Analytics.Pipelines.Contracts;

/// The checks that need but one record.
static class RowRules
{
    public static IEnumerable<Finding> Check(Contract contract, FormRecord record,
        IReadOnlyDictionary<string, ContractValue> values) =>
        from check in contract.Checks
        where !check.Relation.NeedsPrevious
        let finding = Apply(contract, check, record, values, _ => null)
        where finding is not null
        select finding;

    /// A check against the record and what earlier files said; null where it holds or says nothing.
    public static Finding? Apply(Contract contract, ContractCheck check, FormRecord record,
        IReadOnlyDictionary<string, ContractValue> values, Func<string, (Interval Range, string Label)?> previous)
    {
        Interval? Range(ColumnTerm column) => column.IsPrevious ? previous(column.Name)?.Range
            : values.GetValueOrDefault(column.Name)?.Range(check.WithinRounding, contract[column.Name].Type);
        if (check.Relation.Evaluate(Range) != Outcome.Contradicted) return null;
        var first = check.Relation.Columns.Where(column => !column.IsPrevious)
            .Select(column => values[column.Name]).FirstOrDefault();
        var named = check.Relation.Columns.Distinct().Select(column => Told(contract[column.Name], column.IsPrevious
            ? previous(column.Name)!.Value.Label : Place(values[column.Name])));
        return new Finding(check.Name, check.Severity, first?.Place ?? record.Row, first?.Field, first?.Header,
            first?.Printed, new Dictionary<string, object?>
            {
                ["check"] = check.Name, ["text"] = check.Text,
                ["values"] = named.Concat(Computed(check.Relation, Range)).ToList(),
            }, record.Key);
    }

    public static Finding Whole(string rule, FormRecord record, IReadOnlyList<(string Name, object? Value)> facts) =>
        new(rule, FindingSeverity.Reject, record.Row, null, null, null,
            facts.ToDictionary(fact => fact.Name, fact => fact.Value), record.Key);

    static LocalText Told(ContractColumn column, string value) =>
        new($"{column.Title.Zh} {value}", $"{column.Title.En} {value}");

    static string Place(ContractValue value) => $"{value.Printed} ({value.Place.Address})";

    // What the right side comes to, where that is more than a number that stands there.
    static IEnumerable<LocalText> Computed(Relation relation, Func<ColumnTerm, Interval?> range)
    {
        if (relation.Right is ColumnTerm or NumberTerm) yield break;
        if (relation.Right.Evaluate(range) is not { Low: { } low, High: { } high }) yield break;
        var text = low.Equals(high) ? $"{low.Rounded():0.######}" : $"{low.Rounded():0.######}–{high.Rounded():0.######}";
        yield return new($"算得 {text}", $"which comes to {text}");
    }
}
