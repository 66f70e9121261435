using Analytics.Statistics.Comparisons;

namespace Analytics.Tests.Statistics;

public class ComparisonReferenceTests
{
    static IEnumerable<Dictionary<string, string>[]> Cities() =>
        Reference.Rows("05-benchmark-comparison.csv").GroupBy(row => row["case_id"]).Select(city => city.ToArray());

    static (long Events, long Trials) Rest(Dictionary<string, string>[] city, Dictionary<string, string> row) =>
        (city.Sum(r => r.Count("x")) - row.Count("x"), city.Sum(r => r.Count("n")) - row.Count("n"));

    [Fact]
    public void Against_a_fixed_rate_z_and_p_are_as_in_R() => Assert.All(Cities().SelectMany(city => city), row =>
    {
        var (x, n, target) = (row.Count("x"), row.Count("n"), row.Number("benchmark"));
        var found = OneProportion.Test(x, n, target);
        Reference.ClassA(row.Number("z_score"), found.Z!.Value, row["district"]);
        if (!found.IsExact) Reference.ClassA(row.Number("p_score"), found.P, row["district"]);
        else Reference.ClassB(row.Number("p_binom_minlike"), found.P, row["district"]);
        Reference.ClassB(row.Number("p_binom_minlike"), OneProportion.ExactP(x, n, target), row["district"]);
        Reference.ClassB(row.Number("p_binom_midp"), OneProportion.MidP(x, n, target), row["district"]);
    });

    [Fact]
    public void Against_the_rest_z_and_p_are_as_in_R() => Assert.All(Cities(), city => Assert.All(city, row =>
    {
        var (x, n, rest) = (row.Count("x"), row.Count("n"), Rest(city, row));
        var found = TwoProportions.Test(x, n, rest.Events, rest.Trials);
        Reference.ClassA(row.Number("z_vs_rest"), found.Z!.Value, row["district"]);
        if (!found.IsExact) Reference.ClassA(row.Number("p_vs_rest"), found.P, row["district"]);
        else Reference.ClassB(row.Number("p_fisher_vs_rest"), found.P, row["district"]);
        Reference.ClassB(row.Number("p_fisher_vs_rest"), TwoProportions.FisherP(x, n, rest.Events, rest.Trials),
            row["district"]);
    }));

    [Fact]
    public void Fisher_of_two_rates_is_as_in_R() => Assert.All(Reference.Rows("03-two-proportions.csv"), row =>
        Reference.ClassB(row.Number("p_fisher"), TwoProportions.FisherP(
            row.Count("x1"), row.Count("n1"), row.Count("x2"), row.Count("n2")), row["case_id"]));

    [Fact]
    public void Levels_from_p_are_those_of_z() => Assert.All(Cities().SelectMany(city => city), row =>
    {
        var found = Standing.Of(row.Number("p_score"), row.Number("z_score"));
        Assert.Equal(row["level95"], Word(found.Level >= 95, found.Side));
        Assert.Equal(row["level998"], Word(found.Level >= 998, found.Side));

        static string Word(bool isOutside, int side) => !isOutside ? "similar" : side > 0 ? "higher" : "lower";
    });

    [Fact]
    public void Adjusted_p_are_as_in_R()
    {
        foreach (var family in Reference.Rows("04-p-adjust.csv").GroupBy(row => row["case_id"]))
        {
            var p = family.Select(row => row["p"].Length > 0 ? row.Number("p") : (double?)null).ToArray();
            Equal(family, "holm", AdjustedP.Holm(p));
            Equal(family, "BH", AdjustedP.BenjaminiHochberg(p));
        }
        foreach (var city in Cities())
        {
            Equal(city, "holm_vs_rest", AdjustedP.Holm([.. city.Select(row => (double?)row.Number("p_vs_rest"))]));
            Equal(city, "bh_vs_rest",
                AdjustedP.BenjaminiHochberg([.. city.Select(row => (double?)row.Number("p_vs_rest"))]));
        }

        static void Equal(IEnumerable<Dictionary<string, string>> rows, string column, double?[] found) =>
            Assert.All(rows.Zip(found), pair =>
            {
                Assert.Equal(pair.First[column].Length == 0, pair.Second is null);
                if (pair.Second is { } p) Reference.ClassA(pair.First.Number(column), p, column);
            });
    }

    [Fact]
    public void Heterogeneity_is_as_in_R()
    {
        var expected = Reference.Cases("06-heterogeneity.csv");
        foreach (var city in Cities())
        {
            var h = Heterogeneity.Of([.. city.Select(row => row.Count("x"))], [.. city.Select(row => row.Count("n"))]);
            var (place, want) = (city[0]["case_id"], expected[city[0]["case_id"]]);
            Reference.ClassA(want.Number("chi2"), h.ChiSquared, place);
            Assert.Equal(want.Number("df"), h.Freedom);
            Reference.ClassB(want.Number("p"), h.P, place);
            Reference.ClassB(want.Number("phi_pearson"), h.Phi!.Value, place);
            Reference.ClassB(want.Number("deviance"), h.Deviance, place);
            Reference.ClassB(want.Number("p_deviance"), h.DevianceP, place);
            Reference.ClassA(want.Number("i2_pearson"), h.ISquared, place);
        }
    }
}
