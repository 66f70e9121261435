using Analytics.Statistics.Forecasts;
using FsCheck;
using FsCheck.Fluent;

namespace Analytics.Tests.Statistics.Forecasts;

/// <summary>What holds of any series.</summary>
public class ForecastPropertyTests
{
    const int Horizon = 9;
    static readonly double[] Levels = [0.8, 0.95];

    static readonly Gen<(double[] Values, int Period)> Series =
        from length in Gen.Choose(8, 40)
        from period in Gen.Elements(1, 2, 4)
        from values in Gen.Choose(1, 500).ListOf(length)
        select (values.Select(v => v / 4.0).ToArray(), period);

    static void Holds<T>(Gen<T> gen, Func<T, bool> property, int samples = 200) =>
        Prop.ForAll(gen.ToArbitrary(), property).Check(Tables.Text.Sampling.Of(samples));

    static bool Near(double a, double b, double allowed = 1e-9) => Math.Abs(a - b) <= allowed * (1 + Math.Abs(a));

    static Forecast[] Simple((double[] Values, int Period) s) =>
    [
        SimpleForecasts.Naive(s.Values, Horizon, Levels), SimpleForecasts.Drift(s.Values, Horizon, Levels),
        SimpleForecasts.Mean(s.Values, Horizon, Levels), SimpleForecasts.SeasonalNaive(s.Values, s.Period, Horizon, Levels),
    ];

    static bool Moved(Forecast from, Forecast to, Func<double, double> by, double allowed = 1e-9) =>
        from.Mean.Zip(to.Mean).All(p => Near(by(p.First), p.Second, allowed))
        && from.Limits.Zip(to.Limits).All(l => l.First.Low.Zip(l.Second.Low).All(p => Near(by(p.First), p.Second, allowed))
            && l.First.High.Zip(l.Second.High).All(p => Near(by(p.First), p.Second, allowed)));

    [Fact]
    public void A_shift_and_a_scale_of_the_values_shift_and_scale_the_forecasts() => Holds(Series, s =>
        Simple(s).Zip(Simple(([.. s.Values.Select(v => 3 * v - 70)], s.Period))).All(p => Moved(p.First, p.Second, v => 3 * v - 70)));

    // The fitted model is moved with its states: the search itself may stop at another digit.
    [Fact]
    public void Additive_smoothing_moves_with_the_values() => Holds(Series, s => EtsModel.Family.Where(m => m.Error == EtsPart.Additive).All(model =>
    {
        if (Ets.Fit(model, s.Values, s.Period).Fit is not { } fit) return true;
        double[] moved = [.. s.Values.Select(v => 3 * v - 70)];
        var p = fit.Parameters;
        var there = Ets.Given(model, moved, s.Period, p with
        {
            Level = 3 * p.Level - 70, Slope = 3 * p.Slope, Season = [.. p.Season.Select(v => 3 * v)],
        });
        var again = Ets.Fit(model, moved, s.Period).Fit!;
        return Moved(fit.Forecast(Horizon, Levels), there.Forecast(Horizon, Levels), v => 3 * v - 70, 1e-7)
            && again.LogLikelihood >= there.LogLikelihood - 0.5;
    }), 40);

    [Fact]
    public void Limits_lie_round_the_mean_and_wider_levels_outside() => Holds(Series, s =>
    {
        var all = Simple(s).Append(Theta.Of(s.Values, s.Period, Horizon, Levels).Forecast).ToList();
        if (Ets.Choose(s.Values, s.Period).Fit is { } fit) all.Add(fit.Forecast(Horizon, Levels));
        return all.All(f => Enumerable.Range(0, Horizon).All(h => f.Limits[1].Low[h] <= f.Limits[0].Low[h] && f.Limits[0].Low[h] <= f.Mean[h]
            && f.Mean[h] <= f.Limits[0].High[h] && f.Limits[0].High[h] <= f.Limits[1].High[h]));
    }, 60);

    [Fact]
    public void The_seasonal_naive_forecast_repeats_the_last_season() => Holds(Series, s =>
    {
        var mean = SimpleForecasts.SeasonalNaive(s.Values, s.Period, Horizon).Mean;
        return Enumerable.Range(0, Horizon).All(h => mean[h] == s.Values[s.Values.Length - s.Period + h % s.Period]);
    });

    // Doubling scales every step of our search exactly. Theta's simplex begins with a step of the size of the level, and
    // stops anywhere within a millionth of the least mean square: a thousandth of the spread of the values.
    [Fact]
    public void Theta_and_the_chosen_model_double_with_the_values() => Holds(Series, s =>
    {
        double[] doubled = [.. s.Values.Select(v => 2 * v)];
        return Alike(Theta.Of(s.Values, s.Period, Horizon, Levels).Forecast, Theta.Of(doubled, s.Period, Horizon, Levels).Forecast, 2e-3 * (doubled.Max() - doubled.Min()))
            && Ets.Choose(s.Values, s.Period).Fit is var a && Ets.Choose(doubled, s.Period).Fit is var b && a?.Model == b?.Model
            && (a is null || Moved(a.Forecast(Horizon, Levels), b!.Forecast(Horizon, Levels), v => 2 * v));
    }, 40);

