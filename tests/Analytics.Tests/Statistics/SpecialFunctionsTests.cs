using Analytics.Statistics;

namespace Analytics.Tests.Statistics;

public class SpecialFunctionsTests
{
    static double Found(Dictionary<string, string> row)
    {
        var a = row.Number("a1");
        return row["fn"] switch
        {
            "qnorm" => SpecialFunctions.NormalQuantile(a),
            "pbeta" => SpecialFunctions.BetaRegularized(a, row.Number("a2"), row.Number("a3")),
            "qbeta" => SpecialFunctions.BetaQuantile(a, row.Number("a2"), row.Number("a3")),
            "pnorm_upper" => OneSided(SpecialFunctions.TwoSidedNormalP(a), -a),
            "pt" => OneSided(SpecialFunctions.TwoSidedStudentP(a, row.Number("a2")), a),
            "qt" => a == 0.5 ? 0 : Math.Sign(a - 0.5)
                * SpecialFunctions.TwoSidedStudent(1 - 2 * Math.Min(a, 1 - a), row.Number("a2")),
            "pchisq_upper" => SpecialFunctions.ChiSquaredUpper(a, (int)row.Count("a2")),
            "dbinom" => SpecialFunctions.BinomialMass((long)a, row.Count("a2"), row.Number("a3")),
            "pbinom" => SpecialFunctions.BinomialCdf((long)a, row.Count("a2"), row.Number("a3")),
            _ => SpecialFunctions.BinomialQuantile(a, row.Count("a2"), row.Number("a3")),
        };
    }

    // The lower tail at a point, from the probability of both tails beyond it.
    static double OneSided(double both, double at) => at <= 0 ? both / 2 : 1 - both / 2;

    [Theory]
    [InlineData("qnorm", 11), InlineData("pnorm_upper", 8), InlineData("pt", 40), InlineData("qt", 55)]
    [InlineData("pchisq_upper", 20), InlineData("pbeta", 25), InlineData("qbeta", 55)]
    [InlineData("dbinom", 5), InlineData("pbinom", 5), InlineData("qbinom", 33)]
    public void Special_functions_are_as_in_R(string name, int cases)
    {
        var rows = Reference.Rows("25-special-functions.csv").Where(row => row["fn"] == name).ToArray();
        Assert.Equal(cases, rows.Length);
        Assert.All(rows, row => Reference.Near(row.Number("value"), Found(row), 1e-10, 1e-300, row["case_id"]));
    }
}
