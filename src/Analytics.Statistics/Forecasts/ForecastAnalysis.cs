using System.Globalization;
using Analytics.Tables;

namespace Analytics.Statistics.Forecasts;

sealed class ForecastAnalysis : CaseAnalysis
{
    static readonly string[] Parts = ["train", "test"];
    static readonly string[] Measures = ["ME", "RMSE", "MAE", "MPE", "MAPE", "MASE", "ACF1"];

    public override string Name => "forecast";

    public override IReadOnlyList<Input> Inputs => [Series.Value, Shared.Time];

    public override IReadOnlyList<Parameter> Parameters =>
    [
        Series.Frequency, Series.Horizon, Series.Levels,
        new("models", ParameterKind.Word, "naive,drift,mean,snaive,theta,ets"),
        new("parameters", ParameterKind.Word),
        new("holdout", ParameterKind.Whole) { Min = 0 },
        new("accuracy_model", ParameterKind.Word) { Choices = ["naive", "drift", "mean", "snaive", "ets"] },
        new("first_origin", ParameterKind.Whole) { Min = 1 },
        new("backtest_horizon", ParameterKind.Whole, "3") { Min = 0, Max = 100 },
        new("backtest_models", ParameterKind.Word, "naive,drift,ses03"),
    ];

    public override IReadOnlyList<Output> Outputs =>
    [
        Indexed("{method}.mean"), Indexed("{method}.lo{level}"), Indexed("{method}.hi{level}"),
        new("ets.model", ColumnKind.Text), Indexed("ets.mean"), Indexed("ets.lo{level}"), Indexed("ets.hi{level}"),
        new("ets.{model}.par.{name}"), new("ets.{model}.init.{state}"), new("ets.{model}.loglik"),
        new("ets.{model}.aic"), new("ets.{model}.aicc"), new("ets.{model}.bic"), new("ets.{model}.sigma2"),
        new("ets.{model}.mse"), Indexed("ets.{model}.fitted"), Indexed("ets.{model}.residuals"),
        Indexed("ets.{model}.mean"), Indexed("ets.{model}.lo{level}"), Indexed("ets.{model}.hi{level}"),
        .. Parts.SelectMany(part => Measures.Select(name => new Output($"acc.{part}.{name}"))),
        Indexed("{method}.err_h{step}"), new("{method}.mae_h{step}"), new("first_origin", ColumnKind.Whole),
    ];

    public override bool IsOverTime => true;

    public override ResultShape Shape => ResultShape.Long;

    public override Guide Guide => new("""
        naive: y_n; drift: y_n + h (y_n - y_1)/(n - 1); mean: ȳ; snaive: the value one season before
        theta: simple smoothing plus half the slope of the line through all points
        ETS: y_t = r_t + e_t or r_t (1 + e_t); log likelihood -n/2 log Σe² - Σ log |r_t| (the latter of multiplicative
        errors), chosen by AICc = -2 loglik + 2k + 2k(k + 1)/(n - k - 1)
        MASE: mean absolute error by that of the seasonal naive forecast within the training values
        """, "Hyndman, Koehler, Ord and Snyder (2008), Forecasting with Exponential Smoothing", new("""
        time,value
        1,2
        2,4
        3,3
        4,8
        """, "horizon=2 models=naive,drift,mean parameters=ANN:alpha=0.5|l=2 holdout=0 backtest_horizon=0",
        [
            new(2, "naive.mean", "8"), new(1, "drift.mean", "10"), new(2, "drift.mean", "12"),
            new(1, "mean.mean", "4.25"), new(4, "ets.ANN.fitted", "3"), new(4, "ets.ANN.residuals", "5"),
            new(1, "ets.ANN.mean", "5.5"), new(0, "ets.ANN.loglik", "-6.7346"),
        ],
        "By hand: levels 2, 2, 3, 3, 5.5; squared errors 0 + 4 + 0 + 25, and -4/2 log 29 = -6.7346"));

