namespace Analytics.Tables;

/// <summary>The two languages every text exists in. Chinese comes first.</summary>
public enum Language
{
    /// <summary>Simplified Chinese, <c>zh</c>.</summary>
    Chinese,

    /// <summary>English, <c>en</c>.</summary>
    English,
}

/// <summary>A text in both languages, such as a title or a name from a model file.</summary>
/// <param name="Zh">Simplified Chinese.</param>
/// <param name="En">English.</param>
public sealed record LocalText(string Zh, string En)
{
    /// <summary>The text in one language.</summary>
    public string In(Language language) => language == Language.Chinese ? Zh : En;
}
