using Analytics.Tables;

namespace Analytics.Semantics.Stars;

/// <summary>What a model and its tables do not have in common. The wording is in the catalog of texts under
/// <c>finding.{code}</c>.</summary>
/// <param name="IsError">Whether questions fail or are answered wrong; else rows are left out or stand under a member
/// of their own, which answers say too.</param>
/// <param name="Code">Stable kebab-case code.</param>
/// <param name="Facts">What the text's placeholders name.</param>
public sealed record ModelFinding(bool IsError, string Code, IReadOnlyDictionary<string, object?> Facts)
{
    /// <summary>What was found and what to do, in one line.</summary>
    public string Describe(Language language) =>
        TextCatalog.BuiltIn.Format("finding." + Code, language, Facts);
}
