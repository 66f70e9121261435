using System.Numerics;

namespace Analytics.Tables.Text;

/// The grammar of a written number: [bound] [sign, currency] [百分之] number [余] [scale] [余] [unit] [bound]. What does not
/// fit it to the last character is no number.
sealed class NumberScanner(string text, string? unitWanted)
{
    static readonly (string Word, string Bound)[] Before =
    [
        ("不少于", "at_least"), ("不低于", "at_least"), ("不小于", "at_least"), ("不超过", "at_most"), ("不多于", "at_most"),
        ("不高于", "at_most"), ("不大于", "at_most"), ("未超过", "at_most"), ("超过", "at_least"), ("多于", "at_least"),
        ("大于", "at_least"), ("高于", "at_least"), ("至少", "at_least"), ("最少", "at_least"), ("不下", "at_least"),
        ("不止", "at_least"), ("不足", "at_most"), ("不到", "at_most"), ("不满", "at_most"), ("少于", "at_most"),
        ("小于", "at_most"), ("低于", "at_most"), ("至多", "at_most"), ("最多", "at_most"), ("未达", "at_most"),
        ("大约", "about"), ("约为", "about"), ("大概", "about"), ("将近", "about"), ("接近", "about"), (">=", "at_least"),
        ("<=", "at_most"), ("超", "at_least"), ("逾", "at_least"), ("约", "about"), ("近", "about"), ("≥", "at_least"),
        ("≧", "at_least"), (">", "at_least"), ("≤", "at_most"), ("≦", "at_most"), ("<", "at_most"), ("≈", "about"),
    ];

    static readonly (string Word, string Bound)[] After =
    [
        ("及以上", "at_least"), ("或以上", "at_least"), ("以上", "at_least"), ("+", "at_least"), ("及以下", "at_most"),
        ("或以下", "at_most"), ("以下", "at_most"), ("以内", "at_most"), ("之内", "at_most"), ("左右", "about"), ("上下", "about"),
    ];

    static readonly (string Word, string Unit)[] Shares = [("百分之", "%"), ("千分之", "‰"), ("万分之", "‱")];

    int _at;
    int _length;
    string? _bound;
    bool _bounds = true;

    /// Null where the text does not fit the grammar.
    public ScannedNumber? Scan()
    {
        while (_at < text.Length && !char.IsAsciiDigit(text[_at]) && Take(Before) is { } bound) Say(bound);
        var (negative, currency) = Signs();
        var share = Take(Shares);
        if (Number(share is not null) is not { } number) return null;
        if (number.Problem is not null) return number;
        var (value, other, scaled) = (number.Value, number.Other, number.IsScaled);
        Odd();
        if (Scale() is var scale and > 0)
        {
            if (other is not null || share is not null) return null;
            (value, scaled) = (value.Times(scale), true);
            Odd();
        }
        if (!TryUnit(share ?? currency, share is not null, out var unit)) return null;
        if (unit is not null && (Units.IsScaleAlone(unit) || scaled && Units.Scale(unit) > 0)) return null;
        if (!_bounds) return ScannedNumber.Wrong("bound-conflict");
        if (unit is not null && unit != unitWanted && !Units.IsKnown(unit)) return ScannedNumber.Wrong("unit-unknown");
        if (negative) (value, other) = (value.Negated(), other?.Negated());
        return new ScannedNumber(value, other, scaled, unit, _bound ?? "exact", null);
    }

    void Say(string bound)
    {
        _bounds &= _bound is null || _bound == bound;
        _bound = bound;
    }

