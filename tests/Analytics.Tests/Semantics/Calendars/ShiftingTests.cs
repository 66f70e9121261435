using Analytics.Semantics;
using Analytics.Semantics.Calendars;
using Analytics.Tables;
using Analytics.Tests.Tables.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Analytics.Tests.Semantics.Calendars;

public class ShiftingTests
{
    static readonly Dictionary<string, Calendar> Calendars = new(CalendarFactory.BuiltIn)
    {
        ["fiscal"] = CalendarFactory.Months("fiscal", 1, 4), ["terms"] = CalendarTests.Terms(),
    };

    static string Moved(string calendar, string id, string? until, string by, MonthEnd rule)
    {
        var period = Calendars[calendar].Parse(id)!;
        var days = until is null ? period.Days : LikeForLike.Elapsed(period, CalendarText.Day(until)!.Value);
        return Shown(Shifting.Move(Calendars[calendar], period, days, Shifting.Parse(by, "here"), rule));
    }

    static string Shown(ShiftedDays moved) => moved.Days is { } days
        ? $"{days.Start:yyyy-MM-dd}..{days.End.AddDays(-1):yyyy-MM-dd}" : moved.Gap!;

    // Worked by hand with a wall calendar.
    [Theory]
    [InlineData("calendar", "2024-02", "-1 year", "2023-02-01..2023-02-28")]
    [InlineData("calendar", "2023-02", "1 year", "2024-02-01..2024-02-29")]
    [InlineData("calendar", "2024-03", "-1 month", "2024-02-01..2024-02-29")]
    [InlineData("calendar", "2024-01", "-1 month", "2023-12-01..2023-12-31")]
    [InlineData("calendar", "2024-02", "-2 quarters", "2023-08-01..2023-08-31")]
    [InlineData("calendar", "2024-Q1", "-1 quarter", "2023-10-01..2023-12-31")]
    [InlineData("calendar", "2024-Q1", "-1 month", "2023-12-01..2024-02-29")]
    [InlineData("calendar", "2024-H1", "-1 half", "2023-07-01..2023-12-31")]
    [InlineData("calendar", "2024-H1", "-1 half-year", "2023-07-01..2023-12-31")]
    [InlineData("calendar", "2024", "-1 year", "2023-01-01..2023-12-31")]
    [InlineData("calendar", "2024-03", "-1 week", "2024-02-23..2024-03-24")]
    [InlineData("calendar", "2024-03-01", "-1 day", "2024-02-29..2024-02-29")]
    [InlineData("calendar", "2024-03-15", "-1 year", "2023-03-15..2023-03-15")]
    [InlineData("calendar", "2024-03-30", "-1 month", "2024-02-29..2024-02-29")]
    [InlineData("calendar", "2024-02-29", "-1 year", "2023-02-28..2023-02-28")]
    [InlineData("calendar", "0001-03", "-1 year", "beyond-calendar")]
    [InlineData("calendar", "9998-03", "1 year", "beyond-calendar")]
    [InlineData("calendar", "2024", "-99999 years", "beyond-calendar")]
    [InlineData("statistical", "2024-03", "-1 year", "2023-02-21..2023-03-20")]
    [InlineData("statistical", "2024-01", "-1 month", "2023-11-21..2023-12-20")]
    [InlineData("statistical", "2024", "-1 year", "2022-12-21..2023-12-20")]
    [InlineData("fiscal", "2024-Q1", "-1 year", "2023-04-01..2023-06-30")]
    [InlineData("fiscal", "2024", "-1 year", "2023-04-01..2024-03-31")]
    [InlineData("fiscal", "2024-Q1", "-1 quarter", "2024-01-01..2024-03-31")]
    [InlineData("iso", "2021-W53", "-1 year", "none")]
    [InlineData("iso", "2020-W53", "-1 year", "week-53")]
    [InlineData("iso", "2020-W53", "1 year", "week-53")]
    [InlineData("iso", "2020-W53", "-5 years", "2015-12-28..2016-01-03")]
    [InlineData("iso", "2020-W53", "-1 week", "2020-12-21..2020-12-27")]
    [InlineData("iso", "2020-W53", "1 week", "2021-01-04..2021-01-10")]
    [InlineData("iso", "2021-W01", "-1 year", "2019-12-30..2020-01-05")]
    [InlineData("iso", "2021-01-01", "-1 year", "week-53")]
    [InlineData("iso", "2020-12-25", "-1 year", "2019-12-27..2019-12-27")]
    [InlineData("iso", "2020", "-1 year", "2018-12-31..2019-12-29")]
    [InlineData("terms", "S24-2", "-1 year", "2024-02-19..2024-06-28")]
    [InlineData("terms", "S24-1", "-1 term", "2024-02-19..2024-06-28")]
    [InlineData("terms", "S24-1", "-2 terms", "2023-09-04..2024-01-19")]
    [InlineData("terms", "S23-1", "-1 term", "beyond-calendar")]
    [InlineData("terms", "S23-1", "-1 year", "beyond-calendar")]
    [InlineData("terms", "2024-09-02", "-1 term", "2024-02-19..2024-02-19")]
    [InlineData("terms", "2025-01-17", "-1 term", "day-138")]
    public void A_whole_period_becomes_a_whole_period_under_both_rules(string calendar, string id, string by, string expected)
    {
        if (expected == "none") { Assert.Null(Calendars[calendar].Parse(id)); return; }
        Assert.Equal(expected, Moved(calendar, id, null, by, MonthEnd.Extend));
        Assert.Equal(expected, Moved(calendar, id, null, by, MonthEnd.Truncate));
    }

