using Analytics.Semantics;
using Analytics.Semantics.Stars;
using Analytics.Tables;
using FsCheck;
using FsCheck.Fluent;
using static Analytics.Tests.Semantics.Composition.Bench;

namespace Analytics.Tests.Semantics.Composition;

/// <summary>What holds of any rows.</summary>
public class InvariantTests
{
    static readonly StarModel Cases = Model(Measure("n", Count()), Measure("sum", Sum()),
        Measure("won", Count("cases", Kind("won"))), Measure("rate", new Ratio("won", "n", 100), "%"),
        Measure("up", new Changed("rate", "-1 year", null)), Measure("ytd", new Cumulative("n", "year")));

    static readonly Gen<string> Row =
        from year in Gen.Choose(2022, 2024)
        from month in Gen.Choose(1, 12)
        from day in Gen.Choose(1, 28)
        from region in Gen.Elements("R1", "R2", "R3")
        from area in Gen.Elements("A", "B", "C", "?")
        from kind in Gen.Elements("won", "lost")
        from value in Gen.Choose(-50, 50)
        select $"cases {year}-{month:00}-{day:00} region={region} area={area} kind={kind} {value}";

    static void Holds(Func<string, Task<bool>> property) => Prop.ForAll(Row.NonEmptyListOf().ToArbitrary(),
        rows => property(string.Join('\n', rows)).GetAwaiter().GetResult()).Check(Tables.Text.Sampling.Of(60));

    static async Task<Table> AskedAsync(string rows, Query query) =>
        (await AskAsync(Cases, new TableCells(rows), query)).Table;

    static decimal Added(Table table, string column, Func<int, bool> which) =>
        Enumerable.Range(0, table.RowCount).Where(which).Sum(row => Convert.ToDecimal(table[row, column] ?? 0m));

    [Fact]
    public void Groups_and_subtotals_add_up_to_the_total() => Holds(async rows =>
    {
        var table = await AskedAsync(rows, new Query
        {
            Measures = ["n", "sum"], GroupBy = ["region", "area"], Totals = [TotalRows.Grand, TotalRows.Subtotals],
        });
        bool Is(int row, string kind) => table.Text(row, "row_kind") == kind;
        return new[] { "n", "sum" }.All(column =>
            Added(table, column, row => Is(row, "row")) == Added(table, column, row => Is(row, "total"))
            && Enumerable.Range(0, table.RowCount).Where(row => Is(row, "subtotal")).All(total =>
                Added(table, column, row => Is(row, "row") && table.Text(row, "region") == table.Text(total, "region"))
                == Convert.ToDecimal(table[total, column])));
    });

    [Fact]
    public void Periods_add_up_to_their_total_and_the_year_to_date_ends_with_it() => Holds(async rows =>
    {
        var table = await AskedAsync(rows, new Query
        {
            Measures = ["n", "ytd"], Grain = "month", From = "2023", To = "2023", Rows = RowPolicy.Dense,
            DataUntil = new(2024, 12, 31),
        });
        return table.RowCount == 12
            && Added(table, "n", _ => true) == Convert.ToDecimal(table[11, "ytd"]);
    });

    [Fact]
    public void A_comparison_leaves_current_values_as_they_are() => Holds(async rows =>
    {
        var query = new Query { Measures = ["rate", "n"], GroupBy = ["area"], Grain = "quarter", From = "2023" };
        var (plain, compared) = (await AskedAsync(rows, query),
            await AskedAsync(rows, query with { Compare = [new("previous_year"), new("2022")] }));
        string Key(Table table, int row) => $"{table[row, "area"]} {table[row, "period"]} {table[row, "rate"]} {table[row, "n"]}";
        var found = Enumerable.Range(0, compared.RowCount).Select(row => Key(compared, row)).ToHashSet();
        return Enumerable.Range(0, plain.RowCount).All(row => found.Contains(Key(plain, row)));
    });

    [Fact]
    public void The_order_of_filters_and_of_measures_does_not_matter() => Holds(async rows =>
    {
        var query = new Query
        {
            Measures = ["up", "n"], GroupBy = ["area"], Grain = "year",
            Where = [new("region", ["R1", "R2"]), new("kind", ["won"])],
        };
        var (one, other) = (await AskedAsync(rows, query),
            await AskedAsync(rows, query with { Measures = ["n", "up"], Where = [.. query.Where.Reverse()] }));
        return one.RowCount == other.RowCount && Enumerable.Range(0, one.RowCount).All(row =>
            one.Columns.All(column => Equals(one[row, column.Name], other[row, column.Name])));
    });
}
