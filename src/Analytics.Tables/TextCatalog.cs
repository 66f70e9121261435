using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Analytics.Tables;

/// <summary>The one catalog of texts: errors, findings, words of charts and pages, in Chinese and English.</summary>
/// <remarks>Texts are the embedded files <c>Texts/*.json</c>: <c>{ "key": { "zh": "…", "en": "…" } }</c>. A
/// placeholder is <c>{name}</c>; <c>{{</c> prints a brace. Numbers are invariant, lists have 、 or commas.</remarks>
public sealed class TextCatalog
{
    readonly FrozenDictionary<string, LocalText> _texts;

    TextCatalog(IEnumerable<KeyValuePair<string, LocalText>> texts) =>
        _texts = texts.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The texts built into the program.</summary>
    public static TextCatalog BuiltIn { get; } = Load();

    /// <summary>Every key, in ordinal order.</summary>
    public IEnumerable<string> Keys => _texts.Keys.Order(StringComparer.Ordinal);

    /// <summary>Both languages of a text.</summary>
    /// <exception cref="KeyNotFoundException">No text has this key: a programmer's error, found by a test.</exception>
    public LocalText this[string key] => _texts.TryGetValue(key, out var text)
        ? text
        : throw new KeyNotFoundException($"The catalog of texts has no key '{key}'. Add it to Texts/*.json.");

    /// <summary>Both languages of a text; null where no text has this key.</summary>
    public LocalText? Find(string key) => _texts.GetValueOrDefault(key);

    /// <summary>The text of a key in one language, its placeholders filled.</summary>
    public string Format(string key, Language language, params (string Name, object? Value)[] facts) =>
        Format(key, language, facts.ToDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal));

    /// <summary>The text of a key in one language, its placeholders filled from <paramref name="facts"/>.</summary>
    public string Format(string key, Language language, IReadOnlyDictionary<string, object?> facts) =>
        Fill(this[key].In(language), language, facts);

    static string Fill(string template, Language language, IReadOnlyDictionary<string, object?> facts)
    {
        var output = new StringBuilder(template.Length + 32);
        for (var i = 0; i < template.Length; i++)
        {
            var c = template[i];
            if (c is '{' or '}' && i + 1 < template.Length && template[i + 1] == c) { output.Append(c); i++; continue; }
            var end = c == '{' ? template.IndexOf('}', i) : -1;
            if (end < 0) { output.Append(c); continue; }
            var name = template[(i + 1)..end];
            if (!facts.TryGetValue(name, out var value))
                throw new KeyNotFoundException($"Text '{template}' wants '{name}', which is not among its facts.");
            output.Append(Show(value, language));
            i = end;
        }
        return output.ToString();
    }

    static string Show(object? value, Language language) => value switch
    {
        null => language == Language.Chinese ? "无" : "none",
        string text => text,
        LocalText text => text.In(language),
        AnalyticsException error => error.Describe(language),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable list => string.Join(language == Language.Chinese ? "、" : ", ",
            list.Cast<object?>().Select(item => Show(item, language)).DefaultIfEmpty(Show(null, language))),
        _ => value.ToString() ?? "",
    };

    static TextCatalog Load()
    {
        var assembly = typeof(TextCatalog).Assembly;
        var texts = new Dictionary<string, LocalText>(StringComparer.Ordinal);
        var names = assembly.GetManifestResourceNames();
        foreach (var resource in names.Where(n => n.StartsWith("Texts/", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            using var document = JsonDocument.Parse(stream);
            foreach (var entry in document.RootElement.EnumerateObject())
            {
                var text = new LocalText(
                    entry.Value.GetProperty("zh").GetString()!,
                    entry.Value.GetProperty("en").GetString()!);
                if (!texts.TryAdd(entry.Name, text))
                    throw new InvalidOperationException(
                        $"The key '{entry.Name}' stands twice in the catalog of texts ({resource}).");
            }
        }
        return new TextCatalog(texts);
    }
}
