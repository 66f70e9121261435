using Analytics.Tables;

namespace Analytics.Statistics.Series;

sealed class SsaAnalysis : CaseAnalysis
{
    public override string Name => "ssa";

    public override IReadOnlyList<Input> Inputs => [Shared.Time, SeriesRows.Start, SeriesRows.Y];

    public override IReadOnlyList<Parameter> Parameters =>
    [
        new("L", ParameterKind.Whole) { Min = 2, Max = 5000, Aliases = ["window"] },
        new("r", ParameterKind.Whole) { Min = 1, Max = 5000, Aliases = ["rank"] },
        new("h", ParameterKind.Whole, "12") { Min = 0, Max = 10000, Aliases = ["horizon"] },
    ];

    public override IReadOnlyList<Output> Outputs =>
    [
        new("L", ColumnKind.Whole), new("r", ColumnKind.Whole), new("h", ColumnKind.Whole),
        new("singular_values") { IsIndexed = true }, new("variance_share") { IsIndexed = true },
        new("reconstruction") { IsIndexed = true }, new("verticality_nu2"),
        new("lrr_coefficients") { IsIndexed = true }, new("recurrent_forecast") { IsIndexed = true },
        new("w_correlation") { IsIndexed = true },
    ];

    public override ResultShape Shape => ResultShape.Long;

    public override Guide Guide => new("""
        X = [y(i + j - 1)], i = 1..L, j = 1..n - L + 1; X = Σ σᵢ uᵢ vᵢᵀ; the first r terms, averaged over the
        diagonals i + j, are the reconstruction. πᵢ = last coordinate of uᵢ, ν² = Σ πᵢ²,
        a = Σ πᵢ (uᵢ without its last) / (1 - ν²); forecast y(t) = Σ a(k) y(t - L + k), k = 1..L - 1, oldest first.
        w-correlation: Σ w(t) f(t) g(t) over the norms, w(t) = how often y(t) stands in X; pairs 2-1, 3-1, 4-1, 3-2,
        4-2, 4-3. Keys of one value have no index. Default L: half of n, at most 200; default r: singular values
        above ω(β) · median, ω(β) = 0.56β³ - 0.95β² + 1.82β + 1.43, β = shorter over longer side of X
        """, "Golyandina and Zhigljavsky (2013), Singular Spectrum Analysis for Time Series, Springer; "
        + "rank: Gavish and Donoho (2014), IEEE Transactions on Information Theory 60:5040-5053", new("""
        time,y
        1,1
        2,2
        3,4
        4,8
        5,16
        """, "L=2 r=1 h=2",
        [
            new(1, "singular_values", "20.615528"), new(0, "variance_share", "1.0000000000"),
            new(3, "reconstruction", "4.0000000000"), new(0, "verticality_nu2", "0.8000000000"),
            new(0, "lrr_coefficients", "2.0000000000"), new(2, "recurrent_forecast", "64.000000000"),
        ], "By hand: y = 2^t has rank 1, u = (1, 2)/√5, so ν² = 4/5, a = (2/√5)(1/√5)/(1/5) = 2; σ = √(5 · 85)"));

    public override bool IsOverTime => true;

    protected override void Analyse(Sample sample, Results results)
    {
        var (window, rank, horizon) = (sample.Settings.WholeOrNull("L"), sample.Settings.WholeOrNull("r"),
            (int)sample.Settings.Whole("h"));
        var values = sample.Reals("y");
        double[] series = [.. sample.InTime(Name).Select(i => values[i])];
        if (series.Length < 3)
        {
            foreach (var output in Outputs) results.Say(output.Name, null, reason: "too_few");
            return;
        }
        if (window > series.Length - 1)
            throw StatisticsErrors.ParameterInvalid(Name, "L", CellText.Of(window)!, $"[2, {series.Length - 1}] ∩ ℤ");
        var ssa = Ssa.Of(series, (int?)window, (int?)rank);
        results.Say("L", ssa.Window);
        results.Say("r", ssa.Rank);
        results.Say("h", horizon);
        All("singular_values", [.. ssa.SingularValues], null);
        All("variance_share", [.. ssa.VarianceShares], "no_variation");
        All("reconstruction", [.. ssa.Reconstruction], null);
        results.Say("verticality_nu2", ssa.Verticality);
        All("lrr_coefficients", [.. ssa.Recurrence ?? []], "series_vertical");
        All("recurrent_forecast", [.. ssa.Forecast(horizon) ?? []], ssa.Recurrence is null ? "series_vertical" : null);
        var shown = Math.Min(4, ssa.SingularValues.Count);
        All("w_correlation", [.. Enumerable.Range(0, shown).SelectMany(b => Enumerable.Range(b + 1, shown - b - 1)
            .Select(a => ssa.WeightedCorrelation(a, b)))], "series_rounding_only");

        // Of one value alone: no index. Of none: the reason, if there is one.
        void All(string key, double?[] cells, string? reason)
        {
            if (cells.Length == 0 && reason is not null) results.Say(key, null, reason: reason);
            for (var i = 0; i < cells.Length; i++)
                results.Say(key, cells[i], cells.Length == 1 ? null : i + 1, cells[i] is null ? reason : null);
        }
    }
}
