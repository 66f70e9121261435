namespace Analytics.Tables.Text;

/// <summary>Numbers as offices write them: <c>1,234</c>, <c>１．２万件</c>, <c>95.5％</c>, <c>百分之九十五点五</c>, <c>10余件</c>.
/// </summary>
public static class NumberText
{
    const int Longest = 100;

    static readonly HashSet<string> Absent = new(StringComparer.OrdinalIgnoreCase)
    {
        "—", "——", "–", "-", "--", "---", "−", "─", "──", "―", "‐", "‑", "﹣", "ー", "/", "//", "\\", "…", "……", "...",
        "n/a", "na", "不适用", "空", "空白", "缺", "缺失", "暂无", "暂无数据", "无数据", "未统计", "未填",
    };

    // What may stand for no figure or for this number: 一 is one, or a dash that was typed as one.
    static readonly Dictionary<string, decimal> Unclear =
        new(StringComparer.Ordinal) { ["无"] = 0, ["没有"] = 0, ["一"] = 1 };

    /// <summary>What the text says in the unit wanted, exactly; never throws. A value is read only where nothing in
    /// the text stays unexplained; two possible readings are both told.</summary>
    /// <remarks>The unit in the cell wins over the unit of the column. A share without a sign, from 0 to 1, is
    /// ambiguous until the form says how shares are written, whatever the heading's unit. Values outside numeric(18,6)
    /// are refused, not rounded. Whole numbers are the caller's rule.</remarks>
    public static NumberReading Read(string text, NumberExpectation expected)
    {
        if (text.Length > Longest && text.AsSpan().Trim().Length > Longest) return Invalid("number-malformed");
        var clean = Clean(text);
        if (clean.Length == 0) return new NumberReading(ReadingKind.Blank, null, "exact", null, [], null);
        if (Marked(clean, expected.Marks) is { } mark) return mark;
        if (clean[0] == '\'') clean = clean[1..].TrimStart();
        if (clean.Length > 2 && clean[0] == '(' && clean[^1] == ')') return Parenthesised(clean[1..^1], expected);
        var scanned = new NumberScanner(clean, expected.Unit).Scan();
        return scanned switch
        {
            { Problem: null } number => Judge(number, expected),
            { Problem: not ("unit-unknown" or "number-malformed") and var problem } => Invalid(problem),
            _ => Invalid(NumberFault.Of(clean) is not "number-malformed" and var cause ? cause
                : scanned?.Problem ?? "number-malformed"),
        };
    }

    static string Clean(string text)
    {
        var plain = Script.ToSimplified(Width.Fold(text));
        return (plain.Any(IsInvisible) ? string.Concat(plain.Where(c => !IsInvisible(c))) : plain).Trim();
    }

    static bool IsInvisible(char c) =>
        c > 127 && char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format;

    static NumberReading Invalid(string problem, string? unit = null) =>
        new(ReadingKind.Invalid, null, "exact", unit, [], problem);

    static NumberReading? Marked(string clean, IReadOnlyDictionary<string, string>? marks)
    {
        if (clean.Length > Longest / 4) return null;
        var bare = Width.Bare(clean);
        foreach (var (mark, meaning) in marks ?? new Dictionary<string, string>())
            if (Width.Bare(Clean(mark)) == bare)
                return new NumberReading(meaning == "zero" ? ReadingKind.Value : ReadingKind.Absent,
                    meaning == "zero" ? 0 : null, "exact", null, [], null);
        if (Absent.Contains(bare)) return new NumberReading(ReadingKind.Absent, null, "exact", null, [], null);
        return Unclear.TryGetValue(bare, out var number)
            ? new NumberReading(ReadingKind.Ambiguous, null, "exact", null, [number, null], "mark-unclear")
            : null;
    }

    // Bookkeepers' (12) is minus 12, others' only 12 in brackets.
    static NumberReading Parenthesised(string inner, NumberExpectation expected)
    {
        var reading = Read(inner, expected);
        return reading switch
        {
            { Kind: ReadingKind.Value, Value: > 0 and var value, Bound: "exact" } =>
                reading with { Kind = ReadingKind.Ambiguous, Value = null, Candidates = [-value, value],
                    Problem = "parentheses" },
            { Kind: ReadingKind.Value, Value: 0 } or { Kind: ReadingKind.Invalid } => reading,
            _ => Invalid("number-malformed"),
        };
    }

    static NumberReading Judge(ScannedNumber number, NumberExpectation expected)
    {
        var unit = number.Unit ?? (expected.ColumnUnit is { Length: > 0 } column ? column : null);
        if (Units.Power(unit ?? expected.Unit, expected.Unit) is not { } power) return Invalid("unit-differs", unit);
        var value = number.Value.Times(power);
        if (number.Other is { } other) return Doubt(number, unit, "scale-remainder", value, other.Times(power));
        if (number.Unit is null && number.IsScaled && Units.Scale(unit ?? expected.Unit) > 0)
            return Doubt(number, unit, "scale-twice", number.Value.Times(-Units.Scale(expected.Unit)), value);
        if (number.Unit is null && Units.IsShare(expected.Unit)
            && !number.Value.Digits.IsZero && expected.Share != "percent")
        {
            var asFraction = number.Value.Times(Units.Power("%", expected.Unit)!.Value + 2);
            var above = number.Value.TryDecimal(out var plain) is "number-too-large" || Math.Abs(plain) > 1;
            if (expected.Share == "fraction")
                return above ? Invalid("fraction-above-one", unit) : Done(number, unit, asFraction);
            if (!above) return Doubt(number, unit, "share-form", value, asFraction);
        }
        return Done(number, unit, value);
    }

    static NumberReading Done(ScannedNumber number, string? unit, Exact value) =>
        value.TryDecimal(out var exact) is { } problem ? Invalid(problem, unit)
            : new NumberReading(ReadingKind.Value, exact, number.Bound, unit, [], null);

    static NumberReading Doubt(ScannedNumber number, string? unit, string code, Exact first, Exact second)
    {
        var problem = first.TryDecimal(out var one);
        problem = second.TryDecimal(out var two) ?? problem;
        return problem is not null ? Invalid(problem, unit)
            : new NumberReading(ReadingKind.Ambiguous, null, number.Bound, unit, [one, two], code);
    }
}
