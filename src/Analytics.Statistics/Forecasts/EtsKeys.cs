namespace Analytics.Statistics.Forecasts;

// Forecasts and fits as keys of a long table.
sealed class EtsKeys(Results results, int horizon, IReadOnlyList<double> levels)
{
    readonly HashSet<EtsModel> _said = [];

    public void Forecast(string method, Forecast forecast)
    {
        results.SayAll($"{method}.mean", forecast.Mean);
        foreach (var limits in forecast.Limits)
        {
            results.SayAll($"{method}.lo{Series.Percent(limits.Level)}", limits.Low);
            results.SayAll($"{method}.hi{Series.Percent(limits.Level)}", limits.High);
        }
    }

    /// The model chosen, under its own name and as `ets`.
    public void Chosen(EtsResult result)
    {
        results.Say("ets.model", result.Fit?.Model.Name, reason: result.Fit is null ? result.Reason : null);
        if (result.Fit is not { } fit) return;
        Forecast("ets", fit.Forecast(horizon, levels));
        Fitted(fit.Model, result);
    }

    public void Fitted(EtsModel model, EtsResult result)
    {
        if (!_said.Add(model)) return;
        var name = $"ets.{model.Name}";
        if (result.Fit is not { } fit)
        {
            results.Say($"{name}.loglik", null, reason: result.Reason);
            return;
        }
        var (p, trend, season) = (fit.Parameters, model.Trend != EtsPart.None, model.Season != EtsPart.None);
        Say("par.alpha", p.Alpha);
        if (trend) Say("par.beta", p.Beta);
        if (season) Say("par.gamma", p.Gamma);
        if (model.IsDamped) Say("par.phi", p.Phi);
        Say("par.l", p.Level);
        if (trend) Say("par.b", p.Slope);
        // The last season follows from the others.
        for (var i = 0; i < p.Season.Count - 1; i++) Say($"par.s{i}", p.Season[i]);
        Say("init.l", p.Level);
        if (trend) Say("init.b", p.Slope);
        for (var i = 0; i < p.Season.Count; i++) Say($"init.s{i + 1}", p.Season[i]);
        var perfect = fit.LogLikelihood is null ? "constant" : "too_few";
        Say("loglik", fit.LogLikelihood, perfect);
        Say("aic", fit.Aic, perfect);
        Say("aicc", fit.Aicc, perfect);
        Say("bic", fit.Bic, perfect);
        Say("sigma2", fit.Sigma2, "too_few");
        Say("mse", fit.MeanSquare);
        results.SayAll($"{name}.fitted", fit.Fitted);
        results.SayAll($"{name}.residuals", fit.Residuals);
        Forecast(name, fit.Forecast(horizon, levels));

        void Say(string key, double? value, string? reason = null) =>
            results.Say($"{name}.{key}", value, reason: value is null ? reason : null);
    }
}
