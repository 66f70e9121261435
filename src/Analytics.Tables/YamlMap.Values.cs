using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Analytics.Tables;

public sealed partial class YamlMap
{
    /// <summary>A mapping whose values are mappings: its entries in the order written; none without the key. A word
    /// <c>x</c> stands for <c>{ word: x }</c>.</summary>
    /// <param name="key">The key.</param>
    /// <param name="word">The key a word alone is the value of; null where each value must be a mapping.</param>
    public IReadOnlyList<(string Name, YamlMap Map)> Entries(string key, string? word = null)
    {
        if (!Has(key)) return [];
        var map = Map(key);
        return [.. map.Keys.Select(name => (name, word is null ? map.Map(name) : map.MapOr(name, word)))];
    }

    /// <summary>A mapping below; a word <c>x</c> stands for <c>{ word: x }</c>.</summary>
    public YamlMap MapOr(string key, string word) => Node(key) is YamlScalarNode { Value.Length: > 0 } scalar
        ? new YamlMap(new YamlMappingNode(new YamlScalarNode(word), scalar), _file, scalar)
        : Map(key);

    /// <summary>A text in both languages, <c>{ zh: …, en: … }</c>, or one text for both; what stands in for a missing
    /// key.</summary>
    public LocalText LocalOr(string key, LocalText otherwise) => !Has(key) ? otherwise
        : Node(key) is YamlScalarNode ? new LocalText(Text(key), Text(key)) : Local(key);

    /// <summary>Whether the value is a mapping.</summary>
    public bool IsMap(string key) => Node(key) is YamlMappingNode;

    /// <summary>Whether the value is a list.</summary>
    public bool IsList(string key) => Node(key) is YamlSequenceNode;

    /// <summary>A number, exact.</summary>
    public decimal Number(string key) => decimal.TryParse(Text(key), NumberStyles.AllowLeadingSign
        | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        ? number : throw Wrong(key, "a number such as 0.5");

    /// <summary>A number, null without the key.</summary>
    public decimal? NumberOrNull(string key) => Has(key) ? Number(key) : null;

    /// <summary>A day as <c>2024-03-31</c>.</summary>
    public DateOnly Day(string key) => DateOnly.TryParseExact(Text(key), "yyyy-MM-dd", CultureInfo.InvariantCulture,
        DateTimeStyles.None, out var day) ? day : throw Wrong(key, "a day such as 2024-03-31");

    /// <summary>A list of plain values, or one alone: a text in quotes stays text; without, <c>null</c> or <c>~</c> is
    /// null, <c>true</c> and <c>false</c> are truth values, whole numbers are long, others decimal. A number with
    /// zeros before it is text, for it is a code.</summary>
    public IReadOnlyList<object?> Values(string key) => Node(key) is YamlScalarNode one ? [ValueOf(one)]
        : [.. Items(key).Select(node => node is YamlScalarNode item ? ValueOf(item) : throw Wrong(key, "values"))];

    /// <summary>The error that a value, told in words of its own, is not as expected.</summary>
    public AnalyticsException Wrong(string key, string found, string expected) =>
        YamlErrors.Value(PlaceOf(key), key, found, expected);

    static object? ValueOf(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        if (scalar.Style != ScalarStyle.Plain) return text;
        if (text is "" or "~" or "null") return null;
        if (text is "true" or "false") return text == "true";
        var digits = text.AsSpan().TrimStart('-');
        if (digits.Length > 1 && digits[0] == '0' && digits[1] != '.') return text;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return whole;
        return decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out var number) ? number : text;
    }
}
