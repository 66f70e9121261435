using System.Globalization;
using Analytics.Tables;

namespace Analytics.Semantics.Calendars;

/// Months from a fixed day to the day before it in the next month, and years of twelve of them. A place among years,
/// halves, quarters and months is the number of the first month, counted from month 1 of a year 0 that need not
/// exist, over the months that level holds.
sealed class MonthCalendar : Calendar
{
    const int LastYear = 9998;

    static readonly string[] Names = ["year", "half", "quarter", "month", "day"];
    static readonly string[] Numerals = ["一", "二", "三", "四"];
    static readonly string[] Short =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    readonly int _monthStarts, _toFirst, _firstYear;
    readonly bool _isFiscal;

    public MonthCalendar(string name, int monthStarts, int yearStarts, bool namedByEnd)
    {
        (Name, _monthStarts, _isFiscal) = (name, monthStarts, yearStarts > 1);
        _toFirst = yearStarts - 1 - (namedByEnd && yearStarts > 1 ? 12 : 0);
        var earliest = 12 + (monthStarts > 1 ? 1 : 0);
        _firstYear = Enumerable.Range(1, 3).First(year => year * 12 + _toFirst >= earliest);
    }

    public override string Name { get; }

    public override IReadOnlyList<string> Levels => Names;

    /// How many months a level has; 0 for days.
    public static int Size(string level) => level switch
    {
        "year" => 12, "half" => 6, "quarter" => 3, "month" => 1, "day" => 0,
        _ => throw new ArgumentException($"Found the level '{level}', expected one of {string.Join(", ", Names)}.",
            nameof(level)),
    };

    /// The number of the month a day lies in: twelve times its year, plus its place from 0.
    public int MonthOf(DateOnly day) =>
        day.Year * 12 + day.Month - 1 + (_monthStarts > 1 && day.Day >= _monthStarts ? 1 : 0);

    /// The first day of a month by its number; null beyond the calendar's years.
    public DateOnly? FirstDay(int month)
    {
        var civil = _monthStarts > 1 ? month - 1 : month;
        return civil is >= 12 and < 12 * 10_000 ? new DateOnly(civil / 12, civil % 12 + 1, _monthStarts) : null;
    }

    public override Period? Containing(string level, DateOnly day)
    {
        var (size, month) = (Size(level), MonthOf(day));
        return size == 0 ? Day(day) : Of(level, size, Floor(month - _toFirst, size));
    }

    public override Period? Offset(Period period, int count)
    {
        if (count is < -4_000_000 or > 4_000_000) return null;
        var size = Size(period.Level);
        if (size > 0) return Of(period.Level, size, period.Index + count);
        var index = period.Index + count;
        return index >= 0 && index <= DateOnly.MaxValue.DayNumber ? Day(DateOnly.FromDayNumber(index)) : null;
    }

    public override Period? Parse(string text)
    {
        if (CalendarText.Day(text) is { } day) return Day(day);
        if (text.Length < 4 || !Digits(text.AsSpan(0, 4), out var year)) return null;
        return text[4..] switch
        {
            "" => Of("year", 12, year),
            ['-', 'H', var half and ('1' or '2')] => Of("half", 6, year * 2 + half - '1'),
            ['-', 'Q', var quarter and >= '1' and <= '4'] => Of("quarter", 3, year * 4 + quarter - '1'),
            ['-', _, _] when Digits(text.AsSpan(5), out var month) && month is >= 1 and <= 12 =>
                Of("month", 1, year * 12 + month - 1 - _toFirst),
            _ => null,
        };
    }

    protected override Period? From(string level, DateOnly day)
    {
        var first = FirstDay(_firstYear * 12 + _toFirst)!.Value;
        return Containing(level, day < first ? first : day);
    }

    Period? Of(string level, int size, int index)
    {
        var first = index * size + _toFirst;
        if (!Exists(first) || FirstDay(first) is not { } start || FirstDay(first + size) is not { } end) return null;
        var year = Floor(index * size, 12);
        var (id, label) = Named(level, year, index - year * (12 / size), first);
        return new Period(level, index, id, label, new DateRange(start, end));
    }

    (string Id, LocalText Label) Named(string level, int year, int place, int first)
    {
        var (zh, en) = _isFiscal ? ($"{year}年度", $"FY {year}") : ($"{year}年", $"{year}");
        return level switch
        {
            "year" => ($"{year:D4}", new(zh, en)),
            "half" => ($"{year:D4}-H{place + 1}",
                new(zh + (place == 0 ? "上半年" : "下半年"), $"{en} H{place + 1}")),
            "quarter" => ($"{year:D4}-Q{place + 1}",
                new($"{zh}第{Numerals[place]}季度", $"{en} Q{place + 1}")),
            _ => ($"{first / 12:D4}-{first % 12 + 1:D2}",
                new($"{first / 12}年{first % 12 + 1}月", $"{Short[first % 12]} {first / 12}")),
        };
    }

    Period? Day(DateOnly day) => Exists(MonthOf(day)) && day < DateOnly.MaxValue ? OfDay(day) : null;

    bool Exists(int month) => Floor(month - _toFirst, 12) is var year && year >= _firstYear && year <= LastYear;

    /// A day of any calendar but one from a file.
    public static Period OfDay(DateOnly day) => new("day", day.DayNumber,
        day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        new($"{day.Year}年{day.Month}月{day.Day}日", $"{day.Day} {Short[day.Month - 1]} {day.Year}"),
        new DateRange(day, day.AddDays(1)));

    static int Floor(int number, int by) => (int)Math.Floor(number / (double)by);

    static bool Digits(ReadOnlySpan<char> text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
