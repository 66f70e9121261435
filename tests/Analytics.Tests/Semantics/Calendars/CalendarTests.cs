using Analytics.Semantics.Calendars;
using Analytics.Tables;
using Analytics.Tests.Tables.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Analytics.Tests.Semantics.Calendars;

public class CalendarTests
{
    static readonly Calendar Plain = CalendarFactory.BuiltIn["calendar"], Iso = CalendarFactory.BuiltIn["iso"];
    static readonly Calendar Statistical = CalendarFactory.BuiltIn["statistical"];
    static readonly Calendar Fiscal = CalendarFactory.Months("fiscal", 1, 4);

    static readonly Calendar[] All =
    [
        Plain, Iso, Statistical, Fiscal, CalendarFactory.Months("ending", 1, 4, namedByEnd: true),
        CalendarFactory.Months("stat_month", 21, 12), Terms(),
    ];

    internal static Calendar Terms() => CalendarFile.Parse("terms", """
        level,id,start_on,end_on,label_zh,label_en
        year,S23,2023-09-01,2024-08-31,二三学年,School year 2023
        year,S24,2024-09-01,2025-08-31,,
        term,S23-1,2023-09-04,2024-01-19,"上学期","Autumn, 2023"
        term,S23-2,2024-02-19,2024-06-28,,
        term,S24-1,2024-09-02,2025-01-17,,
        term,S24-2,2025-02-17,2025-06-27,,
        """, "terms.csv");

    static string Days(Calendar calendar, string id) =>
        calendar.Parse(id) is { } p ? $"{p.Days.Start:yyyy-MM-dd}..{p.Days.End.AddDays(-1):yyyy-MM-dd}" : "none";

    [Theory]
    [InlineData("calendar", "2024", "2024-01-01..2024-12-31", "2024年", "2024")]
    [InlineData("calendar", "2024-H1", "2024-01-01..2024-06-30", "2024年上半年", "2024 H1")]
    [InlineData("calendar", "2024-Q3", "2024-07-01..2024-09-30", "2024年第三季度", "2024 Q3")]
    [InlineData("calendar", "2024-02", "2024-02-01..2024-02-29", "2024年2月", "Feb 2024")]
    [InlineData("calendar", "2024-03-31", "2024-03-31..2024-03-31", "2024年3月31日", "31 Mar 2024")]
    [InlineData("calendar", "0001-01-01", "0001-01-01..0001-01-01", "1年1月1日", "1 Jan 1")]
    [InlineData("calendar", "9998-H2", "9998-07-01..9998-12-31", "9998年下半年", "9998 H2")]
    [InlineData("iso", "2020-W53", "2020-12-28..2021-01-03", "2020年第53周", "2020 week 53")]
    [InlineData("iso", "2021", "2021-01-04..2022-01-02", "2021年", "2021")]
    [InlineData("iso", "2024-W05", "2024-01-29..2024-02-04", "2024年第5周", "2024 week 5")]
    [InlineData("statistical", "2024", "2023-12-21..2024-12-20", "2024年", "2024")]
    [InlineData("statistical", "2024-01", "2023-12-21..2024-01-20", "2024年1月", "Jan 2024")]
    [InlineData("statistical", "2024-Q1", "2023-12-21..2024-03-20", "2024年第一季度", "2024 Q1")]
    [InlineData("fiscal", "2024", "2024-04-01..2025-03-31", "2024年度", "FY 2024")]
    [InlineData("fiscal", "2024-Q1", "2024-04-01..2024-06-30", "2024年度第一季度", "FY 2024 Q1")]
    [InlineData("fiscal", "2024-Q4", "2025-01-01..2025-03-31", "2024年度第四季度", "FY 2024 Q4")]
    [InlineData("fiscal", "2024-04", "2024-04-01..2024-04-30", "2024年4月", "Apr 2024")]
    [InlineData("ending", "2025", "2024-04-01..2025-03-31", "2025年度", "FY 2025")]
    [InlineData("ending", "2025-H2", "2024-10-01..2025-03-31", "2025年度下半年", "FY 2025 H2")]
    [InlineData("stat_month", "2024", "2024-11-21..2025-11-20", "2024年度", "FY 2024")]
    [InlineData("terms", "S23-1", "2023-09-04..2024-01-19", "上学期", "Autumn, 2023")]
    [InlineData("terms", "S24-2", "2025-02-17..2025-06-27", "S24-2", "S24-2")]
    [InlineData("terms", "2024-01-19", "2024-01-19..2024-01-19", "2024年1月19日", "19 Jan 2024")]
    public void Periods_have_their_days_and_labels(string calendar, string id, string days, string zh, string en)
    {
        var found = All.Single(c => c.Name == calendar);
        Assert.Equal(days, Days(found, id));
        Assert.Equal(new LocalText(zh, en), found.Parse(id)!.Label);
        Assert.Equal(id, found.Parse(id)!.Id);
    }

