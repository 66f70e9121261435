using Analytics.Statistics;
using Analytics.Statistics.Comparisons;
using Analytics.Statistics.Funnels;
using Analytics.Statistics.Intervals;
using Analytics.Statistics.Ranks;
using Analytics.Statistics.Shrinkage;
using Analytics.Statistics.Units;
using Analytics.Tests.Tables.Text;
using FsCheck;
using FsCheck.Fluent;
using Interval = Analytics.Statistics.Intervals.Interval;

namespace Analytics.Tests.Statistics.Units;

public class UnitsPropertyTests
{
    /// <summary>Two to twelve units of 10 to 3,000 trials, some without events, some with nothing else.</summary>
    static readonly Arbitrary<(long[] X, long[] N)> Cities = Of(10, 3000);

    static Arbitrary<(long[] X, long[] N)> Of(int least, int most) =>
        (from units in (from n in Gen.Choose(least, most) from share in Gen.Choose(0, 20)
                        select (N: (long)n, X: (long)Math.Round(n * Math.Clamp((share - 2) / 16.0, 0, 1)))).ArrayOf()
         where units.Length is >= 2 and <= 12
         select (units.Select(u => u.X).ToArray(), units.Select(u => u.N).ToArray())).ToArbitrary();

    static void Check(Arbitrary<(long[] X, long[] N)> cities, int samples, Func<long[], long[], bool> holds) =>
        Prop.ForAll(cities, city => holds(city.X, city.N)).Check(Sampling.Of(samples));

    static RankDistribution Ranks(long[] x, long[] n) => RankDistribution.Exact(
        [.. x.Select(e => e + 0.5)], [.. x.Zip(n, (e, t) => t - e + 0.5)]);

    static bool Near(double a, double b, double tolerance = 1e-9) => Math.Abs(a - b) <= tolerance * (1 + Math.Abs(a));

    [Fact]
    public void Rank_probabilities_of_a_unit_and_of_a_rank_add_up_to_1() => Check(Cities, 60, (x, n) =>
    {
        var ranks = Ranks(x, n);
        var all = Enumerable.Range(0, x.Length);
        return all.All(unit => Near(all.Sum(r => ranks.Probability(unit, r + 1)), 1))
            && all.All(r => Near(all.Sum(unit => ranks.Probability(unit, r + 1)), 1))
            && Near(all.Sum(ranks.Expected), x.Length * (x.Length + 1) / 2.0);
    });

    [Fact]
    public void Ranks_do_not_depend_on_order() => Check(Cities, 40, (x, n) =>
    {
        var (ranks, turned) = (Ranks(x, n), Ranks([.. x.Reverse()], [.. n.Reverse()]));
        return Enumerable.Range(0, x.Length).All(i => Enumerable.Range(1, x.Length).All(r =>
            Near(ranks.Probability(i, r), turned.Probability(x.Length - 1 - i, r))));
    });

    [Fact]
    public void Ranks_of_non_events_are_those_of_events_turned_round() => Check(Cities, 40, (x, n) =>
    {
        var (ranks, turned) = (Ranks(x, n), Ranks([.. n.Zip(x, (t, e) => t - e)], n));
        return Enumerable.Range(0, x.Length).All(i => Enumerable.Range(1, x.Length).All(r =>
            Near(ranks.Probability(i, r), turned.Probability(i, x.Length + 1 - r))));
    });

    [Fact]
    public void Draws_are_the_same_for_one_seed_on_any_number_of_threads()
    {
        var alpha = Enumerable.Range(1, 90).Select(i => i * 1.3).ToArray();
        var beta = Enumerable.Range(1, 90).Select(i => 0.5 + i % 17 * 9).ToArray();
        string Drawn(int seed, int threads) => RankDistribution.Drawn(alpha, beta, 777, seed, threads) is var ranks
            ? string.Join(' ', Enumerable.Range(0, 90).Select(i => $"{ranks.Expected(i):R} {ranks.Quantile(i, 0.2)}")) : "";
        var first = Drawn(5, 1);
        Assert.Equal(first, Drawn(5, 1));
        Assert.Equal(first, Drawn(5, 2));
        Assert.Equal(first, Drawn(5, 8));
        Assert.NotEqual(first, Drawn(6, 8));
    }