    void Blanks()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at])) _at++;
    }

    bool Take(string word)
    {
        Blanks();
        if (string.CompareOrdinal(text, _at, word, 0, word.Length) != 0) return false;
        _at += word.Length;
        return true;
    }

    string? Take((string Word, string Meaning)[] words)
    {
        foreach (var (word, meaning) in words)
            if (Take(word)) return meaning;
        return null;
    }

    // 余 and 多 say at least, before the scale (10余万) and after it (10万余).
    void Odd()
    {
        if (Take("余") || Take("多")) Say("at_least");
    }

    (bool Negative, string? Currency) Signs()
    {
        var (negative, signed, currency) = (false, false, (string?)null);
        while (true)
        {
            if (!signed && (Take("-") || Take("−") || Take("负"))) (negative, signed) = (true, true);
            else if (!signed && Take("+")) signed = true;
            else if (currency is null && (Take("¥") || Take("￥") || Take("人民币"))) currency = "元";
            else return (negative, currency);
        }
    }

    ScannedNumber? Number(bool share)
    {
        Blanks();
        if (share && Take("百")) return Plain(Exact.Of("100"));
        return _at < text.Length && (char.IsAsciiDigit(text[_at]) || text[_at] is '.' or ',') ? Arabic() : Chinese();
    }

    static ScannedNumber Plain(Exact value, Exact? other = null, bool scaled = false) =>
        new(value, other, scaled, null, "exact", null);

    // 1,234.5 and the composed 3亿5000万, 1万2876.
    ScannedNumber? Arabic()
    {
        var (value, problem, whole) = Digits();
        if (problem is not null) return ScannedNumber.Wrong(problem);
        var (sum, power, composed) = (value, int.MaxValue, false);
        while (true)
        {
            var before = _at;
            var scale = whole ? Scale() : 0;
            if (scale == 0 || _at >= text.Length || !char.IsAsciiDigit(text[_at]))
            {
                if (!composed || scale == 0) { _at = before; scale = 0; }
                else if (scale >= power || _length + scale > power) return null;
                if (!composed) return Plain(sum);
                return scale > 0 ? Plain(sum.Plus(value.Times(scale)), null, true) : Remainder(sum, value, power);
            }
            if (scale >= power || composed && _length + scale > power) return null;
            sum = composed ? sum.Plus(value.Times(scale)) : value.Times(scale);
            (power, composed) = (scale, true);
            var from = _at;
            while (_at < text.Length && char.IsAsciiDigit(text[_at])) _at++;
            value = Exact.Of(text[from.._at]);
            _length = _at - from;
        }
    }

    // Digits after the last scale: four after 万 are plain; fewer may be short for the next powers (1万2 is 12000).
    ScannedNumber? Remainder(Exact sum, Exact value, int power)
    {
        if (_length > power) return null;
        if (_length == power) return Plain(sum.Plus(value), null, true);
        return Plain(sum.Plus(value.Times(power - _length)), sum.Plus(value), true);
    }

    (Exact Value, string? Problem, bool Whole) Digits()
    {
        var from = _at;
        while (_at < text.Length && (char.IsAsciiDigit(text[_at]) || text[_at] is '.' or ',')) _at++;
        var written = text[from.._at];
        var point = written.IndexOf('.', StringComparison.Ordinal);
        var (whole, decimals) = point < 0 ? (written, "") : (written[..point], written[(point + 1)..]);
        if (whole.Length == 0 || point >= 0 && decimals.Length == 0 || decimals.Contains('.', StringComparison.Ordinal))
            return (default, "number-malformed", false);
        var groups = whole.Split(',');
        if (decimals.Contains(',', StringComparison.Ordinal)
            || groups.Length > 1 && (groups[0].Length is 0 or > 3 || groups[0][0] == '0')
            || groups[1..].Any(group => group.Length != 3))
            return (default, "thousands-groups", false);
        var digits = string.Concat(groups);
        return digits.Length > 1 && digits[0] == '0'
            ? (default, "leading-zeros", false)
            : (Exact.Of(digits, decimals), null, point < 0 && groups.Length == 1);
    }

    // Not the 百 of 百分点.
    int Scale()
    {
        Blanks();
        if (string.CompareOrdinal(text, _at, "百分点", 0, 3) == 0) return 0;
        foreach (var (word, power) in Units.Scales)
            if (Take(word)) return power;
        return 0;
    }

    ScannedNumber? Chinese()
    {
        var whole = Run();
        if (whole.Length == 0) return null;
        var decimals = _at < text.Length && text[_at] == '点' ? Decimals() : "";
        if (decimals is null) return null;
        if (ChineseNumeral.TryRead(whole, out var value, out var other) is { } problem)
            return ScannedNumber.Wrong(problem);
        if (decimals.Length > 0 && other is not null) return null;
        var exact = new Exact(value * BigInteger.Pow(10, decimals.Length)
            + (decimals.Length > 0 ? Exact.Of(decimals).Digits : 0), -decimals.Length);
        return Plain(exact, other is { } second ? new Exact(second, 0) : null, whole.AsSpan().ContainsAny('万', '亿'));
    }

    string Run()
    {
        var from = _at;
        while (_at < text.Length && ChineseNumeral.IsPart(text[_at])
            && string.CompareOrdinal(text, _at, "百分点", 0, 3) != 0) _at++;
        return text[from.._at];
    }

    string? Decimals()
    {
        var from = ++_at;
        while (_at < text.Length && ChineseNumeral.Digits.Contains(ChineseNumeral.Plain(text[_at]))) _at++;
        return _at == from ? null
            : string.Concat(text[from.._at].Select(c => ChineseNumeral.Digits.IndexOf(ChineseNumeral.Plain(c))));
    }

    bool TryUnit(string? said, bool share, out string? unit)
    {
        var rest = string.Concat(text[_at..].Where(c => !char.IsWhiteSpace(c)));
        foreach (var (word, bound) in After)
            if (rest.EndsWith(word, StringComparison.Ordinal)) { rest = rest[..^word.Length]; Say(bound); break; }
        if (rest.Length > 2 && rest[0] == '(' && rest[^1] == ')' && Units.IsKnown(rest[1..^1])) rest = rest[1..^1];
        unit = rest.Length > 0 ? rest : said;
        if (rest.Length == 0) return true;
        return !share && (said is null || Units.Power(rest, said) is not null)
            && rest.All(c => char.IsLetter(c) || c is '%' or '‰' or '‱');
    }
}
