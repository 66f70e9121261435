using Analytics.Etl.NormativeDocuments;
using Analytics.Semantics;
using Analytics.Tables;
using Analytics.Tests.Delivery;

namespace Analytics.Tests.Etl;

public sealed class StockBalanceTests(BuiltWorkspace built) : IClassFixture<BuiltWorkspace>
{
    static readonly Column[] Columns =
    [
        new("dataset", ColumnKind.Text), new("area_id", ColumnKind.Text), new("group_id", ColumnKind.Text),
        new("scope_id", ColumnKind.Text), new("period_id", ColumnKind.Text), new("variant", ColumnKind.Text),
        new("value", ColumnKind.Real), new("bound", ColumnKind.Text),
    ];

    const string District = "body=whole-district", Government = "body=government-alone";

    static IReadOnlyList<StockBalance> Of(params (string Scope, string Period, string Code, double Value)[] counts) =>
        Bounded("exact", counts);

    static IReadOnlyList<StockBalance> Bounded(string bound,
        params (string Scope, string Period, string Code, double Value)[] counts) =>
        StockBalance.Of(new Table(Columns, [.. counts.Select(count => (object?[])
            ["published", "310101", null, count.Scope, count.Period, count.Code, count.Value, bound])]));

    // 63 + 24 - 31 = 56.
    [Fact]
    public void Opening_and_new_less_ended_is_the_stock()
    {
        var balance = Assert.Single(Of((District, "2022", "NRM-011", 63), (District, "2023", "NRM-001", 24),
            (District, "2023", "NRM-901", 31), (District, "2023", "NRM-011", 56)));
        Assert.Equal((2023, 63m, 56m, 0m), (balance.Year, balance.Opening, balance.Expected, balance.Difference));
    }

    [Fact]
    public void A_printed_opening_goes_before_the_stock_of_the_year_before() => Assert.Equal(60m,
        Assert.Single(Of((District, "2022", "NRM-011", 63), (District, "2023", "NRM-956", 60),
            (District, "2023", "NRM-001", 24), (District, "2023", "NRM-901", 31))).Opening);

    // 63 + 24 - (20 + 11) = 56, printed 58: 2 too many.
    [Fact]
    public void Repealed_and_expired_add_up_and_a_difference_is_shown() => Assert.Equal(2m,
        Assert.Single(Of((District, "2023", "NRM-956", 63), (District, "2023", "NRM-001", 24),
            (District, "2023", "NRM-954", 20), (District, "2023", "NRM-955", 11), (District, "2023", "NRM-011", 58)))
            .Difference);

    [Fact]
    public void The_stock_may_be_derived_where_it_is_not_printed()
    {
        var balance = Assert.Single(Of((District, "2023", "NRM-956", 63), (District, "2023", "NRM-001", 24),
            (District, "2023", "NRM-901", 31)));
        Assert.Equal((56m, null, null), (balance.Expected, balance.Stock, balance.Difference));
    }

    [Fact]
    public void Whole_district_and_government_alone_are_never_mixed()
    {
        Assert.Empty(Of((Government, "2022", "NRM-011", 9), (District, "2023", "NRM-001", 24),
            (District, "2023", "NRM-901", 31), (District, "2023", "NRM-011", 56)));
        var both = Of((Government, "2022", "NRM-011", 9), (Government, "2023", "NRM-001", 1),
            (Government, "2023", "NRM-901", 2), (District, "2022", "NRM-011", 63), (District, "2023", "NRM-001", 24),
            (District, "2023", "NRM-901", 31));
        Assert.Equal([(Government, 8m), (District, 56m)], both.Select(b => (b.ScopeId, b.Expected)));
    }

    [Fact]
    public void Nothing_is_read_from_absence_bounds_or_parts_of_a_year()
    {
        Assert.Empty(Of((District, "2023", "NRM-956", 63), (District, "2023", "NRM-001", 24)));
        Assert.Empty(Of((District, "2023", "NRM-956", 63), (District, "2023", "NRM-001", 24), (District, "2023", "NRM-954", 2)));
        Assert.Empty(Of((District, "2022-H1", "NRM-011", 63), (District, "2023", "NRM-001", 24), (District, "2023", "NRM-901", 3)));
        Assert.Empty(Bounded("at_least", (District, "2023", "NRM-956", 63), (District, "2023", "NRM-001", 24),
            (District, "2023", "NRM-901", 31)));
    }

    // No published area has opening, new and ended counts of one scope for one year; the first that has must agree.
    [Fact]
    public async Task Published_stocks_agree_where_their_parts_are_known()
    {
        var query = new Query { Measures = StockBalance.Measures, Variants = VariantPolicy.Mixed };
        var answer = await built.Workspace.QueryAsync(query, TestContext.Current.CancellationToken);
        Assert.All(StockBalance.Of(answer.Table), balance => Assert.Equal(0, balance.Difference ?? 0));
    }
}
