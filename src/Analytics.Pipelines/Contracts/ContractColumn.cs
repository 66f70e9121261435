using Analytics.Tables;

namespace Analytics.Pipelines.Contracts;

/// <summary>What a field holds.</summary>
public enum FieldType
{
    /// <summary>An area, by code, name, short or former name.</summary>
    Area,

    /// <summary>A year, half-year, quarter, month or other span.</summary>
    Period,

    /// <summary>One day.</summary>
    Day,

    /// <summary>A whole number from 0.</summary>
    Count,

    /// <summary>Money.</summary>
    Amount,

    /// <summary>Any number.</summary>
    Number,

    /// <summary>A share in percent.</summary>
    Share,

    /// <summary>Text as it stands, blanks at its ends aside.</summary>
    Text,

    /// <summary>One of the allowed words.</summary>
    Choice,

    /// <summary>A department, by canonical name or alias.</summary>
    Department,

    /// <summary>The number of a document: <c>沪府规〔2023〕5号</c>.</summary>
    DocumentNumber,
}

/// <summary>A field of a contract.</summary>
/// <param name="Name">snake_case, unique in its contract.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="IsRequired">Whether a record without it is refused.</param>
/// <param name="Unit">The unit of its values; <c>%</c> for shares unless another is given; null where it has none.
/// </param>
/// <param name="Indicator">The code its values are observations of; null where they are none.</param>
/// <param name="Scope">The scope of the observations as <c>dim_scope.scope_id</c>; "" where none is stated.</param>
/// <param name="Shift">Years between the record's period and the value's: -1 for a column of the same period last
/// year. Such values are checked and never loaded: the year before has a file of its own.</param>
/// <param name="Min">Least value, included; null for none. Counts begin at 0.</param>
/// <param name="Max">Greatest value, included; null for none.</param>
/// <param name="Kinds">Kinds of period allowed; all where empty.</param>
/// <param name="Values">The word meant, by every way to write it, as <c>ContractColumn.Plain</c> prints it.</param>
/// <param name="Level">Level of departments: <c>district</c>; null for any.</param>
/// <param name="Absent">Words that say there is nothing, beside the usual marks: <c>长期</c> for a last day.</param>
/// <param name="OnUnknown">What a name that the dimension does not have does: reject, or warn or note, which keep the
/// text.</param>
/// <param name="OnAmbiguity">What a number with two readings does: reject, or warn, which loads the record without it.
/// </param>
public sealed record ContractColumn(string Name, FieldType Type, LocalText Title, bool IsRequired, string? Unit,
    string? Indicator, string Scope, int Shift, decimal? Min, decimal? Max, IReadOnlyList<string> Kinds,
    IReadOnlyDictionary<string, string> Values, string? Level, IReadOnlyList<string> Absent, FindingSeverity OnUnknown,
    FindingSeverity OnAmbiguity)
{
    /// <summary>Whether it holds numbers with a unit.</summary>
    public bool IsNumeric => Type is FieldType.Count or FieldType.Amount or FieldType.Number or FieldType.Share;

    /// <summary>Whether its values are loaded as observations.</summary>
    public bool IsLoaded => Indicator is not null && Shift == 0;
}

/// <summary>A rule between the columns of a record, or between it and the file of the year before.</summary>
public sealed class ContractCheck
{
    internal ContractCheck(string name, Rules.Relation relation, bool withinRounding, FindingSeverity severity,
        LocalText text) =>
        (Name, Relation, WithinRounding, Severity, Text) = (name, relation, withinRounding, severity, text);

    /// <summary>Unique in its contract, kebab-case.</summary>
    public string Name { get; }

    /// <summary>As the parser prints it: <c>settled &lt;= accepted</c>.</summary>
    public string Rule => Relation.ToString();

    /// <summary>Whether printed shares stand for all values that round to them.</summary>
    public bool WithinRounding { get; }

    /// <summary>What a contradiction does.</summary>
    public FindingSeverity Severity { get; }

    /// <summary>What must be so, in words; the rule with the titles of its columns where the contract gives none.
    /// </summary>
    public LocalText Text { get; }

    internal Rules.Relation Relation { get; }
}

/// <summary>A rule over what is loaded already.</summary>
/// <param name="Rule"><c>jump</c>, <c>repeated</c> or <c>copied</c>.</param>
/// <param name="Columns">The columns it looks at.</param>
/// <param name="Factor">How many times more or less is a jump.</param>
/// <param name="Floor">Values below it are too small to tell.</param>
/// <param name="Severity">What a finding does.</param>
public sealed record HistoryRule(string Rule, IReadOnlyList<string> Columns, decimal Factor, decimal Floor,
    FindingSeverity Severity);
