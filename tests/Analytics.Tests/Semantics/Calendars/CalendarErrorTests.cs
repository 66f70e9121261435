using Analytics.Semantics.Calendars;
using Analytics.Tables;

namespace Analytics.Tests.Semantics.Calendars;

public class CalendarErrorTests
{
    static AnalyticsException Refused(string rows) => Assert.Throws<AnalyticsException>(() =>
        CalendarFile.Parse("terms", "level,id,start_on,end_on\n" + rows, "terms.csv"));

    [Theory]
    [InlineData("", "calendar-empty", "'terms'")]
    [InlineData("term,a,2024-01-01,2024-01-3\n", "model-csv-day", "terms.csv row 2, column 'end_on': found '2024-01-3'")]
    [InlineData("term,a,2024-01-02,2024-01-01\n", "calendar-ends-before", "terms.csv row 2")]
    [InlineData("term,a,2024-01-01,2024-01-09\n\nterm,b,2024-01-09,2024-01-10\n", "calendar-overlap", "terms.csv row 4")]
    [InlineData("term,a,2024-01-01,2024-01-09\nterm,a,2024-02-01,2024-02-02\n", "calendar-id-twice", "terms.csv row 2 ")]
    [InlineData("year,y,2024-01-01,2024-12-31\nterm,a,2024-12-01,2025-01-09\n", "calendar-not-nested", "one year")]
    [InlineData("day,a,2024-01-01,2024-01-01\n", "calendar-level-name", "row 2")]
    [InlineData("term,,2024-01-01,2024-01-01\n", "calendar-id-missing", "row 2")]
    [InlineData("term,a,2024-01-01\n", "model-csv-fields", "found 3 fields")]
    [InlineData("term,\"a,2024-01-01,2024-01-01\n", "model-csv-quote", "row 2")]
    public void A_file_that_is_no_calendar_is_refused_by_row(string rows, string code, string says)
    {
        var error = Refused(rows);
        Assert.Equal(code, error.Code);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_are_checked_by_name()
    {
        var strange = Assert.Throws<AnalyticsException>(() => CalendarFile.Parse("t", "level,id,start_on,ends_on\n", "t.csv"));
        Assert.Equal("model-csv-column", strange.Code);
        Assert.Contains("Nearest: end_on", strange.Message, StringComparison.Ordinal);
        var missing = Assert.Throws<AnalyticsException>(() => CalendarFile.Parse("t", "level,id,start_on\n", "t.csv"));
        Assert.Equal("model-csv-column-missing", missing.Code);
    }

    [Fact]
    public void Months_that_begin_after_the_28th_are_refused()
    {
        Assert.Equal("calendar-number", Assert.Throws<AnalyticsException>(() => CalendarFactory.Months("m", 29)).Code);
        Assert.Equal("calendar-number", Assert.Throws<AnalyticsException>(() => CalendarFactory.Months("m", 1, 13)).Code);
    }

    [Theory]
    [InlineData("iso", "2024-W05", "2024-01-29", "2024-02-05")]
    [InlineData("iso", "2024-03", "2024-03-01", "2024-04-01")]
    [InlineData("iso", "2021", "2021-01-04", "2022-01-03")]
    [InlineData("statistical", "2024-03", "2024-02-21", "2024-03-21")]
    [InlineData("terms", "S23-2", "2024-02-19", "2024-06-29")]
    [InlineData("terms", "2024-Q1", "2024-01-01", "2024-04-01")]
    [InlineData("terms", "2024-02-01", "2024-02-01", "2024-02-02")]
    public void A_bound_is_a_period_of_the_calendar_or_else_of_the_plain_one(string name, string text, string start, string end)
    {
        var calendar = name == "terms" ? CalendarTests.Terms() : CalendarFactory.BuiltIn[name];
        Assert.Equal(new DateRange(CalendarText.Day(start)!.Value, CalendarText.Day(end)!.Value),
            CalendarText.Bounds(calendar, text, "from"));
    }

    [Fact]
    public void A_bound_that_is_no_period_names_forms_and_the_nearest()
    {
        var error = Assert.Throws<AnalyticsException>(() => CalendarText.Bounds(CalendarTests.Terms(), "S23-3", "query.json: to"));
        Assert.Equal("query.json: to: 'S23-3' is no period of calendar 'terms' and no day. Nearest: S23-1. "
            + "Write it like S23, S24, S23-1, 2017, 2022-H1, 2025-Q1, 2021-08, 2021-08-31.", error.Message);
    }
}
