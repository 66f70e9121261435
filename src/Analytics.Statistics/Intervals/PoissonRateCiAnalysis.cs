using Analytics.Tables;

namespace Analytics.Statistics.Intervals;

// Events per exposure with exact and Byar's limits.
sealed class PoissonRateCiAnalysis : CaseAnalysis
{
    public override string Name => "poisson-rate-ci";

    public override IReadOnlyList<Input> Inputs => [Shared.Events,
        new("exposure", ColumnKind.Real, "population", "person_years") { Min = 0 }, RowConfidence.Input];

    public override IReadOnlyList<Parameter> Parameters => [Shared.Confidence];

    protected override bool VariesByRow(string parameter) => parameter == "confidence";

    public override IReadOnlyList<Output> Outputs =>
        [new("rate"), new("exact_lo"), new("exact_hi"), new("byar_lo"), new("byar_hi")];

    public override ResultShape Shape => ResultShape.Rows;

    public override Guide Guide => new("""
        exact: G(α/2; x)/T and G(1 - α/2; x + 1)/T, G the gamma quantile of that shape;
        Byar: x (1 - 1/(9x) - z/(3√x))³/T and, with x + 1 for x, (x + 1)(1 - 1/(9(x + 1)) + z/(3√(x + 1)))³/T
        """, "Garwood (1936), Biometrika 28:437-442; Breslow and Day (1987), Statistical Methods in Cancer Research " +
            "II, p. 69", new("""
        events,exposure
        0,1
        10,1
        10,1000
        """, "",
        [
            new(1, "exact_lo", "0"), new(1, "exact_hi", "3.689"), new(2, "exact_lo", "4.795"),
            new(2, "exact_hi", "18.390"), new(3, "rate", "0.01"), new(3, "exact_hi", "0.018390"),
        ],
        "Pearson and Hartley (1966), Biometrika Tables for Statisticians I, table 40; -ln 0.025 by hand"));

    protected override void Analyse(Sample sample, Results results)
    {
        var (events, exposures) = (sample.WholesOrNull("events"), sample.RealsOrNull("exposure"));
        var levels = RowConfidence.Of(sample);
        for (var i = 0; i < sample.Count; i++)
        {
            var reason = events[i] is null || exposures[i] is null ? "missing"
                : exposures[i] == 0 ? "zero_base" : null;
            if (reason is not null)
            {
                results.Set(i, new object?[5], reason);
                continue;
            }
            var (x, exposure) = (events[i]!.Value, exposures[i]!.Value);
            var exact = PoissonRate.Exact(x, exposure, levels[i]);
            var byar = PoissonRate.Byar(x, exposure, levels[i]);
            results.Set(i, [x / exposure, exact.Low, exact.High, byar.Low, byar.High]);
        }
    }
}
