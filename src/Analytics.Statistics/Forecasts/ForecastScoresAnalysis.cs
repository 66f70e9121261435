using Analytics.Tables;

namespace Analytics.Statistics.Forecasts;

// Row by row: what came, against limits at 95 % and a normal forecast.
sealed class ForecastScoresAnalysis : CaseAnalysis
{
    const double Level = 0.95;

    public override string Name => "forecast-scores";

    public override IReadOnlyList<Input> Inputs =>
    [
        new("actual", ColumnKind.Real, "value", "y"), new("lo95", ColumnKind.Real, "lo", "low", "lower"),
        new("hi95", ColumnKind.Real, "hi", "high", "upper"),
        new("mean", ColumnKind.Real, "forecast") { IsOptional = true },
        new("sd", ColumnKind.Real) { IsOptional = true, Min = 0 },
    ];

    public override IReadOnlyList<Parameter> Parameters => [];

    public override IReadOnlyList<Output> Outputs =>
    [
        new("interval_score95"), new("covered", ColumnKind.Flag), new("crps_normal"), new("pinball_025"),
        new("pinball_975"),
    ];

    public override ResultShape Shape => ResultShape.Rows;

    public override Guide Guide => new("""
        interval score: (hi - lo) + 2/0.05 (lo - y)+ + 2/0.05 (y - hi)+
        CRPS: sd [z (2Φ(z) - 1) + 2φ(z) - 1/√π], z = (y - mean)/sd
        pinball: p (y - q) above the quantile q, (1 - p)(q - y) below
        """, "Gneiting and Raftery (2007), Journal of the American Statistical Association 102:359-378", new("""
        actual,lo95,hi95,mean,sd
        12,8,12,10,1
        13,8,12,13,1
        """, "",
        [
            new(1, "interval_score95", "4"), new(1, "covered", "true"), new(2, "interval_score95", "44"),
            new(2, "covered", "false"), new(2, "crps_normal", "0.23369"), new(1, "pinball_025", "0.1"),
            new(2, "pinball_975", "0.975"),
        ],
        "By hand: 4 + 40 × 1; at z = 0 the CRPS is (√2 - 1)/√π = 0.23369"));

    protected override void Analyse(Sample sample, Results results)
    {
        var (actual, low, high) =
            (sample.RealsOrNull("actual"), sample.RealsOrNull("lo95"), sample.RealsOrNull("hi95"));
        var (mean, deviation) = (sample.RealsOrNull("mean"), sample.RealsOrNull("sd"));
        for (var i = 0; i < sample.Count; i++)
        {
            if (low[i] > high[i])
                throw StatisticsErrors.Unsuitable(Name, sample.Rows[i] + 1, "forecast-limits-crossed");
            object?[] cells = [null, null, null, null, null];
            if (actual[i] is { } y)
            {
                if (low[i] is { } lo) cells[3] = ForecastScores.Pinball(y, lo, (1 - Level) / 2);
                if (high[i] is { } hi) cells[4] = ForecastScores.Pinball(y, hi, (1 + Level) / 2);
                if (low[i] is { } from && high[i] is { } to)
                    (cells[0], cells[1]) = (ForecastScores.Interval(y, from, to, Level), from <= y && y <= to);
                if (mean[i] is { } m && deviation[i] is { } sd) cells[2] = ForecastScores.NormalCrps(y, m, sd);
            }
            results.Set(i, cells, cells.Contains(null) ? "missing" : null);
        }
    }
}
