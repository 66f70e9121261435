using System.Globalization;
using System.Text.RegularExpressions;

namespace Analytics.Tables.Text;

/// <summary>Dates as offices write them: <c>2023-01-05</c>, <c>2023.1.5</c>, <c>二〇二三年一月五日</c>, <c>45296</c>.
/// </summary>
public static partial class DateText
{
    const int FirstYear = 1900, LastYear = 2100, Longest = 60;
    const int FirstSerial = 10_000, LastSerial = 73_050;

    [GeneratedRegex(@"[T\s]+(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?$")]
    static partial Regex TimeOfDay { get; }

    [GeneratedRegex("[零〇○一二三四五六七八九十廿卅]+(?=[年月日号季至到~—–-])")]
    static partial Regex Numerals { get; }

    [GeneratedRegex(@"^(?<y>[0-9]{4})(?<s>[-/.])(?<m>[0-9]{1,2})\k<s>(?<d>[0-9]{1,2})$"
        + "|^(?<y>[0-9]{4})年(?<m>[0-9]{1,2})月(?<d>[0-9]{1,2})[日号]$"
        + "|^(?<y>[0-9]{4})(?<m>[0-9]{2})(?<d>[0-9]{2})$")]
    static partial Regex YearFirst { get; }

    [GeneratedRegex(@"^(?<a>[0-9]{1,2})(?<s>[-/.])(?<b>[0-9]{1,2})\k<s>(?<y>[0-9]{4})$")]
    static partial Regex YearLast { get; }

    [GeneratedRegex("^(?<y>[0-9]{4})年(?<m>[0-9]{1,2})月份?$|^(?<y>[0-9]{4})[-/.](?<m>[0-9]{1,2})$")]
    static partial Regex Month { get; }

    [GeneratedRegex("^(?<y>[0-9]{4})年?$")]
    static partial Regex Year { get; }

    [GeneratedRegex(@"^[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}$|^'?[0-9]{2}年")]
    static partial Regex ShortYear { get; }

    [GeneratedRegex("^[0-9]{1,2}月(?:[0-9]{1,2}[日号]|份)?$")]
    static partial Regex NoYear { get; }

    /// <summary>What day the text says; never throws. A time of day is understood and left out; day and month in
    /// doubt, and six digits that are a month or a day, come with both readings.</summary>
    public static DateReading Read(string text)
    {
        if (text.Length > Longest && text.AsSpan().Trim().Length > Longest) return Invalid("date-expected");
        var clean = Width.Bare(TimeOfDay.Replace(Plain(text), ""));
        if (clean.Length == 0) return new DateReading(ReadingKind.Blank, null, "day", [], null);
        if (clean is "—" or "——" or "-" or "--" or "/" or "\\" or "…" or "……" or "无" or "不适用" or "空")
            return new DateReading(ReadingKind.Absent, null, "day", [], null);
        if (YearFirst.Match(clean) is { Success: true } first)
            return Day(Part(first, "y"), Part(first, "m"), Part(first, "d"));
        if (YearLast.Match(clean) is { Success: true } last)
            return MonthOrDayFirst(Part(last, "y"), Part(last, "a"), Part(last, "b"));
        if (Month.Match(clean) is { Success: true } month) return Day(Part(month, "y"), Part(month, "m"), 1, "month");
        if (Year.Match(clean) is { Success: true } year) return Day(Part(year, "y"), 1, 1, "year");
        if (clean.Length == 6 && clean.All(char.IsAsciiDigit)) return SixDigits(clean);
        if (decimal.TryParse(clean, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var serial)
            && serial is >= FirstSerial and <= LastSerial)
            return FromSerial(serial, is1904: false);
        return Invalid(ShortYear.IsMatch(clean) ? "year-two-digits"
            : NoYear.IsMatch(clean) ? "year-missing" : "date-expected");
    }

    /// <summary>The day of a workbook's serial number; its time of day is left out.</summary>
    /// <param name="serial">Days, as the cell holds them.</param>
    /// <param name="is1904">Whether the workbook counts from 1904-01-01 (day 0). Otherwise day 1 is 1900-01-01, and day
    /// 60 the 1900-02-29 that never was, for which there is no date.</param>
    public static DateReading FromSerial(decimal serial, bool is1904)
    {
        var day = decimal.Floor(serial);
        if (day < (is1904 ? 0 : 1) || day > LastSerial) return Invalid("date-impossible");
        if (is1904) return Of(new DateOnly(1904, 1, 1).AddDays((int)day), "day");
        return day == 60 ? Invalid("date-impossible")
            : Of(new DateOnly(1899, 12, day < 60 ? 31 : 30).AddDays((int)day), "day");
    }

    /// Simplified and half-width, with Chinese numbers before 年, 月, 日 and 季 in digits.
    internal static string Plain(string text) => Numerals.Replace(Script.ToSimplified(Width.Fold(text)).Trim(), match =>
        ChineseNumeral.TryRead(match.Value, out var value, out var other) is null && other is null
            ? value.ToString(CultureInfo.InvariantCulture) : match.Value);

    static int Part(Match match, string group) =>
        int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    static DateReading Invalid(string problem) => new(ReadingKind.Invalid, null, "day", [], problem);

    static DateReading Of(DateOnly value, string precision) => new(ReadingKind.Value, value, precision, [], null);

    static DateReading Day(int year, int month, int day, string precision = "day") =>
        year is < FirstYear or > LastYear ? Invalid("year-implausible")
        : TryDay(year, month, day) is { } value ? Of(value, precision) : Invalid("date-impossible");

    static DateOnly? TryDay(int year, int month, int day) =>
        year is >= FirstYear and <= LastYear && month is >= 1 and <= 12
            && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    static DateReading MonthOrDayFirst(int year, int a, int b) => (TryDay(year, a, b), TryDay(year, b, a)) switch
    {
        ({ } monthFirst, { } dayFirst) when monthFirst != dayFirst =>
            new DateReading(ReadingKind.Ambiguous, null, "day", [monthFirst, dayFirst], "date-ambiguous"),
        var (one, another) => (one ?? another) is { } only ? Of(only, "day") : Day(year, a, b),
    };

    // 202301 is a month, 230105 a day of a short year, 201205 either.
    static DateReading SixDigits(string digits)
    {
        var number = int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        var month = TryDay(number / 100, number % 100, 1);
        var day = TryDay(2000 + number / 10000, number / 100 % 100, number % 100);
        return (month, day) switch
        {
            ({ } one, { } two) => new DateReading(ReadingKind.Ambiguous, null, "month", [one, two], "date-ambiguous"),
            ({ } first, null) => Of(first, "month"),
            _ => Invalid(day is null ? "date-expected" : "year-two-digits"),
        };
    }
}
