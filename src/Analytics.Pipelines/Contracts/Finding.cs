using Analytics.Pipelines.Sheets;
using Analytics.Tables;

namespace Analytics.Pipelines.Contracts;

/// <summary>What a finding does to its record.</summary>
public enum FindingSeverity
{
    /// <summary>Told; the record is loaded.</summary>
    Note,

    /// <summary>To be looked at; the record is loaded.</summary>
    Warn,

    /// <summary>The record is not loaded.</summary>
    Reject,
}

/// <summary>What is wrong or noteworthy about a record, a cell or a file, in words a clerk understands.</summary>
/// <param name="Rule">Stable kebab-case name; the sentence is the text <c>rule.{Rule}</c>, for a check of a contract
/// <c>rule.check</c> with the contract's own words.</param>
/// <param name="Severity">What it does.</param>
/// <param name="Place">Where.</param>
/// <param name="Field">The field of the contract; null for a whole record or file.</param>
/// <param name="Header">The heading of the column as printed; null where there is none.</param>
/// <param name="Found">The raw text; null where nothing stands.</param>
/// <param name="Facts">What the sentence names; <c>found</c>, <c>header</c>, <c>address</c> are added.</param>
/// <param name="Key">The key of the record, see <see cref="Forms.FormRecord.Key"/>.</param>
public sealed record Finding(string Rule, FindingSeverity Severity, CellPlace Place, string? Field, string? Header,
    string? Found, IReadOnlyDictionary<string, object?> Facts, string Key = "")
{
    /// <summary>The sentence in both languages.</summary>
    public LocalText Sentence => new(In(Language.Chinese), In(Language.English));

    string In(Language language) => TextCatalog.BuiltIn.Format(
        Facts.ContainsKey("check") ? "rule.check" : "rule." + Rule, language,
        new Dictionary<string, object?>(Facts)
        {
            ["found"] = Found, ["header"] = Header, ["address"] = Place.Address,
        });
}