    [Fact]
    public void A_rank_set_contains_the_rank_and_Holm_s_contains_the_unadjusted_one() => Check(Cities, 300, (x, n) =>
    {
        var sets = RankSets.Of(x, n);
        return Enumerable.Range(0, x.Length).All(i => sets.Unadjusted[i].Contains(sets.Rank[i])
            && Inside(sets.Unadjusted[i], sets.BenjaminiHochberg[i]) && Inside(sets.BenjaminiHochberg[i], sets.Holm[i]));
        static bool Inside(RankSet inner, RankSet outer) => outer.Low <= inner.Low && inner.High <= outer.High;
    });

    [Fact]
    public void Rank_sets_are_those_of_all_pairs_one_by_one() => Check(Cities, 200, (x, n) =>
    {
        var pairs = (from i in Enumerable.Range(0, x.Length) from j in Enumerable.Range(i + 1, x.Length - i - 1) select (i, j)).ToArray();
        var p = pairs.Select(pair => (double?)RankSets.PairP(x[pair.i], n[pair.i], x[pair.j], n[pair.j])).ToArray();
        var sets = RankSets.Of(x, n);
        return Same(AdjustedP.Holm(p), sets.Holm) && Same(AdjustedP.BenjaminiHochberg(p), sets.BenjaminiHochberg) && Same(p, sets.Unadjusted);

        bool Same(double?[] adjusted, IReadOnlyList<RankSet> found) => Enumerable.Range(0, x.Length).All(unit =>
        {
            var others = pairs.Zip(adjusted).Where(z => z.Second < 0.05 && (z.First.i == unit || z.First.j == unit))
                .Select(z => z.First.i == unit ? z.First.j : z.First.i).ToArray();
            var higher = others.Count(other => x[other] * n[unit] > x[unit] * n[other]);
            return found[unit] == new RankSet(1 + higher, x.Length - (others.Length - higher));
        });
    });

    [Fact]
    public void A_posterior_mean_lies_between_the_unit_s_rate_and_the_mean_and_inside_its_interval() => Check(Cities, 300, (x, n) =>
    {
        var fit = BetaBinomial.Of(x, n);
        return fit.LogLikelihood >= fit.BinomialLogLikelihood && Enumerable.Range(0, x.Length).All(i =>
        {
            var (raw, mean) = (x[i] / (double)n[i], fit.PosteriorMean(x[i], n[i]));
            return Math.Min(raw, fit.Mean) - 1e-12 <= mean && mean <= Math.Max(raw, fit.Mean) + 1e-12
                && (fit.PosteriorInterval(x[i], n[i]) is not { } limits || limits.Contains(mean) || raw is 0 or 1);
        });
    });

    [Fact]
    public void Shrinkage_and_funnels_do_not_depend_on_order_or_on_what_is_counted() => Check(Cities, 200, (x, n) =>
    {
        var (fit, back) = (BetaBinomial.Of(x, n), BetaBinomial.Of([.. x.Reverse()], [.. n.Reverse()]));
        var non = BetaBinomial.Of([.. n.Zip(x, (t, e) => t - e)], n);
        var (tau, tauBack) = (Overdispersion.Robust(x, n).Tau2, Overdispersion.Robust([.. x.Reverse()], [.. n.Reverse()]).Tau2);
        var tauNon = Overdispersion.Robust([.. n.Zip(x, (t, e) => t - e)], n).Tau2;
        return Near(fit.LogLikelihood, back.LogLikelihood, 1e-8) && Near(fit.LogLikelihood, non.LogLikelihood, 1e-8)
            && Near(fit.Mean, 1 - non.Mean, 1e-4) && Near(tau, tauBack, 1e-7) && Near(tau, tauNon, 1e-7);
    });

