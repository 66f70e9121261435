using System.Globalization;
using System.Text.RegularExpressions;

namespace Analytics.Tables.Text;

/// <summary>Periods as offices write them: <c>2023年度</c>, <c>2023年1—6月</c>, <c>2023年第一季度</c>, <c>上半年</c>,
/// <c>2021年8月至2022年7月</c>.</summary>
public static partial class PeriodText
{
    const int Longest = 60;

    [GeneratedRegex("^(?:(?<y>[0-9]{4})(?:年度|年(?![0-9]{2}年)|(?=[QH上下全第前半])|$)|(?<this>本年度?|今年|当年)"
        + "|(?<last>上[一1]?年度?|去年))(?:同期)?数?", RegexOptions.IgnoreCase)]
    static partial Regex YearPart { get; }

    [GeneratedRegex("^第?(?<q>[1-4])季度?$|^Q(?<q>[1-4])$|^(?<q>[1-4])Q$", RegexOptions.IgnoreCase)]
    static partial Regex Quarter { get; }

    [GeneratedRegex("^第?(?<a>[1-4])季?度?-第?(?<b>[1-4])季度?$")]
    static partial Regex Quarters { get; }

    [GeneratedRegex("^(?<a>[0-9]{1,2})月?-(?<b>[0-9]{1,2})月份?$|^(?<a>[0-9]{1,2})月份?$")]
    static partial Regex Months { get; }

    [GeneratedRegex("^(?<q>Q[1-4])(?<y>[0-9]{4})年?$", RegexOptions.IgnoreCase)]
    static partial Regex QuarterFirst { get; }

    [GeneratedRegex("^(?<a>[0-9]{4})年?度?-(?<b>[0-9]{4})年?度?$")]
    static partial Regex Years { get; }

    [GeneratedRegex("^[0-9]{2}年")]
    static partial Regex ShortYear { get; }

    [GeneratedRegex("[至到~—–〜─－]+")]
    static partial Regex Dash { get; }