    protected override void Analyse(Sample sample, Results results)
    {
        var (y, settings) = (Series.Ordered(Name, sample), sample.Settings);
        var (period, levels) = ((int)settings.Whole("frequency"), Series.LevelsOf(Name, settings));
        var horizon = (int)(settings.WholeOrNull("horizon") ?? Math.Max(8, period));
        var given = settings.WordOrNull("parameters") is not { } text ? []
            : GivenEts.Read(text, period) ?? throw StatisticsErrors.ParameterInvalid(Name, "parameters", text,
                GivenEts.Form);
        var said = new EtsKeys(results, horizon, levels);
        foreach (var (model, parameters) in given)
            said.Fitted(model, Given(model, y, period, parameters));
        foreach (var method in Words(settings, "models", m => m == "ets" || ForecastMethods.Simple.Contains(m)
            || EtsModel.Named(m) is not null))
        {
            if (method == "ets") said.Chosen(Ets.Choose(y, period));
            else if (EtsModel.Named(method) is { } model)
            {
                if (given.All(g => g.Model != model)) said.Fitted(model, Ets.Fit(model, y, period));
            }
            else if (ForecastMethods.Unfit(method, y.Length, period) is { } reason)
                results.Say($"{method}.mean", null, reason: reason);
            else said.Forecast(method, ForecastMethods.Of(method, y, period, horizon, levels));
        }
        Accuracy(y, period, settings, results);
        Backtest(y, period, settings, results);
    }

    static EtsResult Given(EtsModel model, double[] y, int period, EtsParameters parameters)
    {
        if (y.Length == 0) return new(null, "too_few");
        try
        {
            return new(Ets.Given(model, y, period, parameters), null);
        }
        catch (ArgumentException)
        {
            return new(null, "not_applicable");
        }
    }

    static void Accuracy(double[] y, int period, Settings settings, Results results)
    {
        var holdout = (int)(settings.WholeOrNull("holdout") ?? (y.Length + 3) / 4);
        if (holdout == 0) return;
        var method = settings.WordOrNull("accuracy_model") ?? (period > 1 ? "snaive" : "naive");
        var (training, test) = holdout < y.Length ? (y[..^holdout], y[^holdout..]) : ([], y);
        var fitted = training.Length == 0 ? null : ForecastMethods.Fitted(method, training, period);
        var forecast = fitted is null ? null : ForecastMethods.Mean(method, training, period, holdout);
        if (fitted is not var (first, expected) || forecast is null)
        {
            foreach (var part in Parts)
                foreach (var name in Measures) results.Say($"acc.{part}.{name}", null, reason: "too_few");
            return;
        }
        var known = training[first..];
        Say("train", ForecastAccuracy.Of(known, [.. expected], training, period),
            ForecastAccuracy.Autocorrelation([.. known.Select((v, i) => v - expected[i])], 1), "constant");
        Say("test", ForecastAccuracy.Of(test, [.. forecast], training, period), null, "not_applicable");

        void Say(string part, ForecastAccuracy a, double? autocorrelation, string reason)
        {
            double?[] values = [a.MeanError, a.RootMeanSquare, a.MeanAbsolute, a.MeanPercentage,
                a.MeanAbsolutePercentage, a.MeanAbsoluteScaled, autocorrelation];
            for (var i = 0; i < values.Length; i++)
                results.Say($"acc.{part}.{Measures[i]}", values[i],
                    reason: values[i] is not null ? null : i == 6 ? reason : i == 5 ? "constant" : "zero_base");
        }
    }

