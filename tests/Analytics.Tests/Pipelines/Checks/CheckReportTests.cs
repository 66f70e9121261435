using Analytics.Pipelines.Checks;
using static Analytics.Tests.Pipelines.Checks.Sample;

namespace Analytics.Tests.Pipelines.Checks;

/// <summary>What a figure comes to when all rules have run.</summary>
public class CheckReportTests
{
    static CheckReport Run(Relation[] relations, params CheckedFigure[] figures) =>
        ReproductionCheck.Run(new CheckedFigures(figures), relations, []);

    [Fact]
    public void Every_figure_is_counted_once() => Assert.Equal(new CheckTotals(7, Agreed: 3, Truncated: 1, Disagreed: 1, NotCheckable: 2),
        Run([Relation("rate", "R", "N", "D"), Relation("rate", "Q", "N", "D"), Relation("rate", "X", "N", "D"), Relation("rate", "Z", "Y", "D")],
            Percent("R", "17.65"), Figure("N", "12"), Figure("D", "68"), Percent("Q", "17.64"), Percent("X", "19"), Percent("Z", "20"),
            Figure("S", "4")).Totals);

    [Fact]
    public void A_figure_that_one_relation_recomputes_misses_nothing() => Assert.Empty(
        Run([Relation("change", "C", "N", "N"), Relation("change-by-increase", "C", "I", "N")], Percent("C", "18.38"), Figure("I", "842"),
            Figure("N", "5422")).NotCheckable);

    [Fact]
    public void What_is_missing_is_told_once_by_the_relation_that_lacks_least() => Assert.Equal(["N"], Assert.Single(
        Run([Relation("rate", "R", "A|B", "C"), Relation("rate", "R", "N", "D")], Percent("R", "50"), Figure("D", "10")).NotCheckable).Missing);

    [Fact]
    public void A_rate_without_any_relation_says_so() =>
        Assert.Contains("not among the figures", Assert.Single(Run([], Percent("R", "50")).NotCheckable).Reason!.En, StringComparison.Ordinal);

    [Fact]
    public void A_document_out_early_says_nothing_against_its_numbers()
    {
        var report = Run([], Figure("N", "5", published: "2017-12-30"));
        Assert.Equal(0, report.Totals.Disagreed);
        Assert.Equal("published-early", Assert.Single(report.Judged).Rule);
    }
}
