using Analytics.Statistics.Trends;

namespace Analytics.Tests.Statistics.Trends;

/// <summary>Series whose truth is known: false alarms stay at their rate, what was planted is found, intervals
/// cover. 400 of each, so that 5 % is 20 with a standard error of 4.4.</summary>
public class TrendSimulationTests
{
    const int Series = 400, Points = 12, Most = 33;

    static readonly double[] Times = [.. Enumerable.Range(1, Points).Select(i => (double)i)];

    static (long[] Events, long[] Trials) Draw(int seed, Func<double, double> logOdds, int least = 60, int most = 400)
    {
        var random = new Random(seed);
        var (events, trials) = (new long[Points], new long[Points]);
        for (var i = 0; i < Points; i++)
        {
            var p = 1 / (1 + Math.Exp(-logOdds(Times[i])));
            trials[i] = random.Next(least, most);
            for (var k = 0; k < trials[i]; k++) events[i] += random.NextDouble() < p ? 1 : 0;
        }
        return (events, trials);
    }

    static int Count(Func<int, bool> happens) => Enumerable.Range(1, Series).Count(happens);

    [Fact, Trait("Speed", "Slow")]
    public void Flat_series_seldom_get_a_verdict() => Assert.InRange(Count(seed =>
    {
        var (x, n) = Draw(seed, _ => -1.2);
        return Trend.Of(Times, x, n).Verdict is TrendVerdict.Rising or TrendVerdict.Falling;
    }), 0, Most);

    [Fact, Trait("Speed", "Slow")]
    public void Flat_series_seem_to_change_once_in_twenty() => Assert.InRange(Count(seed =>
    {
        var (x, n) = Draw(seed, _ => -1.2);
        return BinomialScan.Of(x, n)!.BootstrapP(x, n, 199, seed) <= 0.05;
    }), 7, Most);

    [Fact, Trait("Speed", "Slow")]
    public void Flat_series_seldom_bend() => Assert.InRange(Count(seed =>
    {
        var (x, n) = Draw(seed, t => -1.2 + 0.03 * t);
        return Joinpoint.Of(Times, x, n)!.PrefersHinge;
    }), 0, 2 * Most);

    [Fact, Trait("Speed", "Slow")]
    public void A_planted_jump_is_found_at_its_place() => Assert.InRange(Count(seed =>
    {
        var (x, n) = Draw(seed, t => t <= 7 ? -1.2 : -0.4);
        var scan = BinomialScan.Of(x, n)!;
        return scan.Split is >= 6 and <= 8 && scan.BootstrapP(x, n, 199, seed) <= 0.05;
    }), 380, Series);

    // The least slope is met with 80 % by the formula; the dispersion, never taken below 1, costs some of it.
    [Fact, Trait("Speed", "Slow")]
    public void A_slope_of_the_detectable_size_is_found_about_four_times_in_five() => Assert.InRange(Count(seed =>
    {
        var (_, trials) = Draw(seed, _ => -1.2);
        var pooled = 1 / (1 + Math.Exp(1.2));
        long[] expected = [.. trials.Select(n => (long)Math.Round(n * pooled))];
        var slope = DetectableChange.Slope(Times, expected, trials)!.Value;
        var (x, n) = Draw(seed, t => -1.2 + slope * (t - 6.5));
        return LogisticTrend.Fit(Times, x, n).P < 0.05;
    }), 270, 350);

    [Fact, Trait("Speed", "Slow")]
    public void Intervals_of_a_reforms_effects_cover_the_truth()
    {
        var (level, slope) = (0, 0);
        for (var seed = 1; seed <= Series; seed++)
        {
            var (x, n) = Draw(seed, t => -1.2 + 0.02 * t + (t >= 7 ? 0.5 - 0.08 * (t - 7) : 0));
            var effect = InterruptedTrend.Of(Times, x, n, [7]).Effects[0];
            if (effect.Level!.Interval!.Value.Contains(0.5)) level++;
            if (effect.Slope!.Interval!.Value.Contains(-0.08)) slope++;
        }
        // At least 95 % less sampling error: the dispersion, never below 1, widens them.
        Assert.InRange(level, 367, Series);
        Assert.InRange(slope, 367, Series);
    }

    [Fact, Trait("Speed", "Slow")]
    public void Profile_intervals_cover_the_slope() => Assert.InRange(Count(seed =>
    {
        var (x, n) = Draw(seed, t => -1.2 + 0.05 * t, 10, 40);
        var line = LogisticTrend.Fit(Times, x, n);
        return LogisticDiagnostics.Profile(line, Times, x, n)!.Value.Contains(0.05);
    }), 367, 393);
}
