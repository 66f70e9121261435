using System.Text;
using Analytics.Warehousing;

namespace Analytics.Semantics.Cells;

/// <summary>The order of Chinese by pinyin, for a program without locales of its own.</summary>
static class PinyinOrder
{
    // Signs of several sounds have one place in the engine's order, whatever the word: 长宁 would stand under zhang. A
    // sign of the name's sound stands in for them; names of places, recalled.
    static readonly (string Name, string Sound)[] Sounds =
    [
        ("厦门", "夏门"), ("蚌埠", "泵埠"), ("六安", "陆安"), ("六合", "陆合"), ("台州", "胎州"), ("朝阳", "潮阳"),
        ("莘庄", "新庄"), ("乐清", "月清"), ("番禺", "潘禺"), ("宿州", "速州"), ("宿迁", "速迁"), ("蔚县", "玉县"),
        ("什邡", "石邡"), ("浚县", "训县"), ("单县", "善县"), ("重庆", "虫庆"),
        .. "宁沙春安兴江乐寿治征风桥清丰白葛海岭阳汀泰".Select(next => ($"长{next}", $"常{next}")),
    ];

    /// <summary>Keys whose order by code point (ordinal) is that of the texts: numbers, Chinese by pinyin, then Latin;
    /// texts of one sound follow by code point. Of signs with several sounds, names of places have their own.</summary>
    /// <param name="texts">Each text once or more.</param>
    /// <param name="ct">Interrupts the engine.</param>
    public static async Task<IReadOnlyDictionary<string, string>> KeysAsync(IReadOnlyCollection<string> texts,
        CancellationToken ct)
    {
        var sounding = texts.Distinct(StringComparer.Ordinal)
            .ToDictionary(text => text, Sounding, StringComparer.Ordinal);
        var keys = await Engines.Default.PinyinKeysAsync(sounding.Values, ct);
        return sounding.ToDictionary(pair => pair.Key,
            pair => $"{keys[pair.Value]} {Convert.ToHexString(Encoding.UTF8.GetBytes(pair.Key))}",
            StringComparer.Ordinal);
    }

    /// <summary>The texts in order.</summary>
    public static async Task<IReadOnlyList<string>> SortAsync(IReadOnlyCollection<string> texts, CancellationToken ct)
    {
        var keys = await KeysAsync(texts, ct);
        return [.. texts.OrderBy(text => keys[text], StringComparer.Ordinal)];
    }

    static string Sounding(string text) => Sounds.Aggregate(text, (said, name) =>
        said.Replace(name.Name, name.Sound, StringComparison.Ordinal));
}
