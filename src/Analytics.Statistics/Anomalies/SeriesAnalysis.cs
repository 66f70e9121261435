namespace Analytics.Statistics.Anomalies;

/// An analysis of series: a case is one series in order of its times, or of its rows where it has none.
abstract class SeriesAnalysis : CaseAnalysis
{
    public override bool IsOverTime => true;

    /// The rows in order, but those left out.
    protected static int[] InOrder(Sample sample, Func<int, bool> isLeftOut)
    {
        var times = sample.Has("time") ? sample.Reals("time") : null;
        return [.. Enumerable.Range(0, sample.Count).Where(row => !isLeftOut(row)).OrderBy(row => times?[row] ?? row)];
    }
}

/// Counts against a rate in control: each row with counts is a point, the others are passed over.
abstract class MonitoringAnalysis : SeriesAnalysis
{
    protected static Parameter InControl { get; } =
        new("p0", ParameterKind.Number) { Min = 0, Max = 1, IsOpen = true, Aliases = ["rate"] };

    public override IReadOnlyList<Input> Inputs => [Shared.Events, Shared.Trials, Shared.Time];

    public override ResultShape Shape => ResultShape.Rows;

    protected abstract object?[][] Points(long[] events, long[] trials, double rate, Settings settings);

    protected sealed override void Analyse(Sample sample, Results results)
    {
        var (events, trials) = (sample.WholesOrNull("events"), sample.WholesOrNull("trials"));
        for (var i = 0; i < sample.Count; i++)
            if (events[i] > trials[i])
                throw StatisticsErrors.CountsInvalid(Name, sample.Rows[i] + 1, events[i]!.Value, trials[i]!.Value);
        var rows = InOrder(sample, row => events[row] is null || trials[row] is null or 0);
        foreach (var row in Enumerable.Range(0, sample.Count).Except(rows))
            results.Set(row, new object?[Outputs.Count], trials[row] is 0 ? "no_trials" : "missing");
        if (rows.Length == 0) return;
        long[] x = [.. rows.Select(row => events[row]!.Value)], n = [.. rows.Select(row => trials[row]!.Value)];
        var rate = sample.Settings.NumberOrNull("p0") ?? x.Sum() / (double)n.Sum();
        if (rate is 0 or 1)
        {
            foreach (var row in rows) results.Set(row, new object?[Outputs.Count], "no_variation");
            return;
        }
        foreach (var (row, cells) in rows.Zip(Points(x, n, rate, sample.Settings))) results.Set(row, cells);
    }
}

sealed class CusumAnalysis : MonitoringAnalysis
{
    public override string Name => "cusum";

    public override IReadOnlyList<Parameter> Parameters =>
    [
        InControl, new("odds_ratio", ParameterKind.Number, "2") { Min = 0, IsOpen = true },
        new("h", ParameterKind.Number, "3.5") { Min = 0, IsOpen = true, Aliases = ["threshold"] },
    ];

    public override IReadOnlyList<Output> Outputs =>
    [
        new("p0"), new("p1"), new("increment"), new("cusum"), new("signal", Tables.ColumnKind.Flag), new("o_minus_e"),
    ];

    public override Guide Guide => new("""
        p1 = R p0 / (1 - p0 + R p0), R the odds ratio; increment = x ln(p1/p0) + (n - x) ln((1 - p1)/(1 - p0))
        cusum_t = max(0, cusum_t-1 + increment); signal: cusum ≥ h; o_minus_e = Σ (x - n p0)
        """, "Page (1954), Biometrika 41:100-115; Steiner, Cook, Farewell and Treasure (2000), Biostatistics 1:441-452",
        new("""
        year,x,n
        2019,1,4
        2020,3,4
        2021,4,4
        """, "p0=0.5 odds_ratio=3 h=2",
        [
            new(1, "p1", "0.75"), new(1, "increment", "-1.674"), new(1, "cusum", "0"), new(2, "cusum", "0.523"),
            new(3, "cusum", "2.145"), new(3, "signal", "true"), new(3, "o_minus_e", "2"),
        ], "By hand: an event adds ln 1.5, any other trial ln 0.5; 3 ln 1.5 + ln 0.5 = 0.523, then 4 ln 1.5 more"));

    protected override object?[][] Points(long[] events, long[] trials, double rate, Settings settings)
    {
        var cusum = new BinomialCusum(rate, settings.Number("odds_ratio"), settings.Number("h"));
        return [.. cusum.Of(events, trials).Select(point => new object?[]
        {
            rate, cusum.Alternative, point.Increment, point.Cusum, point.Signal, point.Excess,
        })];
    }
}

sealed class EwmaAnalysis : MonitoringAnalysis
{
    public override string Name => "ewma";

    public override IReadOnlyList<Parameter> Parameters =>
    [
        InControl, new("lambda", ParameterKind.Number, "0.2") { Min = 1e-6, Max = 1 },
        new("L", ParameterKind.Number, "2.7") { Min = 0, IsOpen = true },
    ];

    public override IReadOnlyList<Output> Outputs =>
        [new("p0"), new("z"), new("ewma"), new("limit"), new("signal", Tables.ColumnKind.Flag)];

    public override Guide Guide => new("""
        z = (x - n p0) / √(n p0 (1 - p0)); ewma_t = λ z + (1 - λ) ewma_t-1, 0 before the first
        limit = L √(λ/(2 - λ) (1 - (1 - λ)^2t)); signal: |ewma| > limit
        """, "Roberts (1959), Technometrics 1:239-250; Lucas and Saccucci (1990), Technometrics 32:1-12", new("""
        year,x,n
        2019,55,100
        2020,60,100
        2021,65,100
        """, "p0=0.5 lambda=0.5 L=2",
        [
            new(1, "z", "1"), new(1, "ewma", "0.5"), new(1, "limit", "1"), new(2, "ewma", "1.25"),
            new(2, "limit", "1.11803"), new(2, "signal", "true"), new(3, "ewma", "2.125"),
        ], "By hand: z are 1, 2 and 3; 2 √(1/3 · 15/16) = √1.25"));

    protected override object?[][] Points(long[] events, long[] trials, double rate, Settings settings) =>
        [.. BinomialEwma.Of(events, trials, rate, settings.Number("lambda"), settings.Number("L"))
            .Select(point => new object?[] { rate, point.Z, point.Ewma, point.Limit, point.Signal })];
}