    [Theory]
    [InlineData("calendar", "2024", "2024-02-29", "-1 year", "2023-01-01..2023-02-28", "2023-01-01..2023-02-28")]
    [InlineData("calendar", "2023", "2023-02-28", "1 year", "2024-01-01..2024-02-29", "2024-01-01..2024-02-28")]
    [InlineData("calendar", "2024", "2024-02-28", "-1 year", "2023-01-01..2023-02-28", "2023-01-01..2023-02-28")]
    [InlineData("calendar", "2024", "2024-06-15", "-1 year", "2023-01-01..2023-06-15", "2023-01-01..2023-06-15")]
    [InlineData("calendar", "2024-Q2", "2024-04-30", "-1 quarter", "2024-01-01..2024-01-31", "2024-01-01..2024-01-30")]
    [InlineData("calendar", "2024-Q2", "2024-05-31", "-1 quarter", "2024-01-01..2024-02-29", "2024-01-01..2024-02-29")]
    [InlineData("calendar", "2023-Q1", "2023-02-28", "1 quarter", "2023-04-01..2023-05-31", "2023-04-01..2023-05-28")]
    [InlineData("calendar", "2024-H2", "2024-11-30", "-1 half", "2024-01-01..2024-05-31", "2024-01-01..2024-05-30")]
    [InlineData("calendar", "2024-H2", "2024-08-31", "-1 half", "2024-01-01..2024-02-29", "2024-01-01..2024-02-29")]
    [InlineData("calendar", "2024-03", "2024-03-30", "-1 month", "2024-02-01..2024-02-29", "2024-02-01..2024-02-29")]
    [InlineData("calendar", "2024-02", "2024-02-28", "1 month", "2024-03-01..2024-03-28", "2024-03-01..2024-03-28")]
    [InlineData("calendar", "2024-03", "2024-03-15", "-1 week", "2024-02-23..2024-03-08", "2024-02-23..2024-03-08")]
    [InlineData("calendar", "2024-01", "2023-12-01", "-1 month", "2023-12-01..2023-11-30", "2023-12-01..2023-11-30")]
    [InlineData("statistical", "2024", "2024-02-29", "-1 year", "2022-12-21..2023-02-28", "2022-12-21..2023-02-28")]
    [InlineData("statistical", "2023", "2023-02-28", "1 year", "2023-12-21..2024-02-28", "2023-12-21..2024-02-28")]
    [InlineData("statistical", "2024-Q2", "2024-04-20", "-1 quarter", "2023-12-21..2024-01-20", "2023-12-21..2024-01-20")]
    [InlineData("statistical", "2024-03", "2024-02-29", "1 month", "2024-03-21..2024-03-29", "2024-03-21..2024-03-29")]
    [InlineData("statistical", "2024-04", "2024-03-31", "-1 month", "2024-02-21..2024-02-29", "2024-02-21..2024-02-29")]
    [InlineData("fiscal", "2024", "2024-06-30", "-1 year", "2023-04-01..2023-06-30", "2023-04-01..2023-06-30")]
    [InlineData("fiscal", "2023", "2024-02-29", "-1 year", "2022-04-01..2023-02-28", "2022-04-01..2023-02-28")]
    [InlineData("iso", "2024", "2024-06-12", "-1 year", "2023-01-02..2023-06-14", "2023-01-02..2023-06-14")]
    [InlineData("iso", "2020", "2020-12-30", "-1 year", "2018-12-31..2019-12-29", "2018-12-31..2019-12-29")]
    [InlineData("iso", "2024-W10", "2024-03-06", "-1 year", "2023-03-06..2023-03-08", "2023-03-06..2023-03-08")]
    [InlineData("terms", "S24-1", "2024-09-11", "-1 term", "2024-02-19..2024-02-28", "2024-02-19..2024-02-28")]
    public void A_part_ends_by_the_rule(string calendar, string id, string until, string by, string extended, string truncated)
    {
        Assert.Equal(extended, Moved(calendar, id, until, by, MonthEnd.Extend));
        Assert.Equal(truncated, Moved(calendar, id, until, by, MonthEnd.Truncate));
    }

