using Analytics.Tables;

namespace Analytics.Pipelines.Sheets;

/// <summary>What the log says of a file: the encoding found, a hidden sheet, formulas read by their last value.
/// </summary>
/// <param name="Code">Stable; the text is <c>sheet.{Code}</c>.</param>
/// <param name="Facts">What the text names.</param>
public sealed record SheetNote(string Code, IReadOnlyDictionary<string, object?> Facts)
{
    /// <summary>One sentence in the asked language.</summary>
    public string Describe(Language language) => TextCatalog.BuiltIn.Format("sheet." + Code, language, Facts);

    internal static SheetNote Of(string code, params (string Name, object? Value)[] facts) =>
        new(code, facts.ToDictionary(fact => fact.Name, fact => fact.Value, StringComparer.Ordinal));
}
