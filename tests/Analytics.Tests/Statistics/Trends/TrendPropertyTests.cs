using Analytics.Statistics;
using Analytics.Statistics.Trends;
using FsCheck;
using FsCheck.Fluent;

namespace Analytics.Tests.Statistics.Trends;

/// <summary>What holds of any series.</summary>
public class TrendPropertyTests
{
    sealed record Counts(long[] Events, long[] Trials)
    {
        public double[] Times => [.. Enumerable.Range(1, Events.Length).Select(i => (double)i)];

        public Counts Others => new([.. Trials.Zip(Events, (n, x) => n - x)], Trials);

        public Counts Backwards => new([.. Events.Reverse()], [.. Trials.Reverse()]);

        public bool IsMixed => Events.Any(x => x > 0) && Events.Zip(Trials).Any(c => c.First < c.Second);
    }

    static readonly Gen<Counts> Some =
        from length in Gen.Choose(2, 14)
        from trials in Gen.Choose(1, 300).ListOf(length)
        from shares in Gen.Choose(0, 100).ListOf(length)
        select new Counts([.. trials.Zip(shares, (n, s) => (long)Math.Round(n * s / 100.0))], [.. trials.Select(n => (long)n)]);

    // Few different values, so that there are ties.
    static readonly Gen<double[]> Values =
        from length in Gen.Choose(2, 16)
        from values in Gen.Choose(-6, 6).ListOf(length)
        select values.Select(v => v / 2.0).ToArray();

    static void Holds<T>(Gen<T> gen, Func<T, bool> property) =>
        Prop.ForAll(gen.ToArbitrary(), property).Check(Tables.Text.Sampling.Of(300));

    static bool Near(double? a, double? b, double allowed = 1e-9) =>
        a is null ? b is null : b is not null && Math.Abs(a.Value - b.Value) <= allowed * (1 + Math.Abs(a.Value));

    static double[] Times(double[] values) => [.. Enumerable.Range(1, values.Length).Select(i => (double)i)];

    [Fact]
    public void Reversed_time_turns_S_and_Sen_round() => Holds(Values, values =>
    {
        double[] back = [.. values.Reverse()];
        var (a, b) = (MannKendall.Of(values), MannKendall.Of(back));
        return a.S == -b.S && Near(a.P, b.P)
            && Near(SenSlope.Of(Times(values), values).Slope, -SenSlope.Of(Times(values), back).Slope);
    });

    [Fact]
    public void Monotone_changes_of_the_scale_keep_S_and_Pettitt() => Holds(Values, values =>
    {
        double[] curved = [.. values.Select(v => Math.Exp(v) - 3)];
        return MannKendall.Of(values).S == MannKendall.Of(curved).S && Pettitt.Of(values).Series.SequenceEqual(Pettitt.Of(curved).Series);
    });

    [Fact]
    public void Pettitt_backwards_is_as_great() => Holds(Values, values =>
        Pettitt.Of(values).U == Pettitt.Of([.. values.Reverse()]).U && Pettitt.Of(values).Series[^1] == 0);

    [Fact]
    public void One_season_is_none() => Holds(Values, values =>
    {
        var seasonal = SeasonalMannKendall.Of(Times(values), values, [.. values.Select(_ => 1)], 1, 1);
        return seasonal.S == MannKendall.Of(values).S && Near(seasonal.Slope, SenSlope.Of(Times(values), values).Slope);
    });

    [Fact]
    public void Non_events_fall_where_events_rise() => Holds(Some, c =>
    {
        var (a, b) = (LogisticTrend.Fit(c.Times, c.Events, c.Trials), LogisticTrend.Fit(c.Times, c.Others.Events, c.Trials));
        return Near(a.Slope, -b.Slope, 1e-7) && Near(a.LikelihoodRatioP, b.LikelihoodRatioP)
            && Near(CochranArmitage.Of(c.Times, c.Events, c.Trials).ChiSquared, CochranArmitage.Of(c.Times, c.Others.Events, c.Trials).ChiSquared);
    });

    [Fact]
    public void Leverages_add_up_to_two_and_the_profile_holds_the_slope() => Holds(Some, c =>
    {
        var line = LogisticTrend.Fit(c.Times, c.Events, c.Trials);
        if (LogisticDiagnostics.Of(line, c.Times, c.Events, c.Trials) is not { } found) return line.Slope is null;
        var (wide, narrow) = (LogisticDiagnostics.Profile(line, c.Times, c.Events, c.Trials)!.Value,
            LogisticDiagnostics.Profile(line, c.Times, c.Events, c.Trials, 0.5)!.Value);
        return Near(found.Leverage.Sum(), 2, 1e-7) && wide.Low < narrow.Low && narrow.Low < line.Slope && line.Slope < narrow.High
            && narrow.High < wide.High;
    });

    [Fact]
    public void A_regression_on_time_is_the_line() => Holds(Some, c =>
    {
        var line = LogisticTrend.Fit(c.Times, c.Events, c.Trials);
        var fit = LogisticRegression.Fit([[.. c.Times.Select(_ => 1.0)], c.Times], c.Events, c.Trials);
        return line.Slope is null ? fit is not { IsFinite: true }
            : fit is { IsFinite: true } && Near(line.Slope, fit.Coefficients[1], 1e-7) && Near(line.Deviance, fit.Deviance, 1e-8)
                && Near(line.StandardError, Math.Sqrt(fit.Covariance[1, 1]), 1e-6);
    });

