using Analytics.Tables;

namespace Analytics.Statistics.Forecasts;

sealed class ForecastRateAnalysis : CaseAnalysis
{
    static readonly string[] Parts = ["rate", "trials"];

    public override string Name => "forecast-rate";

    public override IReadOnlyList<Input> Inputs => [Shared.Events, Shared.Trials, Shared.Time];

    public override IReadOnlyList<Parameter> Parameters =>
    [
        Series.Frequency, Series.Horizon, Series.Levels,
        new("method", ParameterKind.Word, "ets") { Choices = ["ets", "theta"] },
    ];

    public override IReadOnlyList<Output> Outputs =>
    [
        .. Parts.SelectMany(part => new Output[]
        {
            new($"{part}.model", ColumnKind.Text), new($"{part}.mean") { IsIndexed = true },
            new($"{part}.lo{{level}}") { IsIndexed = true }, new($"{part}.hi{{level}}") { IsIndexed = true },
        }),
        new("events.mean") { IsIndexed = true },
    ];

    public override bool IsOverTime => true;

    public override ResultShape Shape => ResultShape.Long;

    public override Guide Guide => new("""
        logit_t = log (x + ½)/(n - x + ½) and log n, each by ETS or theta
        variance = max(0, of the forecast - mean past sampling variance) + 1/(np + ½) + 1/(n(1 - p) + ½)
        p = (q (n + 1) - ½)/n, q = 1/(1 + exp -logit), kept in 0 to 1
        """, "Cox (1970), The Analysis of Binary Data, 3.2; Hyndman, Koehler, Ord and Snyder (2008)", new("""
        time,events,trials
        1,20,100
        2,20,100
        3,20,100
        4,20,100
        5,20,100
        """, "horizon=1 levels=95",
        [
            new(1, "rate.mean", "0.2"), new(1, "rate.lo95", "0.13191"), new(1, "rate.hi95", "0.29049"),
            new(1, "trials.mean", "100"), new(1, "events.mean", "20"),
        ],
        "By hand: log 20.5/80.5 = -1.36783, variance 1/20.5 + 1/80.5 = 0.061203, ± 1.95996 × 0.24739"));

    protected override void Analyse(Sample sample, Results results)
    {
        var (events, trials) = sample.CountsOf("events", "trials", 0);
        var (settings, pairs) = (sample.Settings, events.Zip(trials).ToArray().Order(Name, sample));
        var reason = pairs.Any(p => p.Second == 0) ? "no_trials"
            : pairs.Length < RateForecast.Fewest ? "too_few" : null;
        if (reason is not null)
        {
            foreach (var part in Parts) results.Say($"{part}.mean", null, reason: reason);
            return;
        }
        var (period, theta) = ((int)settings.Whole("frequency"), settings.Word("method") == "theta");
        var horizon = (int)(settings.WholeOrNull("horizon") ?? Math.Max(8, period));
        var found = RateForecast.Of([.. pairs.Select(p => p.First)], [.. pairs.Select(p => p.Second)], period, horizon,
            Series.LevelsOf(Name, settings), theta);
        results.Say("rate.model", found.Models?.Rate.Name ?? "theta");
        results.Say("trials.model", found.Models?.Trials.Name ?? "theta");
        var keys = new EtsKeys(results, horizon, []);
        keys.Forecast("rate", found.Rate);
        keys.Forecast("trials", found.Trials);
        results.SayAll("events.mean", found.Events);
    }
}
