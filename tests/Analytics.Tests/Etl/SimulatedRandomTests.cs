using Analytics.Etl.Simulated;

namespace Analytics.Tests.Etl;

public class SimulatedRandomTests
{
    static Xoshiro256 Stream(string purpose) => Xoshiro256.For(20261124, purpose);

    static double[] Draw(int count, Func<double> draw) => [.. Enumerable.Range(0, count).Select(_ => draw())];

    static double Variance(double[] sample) => sample.Sum(x => (x - sample.Average()) * (x - sample.Average())) / (sample.Length - 1);

    /// <summary>The vector of rand_xoshiro's own tests, made with the authors' C code.</summary>
    [Fact]
    public void The_generator_gives_the_numbers_of_its_authors()
    {
        var random = new Xoshiro256(1, 2, 3, 4);
        Assert.Equal([11520ul, 0, 1509978240, 1215971899390074240, 1216172134540287360, 607988272756665600],
            Enumerable.Range(0, 6).Select(_ => random.Next()));
    }

    /// <summary>Computed in Python: hashlib.sha256("7\nloss\nxuhui\n2017"), struct "&lt;4Q", and the generator written again.</summary>
    [Fact]
    public void A_stream_begins_at_the_hash_of_seed_and_purpose()
    {
        var random = Xoshiro256.For(7, "loss", "xuhui", "2017");
        Assert.Equal([14301256616125727693ul, 4295255375778320543, 14418331174235246923],
            Enumerable.Range(0, 3).Select(_ => random.Next()));
        Assert.Equal(0.7752726746238103, Xoshiro256.For(7, "loss", "xuhui", "2017").Uniform());
    }

    [Fact]
    public void Exponential_and_logarithm_agree_with_the_library_to_fourteen_digits()
    {
        var random = Stream("exact");
        foreach (var _ in Enumerable.Range(0, 20_000))
        {
            var x = 1400 * random.Uniform() - 700;
            Assert.Equal(1, ExactMath.Exp(x) / Math.Exp(x), 1e-14);
            var y = Math.Exp(x);
            Assert.Equal(Math.Log(y), ExactMath.Log(y), Math.Max(1e-14, 1e-14 * Math.Abs(x)));
        }
        Assert.Equal((1.0, 0.0, 0.5), (ExactMath.Exp(0), ExactMath.Log(1), ExactMath.Logistic(0)));
    }

    [Theory]
    [InlineData(701)]
    [InlineData(double.NaN)]
    public void An_exponent_out_of_range_is_refused(double x) => Assert.Throws<ArgumentOutOfRangeException>(() => ExactMath.Exp(x));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_logarithm_of_nothing_is_refused(double x) => Assert.Throws<ArgumentOutOfRangeException>(() => ExactMath.Log(x));

    /// <summary>Mean and variance within four standard errors of what the textbook gives.</summary>
    [Theory]
    [InlineData("normal", 0, 1)]
    [InlineData("gamma 2.5", 2.5, 2.5)]
    [InlineData("gamma 0.4", 0.4, 0.4)]
    [InlineData("poisson 7", 7, 7)]
    [InlineData("binomial 40 0.3", 12, 8.4)]
    // n p = 40; n p (1 - p) (1 + (n - 1) rho) = 32 * (1 + 199 * 0.01)
    [InlineData("beta-binomial 200 0.2 0.01", 40, 95.68)]
    public void Draws_have_the_mean_and_variance_of_their_distribution(string name, double mean, double variance)
    {
        var (random, n) = (Stream(name), 40_000);
        var sample = Draw(n, () => name.Split(' ') switch
        {
            ["normal"] => random.Normal(),
            ["gamma", "2.5"] => random.Gamma(2.5),
            ["gamma", _] => random.Gamma(0.4),
            ["poisson", _] => random.Poisson(7),
            ["binomial", ..] => random.Binomial(40, 0.3),
            _ => random.BetaBinomial(200, 0.2, 0.01),
        });
        Assert.Equal(mean, sample.Average(), 4 * Math.Sqrt(variance / n));
        Assert.Equal(1, Variance(sample) / variance, 0.06);
    }

    [Fact]
    public void Numbers_below_a_count_are_alike_and_a_shuffle_keeps_every_item()
    {
        var random = Stream("below");
        var counts = Enumerable.Range(0, 70_000).Select(_ => random.Below(7)).CountBy(i => i).ToDictionary();
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], counts.Keys.Order());
        Assert.All(counts.Values, count => Assert.Equal(10_000, count, 4 * Math.Sqrt(10_000)));
        Assert.Equal(Enumerable.Range(0, 50), random.Shuffle(Enumerable.Range(0, 50)).Order());
    }
}