    [Fact]
    public void A_scan_is_the_same_of_non_events_and_mirrored_backwards() => Holds(Some, c =>
    {
        var (a, b, back) = (BinomialScan.Of(c.Events, c.Trials), BinomialScan.Of(c.Others.Events, c.Trials), BinomialScan.Of(c.Backwards.Events, c.Backwards.Trials));
        return a is null ? c.Events.Length < 4
            : a.Ratios.Zip(b!.Ratios).All(p => Near(p.First, p.Second)) && Near(a.Before, 1 - b.Before)
                && a.Ratios.Zip(back!.Ratios.Reverse()).All(p => Near(p.First, p.Second)) && a.Ratios.All(r => r <= a.Greatest);
    });

    [Fact]
    public void A_seed_gives_the_same_p_on_any_number_of_threads() => Holds(Some, c =>
    {
        if (BinomialScan.Of(c.Events, c.Trials) is not { } scan) return true;
        var p = scan.BootstrapP(c.Events, c.Trials, 150, 7, threads: 1);
        return p is > 0 and <= 1 && p == scan.BootstrapP(c.Events, c.Trials, 150, 7, threads: 2) && p == scan.BootstrapP(c.Events, c.Trials, 150, 7, threads: 5);
    });

    [Fact]
    public void Draws_follow_the_binomial() => Holds(
        from n in Gen.Choose(1, 400)
        from p in Gen.Choose(1, 999)
        from u in Gen.Choose(1, 9999)
        select (n, p: p / 1000.0, u: u / 10000.0 + 3e-6), c =>
        {
            var k = (long)new BinomialDraw(c.n, c.p).From(c.u);
            return Analytics.Statistics.SpecialFunctions.BinomialCdf(k, c.n, c.p) >= c.u - 1e-12
                && Analytics.Statistics.SpecialFunctions.BinomialCdf(k - 1, c.n, c.p) <= c.u + 1e-12;
        });

    [Fact]
    public void Segments_are_the_best_there_are() => Holds(Values, values =>
    {
        var found = MeanSegments.Of(values, 2, 2);
        double Miss(int from, int to) => values[from..to].Sum(v => Math.Pow(v - values[from..to].Average(), 2));
        var n = values.Length;
        var one = Enumerable.Range(2, Math.Max(0, n - 3)).Select(b => Miss(0, b) + Miss(b, n)).DefaultIfEmpty(double.NaN).Min();
        var two = (from b in Enumerable.Range(2, Math.Max(0, n - 3))
            from c in Enumerable.Range(2, Math.Max(0, n - 3))
            where c - b >= 2
            select Miss(0, b) + Miss(b, c) + Miss(c, n)).DefaultIfEmpty(double.NaN).Min();
        return Near(found.SquaredMiss[0], Miss(0, n)) && (found.Breaks.Count < 2 || Near(found.SquaredMiss[1], one))
            && (found.Breaks.Count < 3 || Near(found.SquaredMiss[2], two));
    });

    [Fact]
    public void A_reform_that_helps_events_harms_non_events() => Holds(Some, c =>
    {
        double[] at = [c.Events.Length / 2 + 1];
        var (a, b) = (InterruptedTrend.Of(c.Times, c.Events, c.Trials, at).Effects[0], InterruptedTrend.Of(c.Times, c.Others.Events, c.Trials, at).Effects[0]);
        return Near(a.Level?.Estimate, -b.Level?.Estimate, 1e-6) && Near(a.Slope?.Estimate, -b.Slope?.Estimate, 1e-6)
            && Near(a.Level?.P, b.Level?.P, 1e-5);
    });

    [Fact]
    public void The_order_of_rows_does_not_matter() => Holds(Some, c =>
    {
        var lines = c.Times.Select((t, i) => $"{t},{c.Events[i]},{c.Trials[i]},{c.Events[i] * 7 % 11}").ToArray();
        return new[] { ("binomial-trend", ""), ("changepoint", "replicates=20"), ("interrupted-trend", "interventions=4"), ("mann-kendall", "period=2"), ("trend-verdict", "") }
            .All(call => Print(call, lines) == Print(call, [.. lines.OrderBy(line => line.Length).ThenByDescending(line => line, StringComparer.Ordinal)]));
    });

    static string Print((string Name, string Parameters) call, string[] lines)
    {
        var table = Analyses.Named(call.Name).Run(DoorCheck.Read("t,x,n,y\n" + string.Join('\n', lines)), new AnalysisOptions { Given = DoorCheck.Parameters(call.Parameters) });
        return string.Join('\n', Enumerable.Range(0, table.RowCount).Select(row => string.Join(',', table.Columns.Select(column => table[row, column.Name]))));
    }

    [Fact]
    public void More_trials_and_less_power_need_less_of_a_change() => Holds(
        from n in Gen.Choose(30, 5000)
        from p in Gen.Choose(5, 95)
        select (n, p: p / 100.0), c =>
        {
            var (few, many, weak) = (DetectableChange.Between(c.p, c.n, c.n), DetectableChange.Between(c.p, 2 * c.n, 2 * c.n), DetectableChange.Between(c.p, c.n, c.n, power: 0.6));
            return (few.Higher ?? 2) > many.Higher.GetValueOrDefault(1) && (few.Higher ?? 2) > (weak.Higher ?? 1.5)
                && (few.Lower is null || few.Lower < many.Lower) && (few.Lower is not { } lower || lower < c.p);
        });
}
