namespace Analytics.Statistics.Forecasts;

// The models of one series. Values are scaled so that their absolute mean is 1: likelihoods then differ by a
// constant.
sealed class EtsFamily
{
    // Alpha, part of beta, part of gamma, phi.
    static readonly (double, double, double, double)[] Starts =
        [(0.1, 0.1, 0.05, 0.97), (0.5, 0.05, 0.1, 0.9), (0.9, 0.02, 0.5, 0.95),
            (0.01, 0.5, 0.01, 0.98), (0.3, 0.95, 0.2, 0.85)];

    readonly double[] _values, _y;
    readonly int _period;
    readonly double _scale;
    readonly bool _positive, _constant;
    readonly Dictionary<EtsPart, double[]> _seasons = [];

    /// Additive alone where the scale has no zero of its own, as logits.
    public EtsFamily(double[] values, int period, bool additive = false)
    {
        (_values, _period) = (values, period);
        _scale = values.Length == 0 ? 1 : values.Average(Math.Abs);
        if (_scale == 0) _scale = 1;
        _y = [.. values.Select(v => v / _scale)];
        (_positive, _constant) = (!additive && values.All(v => v > 0), values.All(v => v == values[0]));
    }

    public int Evaluations { get; private set; }

    public EtsResult Fit(EtsModel model)
    {
        if (Unfit(model) is { } reason) return new(null, reason);
        if (_constant) return Constant();
        var search = Search(model, Starts);
        return double.IsInfinity(search.BestValue) ? new(null, "no_convergence") : new(Told(model, search), null);
    }

    public EtsResult Choose()
    {
        if (Unfit(EtsModel.Family[0]) is { } reason) return new(null, reason);
        if (_constant) return Constant();
        (EtsModel Model, EtsSearch Search, double Criterion)? best = null;
        foreach (var model in EtsModel.Family)
        {
            if (model.Season != EtsPart.None && _period > Ets.MostPeriod || Unfit(model) is not null) continue;
            var search = Search(model, Starts);
            var count = model.Count(_period) + 1;
            var criterion = search.BestValue + 2.0 * count * _y.Length / (_y.Length - count - 1);
            if (best is null || criterion < best.Value.Criterion) best = (model, search, criterion);
        }
        return best is var (chosen, found, least) && double.IsFinite(least) ? new(Told(chosen, found), null)
            : new(null, "no_convergence");
    }

    // Why the model has no fit here, by a word of the catalog.
    string? Unfit(EtsModel model) =>
        model.Season != EtsPart.None && _period < 2 || model.NeedsPositive && !_positive ? "not_applicable"
        : _y.Length - model.Count(_period) - 2 <= 0 ? "too_few" : null;

    EtsSearch Search(EtsModel model, IEnumerable<(double, double, double, double)> starts)
    {
        if (!_seasons.TryGetValue(model.Season, out var seasons))
            _seasons[model.Season] = seasons = EtsStart.Seasons(_y, _period, model.Season);
        var (level, slope) = EtsStart.Line(_y, seasons, model.Season, model.Trend != EtsPart.None);
        var search = new EtsSearch(model, _y, _period);
        foreach (var (alpha, beta, gamma, phi) in starts) search.From(alpha, beta, gamma, phi, level, slope, seasons);
        Evaluations += search.Evaluations;
        return search;
    }

    EtsFit Told(EtsModel model, EtsSearch search)
    {
        var x = search.Best;
        var seasons = x[(EtsPath.States + 2)..];
        if (model.Season == EtsPart.Additive) seasons = [.. seasons.Select(s => s * _scale)];
        return Ets.Given(model, _values, _period,
            new(x[0], x[1], x[2], x[3], x[4] * _scale, x[5] * _scale, [.. seasons.Reverse()]));
    }

    EtsResult Constant() => new(Ets.Given(EtsModel.Family[0], _values, 1,
        new(EtsSearch.Least, 0, 0, 1, _values[0], 0, [])), "constant");

    // Of a path that was valued at the parameters.
    public static EtsFit Described(EtsModel model, double[] y, int period, EtsPath path, EtsParameters parameters)
    {
        var (fitted, relative, n) = (path.Fitted.ToArray(), model.Error == EtsPart.Multiplicative, y.Length);
        double[] residuals = [.. y.Select((v, t) => relative ? (v - fitted[t]) / fitted[t] : v - fitted[t])];
        var squares = residuals.Sum(e => e * e);
        var logs = relative ? fitted.Sum(r => Math.Log(Math.Abs(r))) : 0;
        var count = model.Count(period);
        // From the season of the next point on: the last m of the path.
        return new(model, period, parameters, fitted, residuals,
            squares > 0 ? -n / 2.0 * Math.Log(squares) - logs : null, count + 1,
            n > count ? squares / (n - count) : null, y.Select((v, t) => (v - fitted[t]) * (v - fitted[t])).Sum() / n)
        {
            Last = (path.Last.Level, path.Last.Slope, path.LastSeasons.ToArray()),
        };
    }
}