    [Theory]
    [InlineData("calendar", "2024-W05")]
    [InlineData("calendar", "2024-13")]
    [InlineData("calendar", "2024-Q5")]
    [InlineData("calendar", "2024-2")]
    [InlineData("calendar", "24")]
    [InlineData("calendar", "0000")]
    [InlineData("calendar", "9999")]
    [InlineData("calendar", "2023-02-29")]
    [InlineData("calendar", "２０２４")]
    [InlineData("iso", "2021-W53")]
    [InlineData("iso", "2021-W00")]
    [InlineData("iso", "2021-03")]
    [InlineData("statistical", "0001")]
    [InlineData("terms", "2024-02-01")]
    [InlineData("terms", "2024")]
    public void Other_texts_are_no_period(string calendar, string text) =>
        Assert.Null(All.Single(c => c.Name == calendar).Parse(text));

    static readonly Gen<(Calendar Calendar, string Level, DateOnly Day)> Any =
        from calendar in Gen.Elements(All)
        from level in Gen.Elements(calendar.Levels.ToArray())
        from day in Gen.Choose(0, DateOnly.MaxValue.DayNumber)
        from near in Gen.Choose(new DateOnly(2023, 1, 1).DayNumber, new DateOnly(2026, 1, 1).DayNumber)
        from isNear in Gen.Elements(true, false)
        select (calendar, level, DateOnly.FromDayNumber(isNear ? near : day));

    [Fact]
    public void A_period_holds_its_day_and_is_read_as_printed() => Prop.ForAll(Any.ToArbitrary(), at =>
        at.Calendar.Containing(at.Level, at.Day) is not { } period
        || period.Days.Contains(at.Day) && at.Calendar.Parse(period.Id) == period && period.Level == at.Level)
        .Check(Sampling.Of(5000));

    [Fact]
    public void Levels_nest_and_neighbours_touch() => Prop.ForAll(Any.ToArbitrary(), at =>
    {
        if (at.Calendar.Containing(at.Level, at.Day) is not { } period) return true;
        var wider = at.Calendar.Levels.TakeWhile(level => level != at.Level)
            .All(level => at.Calendar.Containing(level, period.Days.Start) is { } holder
                && holder.Days.Contains(period.Days.End.AddDays(-1)));
        var next = at.Calendar.Offset(period, 1);
        return wider && (next is null || at.Calendar.Offset(next, -1) == period
            && (at.Calendar.Name == "terms" ? next.Days.Start >= period.Days.End : next.Days.Start == period.Days.End));
    }).Check(Sampling.Of(5000));

    [Fact]
    public void Places_count_every_period_between() => Prop.ForAll(Any.ToArbitrary(), at =>
        at.Calendar.Containing(at.Level, at.Day) is not { } period
        || at.Calendar.Offset(period, 7) is not { } later
        || at.Calendar.Touching(at.Level, new(period.Days.Start, later.Days.End)).Count() == 8
            && later.Index == period.Index + 7).Check(Sampling.Of(2000));

    [Fact]
    public void A_range_that_begins_in_a_gap_begins_with_the_next_period()
    {
        var range = new DateRange(new(2024, 1, 25), new(2024, 9, 3));
        Assert.Equal(["S23-2", "S24-1"], Terms().Touching("term", range).Select(p => p.Id));
        Assert.Equal(2024, Statistical.Touching("year", new(DateOnly.MinValue, new(2025, 12, 21))).Count());
        Assert.Equal(["2024-01-18", "2024-01-19", "2024-02-19", "2024-02-20"],
            Terms().Touching("day", new(new(2024, 1, 18), new(2024, 2, 21))).Select(p => p.Id));
    }

    [Fact]
    public void Days_of_a_file_calendar_go_on_after_a_gap()
    {
        var last = Terms().Parse("2024-01-19")!;
        Assert.Equal("2024-02-19", Terms().Offset(last, 1)!.Id);
        Assert.Null(Terms().Offset(Terms().Parse("2025-06-27")!, 1));
    }
}
