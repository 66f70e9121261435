using System.Numerics;

namespace Analytics.Tables.Text;

/// Numbers in Chinese characters: 一千二百三十四, 两百零五, 二〇一七, 壹仟. Says what is wrong, or both readings of what is
/// said short (一万二 is 12000 or 10002).
static class ChineseNumeral
{
    public const string Digits = "零一二三四五六七八九";

    const string Units = "十百千";

    /// Characters a numeral may hold, before they are made plain.
    public static bool IsPart(char c) => Plain(c) is var plain &&
        (Digits.Contains(plain) || Units.Contains(plain) || plain is '万' or '亿' or '廿' or '卅');

    public static char Plain(char c) => c switch
    {
        '〇' or '○' => '零', '壹' => '一', '贰' or '两' => '二', '叁' or '参' => '三', '肆' => '四', '伍' => '五', '陆' => '六',
        '柒' => '七', '捌' => '八', '玖' => '九', '拾' => '十', '佰' => '百', '仟' => '千', _ => c,
    };

    /// A whole numeral, or the code of what is wrong with it.
    public static string? TryRead(string text, out BigInteger value, out BigInteger? other)
    {
        (value, other) = (0, null);
        var plain = string.Concat(text.Select(Plain))
            .Replace("廿", "二十", StringComparison.Ordinal).Replace("卅", "三十", StringComparison.Ordinal);
        if (plain.Length == 0) return "number-malformed";
        if (text == "○") return "digit-lookalike";
        if (plain.All(c => Digits.Contains(c))) return DigitByDigit(plain, out value);
        for (var i = 1; i < plain.Length; i++)
            if (Digits.IndexOf(plain[i - 1]) > 0 && Digits.IndexOf(plain[i]) > 0) return "number-range";
        return Whole(plain, out value, out other) ? null : "number-malformed";
    }

    // 二〇一七. Two digits side by side are a span: 三五 is three to five, 七八 seven or eight.
    static string? DigitByDigit(string plain, out BigInteger value)
    {
        value = 0;
        if (plain.Length is 2 or 3 && !plain.Contains('零')) return "number-range";
        if (plain.Length > 1 && plain[0] == '零') return "leading-zeros";
        foreach (var c in plain) value = value * 10 + Digits.IndexOf(c);
        return null;
    }

    static bool Whole(string plain, out BigInteger value, out BigInteger? other)
    {
        (value, other) = (0, null);
        var (rest, last) = (plain, 0);
        foreach (var (unit, power) in (ReadOnlySpan<(char, int)>)[('亿', 8), ('万', 4)])
        {
            var at = rest.LastIndexOf(unit);
            if (at < 0) continue;
            if (!Section(rest[..at], out var section, out var doubt) || section == 0 || doubt is not null) return false;
            value += section * BigInteger.Pow(10, power);
            (rest, last) = (rest[(at + 1)..], power);
        }
        if (rest.Length == 0) return true;
        if (last > 0 && rest.Length == 1 && Digits.IndexOf(rest[0]) is > 0 and var digit)
        {
            other = value + digit;
            value += digit * BigInteger.Pow(10, last - 1);
            return true;
        }
        if (!Section(rest, out var end, out var brief)) return false;
        other = brief is null ? null : value + brief;
        value += end;
        return end > 0;
    }

    // Below ten thousand, powers falling; a last digit after 百 or 千 without 零 is said short: 一百二 is 120 or 102.
    static bool Section(string text, out BigInteger value, out BigInteger? other)
    {
        (value, other) = (0, null);
        var (power, zero) = (4, false);
        for (var i = 0; i < text.Length; i++)
        {
            var digit = Digits.IndexOf(text[i]);
            if (digit == 0)
            {
                if (zero || i == text.Length - 1) return false;
                zero = true;
                continue;
            }
            var unit = digit > 0 && i + 1 < text.Length ? Units.IndexOf(text[i + 1]) + 1 : 0;
            if (digit < 0 && text[i] == '十' && power > 1) (digit, unit, i) = (1, 1, i - 1);
            if (digit < 0 || unit >= power || unit == 0 && i + 1 < text.Length) return false;
            if (unit == 0 && power is 2 or 3 && !zero)
            {
                other = value + digit;
                value += digit * BigInteger.Pow(10, power - 1);
                return true;
            }
            value += digit * BigInteger.Pow(10, unit);
            (power, zero) = (unit, false);
            if (unit > 0) i++;
        }
        return true;
    }
}
