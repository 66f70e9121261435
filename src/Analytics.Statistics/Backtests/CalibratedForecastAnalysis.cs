using Analytics.Statistics.Series;
using Analytics.Tables;

namespace Analytics.Statistics.Backtests;

// Forecasts of every unit with limits from pooled past errors.
sealed class CalibratedForecastAnalysis : CaseAnalysis
{
    public override string Name => "calibrated-forecast";

    public override IReadOnlyList<Input> Inputs => Panel.Inputs;

    public override IReadOnlyList<Parameter> Parameters =>
        [.. Panel.Parameters, new("forecaster", ParameterKind.Word, "naive") { Choices = Forecasters.Names }];

    public override IReadOnlyList<Output> Outputs =>
    [
        new("unit", ColumnKind.Text), new("time", ColumnKind.Scalar), new("horizon", ColumnKind.Whole), new("forecast"),
        new("lo"), new("hi"), new("scores", ColumnKind.Whole), new("coverage_n", ColumnKind.Whole), new("coverage"),
        new("mean_width"), new("winkler"),
    ];

    public override ResultShape Shape => ResultShape.Table;

    public override Guide Guide => new("""
        score = |y - ŷ| / s at every past origin of every unit, s = root mean square of the last (training - lag)
        differences over the lag (1, or the season) before the origin; q = the ⌈(m + 1) · confidence⌉-th smallest of the
        m scores of a horizon; limits = ŷ ± q s, s now. With events and trials all this on
        w = log((x + 0.5)/(n - x + 0.5)), and back by ((n + 1)/(1 + e^-w) - 0.5)/n with the last n, cut to 0..1.
        coverage: limits made in the same way at past origins, from scores known there alone, against what came;
        winkler: width + 2/α of the distance outside.
        training: unless given, the most of 5, two seasons and a point, half the longest series
        """, "Lei, G'Sell, Rinaldo, Tibshirani and Wasserman (2018), JASA 113:1094-1111; score: Gneiting and Raftery "
        + "(2007), JASA 102:359-378", new(BacktestAnalysis.Example, "training=2 confidence=0.8 horizon=1",
        [
            new(1, "forecast", "6.0"), new(1, "scores", "8"), new(1, "lo", "-14.0"), new(1, "hi", "26.0"),
            new(4, "lo", "-75.0"), new(4, "hi", "125.0"), new(1, "coverage", "0.75"), new(1, "coverage_n", "4"),
        ], "By hand: scores 1, 2, 3, 4 and 4, 0, 0, 5; ⌈9 · 0.8⌉ = 8, the largest, 5; a moved by 4 last, d by 20"));

    public override bool IsOverTime => true;

    protected override IReadOnlyList<string> CaseColumns => SeriesRows.Panels;

    protected override void Analyse(Sample sample, Results results)
    {
        var panel = Panel.Of(Name, sample);
        var calibration = panel.Calibration(Name, sample.Settings);
        var found = CalibratedForecasts.Of(panel.Series,
            Forecasters.Named(sample.Settings.Word("forecaster"), calibration.Lag), calibration);
        foreach (var one in found.Forecasts)
        {
            var record = found.Records[one.Horizon - 1];
            object?[] cells =
            [
                one.Series.Unit, one.Series.Length == 0 ? null : panel.TimeAfter(one.Series, one.Horizon), one.Horizon,
                one.Forecast, one.Low, one.High, record.Scores, record.Intervals, record.Coverage, record.MeanWidth,
                record.Winkler,
            ];
            results.Add(cells, Panel.Reason(Outputs, cells, column => column switch
            {
                "time" => "missing",
                "forecast" or "lo" or "hi" => one.Reason!,
                _ => "too_few",
            }));
        }
    }
}
