using Analytics.Statistics;
using Analytics.Statistics.Comparisons;
using Analytics.Statistics.Intervals;
using Analytics.Tests.Tables.Text;
using FsCheck;
using FsCheck.Fluent;
using Interval = Analytics.Statistics.Intervals.Interval;

namespace Analytics.Tests.Statistics.Intervals;

public class IntervalPropertyTests
{
    static void Holds<T>(Gen<T> of, Func<T, bool> property, int samples = 500) => Prop.ForAll(of.ToArbitrary(), property).Check(Sampling.Of(samples));

    static readonly ProportionMethod[] Methods = Enum.GetValues<ProportionMethod>();

    static readonly Gen<(long X, long N)> Counts =
        from n in Gen.OneOf(Gen.Choose(1, 40), Gen.Choose(41, 100_000)) from x in Gen.OneOf(Gen.Choose(0, n), Gen.Elements(0, 1 % (n + 1), n)) select ((long)x, (long)n);

    static readonly Gen<(ProportionMethod Method, double Level, long X, long N)> Cases =
        from method in Gen.Elements(Methods) from level in Gen.Elements(0.5, 0.9, 0.95, 0.998) from c in Counts select (method, level, c.X, c.N);

    static readonly Gen<(long X1, long N1, long X2, long N2)> Pairs = from a in Counts from b in Counts select (a.X, a.N, b.X, b.N);

    static readonly Gen<double?[]> Ps = (from kind in Gen.Choose(0, 9) from p in Gen.Choose(0, 1000)
        select kind == 0 ? null : (double?)Math.Pow(p / 1000.0, 3)).ListOf().Where(l => l.Count < 40).Select(l => l.ToArray());

    [Fact]
    public void Limits_stay_in_0_to_1_and_hold_the_estimate() => Holds(Cases, c =>
        ProportionInterval.Of(c.X, c.N, c.Level, c.Method) is var i && i is { Low: >= 0, High: <= 1 } && i.Low <= i.High && i.Contains(c.X / (double)c.N));

    [Fact]
    public void Counting_the_other_outcome_mirrors_the_limits() => Holds(Cases, c =>
        (ProportionInterval.Of(c.X, c.N, c.Level, c.Method), ProportionInterval.Of(c.N - c.X, c.N, c.Level, c.Method)) is var (i, m)
        && Math.Abs(i.Low - (1 - m.High)) < 1e-12 && Math.Abs(i.High - (1 - m.Low)) < 1e-12);

    [Fact]
    public void One_event_more_never_lowers_a_limit() => Holds(Cases.Where(c => c.X < c.N), c =>
        (ProportionInterval.Of(c.X, c.N, c.Level, c.Method), ProportionInterval.Of(c.X + 1, c.N, c.Level, c.Method)) is var (i, more)
        && more.Low >= i.Low - 1e-13 && more.High >= i.High - 1e-13);

    [Fact]
    public void Without_events_and_with_only_events_ends_are_exact() => Holds(Cases.Where(c => c.Method != ProportionMethod.AgrestiCoull), c =>
        ProportionInterval.Of(0, c.N, c.Level, c.Method).Low == 0 && ProportionInterval.Of(c.N, c.N, c.Level, c.Method).High == 1);

    [Fact]
    public void Mid_P_limits_lie_inside_exact_ones() => Holds(Counts, c =>
        (MidP.Interval(c.X, c.N), ClopperPearson.Interval(c.X, c.N)) is var (mid, exact) && mid.Low >= exact.Low - 1e-13 && mid.High <= exact.High + 1e-13);

    // Every x of every n counted with its probability.
    static double Coverage(ProportionMethod method, int n, double p, double level) => Enumerable.Range(0, n + 1)
        .Where(x => ProportionInterval.Of(x, n, level, method).Contains(p)).Sum(x => SpecialFunctions.BinomialMass(x, n, p));

    static readonly double[] Grid = [.. Enumerable.Range(1, 99).Select(i => i / 100.0 + 0.0003)];

    [Theory, InlineData(0.9), InlineData(0.95), InlineData(0.998)]
    public void Exact_limits_never_cover_less_than_they_say(double level)
    {
        foreach (var n in new[] { 1, 5, 10, 29, 64 })
            Assert.All(Grid, p => Assert.True(Coverage(ProportionMethod.ClopperPearson, n, p, level) >= level - 1e-12, $"{n} {p}"));
    }

    [Theory]
    [InlineData(ProportionMethod.Wilson), InlineData(ProportionMethod.Jeffreys), InlineData(ProportionMethod.MidP)]
    public void Others_cover_on_average_about_what_they_say(ProportionMethod method)
    {
        foreach (var n in new[] { 10, 29, 64 })
            Assert.InRange(Grid.Average(p => Coverage(method, n, p, 0.95)), 0.94, 0.97);
    }

