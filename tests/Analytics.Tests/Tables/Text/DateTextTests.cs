using Analytics.Tables.Text;

namespace Analytics.Tests.Tables.Text;

public class DateTextTests
{
    static string Shown(DateReading reading) => string.Join(",", reading.Kind.ToString().ToLowerInvariant(),
        Cases.Day(reading.Value), reading.Precision, string.Join("|", reading.Candidates.Select(day => Cases.Day(day))), reading.Problem);

    static string Shown(PeriodReading reading) => string.Join(",", reading.Kind.ToString().ToLowerInvariant(),
        Cases.Day(reading.Value?.FirstDay), Cases.Day(reading.Value?.LastDay), reading.Value?.Kind,
        string.Join("|", reading.Candidates.Select(p => Cases.Day(p.FirstDay) + "/" + Cases.Day(p.LastDay))), reading.Problem);

    static int? Year(string cell) => cell.Length == 0 ? null : int.Parse(cell);

    [Fact]
    public void Dates_are_read_as_the_table_of_cases_says()
    {
        var rows = Cases.Rows("date-text.csv");
        Assert.True(rows.Count >= 80);
        House.Findings.None(
            from row in rows
            let found = Shown(DateText.Read(Cases.Seen(row["text"])))
            let expected = $"{row["kind"]},{row["value"]},{row["precision"]},{row["candidates"]},{row["problem"]}"
            where found != expected
            select $"'{row["text"]}': found {found}, expected {expected}");
    }

    [Fact]
    public void Periods_are_read_as_the_table_of_cases_says()
    {
        var rows = Cases.Rows("period-text.csv");
        Assert.True(rows.Count >= 100);
        House.Findings.None(
            from row in rows
            let found = Shown(PeriodText.Read(Cases.Seen(row["text"]), Year(row["year"])))
            let expected = $"{row["kind"]},{row["first"]},{row["last"]},{row["period"]},{row["candidates"]},{row["problem"]}"
            where found != expected
            select $"'{row["text"]}': found {found}, expected {expected}");
    }

    // Day numbers as Excel shows them, 60 being the leap day that 1900 never had.
    [Theory]
    [InlineData(1, "1900-01-01"), InlineData(59, "1900-02-28"), InlineData(60, ""), InlineData(61, "1900-03-01")]
    [InlineData(36526, "2000-01-01"), InlineData(45296, "2024-01-05"), InlineData(45296.99, "2024-01-05")]
    [InlineData(0, ""), InlineData(-5, ""), InlineData(1e9, "")]
    public void Serial_numbers_count_from_1900_with_its_false_leap_day(double serial, string day) =>
        Assert.Equal(day, Cases.Day(DateText.FromSerial((decimal)serial, is1904: false).Value));

    [Theory]
    [InlineData(0, "1904-01-01"), InlineData(60, "1904-03-01"), InlineData(43834, "2024-01-05"), InlineData(-1, "")]
    public void Serial_numbers_of_1904_workbooks_are_1462_days_ahead(double serial, string day) =>
        Assert.Equal(day, Cases.Day(DateText.FromSerial((decimal)serial, is1904: true).Value));
}
