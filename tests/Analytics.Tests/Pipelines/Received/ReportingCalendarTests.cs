using Analytics.Etl.Reference;
using Analytics.Pipelines.Received;
using Analytics.Tables;
using Analytics.Tests.Etl;
using Analytics.Tests.House;
using Analytics.Tests.Warehousing;
using FsCheck;
using FsCheck.Fluent;

namespace Analytics.Tests.Pipelines.Received;

public class ReportingCalendarTests
{
    const string Header = "contract,period_kind,years_after,due_month,due_day,level,parent_area_id\n";

    static ReportingRule Rule(string kind, int after, int month, int day) => new("c", kind, after, month, day, ["district"], "310000");

    static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");

    // By hand, from the calendar: yearly tables by 31 January, half-year tables by 31 July. Nobody is late on the due day itself.
    [Theory]
    [InlineData("year", 1, 1, 31, "2023-01-31", "2021", "2022-01-31")]
    [InlineData("year", 1, 1, 31, "2023-02-01", "2022", "2023-01-31")]
    [InlineData("year", 1, 1, 31, "2023-12-31", "2022", "2023-01-31")]
    [InlineData("half-year", 0, 7, 31, "2023-07-31", "2022-H1", "2022-07-31")]
    [InlineData("half-year", 0, 7, 31, "2023-08-01", "2023-H1", "2023-07-31")]
    [InlineData("half-year", 0, 7, 31, "2024-01-15", "2023-H1", "2023-07-31")]
    [InlineData("half-year", 1, 1, 31, "2023-02-01", "2022-H2", "2023-01-31")]
    [InlineData("quarter", 0, 4, 15, "2023-04-16", "2023-Q1", "2023-04-15")]
    [InlineData("quarter", 1, 1, 15, "2023-04-16", "2022-Q4", "2023-01-15")]
    [InlineData("month", 0, 3, 10, "2024-03-11", "2024-02", "2024-03-10")]
    // A leap day: due on the 28th in other years, and the 29th itself is in time.
    [InlineData("year", 1, 2, 29, "2023-02-28", "2021", "2022-02-28")]
    [InlineData("year", 1, 2, 29, "2023-03-01", "2022", "2023-02-28")]
    [InlineData("year", 1, 2, 29, "2024-02-29", "2022", "2023-02-28")]
    [InlineData("year", 1, 2, 29, "2024-03-01", "2023", "2024-02-29")]
    public void The_latest_due_period_of_a_day(string kind, int after, int month, int day, string asOf, string period, string due)
    {
        var found = Rule(kind, after, month, day).LatestBefore(Day(asOf))!;
        Assert.Equal((period, Day(due)), (found.Period.Id, found.DueOn));
    }

    [Theory]
    [InlineData("year", 1, "2023-01-20", "2022"), InlineData("year", 1, "2022-12-31", "2021"), InlineData("year", 1, "2023-01-01", "2022")]
    [InlineData("half-year", 0, "2023-07-05", "2023-H1"), InlineData("half-year", 0, "2023-06-30", "2022-H1"), InlineData("half-year", 0, "2024-01-05", "2023-H1")]
    public void A_file_that_does_not_say_is_about_what_was_last_over(string kind, int after, string day, string period) =>
        Assert.Equal(period, Rule(kind, after, kind == "year" ? 1 : 7, 31).LastEndedBefore(Day(day))!.Period.Id);

    [Fact]
    public void February_of_a_leap_year_has_29_days() =>
        Assert.Equal([Day("2024-02-29"), Day("2023-02-28")], new[] { 2024, 2023 }.Select(year => ReportingPeriod.Of("month", year).ElementAt(1).End));

    [Fact]
    public void Before_the_first_year_nothing_is_due() => Assert.Null(Rule("year", 1, 1, 31).LatestBefore(Day("0001-05-01")));

    // The latest due day before a day: it lies before, the next does not, and the period was over by then.
    [Fact]
    public void No_due_day_lies_between_the_latest_and_the_day() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(0, 200 * 365).Zip(Gen.Choose(1, 12)).Zip(Gen.Choose(1, 31)).Zip(Gen.Elements("year", "half-year", "quarter", "month")).ToArbitrary(), drawn =>
        {
            var (((offset, month), dueDay), kind) = drawn;
            var (rule, day) = (Rule(kind, 1, month, dueDay), new DateOnly(1900, 1, 1).AddDays(offset));
            var found = rule.LatestBefore(day)!;
            return found.DueOn < day && rule.DueIn(found.DueOn.Year + 1) >= day && found.Period.End < found.DueOn
                && found.Period.End.Year == found.DueOn.Year - 1 && found.Period.End.AddDays(1).Day == 1;
        }));

    // The names the warehouse gives to the same periods.
    [Fact]
    public void Periods_are_named_as_in_the_warehouse() => Assert.All(ReportingPeriod.Kinds.SelectMany(kind => ReportingPeriod.Of(kind, 2024)), period =>
    {
        var known = Period.Of(period.Start, period.End);
        Assert.Equal((known.Id, known.Kind, known.Label), (period.Id, period.Kind, period.Label));
    });

    [Theory]
    [InlineData("c,week,1,1,31,district,310000", "period_kind", "week")]
    [InlineData("c,year,1,13,31,district,310000", "due_month", "13")]
    [InlineData("c,year,-1,1,31,district,310000", "years_after", "-1")]
    [InlineData("c,year,0,1,31,district,310000", "years_after", "0")]
    [InlineData("c,year,1,1,0,district,310000", "due_day", "0")]
    [InlineData(",year,1,1,31,district,310000", "contract", "")]
    public void A_wrong_cell_is_named(string row, string column, string found)
    {
        using var folder = new Folder();
        folder.Write(ReportingCalendar.File, Header + row + "\n");
        var error = Assert.Throws<AnalyticsException>(() => ReportingCalendar.Read(folder.Path));
        Assert.Equal(("reporting-calendar-invalid", column, found, 2L), (error.Code, error.Facts["column"], error.Facts["found"], error.Facts["row"]));
    }

    [Fact]
    public void An_unknown_contract_is_refused_with_the_nearest() => Assert.Equal("mediation", Assert.Throws<AnalyticsException>(
        () => ReportingCalendar.Read(Clone.Root).DueBefore(Day("2023-02-15"), "meditation")).Facts["nearest"]);

    [Fact]
    public void The_calendar_asks_of_all_16_districts_and_names_its_evidence()
    {
        var areas = Areas.Read(Seeds.Own).All;
        Assert.All(ReportingCalendar.Read(Clone.Root).Rules, rule => Assert.Equal([16, 16], new[] { 2015, 2022 }.Select(year => areas.Count(area =>
            area.ParentId == rule.ParentAreaId && rule.Levels.Contains(area.Level) && area.IsValidOn(new(year, 12, 31))))));
        Assert.All(Seeds.Own(ReportingCalendar.File, "source", "evidence"), row => Assert.True(row["source"].Length > 0 && row["evidence"].Length > 0));
        Assert.Equal(["appearance", "enforcement-staff", "grassroots", "legal-advisers", "litigation", "mediation", "normative-yearly", "reconsideration"],
            ReportingCalendar.Read(Clone.Root).Contracts);
    }
}
