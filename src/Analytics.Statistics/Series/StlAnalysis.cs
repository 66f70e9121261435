using System.Globalization;

namespace Analytics.Statistics.Series;

sealed class StlAnalysis : CaseAnalysis
{
    public override string Name => "stl";

    public override IReadOnlyList<Input> Inputs => [Shared.Time, SeriesRows.Start, Shared.Value];

    public override IReadOnlyList<Parameter> Parameters =>
    [
        SeriesRows.Frequency with { Default = "12", Min = 2 },
        new("s_window", ParameterKind.Word, "periodic"), new("robust", ParameterKind.Flag, "false"),
        new("t_window", ParameterKind.Whole) { Min = 3, Max = 1e6 },
        new("l_window", ParameterKind.Whole) { Min = 3, Max = 1e6 },
    ];

    public override IReadOnlyList<Output> Outputs =>
        [new("seasonal"), new("trend"), new("remainder"), new("weight")];

    public override ResultShape Shape => ResultShape.Rows;

    public override Guide Guide => new("""
        y = seasonal + trend + remainder. Inner loop: every place of the season smoothed by loess (degree 0) over its
        cycles and carried on one cycle at both ends; less its low pass (means over frequency, frequency and 3 points,
        then loess of l_window); the rest smoothed by loess of t_window (degree 1). Loess stands at every tenth of its
        window, on straight lines between. Two inner loops; robust: one, in 16 rounds, weights (1 - (|r| / 6 med|r|)²)²
        between them. s_window = periodic: means over cycles. Windows are made odd. Defaults: l_window from frequency,
        t_window from 1.5 frequency / (1 - 1.5 / s_window)
        """, "Cleveland, Cleveland, McRae and Terpenning (1990), Journal of Official Statistics 6:3-73", new("""
        time,value
        1,11
        2,9
        3,12
        4,10
        5,13
        6,11
        7,14
        8,12
        """, "frequency=2",
        [
            new(1, "seasonal", "1.25"), new(2, "seasonal", "-1.25"), new(1, "trend", "9.75"), new(8, "trend", "13.25"),
            new(4, "remainder", "0.00"),
        ], "By hand: y = 9.25 + t/2 + 1.25 at odd times, - 1.25 at even ones"));

    public override bool IsOverTime => true;

    protected override void Analyse(Sample sample, Results results)
    {
        var values = sample.Reals("value");
        var order = sample.InTime(Name);
        var frequency = (int)sample.Settings.Whole("frequency");
        var season = SeasonalSpan(sample.Settings.Word("s_window"));
        if (order.Length <= 2L * frequency)
        {
            for (var i = 0; i < order.Length; i++) results.Set(i, [null, null, null, null], "too_few");
            return;
        }
        var stl = Stl.Of([.. order.Select(i => values[i])], frequency, season, sample.Settings.Flag("robust"),
            (int?)sample.Settings.WholeOrNull("t_window"), (int?)sample.Settings.WholeOrNull("l_window"));
        for (var t = 0; t < order.Length; t++)
            results.Set(order[t], [stl.Seasonal[t], stl.Trend[t], stl.Remainder[t], stl.Weights[t]]);
    }

    int? SeasonalSpan(string word) => word == "periodic" ? null
        : int.TryParse(word, NumberStyles.Integer, CultureInfo.InvariantCulture, out var span)
            && span is >= 3 and <= 1000000 ? span
            : throw StatisticsErrors.ParameterInvalid(Name, "s_window", word, "periodic | [3, 1000000] ∩ ℤ");
}