    [Fact]
    public void Exact_rates_never_cover_less_than_they_say() => Assert.All(new[] { 0.1, 1, 3.7, 20, 60 }, mean => Assert.True(
        Enumerable.Range(0, 200).Where(x => PoissonRate.Exact(x, 1).Contains(mean))
            .Sum(x => Math.Exp(x * Math.Log(mean) - mean - SpecialFunctions.LogGamma(x + 1))) >= 0.95 - 1e-12));

    [Fact]
    public void Swapping_two_groups_turns_the_difference_round() => Holds(Pairs, c => new Func<long, long, long, long, double, Interval>[]
    {
        Newcombe.Interval, ScoreDifference.MiettinenNurminen, ScoreDifference.Mee, AgrestiCaffo.Interval,
    }.All(of => (of(c.X1, c.N1, c.X2, c.N2, 0.95), of(c.X2, c.N2, c.X1, c.N1, 0.95)) is var (i, s)
        && Math.Abs(i.Low + s.High) < 1e-12 && Math.Abs(i.High + s.Low) < 1e-12), 200);

    [Fact]
    public void Limits_of_a_difference_hold_it() => Holds(Pairs, c => new[]
    {
        Newcombe.Interval(c.X1, c.N1, c.X2, c.N2), ScoreDifference.MiettinenNurminen(c.X1, c.N1, c.X2, c.N2),
    }.All(i => i.Low - 1e-12 <= c.X1 / (double)c.N1 - c.X2 / (double)c.N2 && c.X1 / (double)c.N1 - c.X2 / (double)c.N2 <= i.High + 1e-12), 200);

    [Fact]
    public void Swapping_two_groups_inverts_odds_ratios() => Holds(Pairs.Where(c => c.X1 > 0 && c.X2 > 0 && c.X1 < c.N1 && c.X2 < c.N2), c =>
        (OddsRatio.Exact(c.X1, c.N1, c.X2, c.N2), OddsRatio.Exact(c.X2, c.N2, c.X1, c.N1)) is var (a, b)
        && Math.Abs(Math.Log(a.Value!.Value * b.Value!.Value)) < 1e-7 && Math.Abs(Math.Log(a.Interval!.Value.Low * b.Interval!.Value.High)) < 1e-7, 60);

    static readonly Func<IReadOnlyList<double?>, double?[]>[] Adjusted =
    [
        AdjustedP.Bonferroni, AdjustedP.Holm, AdjustedP.Hochberg, AdjustedP.Hommel, AdjustedP.BenjaminiHochberg, AdjustedP.BenjaminiYekutieli,
    ];

    [Fact]
    public void The_order_of_tests_does_not_matter() => Holds(Ps, p => Adjusted.All(of =>
        of([.. p.Reverse()]).Reverse().Zip(of(p)).All(pair => pair.First is null == pair.Second is null && (pair.First is null || Math.Abs(pair.First.Value - pair.Second!.Value) < 1e-15))));

    [Fact]
    public void Stricter_corrections_give_larger_p() => Holds(Ps, p => Adjusted.Select(of => of(p)).ToArray() is var a && Enumerable.Range(0, p.Length)
        .Where(i => p[i] is not null).All(i => a[0][i] >= a[1][i] - 1e-14 && a[1][i] >= a[2][i] - 1e-14 && a[2][i] >= a[3][i] - 1e-14
            && a[1][i] >= a[4][i] - 1e-14 && a[5][i] >= a[4][i] - 1e-14 && a[3][i] >= p[i]!.Value - 1e-14));

    [Fact]
    public void Probabilities_of_a_beta_binomial_add_up_to_one() => Assert.All(
        new (double A, double B)[] { (1e-3, 2), (0.5, 0.5), (3, 40), (1e8, 3e8), (1e13, 1e12) }, shape => Assert.Equal(1,
            Enumerable.Range(0, 61).Sum(k => Math.Exp(SpecialFunctions.LogBetaBinomial(k, 60, shape.A, shape.B))), 1e-11));

    [Fact]
    public void Quantiles_turn_probabilities_back() => Holds(from a in Gen.Choose(1, 4000) from b in Gen.Choose(1, 4000) from q in Gen.Choose(1, 14)
        select (a / 7.0, b / 7.0, Math.Pow(10, -q)), c =>
        Math.Abs(SpecialFunctions.BetaRegularized(SpecialFunctions.BetaQuantile(c.Item3, c.Item1, c.Item2), c.Item1, c.Item2) / c.Item3 - 1) < 1e-10
        && Math.Abs(SpecialFunctions.GammaUpper(SpecialFunctions.GammaUpperQuantile(c.Item3, c.Item1), c.Item1) / c.Item3 - 1) < 1e-10);
}