    void Backtest(double[] y, int period, Settings settings, Results results)
    {
        var steps = (int)settings.Whole("backtest_horizon");
        var first = (int)(settings.WholeOrNull("first_origin") ?? Math.Max(1, y.Length / 2));
        if (steps == 0) return;
        var methods = Words(settings, "backtest_models", m => m == "ets" || ForecastMethods.Simple.Contains(m)
            || ForecastMethods.Smoothing(m) is not null || EtsModel.Named(m) is not null);
        if (first >= y.Length)
        {
            results.Say("first_origin", null, reason: "too_few");
            return;
        }
        results.Say("first_origin", first);
        foreach (var method in methods)
        {
            var rolled = RollingOrigin.Of(y, first, steps,
                (known, h) => ForecastMethods.Mean(method, known, period, h));
            for (var step = 1; step <= steps; step++)
            {
                var errors = rolled.Errors[step - 1];
                for (var i = 0; i < errors.Count; i++)
                    results.Say($"{method}.err_h{step}", errors[i], first + i, errors[i] is null ? "too_few" : null);
                var mean = rolled.MeanAbsolute(step);
                results.Say($"{method}.mae_h{step}", mean, reason: mean is null ? "too_few" : null);
            }
        }
    }

    string[] Words(Settings settings, string parameter, Func<string, bool> known)
    {
        var text = settings.Word(parameter);
        var words = text.Split([',', '|', ' ', '+'], StringSplitOptions.RemoveEmptyEntries).Distinct().ToArray();
        return words.All(known) ? words : throw StatisticsErrors.ParameterInvalid(Name, parameter, text,
            string.Join(", ", [.. ForecastMethods.Simple, "ets", .. parameter == "models" ? [] : new[] { "ses03" },
                .. EtsModel.Family.Select(m => m.Name)]));
    }

    static Output Indexed(string key) => new(key) { IsIndexed = true };
}

// What analyses of a series of points share.
static class Series
{
    const int MostPoints = 10_000;

    // A long table has a column `value` of its own.
    public static Input Value { get; } = new("y", ColumnKind.Real, "value");

    public static Parameter Frequency { get; } =
        new("frequency", ParameterKind.Whole, "1") { Min = 1, Max = MostPoints };

    public static Parameter Horizon { get; } = new("horizon", ParameterKind.Whole) { Min = 1, Max = 1000 };

    public static Parameter Levels { get; } = new("levels", ParameterKind.Word, "80,95");

    /// Values in order of time, at equal distances.
    public static double[] Ordered(string analysis, Sample sample) =>
        [.. sample.Reals("y").Order(analysis, sample)];

    public static T[] Order<T>(this T[] values, string analysis, Sample sample)
    {
        if (values.Length > MostPoints) throw StatisticsErrors.Unsuitable(analysis, sample.Rows[MostPoints] + 1,
            "forecast-too-long");
        if (!sample.Has("time")) return values;
        var times = sample.Reals("time");
        var order = Enumerable.Range(0, times.Length).OrderBy(i => times[i]).ToArray();
        double[] steps = [.. order.Skip(1).Select((row, i) => times[row] - times[order[i]])];
        // Two thirds of the points may not be missing, so the median step is the true one.
        var usual = steps.Length == 0 ? 1 : steps.Order().ElementAt(steps.Length / 2);
        for (var i = 0; i < steps.Length; i++)
            if (steps[i] == 0 || Math.Abs(steps[i] - usual) > usual / 2)
                throw StatisticsErrors.Unsuitable(analysis, sample.Rows[order[i + 1]] + 1,
                    steps[i] == 0 ? "forecast-time-repeated" : "forecast-time-uneven");
        return [.. order.Select(i => values[i])];
    }

    /// As proportions; the parameter says percent.
    public static double[] LevelsOf(string analysis, Settings settings)
    {
        var text = settings.Word("levels");
        var levels = text.Split([',', '|', ' '], StringSplitOptions.RemoveEmptyEntries).Distinct().Select(word =>
            double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var percent)
                && percent is > 0 and < 100 ? percent / 100 : double.NaN).ToArray();
        return levels.Any(double.IsNaN) ? throw StatisticsErrors.ParameterInvalid(analysis, "levels", text, "80,95")
            : levels;
    }

    /// 80 of 0.8.
    public static string Percent(double level) =>
        Math.Round(level * 100, 10).ToString(CultureInfo.InvariantCulture);
}
