using System.Text.Json;
using Analytics.Tables;

namespace Analytics.Statistics.Trends;

// The one rule of Trend on any series: counted where every point with a value has counts, else by order alone.
sealed class TrendVerdictAnalysis : CaseAnalysis
{
    static readonly string[] Numbers =
    [
        "slope", "slope_p", "phi", "odds_ratio_per_step", "sen_slope", "sen_lo", "sen_hi", "mk_s", "mk_p",
        "detectable_slope", "detectable_odds_ratio", "detectable_last_fall", "detectable_last_rise",
    ];

    public override string Name => "trend-verdict";

    public override IReadOnlyList<Input> Inputs =>
    [
        Shared.Events with { IsOptional = true }, TimeAxis.Trials with { IsOptional = true },
        TimeAxis.Value with { IsOptional = true }, .. TimeAxis.Inputs,
    ];

    public override IReadOnlyList<Parameter> Parameters => [Shared.Confidence, TimeAxis.Power];

    public override IReadOnlyList<Output> Outputs =>
    [
        new("points", ColumnKind.Whole), new("verdict", ColumnKind.Text), new("reason", ColumnKind.Text),
        .. Numbers.Select(name => new Output(name, name == "mk_s" ? ColumnKind.Whole : ColumnKind.Real)),
    ];

    public override ResultShape Shape => ResultShape.Table;

    public override bool IsOverTime => true;

    public override Guide Guide => new("""
        α = 1 - confidence. Fewer than 5 points: too_short. rising or falling: p of the logistic slope (φ at least 1)
        below α and Mann-Kendall p below 2α, in one direction; without counts Mann-Kendall p below α.
        Else no_clear_trend
        detectable_slope = (t₁₋α/₂ + t_power) √(φ / (pq Σ n(t - t̄)²)), k - 2 degrees of freedom, φ at least 1
        detectable_last_*: nearest proportion the next year's test would tell from the last year's, with as many trials:
        |p₂ - p₁| = z₁₋α/₂ √(2p̄q̄/n) + z_power √((p₁q₁ + p₂q₂)/n)
        """, "McCullagh and Nelder (1989), Generalized Linear Models; Mann (1945), Econometrica 13:245-259; Bloom "
        + "(1995), Evaluation Review 19:547-556; Fleiss, Levin and Paik (2003), Statistical Methods for Rates and "
        + "Proportions, ch. 4",
        new("t,x,n\n1,50,100\n2,50,100\n3,50,100\n4,50,100\n5,50,100", "",
        [
            new(1, "verdict", "no_clear_trend"), new(1, "reason", "both_unclear"), new(1, "mk_s", "0"),
            new(1, "slope", "0.0"), new(1, "detectable_slope", "0.26316"),
        ], "By hand: Σ n(t - t̄)² = 1000, pq = 1/4, so the standard error of a flat line is √(1/250) = 0.063246; "
            + "with 3 degrees of freedom t is 3.18245 and, for 80 %, 0.97847: 4.16092 · 0.063246"));

    protected override void Analyse(Sample sample, Results results)
    {
        var settings = sample.Settings;
        var (confidence, power) = (settings.Number("confidence"), settings.Number("power"));
        var isCounted = sample.Has("events") && sample.Has("trials");
        if (!isCounted && !sample.Has("y")) throw TimeAxis.NothingToRead(this, "y", sample);
        var (counts, values) = (isCounted ? CountSeries.Of(Name, sample) : null, ValueSeries.Of(Name, sample));
        // Rates that were printed without their counts go by order, all of them.
        if (counts is not null && values.Ranks.Except(counts.Ranks).Any()) counts = null;
        var trend = counts is not null ? Trend.Of(counts.Times, counts.Events, counts.Trials, confidence)
            : Trend.Of(values.Times, values.Values, confidence);
        var line = trend.Logistic;
        var slope = counts is { Times.Length: >= 2 } ? DetectableChange.Slope(counts.Times, counts.Events,
            counts.Trials, line?.Phi ?? 1, confidence, power) : null;
        var (lower, higher) = counts is { Times.Length: >= 1 }
            ? DetectableChange.Between(counts.Rates[^1], counts.Trials[^1], counts.Trials[^1], confidence, power)
            : (null, null);
        // Proportions are 0 to 1 here, as everywhere at this door.
        var scale = counts is null ? 1 : 100;
        object?[] cells =
        [
            trend.Points, Code(trend.Verdict), Code(trend.Reason), line?.Slope, line?.P, line?.Phi,
            Finite(line?.Slope), trend.Sen?.Slope / scale, trend.Sen?.Interval.Low / scale,
            trend.Sen?.Interval.High / scale, trend.Order?.S, trend.Order?.P, slope, Finite(slope), lower, higher,
        ];
        var empty = Outputs.Zip(cells).Where(cell => cell.Second is null).Select(cell => cell.First.Name);
        results.Add(cells, trend.Points < 2 ? "too_few"
            : string.Join("; ", empty.Select(name => $"{name}={Reason(name, counts, trend)}")) is { Length: > 0 } why
                ? why : null);
    }

    static double? Finite(double? log) => log is { } at && double.IsFinite(Math.Exp(at)) ? Math.Exp(at) : null;

    static string Reason(string column, CountSeries? counts, Trend trend)
    {
        if (counts is null) return "not_applicable";
        var isUniform = counts.Events.All(x => x == 0) || counts.Events.SequenceEqual(counts.Trials);
        if (column.StartsWith("detectable_last", StringComparison.Ordinal)) return "unbounded";
        return isUniform ? "no_variation" : column is "slope" or "odds_ratio_per_step" || trend.Points > 2
            ? trend.Logistic?.Slope is null ? "separation" : "unbounded" : "too_few";
    }

    static string Code(Enum value) => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