    /// <summary>Which days the text means; never throws.</summary>
    /// <param name="text">The text.</param>
    /// <param name="year">The year that 3月, 上半年, 本年 and 上年同期 refer to, from the table's title; null where none is
    /// known, and then they have the problem <c>year-missing</c>. 同期 alone means the whole year.</param>
    public static PeriodReading Read(string text, int? year)
    {
        if (text.Length > Longest && text.AsSpan().Trim().Length > Longest) return Invalid("period-expected");
        var plain = Width.Bare(DateText.Plain(text));
        if (plain.Length == 0) return new PeriodReading(ReadingKind.Blank, null, [], null);
        if (plain.Length > 2 && plain[0] == '(' && plain[^1] == ')') plain = plain[1..^1];
        var dashed = Dash.Replace(plain, "-");
        if (QuarterFirst.Match(dashed) is { Success: true } turned)
            dashed = turned.Groups["y"].Value + turned.Groups["q"].Value;
        if (YearPart.Match(dashed) is { Success: true } part)
        {
            var named = part.Groups["y"].Success
                ? int.Parse(part.Groups["y"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)
                : part.Groups["last"].Success ? year - 1 : year;
            if (Within(dashed[part.Length..], named) is { } reading) return reading;
        }
        else if (Within(dashed, year) is { } reading) return reading;
        return Days(text, plain, dashed);
    }

    static PeriodReading Invalid(string problem) => new(ReadingKind.Invalid, null, [], problem);

    // A part of a year, or null where the text is none.
    static PeriodReading? Within(string part, int? year)
    {
        if (part is "半年" or "半年度")
            return Year(year, y => Ambiguous("period-ambiguous", Of(y, 1, 6), Of(y, 7, 12)));
        if (Quarter.Match(part) is { Success: true } match && match.Groups["q"].ValueSpan[0] - '0' is var quarter)
            return Year(year, y => Done(Of(y, quarter * 3 - 2, quarter * 3)));
        if (Months.Match(part) is { Success: true } months) return Span(months, year, 1);
        if (Quarters.Match(part) is { Success: true } quarters) return Span(quarters, year, 3);
        (int First, int Last)? named = part.ToUpperInvariant() switch
        {
            "" or "全年" or "全年度" or "年度" => (1, 12),
            "上半年" or "H1" => (1, 6),
            "下半年" or "H2" => (7, 12),
            "前3季度" or "前三季度" => (1, 9),
            _ => null,
        };
        return named is { } known ? Year(year, y => Done(Of(y, known.First, known.Last))) : null;
    }

    // From a to b, which are months or, of three months each, quarters.
    static PeriodReading Span(Match months, int? year, int each)
    {
        var first = int.Parse(months.Groups["a"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        var last = months.Groups["b"].Success
            ? int.Parse(months.Groups["b"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : first;
        if (first is < 1 or > 12 || last is < 1 or > 12) return Invalid("date-impossible");
        return first > last ? Invalid("period-reversed")
            : Year(year, y => Done(Of(y, first * each - each + 1, last * each)));
    }

    static PeriodReading Year(int? year, Func<int, PeriodReading> make) => year switch
    {
        null => Invalid("year-missing"),
        < 1900 or > 2100 => Invalid("year-implausible"),
        { } known => make(known),
    };

    static PeriodReading Ambiguous(string problem, params WrittenPeriod[] both) =>
        new(ReadingKind.Ambiguous, null, both, problem);

    static PeriodReading Done(WrittenPeriod period) => new(ReadingKind.Value, period, [], null);

    static WrittenPeriod Of(int year, int first, int last) =>
        Of(new DateOnly(year, first, 1), new DateOnly(year, last, DateTime.DaysInMonth(year, last)));

    static WrittenPeriod Of(DateOnly first, DateOnly last)
    {
        var whole = first.Day == 1 && last.AddDays(1).Day == 1 && first.Year == last.Year;
        return new WrittenPeriod(first, last, (whole, last.Month - first.Month, first.Month) switch
        {
            _ when first == last => "day",
            (true, 11, _) => "year",
            (true, 5, 1 or 7) => "half-year",
            (true, 2, 1 or 4 or 7 or 10) => "quarter",
            (true, 0, _) => "month",
            _ => "span",
        });
    }

    // A date, or two of them, of which the second may leave its year out.
    static PeriodReading Days(string text, string plain, string dashed)
    {
        if (Years.Match(dashed) is { Success: true } years)
            return Between(DateText.Read(years.Groups["a"].Value), DateText.Read(years.Groups["b"].Value));
        if (DateText.Read(text) is { Kind: not ReadingKind.Invalid } date) return Between(date, date);
        foreach (var dash in (ReadOnlySpan<string>)["至", "到", "~", "—", "–", "-"])
        {
            var ends = plain.Split(dash, StringSplitOptions.RemoveEmptyEntries);
            if (ends.Length != 2) continue;
            var last = ends[0].Length > 5 && DateText.Read(ends[1]).Problem == "year-missing"
                ? ends[0][..5] + ends[1] : ends[1];
            return Between(DateText.Read(ends[0]), DateText.Read(last));
        }
        return Invalid(ShortYear.IsMatch(plain) ? "year-two-digits"
            : DateText.Read(plain).Problem is { } problem and not "date-expected" ? problem : "period-expected");
    }

    static PeriodReading Between(DateReading from, DateReading to)
    {
        if (from.Kind == ReadingKind.Absent && to.Kind == ReadingKind.Absent)
            return new PeriodReading(ReadingKind.Absent, null, [], null);
        if (from.Kind == ReadingKind.Ambiguous && ReferenceEquals(from, to))
            return Ambiguous("date-ambiguous", from.Precision == "month"
                ? Of(from.Candidates[0].Year, from.Candidates[0].Month, from.Candidates[0].Month)
                : Of(from.Candidates[0], from.Candidates[0]), Of(from.Candidates[1], from.Candidates[1]));
        if (from.Value is not { } first || to.Value is not { } start)
            return Invalid((from.Problem ?? to.Problem) is { } problem and not "date-expected" ? problem
                : "period-expected");
        var end = to.Precision switch
        {
            "year" => start.AddYears(1),
            "month" => start.AddMonths(1),
            _ => start.AddDays(1),
        };
        return end <= first ? Invalid("period-reversed") : Done(Of(first, end.AddDays(-1)));
    }
}
