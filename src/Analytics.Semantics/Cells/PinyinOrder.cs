using Analytics.Warehousing;

namespace Analytics.Semantics.Cells;

/// <summary>The order of Chinese by pinyin, for a program without locales of its own.</summary>
static class PinyinOrder
{
    /// <summary>Keys whose order by code point (ordinal) is that of the texts: numbers, Chinese by pinyin, then Latin;
    /// texts of one sound follow by code point. A sign of several sounds (长, 重) has one place,
    /// whatever the word.</summary>
    /// <param name="texts">Each text once or more.</param>
    /// <param name="ct">Interrupts the engine.</param>
    public static Task<IReadOnlyDictionary<string, string>> KeysAsync(IReadOnlyCollection<string> texts,
        CancellationToken ct) => Engines.Default.PinyinKeysAsync(texts, ct);

    /// <summary>The texts in order.</summary>
    public static async Task<IReadOnlyList<string>> SortAsync(IReadOnlyCollection<string> texts, CancellationToken ct)
    {
        var keys = await KeysAsync(texts, ct);
        return [.. texts.OrderBy(text => keys[text], StringComparer.Ordinal)];
    }
}
