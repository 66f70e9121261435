using Analytics.Statistics.Series;
using Analytics.Tables;

namespace Analytics.Statistics.Backtests;

// How forecasters would have done: one row a forecaster and horizon, over all units.
sealed class BacktestAnalysis : CaseAnalysis
{
    public const string Example = """
        unit,time,value
        a,1,0
        a,2,1
        a,3,2
        a,4,6
        b,1,0
        b,2,1
        b,3,3
        b,4,3
        c,1,0
        c,2,1
        c,3,4
        c,4,4
        d,1,0
        d,2,1
        d,3,5
        d,4,25
        """;

    public override string Name => "backtest";

    public override IReadOnlyList<Input> Inputs => Panel.Inputs;

    public override IReadOnlyList<Parameter> Parameters =>
        [.. Panel.Parameters, new("forecasters", ParameterKind.Word, string.Join(';', Forecasters.Names))];

    public override IReadOnlyList<Output> Outputs =>
    [
        new("forecaster", ColumnKind.Text), new("horizon", ColumnKind.Whole), new("n", ColumnKind.Whole), new("bias"),
        new("mae"), new("rmse"), new("scores", ColumnKind.Whole), new("coverage_n", ColumnKind.Whole), new("coverage"),
        new("mean_width"), new("winkler"),
    ];

    public override ResultShape Shape => ResultShape.Table;

    public override Guide Guide => new("""
        From every origin after `training` values each forecaster sees what was known then: error = value - forecast;
        bias, mae, rmse over units and origins. Limits from scores known at the origin (as in calibrated-forecast):
        coverage, mean width, winkler = width + 2/α of the distance outside. Rates are forecast as logits of counts
        """, "Tashman (2000), International Journal of Forecasting 16:437-450; score: Gneiting and Raftery (2007), "
        + "JASA 102:359-378", new(Example, "training=2 confidence=0.8 horizon=1 forecasters=naive",
        [
            new(1, "n", "8"), new(1, "bias", "4.25"), new(1, "mae", "4.25"), new(1, "rmse", "7.46659"),
            new(1, "coverage_n", "4"), new(1, "coverage", "0.75"), new(1, "mean_width", "20.0"),
            new(1, "winkler", "30.0"),
        ], "By hand: errors 1, 2, 3, 4 and 4, 0, 0, 20; limits at time 3 are 4 times the last move, 4, 8, 12, 16; d is "
        + "4 outside, which costs 2/0.2 · 4 over 4 intervals"));

    public override bool IsOverTime => true;

    protected override IReadOnlyList<string> CaseColumns => SeriesRows.Panels;

    protected override void Analyse(Sample sample, Results results)
    {
        var names = sample.Settings.Word("forecasters").Split([';', ','],
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var name in names)
            if (!Forecasters.Names.Contains(name)) throw StatisticsErrors.ParameterInvalid(Name, "forecasters", name,
                string.Join(" ; ", Forecasters.Names));
        var panel = Panel.Of(Name, sample);
        var calibration = panel.Calibration(Name, sample.Settings);
        foreach (var name in names)
            foreach (var record in CalibratedForecasts.Of(panel.Series, Forecasters.Named(name, calibration.Lag),
                calibration).Records)
            {
                object?[] cells =
                [
                    name, record.Horizon, record.Forecasts, record.Bias, record.MeanAbsoluteError,
                    record.RootMeanSquareError, record.Scores, record.Intervals, record.Coverage, record.MeanWidth,
                    record.Winkler,
                ];
                results.Add(cells, Panel.Reason(Outputs, cells, _ => "too_few"));
            }
    }
}