    [Fact]
    public void Funnel_limits_contain_the_target_and_narrow_with_trials() => Prop.ForAll(
        Gen.Zip(Gen.Choose(1, 999), Gen.Choose(1, 4000)).ToArbitrary(), pair =>
        {
            var (target, n) = (pair.Item1 / 1000.0, pair.Item2);
            Func<long, Interval>[] forms =
            [
                trials => FunnelLimits.Score(target, trials, 0.95), trials => FunnelLimits.Arcsine(target, trials, 0.001, 0.95),
                trials => FunnelLimits.Arcsine(target, trials, 0, 0.998), trials => FunnelLimits.Exact(target, trials, 0.95),
            ];
            // Four times the trials: exact limits have waves.
            return forms.All(form => form(n).Contains(target) && form(4L * n) is var near && near.Contains(target)
                && near.High - near.Low <= form(n).High - form(n).Low + 1e-12 || target * n < 5 || (1 - target) * n < 5)
                && forms.All(form => form(n).Contains(target));
        }).Check(Sampling.Of(400));

    [Fact]
    public void Equal_rates_leave_no_variance_between_units() => Prop.ForAll(
        Gen.Zip(Gen.Choose(1, 9), Gen.Choose(1, 50).ArrayOf()).Where(g => g.Item2.Length > 1).ToArbitrary(), pair =>
        {
            var n = pair.Item2.Select(size => 10L * size).ToArray();
            var x = pair.Item2.Select(size => (long)pair.Item1 * size).ToArray();
            var units = x.Select((e, i) => LogitUnits.Of(e, n[i])).ToArray();
            var (y, v) = (units.Select(u => u.Logit).ToArray(), units.Select(u => u.Variance).ToArray());
            return Overdispersion.Robust(x, n).Tau2 == 0 && BetaBinomial.Of(x, n).IsBoundary
                && BinomialMixed.Of(x, n) is { Sigma: 0 }
                && Enum.GetValues<TauMethod>().All(method => RandomEffects.Of(y, v, method).Tau2 == 0);
        }).Check(Sampling.Of(100));

    [Fact]
    public void A_page_s_parts_are_those_of_the_functions_one_by_one() => Check(Cities, 60, (x, n) =>
    {
        var page = ComparisonPage.Of(x, n);
        var (funnel, fit, ranks) = (FunnelPlot.Overdispersed(x, n), BetaBinomial.Of(x, n), Ranks(x, n));
        var (allX, allN) = (x.Sum(), n.Sum());
        var tests = x.Select((e, i) => TwoProportions.Test(e, n[i], allX - e, allN - n[i])).ToArray();
        var bh = AdjustedP.BenjaminiHochberg([.. tests.Select(t => (double?)t.P)]);
        return page.Heterogeneity == Heterogeneity.Of(x, n) && page.Shrinkage == fit && page.RankDraws is null
            && page.Units.Select((unit, i) => unit == new ComparedUnit
            {
                Rate = x[i] / (double)n[i], RateInterval = Wilson.Interval(x[i], n[i]),
                Reference = (allX - x[i]) / (double)(allN - n[i]),
                Difference = x[i] / (double)n[i] - (allX - x[i]) / (double)(allN - n[i]),
                DifferenceInterval = Newcombe.Interval(x[i], n[i], allX - x[i], allN - n[i]), Test = tests[i],
                BenjaminiHochbergP = bh[i], HolmP = AdjustedP.Holm([.. tests.Select(t => (double?)t.P)])[i],
                Standing = Standing.Of(tests[i].P, x[i] / (double)n[i] - (allX - x[i]) / (double)(allN - n[i])),
                FunnelStanding = funnel.StandingOf(x[i], n[i]), FunnelZ = funnel.Z(x[i], n[i]),
                Shrunk = fit.PosteriorMean(x[i], n[i]), ShrunkInterval = fit.PosteriorInterval(x[i], n[i]),
                ExpectedRank = ranks.Expected(i), RankInterval = new(ranks.Quantile(i, 0.025), ranks.Quantile(i, 0.975)),
            }).All(same => same);
    });

    [Fact]
    public void A_page_of_many_units_is_the_same_on_any_number_of_threads()
    {
        var n = Enumerable.Range(0, 150).Select(i => 12L + i * 7 % 400).ToArray();
        var x = n.Select((t, i) => t * (3 + i % 5) / 10).ToArray();
        var (one, two) = (ComparisonPage.Of(x, n, new() { Threads = 1 }), ComparisonPage.Of(x, n, new() { Threads = 3 }));
        Assert.Equal(one.Units, two.Units);
        Assert.Equal(1000, one.RankDraws);
        Assert.Equal(Math.Sqrt(0.025 * 0.975 / 1000), one.RankTailError, 1e-12);
    }
}
