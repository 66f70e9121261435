using Analytics.Warehousing;

namespace Analytics.Semantics.Cells;

/// <summary>The order of Chinese by pinyin, for a program without locales of its own.</summary>
static class PinyinOrder
{
    /// <summary>Keys whose order by code point is that of the texts by pinyin; texts of one sound follow by code point.
    /// </summary>
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
