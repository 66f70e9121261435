using Analytics.Tables;

namespace Analytics.Pipelines.Forms;

/// <summary>A form proposed for an unknown layout.</summary>
/// <param name="Contract">The contract it seems to be of; null where no heading is understood.</param>
/// <param name="Yaml">The form, each doubt a comment where it belongs; to be read and corrected by a person.</param>
/// <param name="Doubts">The same doubts in order.</param>
/// <param name="Form">The form as it parses; null while a required field comes from nowhere.</param>
public sealed record FormDraft(string? Contract, string Yaml, IReadOnlyList<LocalText> Doubts, Form? Form);
