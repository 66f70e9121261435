using Analytics.Statistics.Backtests;
using Analytics.Tests.Tables.Text;
using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace Analytics.Tests.Statistics.Backtests;

public class CalibrationTests
{
    static readonly Gen<double[][]> Panels = Gen.Choose(2, 8).SelectMany(units => Gen.Choose(8, 20).SelectMany(n =>
        Gen.Choose(-9999, 9999).Select(i => i / 128.0).ArrayOf(n).ArrayOf(units)));

    static PanelSeries[] Values(double[][] panel) => [.. panel.Select((y, u) => PanelSeries.OfValues($"{u}", 0, y))];

    static CalibratedForecasts Run(PanelSeries[] panel, int? threads = null, int horizon = 2, double confidence = 0.8) =>
        CalibratedForecasts.Of(panel, Forecasters.Drift, new(horizon, 5, confidence, Threads: threads));

    static double?[] Bits(CalibratedForecasts found) => [.. found.Forecasts.SelectMany(f => new[] { f.Forecast, f.Low, f.High }),
        .. found.Records.SelectMany(r => new[] { r.Bias, r.MeanAbsoluteError, r.Coverage, r.MeanWidth, r.Winkler })];

    [Fact]
    public void Threads_do_not_matter_to_the_last_bit() => Prop.ForAll(Panels.ToArbitrary(), panel =>
        Bits(Run(Values(panel), 1)).SequenceEqual(Bits(Run(Values(panel), 7)))).Check(Sampling.Of(60));

    [Fact]
    public void Units_in_another_order_have_the_same_limits() => Prop.ForAll(Panels.ToArbitrary(), panel =>
    {
        var (one, other) = (Run(Values(panel)), Run(Values([.. panel.Reverse()])));
        return one.Forecasts.Where(f => f.Series.Unit == "0").Select(f => f.Low).SequenceEqual(
            other.Forecasts.Where(f => f.Series.Unit == $"{panel.Length - 1}").Select(f => f.Low));
    }).Check(Sampling.Of(60));

    [Fact]
    public void A_shift_and_a_scale_carry_over() => Prop.ForAll(Panels.ToArbitrary(), panel =>
    {
        var (one, moved) = (Run(Values(panel)), Run(Values([.. panel.Select(y => y.Select(v => 4 * v + 64).ToArray())])));
        return one.Forecasts.Zip(moved.Forecasts).All(pair => Near(4 * pair.First.Low + 64, pair.Second.Low)
            && Near(4 * pair.First.High + 64, pair.Second.High)) && one.Records.Zip(moved.Records).All(pair =>
            pair.First.Coverage == pair.Second.Coverage && Near(4 * pair.First.Winkler, pair.Second.Winkler));

        static bool Near(double? a, double? b) => a is null == b is null && (a is null || Math.Abs(a.Value - b!.Value) <= 1e-9 * (1 + Math.Abs(a.Value)));
    }).Check(Sampling.Of(60));

    [Fact]
    public void Events_and_non_events_mirror() => Prop.ForAll(
        Gen.Choose(0, 40).ArrayOf(10).ArrayOf(6).ToArbitrary(), panel =>
        {
            PanelSeries[] Counts(Func<int, int> of) => [.. panel.Select((x, u) => PanelSeries.OfCounts($"{u}", 0,
                [.. x.Select(v => (long)of(v))], [.. x.Select(_ => 40L)]))];
            var (one, mirrored) = (Run(Counts(v => v)), Run(Counts(v => 40 - v)));
            return one.Forecasts.Zip(mirrored.Forecasts).All(pair => pair.First.Low is null == pair.Second.High is null
                && (pair.First.Low is null || Math.Abs(pair.First.Low.Value + pair.Second.High!.Value - 1) < 1e-9)
                && pair.First.Low is null or >= 0 and <= 1);
        }).Check(Sampling.Of(60));

    [Fact]
    public void Higher_confidence_widens() => Prop.ForAll(Panels.ToArbitrary(), panel =>
        Run(Values(panel), confidence: 0.5).Forecasts.Zip(Run(Values(panel), confidence: 0.8).Forecasts).All(pair =>
            pair.Second.High is null || pair.First.High <= pair.Second.High)).Check(Sampling.Of(60));

    [Theory, Trait("Speed", "Slow")]
    [InlineData(false, 1)]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    [InlineData(true, 2)]
    public void Limits_hold_what_comes_as_often_as_they_say(bool rates, int horizon)
    {
        const int Seeds = 400, Units = 16, Points = 14;
        var shares = new double[Seeds];
        var realised = new double[Seeds];
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var random = new Xoshiro256StarStar(seed);
            var (panel, truth) = Simulated(random, rates, Units, Points, horizon);
            var found = CalibratedForecasts.Of(panel, Forecasters.Naive, new(horizon, 7, 0.9));
            var last = found.Forecasts.Where(f => f.Horizon == horizon).ToArray();
            shares[seed - 1] = last.Zip(truth).Average(pair => pair.First.Low <= pair.Second && pair.Second <= pair.First.High ? 1.0 : 0);
            realised[seed - 1] = found.Records[horizon - 1].Coverage!.Value;
        }
        // Panels are independent, units within one share its limit. A limit of m scores holds up to 1/(m + 1) more: of all
        // origins at the end, of the first alone where the realised coverage begins.
        Near(shares, 1.0 / (Units * (Points - 7 - horizon + 1) + 1));
        Near(realised, 1.0 / (Units + 1));

        static void Near(double[] all, double more)
        {
            var (mean, error) = (all.Average(), Math.Sqrt(all.Sum(v => Math.Pow(v - all.Average(), 2)) / (Seeds - 1) / Seeds));
            Assert.InRange(mean, 0.9 - 3 * error, 0.9 + more + 3 * error);
        }
    }

    // Random walks of unequal size with noise; of rates on the logit, seen through counts.
    static (PanelSeries[] Panel, double[] Truth) Simulated(Xoshiro256StarStar random, bool rates, int units, int points, int horizon)
    {
        var (panel, truth) = (new PanelSeries[units], new double[units]);
        for (var u = 0; u < units; u++)
        {
            var step = rates ? 0.1 + 0.2 * random.NextDouble() : Math.Exp(3 * random.NextDouble());
            var level = rates ? Normal.Sample(random, 0.5, 0.5) : Normal.Sample(random, 100, 20);
            var trials = random.Next(60, 2000);
            var (levels, events) = (new double[points + horizon], new long[points + horizon]);
            for (var t = 0; t < levels.Length; t++)
            {
                levels[t] = (level += Normal.Sample(random, 0, step));
                if (rates) events[t] = Binomial.Sample(random, 1 / (1 + Math.Exp(-level)), trials);
            }
            panel[u] = rates ? PanelSeries.OfCounts($"{u}", 0, events[..points], [.. Enumerable.Repeat((long)trials, points)])
                : PanelSeries.OfValues($"{u}", 0, levels[..points]);
            truth[u] = rates ? (double)events[^1] / trials : levels[^1];
        }
        return (panel, truth);
    }
}
