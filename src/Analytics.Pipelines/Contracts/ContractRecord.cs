using Analytics.Pipelines.Forms;
using Analytics.Pipelines.Sheets;

namespace Analytics.Pipelines.Contracts;

/// <summary>A typed value with all that its fact needs.</summary>
/// <param name="Field">The field.</param>
/// <param name="Value"><see cref="decimal"/> in the column's unit for numbers, <see cref="DateOnly"/>,
/// <see cref="ContractPeriod"/>, <see cref="ReferenceMatch"/> or <see cref="string"/>; never null.</param>
/// <param name="Printed">The text as it stands in the file, also where a decision corrected it.</param>
/// <param name="WrittenUnit">The unit it was written in; null where none is stated.</param>
/// <param name="Bound">exact, at_least, at_most or about.</param>
/// <param name="HalfUnit">Half a unit of the last printed digit, in the column's unit; 0 for counts written out.
/// </param>
/// <param name="Place">Where it stands.</param>
/// <param name="Header">The heading as printed; "" for fixed values.</param>
/// <param name="Decision">The correction that was applied; null where none was.</param>
public sealed record ContractValue(string Field, object Value, string Printed, string? WrittenUnit, string Bound,
    decimal HalfUnit, CellPlace Place, string Header, Decision? Decision)
{
    /// <summary>The number; null for other types.</summary>
    public decimal? Number => Value as decimal?;

    /// <summary>The day; null for other types.</summary>
    public DateOnly? Day => Value as DateOnly?;

    /// <summary>The period; null for other types.</summary>
    public ContractPeriod? Period => Value as ContractPeriod;

    /// <summary>The member of a dimension; null for other types.</summary>
    public ReferenceMatch? Member => Value as ReferenceMatch;

    /// <summary>The text or word; null for other types.</summary>
    public string? Text => Value as string;

    /// <summary>What to write beside the fact: who corrected it, and why; null where nobody did.</summary>
    public string? Note => Decision is null ? null
        : $"更正 {Decision.Found} → {Decision.Value}({Decision.Reason};{Decision.DecidedBy},{Decision.DecidedAt})";

    /// All values it may stand for.
    internal Rules.Interval Range(bool withinRounding, FieldType type)
    {
        if (Day is { } day) return Rules.Interval.Of(day.DayNumber);
        if (Number is not { } value) throw new InvalidOperationException($"'{Field}' is no number.");
        // A count of 1.2万 is rounded whatever the check says; a share only where the check asks for it.
        var half = type == FieldType.Share && !withinRounding ? 0 : HalfUnit;
        Rules.Exact? least = type == FieldType.Count ? Rules.Exact.Zero : null;
        return Bound switch
        {
            "at_least" => new(value - half, null),
            "at_most" => new(least, value + half),
            "about" => new(least, null),
            _ => new(value - half, value + half),
        };
    }
}

/// <summary>A record as its contract sees it.</summary>
/// <param name="Source">As its form handed it over.</param>
/// <param name="Values">Its values by field; a field that is not given, or could not be read, has none.</param>
/// <param name="Findings">What is wrong or noteworthy, in order of columns, then checks.</param>
public sealed record ContractRecord(FormRecord Source, IReadOnlyDictionary<string, ContractValue> Values,
    IReadOnlyList<Finding> Findings)
{
    /// <summary>Whether a finding keeps it from being loaded.</summary>
    public bool IsRejected => Findings.Any(finding => finding.Severity == FindingSeverity.Reject);

    /// <summary>A value; null where it is not given.</summary>
    public ContractValue? this[string field] => Values.GetValueOrDefault(field);

    /// <summary>The texts of its key, for comparing; null where a part is not given.</summary>
    /// <param name="contract">The contract it was read by.</param>
    public string? KeyOf(Contract contract)
    {
        var parts = contract.Key.Select(field => this[field]?.Value switch
        {
            ReferenceMatch member => member.Id,
            { } value => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture),
            null => null,
        }).ToList();
        return parts.Contains(null) ? null : string.Join('\u001f', parts);
    }
}
