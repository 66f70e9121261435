using Analytics.Tables;

namespace Analytics.Tests.Tables;

public class TableTests
{
    static readonly Column[] Columns =
        [new("area", ColumnKind.Text), new("cases", ColumnKind.Whole, "件"), new("rate", ColumnKind.Real, "%")];

    static Table Sample() => new(Columns, [["b", 2L, 0.5], ["a", null, null], ["b", 1L, 1.5]]);

    [Fact]
    public void Cells_are_read_by_row_and_column_name()
    {
        Assert.Equal(("b", 2L, 0.5), (Sample().Text(0, "area"), Sample().Whole(0, "cases"), Sample().Number(0, "rate")));
        Assert.Equal(2.0, Sample().Number(0, "cases"));
    }

    [Fact]
    public void Absent_is_null_in_every_kind()
    {
        Assert.Null(Sample().Whole(1, "cases"));
        Assert.Null(Sample().Number(1, "rate"));
    }

    [Fact]
    public void Kept_rows_stay_in_order() => Assert.Equal(
        [2L, 1L], Rows(Sample().Where(row => row != 1)).Select(row => row[1]));

    [Fact]
    public void Sorting_keeps_equal_rows_in_order() => Assert.Equal(
        [null, 2L, 1L], Rows(Sample().OrderBy(row => new[] { "b", "a", "b" }[row], StringComparer.Ordinal)).Select(r => r[1]));

    [Fact]
    public void An_unknown_column_is_named_with_those_known() => Assert.Contains(
        "'are'; it has area, cases, rate", Assert.Throws<ArgumentException>(() => Sample()[0, "are"]).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_column_name_stands_once() => Assert.Throws<ArgumentException>(() => new Table([Columns[0], Columns[0]], []));

    [Fact]
    public void Rows_have_as_many_cells_as_columns() =>
        Assert.Throws<ArgumentException>(() => new Table(Columns, [["a", 1L]]));

    public static TheoryData<ColumnKind, object> Wrong() => new()
    {
        { ColumnKind.Text, 1L }, { ColumnKind.Whole, 1 }, { ColumnKind.Exact, 1.0 }, { ColumnKind.Real, 1m },
        { ColumnKind.Real, double.NaN }, { ColumnKind.Real, double.PositiveInfinity },
        { ColumnKind.Date, new DateTime(2026, 1, 1) }, { ColumnKind.Flag, "true" },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void A_cell_of_another_kind_is_refused(ColumnKind kind, object cell) =>
        Assert.Throws<ArgumentException>(() => new Table([new("x", kind)], [[cell]]));

    static IEnumerable<object?[]> Rows(Table table) => Enumerable.Range(0, table.RowCount)
        .Select(row => table.Columns.Select(c => table[row, c.Name]).ToArray());
}
