using System.Globalization;
using Analytics.Tables;

namespace Analytics.Tests.Tables;

public class CsvWriterTests
{
    static string Cell(ColumnKind kind, object? value) =>
        CsvWriter.Write(new Table([new("x", kind), new("y", ColumnKind.Text)], [[value, "."]]))["x,y\n".Length..^",.\n".Length];

    [Theory]
    [InlineData("杨浦区", "杨浦区"), InlineData("a,b", "\"a,b\""), InlineData("say \"no\"", "\"say \"\"no\"\"\"")]
    [InlineData("one\ntwo", "\"one\ntwo\""), InlineData("one\rtwo", "\"one\rtwo\""), InlineData(" kept ", " kept ")]
    public void Text_is_quoted_only_where_it_must_be(string text, string expected) =>
        Assert.Equal(expected, Cell(ColumnKind.Text, text));

    [Fact]
    public void Numbers_dates_and_flags_are_invariant()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "~" } };
            Assert.Equal("-1234567.5", Cell(ColumnKind.Real, -1234567.5));
            Assert.Equal("-0.100", Cell(ColumnKind.Exact, -0.100m));
            Assert.Equal("-12", Cell(ColumnKind.Whole, -12L));
            Assert.Equal("2026-11-24", Cell(ColumnKind.Date, new DateOnly(2026, 11, 24)));
            Assert.Equal("true", Cell(ColumnKind.Flag, true));
        }
        finally { CultureInfo.CurrentCulture = before; }
    }

    [Fact]
    public void Doubles_come_back_as_they_were() =>
        Assert.Equal(1 / 3.0, double.Parse(Cell(ColumnKind.Real, 1 / 3.0), CultureInfo.InvariantCulture));

    [Theory]
    [InlineData(ColumnKind.Text), InlineData(ColumnKind.Whole), InlineData(ColumnKind.Date)]
    public void Absent_is_an_empty_cell(ColumnKind kind) => Assert.Equal("", Cell(kind, null));

    [Fact]
    public void A_table_without_rows_is_its_header() =>
        Assert.Equal("x\n", CsvWriter.Write(new Table([new("x", ColumnKind.Text)], [])));
}
