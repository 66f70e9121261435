using System.Globalization;
using Analytics.Tables;

namespace Analytics.Statistics.Anomalies;

// A case is one panel: a row a unit and time, with counts or with a value.
sealed class PanelAnomaliesAnalysis : CaseAnalysis
{
    public override bool IsOverTime => true;

    protected override IReadOnlyList<string> CaseColumns =>
        ["measure", "variant", "scope_id", "group_id", "dataset", "area_level"];

    public override string Name => "panel-anomalies";

    public override IReadOnlyList<Input> Inputs =>
    [
        Shared.Area with { IsOptional = false },
        new("time", ColumnKind.Text, "t", "idx", "year", "period_start", "period_id"),
        Shared.Events with { IsOptional = true }, Shared.Trials with { IsOptional = true },
        Shared.Value with { IsOptional = true },
    ];

    public override IReadOnlyList<Parameter> Parameters =>
    [
        new("fdr", ParameterKind.Number, "0.05") { Min = 0, Max = 1, IsOpen = true },
        new("scale", ParameterKind.Word, "auto") { Choices = ["auto", "identity", "log"] },
        new("dispersion", ParameterKind.Word, "additive") { Choices = ["additive", "multiplicative"] },
    ];

    public override IReadOnlyList<Output> Outputs =>
    [
        new("expected"), new("residual"), new("studentised"), new("p"), new("p_bh"), new("flag", ColumnKind.Flag),
        new("explanation", ColumnKind.Text), new("explained_part", ColumnKind.Text), new("restored"),
        new("restored_events", ColumnKind.Whole), new("restored_trials", ColumnKind.Whole),
    ];

    public override ResultShape Shape => ResultShape.Rows;

    public override Guide Guide => new("""
        Counts: logit p = unit + time + u, u of variance τ² (additive), or variance φ n p (1 - p),
        φ ≥ 1 (multiplicative); residual: z of the mid-p of x and u/τ together, over √(φ (1 - h)), h the
        leverage, φ of the other cells.
        Values: y or ln y = unit + time by least squares. p by Student's t; flag: p_bh ≤ fdr.
        Flagged cells are left out of the fit they are judged by (1 + h then), from a median polish on, until they stay
        the same. Explanations in order: times_10, tenth, times_100, hundredth, times_10000, ten_thousandth, swapped,
        complement, copied_previous, copied_unit, cumulative, digits_transposed: the first whose restored numbers have
        p ≥ 0.01; else unusual
        """, "Tukey (1977), Exploratory Data Analysis; McCullagh and Nelder (1989), Generalized Linear Models, 4.5; "
        + "Breslow and Clayton (1993), JASA 88:9-25; Dunn and Smyth (1996), JCGS 5:236-244; "
        + "Benjamini and Hochberg (1995), JRSS B 57:289-300", new("""
        unit,year,value
        A,2019,1.1
        A,2020,1.9
        A,2021,3
        A,2022,4
        B,2019,2
        B,2020,3
        B,2021,4
        B,2022,50
        C,2019,2.9
        C,2020,4.1
        C,2021,5
        C,2022,6
        """, "scale=identity",
        [
            new(8, "expected", "5"), new(8, "residual", "45"), new(8, "flag", "true"),
            new(8, "explanation", "times_10"), new(8, "explained_part", "value"), new(8, "restored", "5"),
            new(8, "studentised", "356"), new(1, "flag", "false"),
        ], "By hand: units at -1, 0, 1, years at 2, 3, 4, 5; four residuals of 0.1 over 5 degrees of freedom are "
        + "0.008; the cell left out adds the variance 6/(2 · 3) = 1: 45/√(0.008 · 2)"));

    protected override void Analyse(Sample sample, Results results)
    {
        var (areas, times) = (Numbered(sample.Texts("area_id"), ordered: false),
            Numbered(sample.Texts("time"), ordered: true));
        var seen = new Dictionary<(int, int), int>();
        for (var i = 0; i < sample.Count; i++)
            if (!seen.TryAdd((areas[i], times[i]), i))
                throw StatisticsErrors.RowRepeated(Name, sample.Rows[i] + 1, sample.Texts("area_id")[i],
                    sample.Texts("time")[i]);
        var share = sample.Settings.Number("fdr");
        var (x, n, y) = (sample.WholesOrNull("events"), sample.WholesOrNull("trials"), sample.RealsOrNull("value"));
        var isOfCounts = sample.Has("events") && sample.Has("trials");
        if (!isOfCounts && !sample.Has("value"))
            throw StatisticsErrors.Unsuitable(Name, sample.Rows[0] + 1, "counts_or_value");
        int[] rows = [.. Enumerable.Range(0, sample.Count).Where(i => isOfCounts ? x[i] is not null && n[i] is not null
            : y[i] is not null)];
        var found = isOfCounts
            ? PanelAnomalies.OfCounts(
                [.. rows.Select(i => new PanelCounts(areas[i], times[i], x[i]!.Value, n[i]!.Value))], share,
                sample.Settings.Word("dispersion") == "additive" ? PanelDispersion.Additive
                    : PanelDispersion.Multiplicative)
            : PanelAnomalies.OfValues([.. rows.Select(i => new PanelValue(areas[i], times[i], y[i]!.Value))],
                InLogarithms(sample.Settings.Word("scale"), [.. rows.Select(i => (areas[i], y[i]!.Value))]), share);
        foreach (var row in Enumerable.Range(0, sample.Count).Except(rows))
            results.Set(row, new object?[Outputs.Count], "missing");
        foreach (var (row, f) in rows.Zip(found))
            results.Set(row, [
                f.Expected, f.Residual, f.Studentised, f.P, f.AdjustedP,
                f.P is null && !f.IsFlagged ? null : f.IsFlagged,
                f.Explanation?.Word, f.Explanation?.Part, f.Explanation?.Restored, f.Explanation?.Events,
                f.Explanation?.Trials,
            ], f.Reason);
    }

    // Amounts differ by factors, rates by points: logarithms where all are positive and the greatest unit is ten times
    // the least.
    static bool InLogarithms(string scale, (int Unit, double Value)[] values)
    {
        if (scale != "auto") return scale == "log";
        if (values.Length == 0 || values.Any(v => v.Value <= 0)) return false;
        double[] medians = [.. values.GroupBy(v => v.Unit, v => v.Value).Select(of => Outliers.Median([.. of]))];
        return medians.Max() >= 10 * medians.Min();
    }

    // Numbers in their order, dates and periods in that of their text.
    static int[] Numbered(string[] names, bool ordered)
    {
        string[] distinct = [.. names.Distinct()];
        if (ordered)
            distinct = distinct.All(name => double.TryParse(name, CultureInfo.InvariantCulture, out _))
                ? [.. distinct.OrderBy(name => double.Parse(name, CultureInfo.InvariantCulture))]
                : [.. distinct.Order(StringComparer.Ordinal)];
        var numbers = distinct.Select((name, i) => (name, i)).ToDictionary(d => d.name, d => d.i);
        return [.. names.Select(name => numbers[name])];
    }
}
