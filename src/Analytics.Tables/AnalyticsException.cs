using System.Collections.ObjectModel;

namespace Analytics.Tables;

/// <summary>An error a user can cause. It carries a stable code and its facts as data; the wording lives in the
/// catalog of texts under <c>error.{code}</c>, in Chinese and English.</summary>
/// <remarks>Rooms make these in named factories (<c>SemanticErrors.MeasureNotFound(...)</c>), never in place. What
/// only a programmer can cause is a BCL exception. <see cref="Exception.Message"/> is the English text.</remarks>
public sealed class AnalyticsException : Exception
{
    /// <summary>An error with facts given as name and value pairs, in the order the text uses them.</summary>
    /// <param name="code">Stable kebab-case code, for example <c>measure-not-found</c>.</param>
    /// <param name="facts">What the text's placeholders name; lists are joined, null reads as "none".</param>
    public AnalyticsException(string code, params (string Name, object? Value)[] facts) : this(code, null, facts) { }

    /// <summary>An error caused by another exception, which is kept for logs and never shown to users.</summary>
    public AnalyticsException(string code, Exception? inner, params (string Name, object? Value)[] facts)
        : this(code, ToDictionary(facts), inner) { }

    AnalyticsException(string code, ReadOnlyDictionary<string, object?> facts, Exception? inner)
        : base(TextCatalog.BuiltIn.Format("error." + code, Language.English, facts), inner) =>
        (Code, Facts) = (code, facts);

    /// <summary>Stable kebab-case code; clients may depend on it.</summary>
    public string Code { get; }

    /// <summary>The error's facts by name.</summary>
    public IReadOnlyDictionary<string, object?> Facts { get; }

    /// <summary>The text in the asked language, one line.</summary>
    public string Describe(Language language) => TextCatalog.BuiltIn.Format("error." + Code, language, Facts);

    static ReadOnlyDictionary<string, object?> ToDictionary((string Name, object? Value)[] facts) =>
        new(facts.ToDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal));
}
