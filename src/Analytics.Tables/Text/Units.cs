using System.Diagnostics.CodeAnalysis;

namespace Analytics.Tables.Text;

/// <summary>Units of figures: which are known, and which can be turned into one another. Cases, case-times,
/// person-times, acts and copies (件 件次 人次 宗 份) are units of their own and never become each other.</summary>
public static class Units
{
    /// Powers of ten a unit or a number may carry, longest first.
    internal static readonly (string Word, int Power)[] Scales =
    [
        ("万亿", 12), ("千亿", 11), ("百亿", 10), ("千万", 7), ("百万", 6), ("十万", 5), ("亿", 8), ("万", 4), ("千", 3), ("百", 2),
    ];

    // Unit -> what it counts, and as which power of ten.
    static readonly Dictionary<string, (string Counts, int Power)> Table = Known();

    static Dictionary<string, (string, int)> Known()
    {
        string[] own =
        [
            "件", "件次", "人次", "宗", "份", "个", "卷", "家", "条", "次", "项", "起", "例", "户", "部", "篇", "期", "场", "场次",
            "所", "处", "支", "辆", "台", "批", "批次", "册", "本", "张", "只", "套", "笔", "间", "座", "岁", "天", "日", "月", "年",
            "小时", "课时", "学时", "分", "分钟", "米", "公里", "平方米", "平方公里", "公斤", "吨", "户次", "家次", "字", "站", "村", "班",
        ];
        var table = own.ToDictionary(unit => unit, unit => (unit, 0), StringComparer.Ordinal);
        foreach (var (unit, counts, power) in ((string, string, int)[])
        [
            ("元", "元", 0), ("人", "人", 0), ("名", "人", 0), ("%", "%", 0), ("‰", "%", -1), ("‱", "%", -2),
            ("百分点", "百分点", 0), ("个百分点", "百分点", 0), ("倍", "倍", 0), ("比值", "倍", 0),
        ])
            table[unit] = (counts, power);
        return table;
    }

    /// <summary>Whether the unit is in the house's table, with or without 百, 千, 万, 亿 before it.</summary>
    public static bool IsKnown(string unit) => Table.ContainsKey(unit) || TryFind(Bare(unit), out _);

    /// <summary>The power of ten that turns a figure in one unit into the other: 4 for 万元 to 元, -1 for ‰ to %. Null
    /// where they count different things.</summary>
    public static int? Power(string from, string to)
    {
        var (source, target) = (Of(from), Of(to));
        return source.Counts is null || source.Counts == target.Counts ? source.Power - target.Power : null;
    }

    /// <summary>Whether the unit says a share of a hundred, a thousand or ten thousand. Percentage points are none.
    /// </summary>
    public static bool IsShare(string unit) => Of(unit).Counts == "%";

    /// The power of ten a unit carries: 4 for 万元; and whether it counts nothing by itself, as 万 does.
    internal static int Scale(string unit) => Of(unit).Power;

    internal static bool IsScaleAlone(string unit) => Of(unit).Counts is null;

    static string Bare(string unit) => Width.Bare(Script.ToSimplified(unit));

    // A unit that is not in the table counts itself; a scale alone counts whatever is wanted.
    static (string? Counts, int Power) Of(string unit)
    {
        if (Table.TryGetValue(unit, out var known)) return known;
        var bare = Bare(unit);
        return TryFind(bare, out var found) ? found.Value : (bare, 0);
    }

    static bool TryFind(string unit, [NotNullWhen(true)] out (string? Counts, int Power)? found)
    {
        found = null;
        if (Table.TryGetValue(unit, out var known)) found = known;
        else if (Scales.FirstOrDefault(s => unit.StartsWith(s.Word, StringComparison.Ordinal)) is
            { Word: not null } scale)
        {
            var rest = unit[scale.Word.Length..];
            if (rest.Length == 0) found = (null, scale.Power);
            else if (Table.TryGetValue(rest, out var scaled)) found = (scaled.Counts, scaled.Power + scale.Power);
        }
        return found is not null;
    }
}