    [Theory]
    [InlineData("calendar", "2023-01-15", "2023-02-28", "1 year", "2024-01-15..2024-02-29", "2024-01-15..2024-02-28")]
    [InlineData("calendar", "2023-01-01", "2023-02-28", "1 year", "2024-01-01..2024-02-29", "2024-01-01..2024-02-29")]
    [InlineData("calendar", "2024-01-31", "2024-03-31", "-1 month", "2023-12-31..2024-02-29", "2023-12-31..2024-02-29")]
    [InlineData("calendar", "2024-01-31", "2024-01-31", "1 month", "2024-02-29..2024-02-29", "2024-02-29..2024-02-29")]
    [InlineData("calendar", "2024-03-05", "2024-03-09", "-10 days", "2024-02-24..2024-02-28", "2024-02-24..2024-02-28")]
    [InlineData("iso", "2020-12-28", "2021-01-03", "-1 year", "week-53", "week-53")]
    [InlineData("iso", "2019-12-23", "2019-12-29", "1 year", "2020-12-21..2021-01-03", "2020-12-21..2020-12-27")]
    [InlineData("terms", "2024-02-20", "2024-03-01", "-1 term", "2023-09-05..2023-09-15", "2023-09-05..2023-09-15")]
    [InlineData("terms", "2024-02-01", "2024-03-01", "-1 term", "beyond-calendar", "beyond-calendar")]
    public void A_range_moves_both_its_ends(string calendar, string start, string last, string by, string extended, string truncated)
    {
        var days = new DateRange(CalendarText.Day(start)!.Value, CalendarText.Day(last)!.Value.AddDays(1));
        var period = new Period(Shifting.Range, 0, "", new("", ""), days);
        var moved = new[] { MonthEnd.Extend, MonthEnd.Truncate }
            .Select(rule => Shown(Shifting.Move(Calendars[calendar], period, days, Shifting.Parse(by, "here"), rule)));
        Assert.Equal([extended, truncated], moved);
    }

    static readonly Gen<(Calendar Calendar, Period Period, Distance By, MonthEnd Rule)> Whole =
        from calendar in Gen.Elements(Calendars.Values.ToArray())
        from level in Gen.Elements(calendar.Levels.Where(l => l != "day").ToArray())
        from wide in Gen.Elements(calendar.Levels.TakeWhile(l => l != level).Append(level).ToArray())
        from day in Gen.Choose(new DateOnly(2000, 1, 1).DayNumber, new DateOnly(2030, 1, 1).DayNumber)
        from count in Gen.Choose(-12, 12)
        from rule in Gen.Elements(MonthEnd.Extend, MonthEnd.Truncate)
        let period = calendar.Touching(level, new(DateOnly.FromDayNumber(calendar.Name == "terms" ? 739000 : day),
            DateOnly.MaxValue)).First()
        select (calendar, period, new Distance(count, wide), rule);

    [Fact]
    public void There_and_back_is_the_same_period_unless_there_is_a_gap() => Prop.ForAll(Whole.ToArbitrary(), at =>
    {
        if (Shifting.Move(at.Calendar, at.Period, at.Period.Days, at.By, at.Rule) is not { Days: { } days }) return true;
        var other = at.Calendar.Containing(at.Period.Level, days.Start)!;
        var back = Shifting.Move(at.Calendar, other, other.Days, at.By with { Count = -at.By.Count }, at.Rule);
        return other.Days == days && back.Days == at.Period.Days;
    }).Check(Sampling.Of(4000));

    [Fact]
    public void Neighbours_stay_disjoint_and_touch() => Prop.ForAll(Whole.ToArbitrary(), at =>
    {
        if (at.Calendar.Offset(at.Period, 1) is not { } next) return true;
        var (one, two) = (Shifting.Move(at.Calendar, at.Period, at.Period.Days, at.By, at.Rule),
            Shifting.Move(at.Calendar, next, next.Days, at.By, at.Rule));
        if (one.Days is not { } first || two.Days is not { } second) return true;
        return at.Calendar.Name is "terms" or "iso" ? first.End <= second.Start : first.End == second.Start;
    }).Check(Sampling.Of(4000));

    [Fact]
    public void A_part_stays_inside_the_moved_period() => Prop.ForAll(Whole.ToArbitrary(), Gen.Choose(1, 400).ToArbitrary(),
        (at, length) =>
        {
            var part = LikeForLike.Elapsed(at.Period, at.Period.Days.Start.AddDays(length - 1));
            var whole = Shifting.Move(at.Calendar, at.Period, at.Period.Days, at.By, at.Rule).Days;
            var moved = Shifting.Move(at.Calendar, at.Period, part, at.By, at.Rule).Days;
            return whole is null ? moved is null
                : moved is { IsEmpty: false } days && days.Start == whole.Value.Start && days.End <= whole.Value.End;
        }).Check(Sampling.Of(4000));

    [Theory]
    [InlineData("year")]
    [InlineData("-1")]
    [InlineData("1.5 years")]
    [InlineData("-1 year ago")]
    public void A_text_that_is_no_distance_is_refused(string text) =>
        Assert.Equal("distance-unknown", Assert.Throws<AnalyticsException>(() => Shifting.Parse(text, "compare[0].to")).Code);

    [Fact]
    public void A_level_the_calendar_has_not_is_refused_by_name()
    {
        var error = Assert.Throws<AnalyticsException>(() => Moved("iso", "2024-W05", null, "-1 month", MonthEnd.Extend));
        Assert.Equal("Calendar 'iso' has no level 'month' to move by. Nearest: none. Its levels: year, week, day; "
            + "week (seven days) and day always work.", error.Message);
    }
}
