using Analytics.Semantics;
using Analytics.Semantics.Calendars;
using Analytics.Semantics.Cells;
using Analytics.Semantics.Cells.Rows;
using Analytics.Semantics.Cells.Stars;
using Analytics.Semantics.Composition;
using Analytics.Semantics.Stars;
using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Tests.Semantics.Stars;

/// <summary>One engine that gives two thirds of one sum is enough to withhold an answer.</summary>
public sealed class AlteredCellTests
{
    static readonly StarModel Model = StarModel.Parse("small.yaml", """
        model: small
        facts:
          cases: { table: cases, grain: one case, key: id, dates: { filed_on: filed_on }, dimensions: { kind: kind } }
        measures:
          - { name: amount, fact: cases, sum: amount }
          - { name: n, fact: cases, count: rows }
        """);

    static readonly Query Asked = new() { Measures = ["amount", "n"], GroupBy = ["kind"], Grain = "year" };

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_wrong_cell_of_a_fact_is_found()
    {
        await using var tables = await TablesAsync();
        var error = await Assert.ThrowsAsync<AnalyticsException>(() => Composer.AnswerAsync(Model, Asked,
            new VerifyingCells(new AlteredCells(Statements(tables)), Rows(tables)), Principal.Outside, Token));
        Assert.Equal(("answer-unverified", "sum(amount) of cases", "2023-01-01", "2023-12-31", "20", "30"),
            (error.Code, error.Facts["leaf"], error.Facts["from"], error.Facts["until"], error.Facts["one"],
                error.Facts["other"]));
        Assert.Contains("civil", (string)error.Facts["group"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_cells_without_the_wrong_one_are_answered()
    {
        await using var tables = await TablesAsync();
        var both = new VerifyingCells(Statements(tables), Rows(tables));
        var answer = await Composer.AnswerAsync(Model, Asked, both, Principal.Outside, Token);
        Assert.Equal((30m, 8m), (answer.Table[0, "amount"], answer.Table[1, "amount"]));
        Assert.True(both.Compared >= 4);
    }

    static async Task<StarTables> TablesAsync()
    {
        var tables = await StarTables.OpenAsync(Token);
        await tables.AddAsync("cases", StarTables.Rows("id:whole kind:text filed_on:date amount:exact\n"
            + "1 civil 2023-02-01 10\n2 civil 2023-03-01 20\n3 penal 2023-04-01 8"), Token);
        return tables;
    }

    static StarCells Statements(StarTables tables) => new(Model, tables.QueryAsync, Engines.Default.Dialect, null);

    static RowCells Rows(StarTables tables) => new(Model, tables.QueryAsync, Engines.Default.Dialect);

    sealed class AlteredCells(CellSource inner) : CellSource
    {
        public override async Task<CellBlock> FetchAsync(CellQuestion question, SourceModes modes, CancellationToken ct)
        {
            var (found, block) = (await inner.FetchAsync(question, modes, ct), new CellBlock());
            foreach (var leaf in question.Leaves)
                foreach (var range in question.Ranges)
                    foreach (var (group, cell) in found.Of(leaf, range))
                        block.Put(leaf, range, group, cell.Exact == 30 ? Cell.Of(20m) : cell);
            return block;
        }

        public override Task<DateRange?> SpanAsync(Leaf leaf, RowFilter filter, SourceModes modes, CancellationToken ct) =>
            inner.SpanAsync(leaf, filter, modes, ct);

        public override Task<IReadOnlyDictionary<MemberValue, MemberFacts>> DescribeAsync(Field field,
            IReadOnlyCollection<MemberValue> members, SourceModes modes, CancellationToken ct) =>
            inner.DescribeAsync(field, members, modes, ct);

        public override Task<RowTrace> TraceAsync(Leaf leaf, IReadOnlyList<(Field Field, MemberValue Member)> group,
            RowFilter filter, DateRange range, SourceModes modes, int limit, CancellationToken ct) =>
            inner.TraceAsync(leaf, group, filter, range, modes, limit, ct);
    }
}
