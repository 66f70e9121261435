using Analytics.Statistics.Composites;
using Analytics.Tests.House;

namespace Analytics.Tests.Statistics.Composites;

public class SobolTests
{
    const int Runs = 1 << 15;

    // Three angles from -π to π; the third acts through the first alone.
    static double Ishigami(double[] u)
    {
        var x = u.Select(v => Math.PI * (2 * v - 1)).ToArray();
        return Math.Sin(x[0]) + 7 * Math.Pow(Math.Sin(x[1]), 2) + 0.1 * Math.Pow(x[2], 4) * Math.Sin(x[0]);
    }

    static double Additive(double[] u) => u[0] + 2 * u[1] + 3 * u[2];

    static double Analytic(string model, string key, int source) => double.Parse(File.ReadLines(
        Path.Combine(Clone.Root, "tests", "reference", "22-sobol.csv")).Single(line => line.StartsWith($"{model}_analytic,{key},{source},", StringComparison.Ordinal))
        .Split(',')[3], System.Globalization.CultureInfo.InvariantCulture);

    // Standard errors from the variance of the summands, at most 4 of them.
    [Theory, InlineData("ishigami", 3), InlineData("additive", 4)]
    public void Estimates_come_near_the_analytic_indices(string model, int sources)
    {
        var found = Sobol.Estimate(model == "ishigami" ? Ishigami : Additive, sources, Runs, 1)!;
        var repeats = Enumerable.Range(2, 20).Select(seed => Sobol.Estimate(model == "ishigami" ? Ishigami : Additive, sources, Runs / 16, seed)!).ToArray();
        for (var i = 0; i < sources; i++)
        {
            Near(found.First[i], Analytic(model, "S1", i + 1), [.. repeats.Select(r => r.First[i])]);
            Near(found.FirstJansen[i], Analytic(model, "S1", i + 1), [.. repeats.Select(r => r.FirstJansen[i])]);
            Near(found.Total[i], Analytic(model, "ST", i + 1), [.. repeats.Select(r => r.Total[i])]);
        }

        static void Near(double estimate, double truth, double[] repeats)
        {
            var mean = repeats.Average();
            var error = Math.Sqrt(repeats.Sum(r => (r - mean) * (r - mean)) / (repeats.Length - 1)) / 4;
            Assert.InRange(estimate, truth - 4 * error - 1e-12, truth + 4 * error + 1e-12);
        }
    }

    [Fact]
    public void First_orders_of_an_additive_function_add_up_to_one() =>
        Assert.InRange(Sobol.Estimate(Additive, 4, Runs, 7)!.First.Sum(), 0.97, 1.03);

    [Fact]
    public void A_source_without_effect_has_no_index()
    {
        var found = Sobol.Estimate(Additive, 4, 500, 3)!;
        Assert.Equal((0, 0), (found.First[3], found.Total[3]));
    }

    [Fact]
    public void The_same_seed_gives_the_same_indices() =>
        Assert.Equal(Sobol.Estimate(Ishigami, 3, 100, 5)!.Total, Sobol.Estimate(Ishigami, 3, 100, 5)!.Total);

    [Fact]
    public void Without_variance_there_are_no_indices() => Assert.Null(Sobol.Estimate(_ => 1, 2, 10, 1));

    [Fact]
    public void Results_of_different_lengths_are_refused() => Assert.Throws<ArgumentException>(() => Sobol.Indices([1, 2], [1], []));
}