    static bool Alike(Forecast once, Forecast doubled, double allowed) => once.Mean.Zip(doubled.Mean)
        .Concat(once.Limits.Zip(doubled.Limits).SelectMany(l => l.First.Low.Zip(l.Second.Low).Concat(l.First.High.Zip(l.Second.High))))
        .All(p => Math.Abs(2 * p.First - p.Second) <= allowed);

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        var random = new Random(5);
        double[][] series = [.. Enumerable.Range(0, 24).Select(i => Enumerable.Range(0, 30 + i).Select(t => 50 + 10 * Math.Sin(t * Math.PI / 2) + random.NextDouble() * 20).ToArray())];
        var alone = Ets.Choose(series, 4, 1);
        foreach (var threads in new[] { 2, 3, 8 })
            Assert.All(alone.Zip(Ets.Choose(series, 4, threads)), pair =>
            {
                Assert.Equal(pair.First.Fit!.Model, pair.Second.Fit!.Model);
                Assert.Equal(pair.First.Fit.Forecast(12, Levels).Limits[1].High, pair.Second.Fit.Forecast(12, Levels).Limits[1].High);
            });
    }

    [Fact]
    public void Forecast_rates_stay_between_0_and_1() => Holds(
        from length in Gen.Choose(5, 30)
        from trials in Gen.Choose(1, 300).ListOf(length)
        from shares in Gen.Elements(0, 0, 1, 50, 99, 100, 100).ListOf(length)
        from theta in Gen.Elements(true, false)
        select (Events: trials.Zip(shares, (n, s) => (long)Math.Round(n * s / 100.0)).ToArray(), Trials: trials.Select(n => (long)n).ToArray(), theta), s =>
    {
        var found = RateForecast.Of(s.Events, s.Trials, 1, 24, Levels, s.theta);
        return Enumerable.Range(0, 24).All(h => found.Rate.Limits[1].Low[h] is >= 0 && found.Rate.Limits[1].Low[h] <= found.Rate.Limits[0].Low[h]
            && found.Rate.Limits[0].Low[h] <= found.Rate.Mean[h] && found.Rate.Mean[h] <= found.Rate.Limits[0].High[h]
            && found.Rate.Limits[0].High[h] <= found.Rate.Limits[1].High[h] && found.Rate.Limits[1].High[h] <= 1
            && found.Trials.Mean[h] >= 1 && found.Events[h] <= found.Trials.Mean[h]);
    }, 150);

    [Fact]
    public void The_interval_score_is_at_least_the_width_and_is_it_exactly_when_covered() => Holds(
        from low in Gen.Choose(-50, 50)
        from width in Gen.Choose(0, 40)
        from actual in Gen.Choose(-120, 120)
        select (low, high: low + width, actual), s =>
    {
        var score = ForecastScores.Interval(s.actual, s.low, s.high, 0.95);
        return score >= s.high - s.low && (s.low <= s.actual && s.actual <= s.high) == (score == s.high - s.low)
            && Near(score, 2 / 0.05 * (ForecastScores.Pinball(s.actual, s.low, 0.025) + ForecastScores.Pinball(s.actual, s.high, 0.975)), 1e-9);
    }, 500);

    [Fact]
    public void A_rolling_error_knows_nothing_of_what_came_after() => Holds(Series, s =>
    {
        var origin = s.Values.Length / 2;
        double[] changed = [.. s.Values.Select((v, t) => t > origin ? v + 1000 : v)];
        RollingOrigin Of(double[] values) => RollingOrigin.Of(values, origin, 2, (known, h) => SimpleForecasts.Drift(known, h).Mean);
        return Of(s.Values).Errors[0][0] == Of(changed).Errors[0][0] && Of(s.Values).Errors[1].Count == Of(s.Values).Errors[0].Count - 1;
    });

    // The derivative by going back in time against differences of values.
    [Fact]
    public void The_gradient_is_that_of_the_likelihood() => Holds(Series, s => EtsModel.Family.Where(m => m.Season == EtsPart.None || s.Period > 1).All(model =>
    {
        var path = new EtsPath(model, s.Values, s.Period);
        var seasonal = model.Season == EtsPart.None ? 0 : s.Period;
        double[] x = [0.2, model.Trend == EtsPart.None ? 0 : 0.05, seasonal > 0 ? 0.1 : 0, model.IsDamped ? 0.9 : 1, 60, model.Trend == EtsPart.None ? 0 : 0.3,
            .. Enumerable.Range(0, seasonal).Select(i => (model.Season == EtsPart.Multiplicative ? 1 : 0) + 0.1 * (i % 3))];
        if (double.IsInfinity(path.Value(x))) return true;
        var gradient = new double[x.Length];
        path.Gradient(x, gradient);
        return Enumerable.Range(0, x.Length).Where(i => x[i] != 0 && !(i == 3 && x[i] == 1)).All(i =>
        {
            var (kept, width) = (x[i], 1e-6 * Math.Max(1, Math.Abs(x[i])));
            x[i] = kept + width;
            var above = path.Value(x);
            x[i] = kept - width;
            var below = path.Value(x);
            x[i] = kept;
            return double.IsInfinity(above) || double.IsInfinity(below) || Math.Abs((above - below) / (2 * width) - gradient[i]) <= 1e-4 * (1 + Math.Abs(gradient[i]));
        });
    }), 60);
}
