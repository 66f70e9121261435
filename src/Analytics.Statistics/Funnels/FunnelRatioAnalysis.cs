using Analytics.Statistics.Comparisons;
using Analytics.Tables;

namespace Analytics.Statistics.Funnels;

// `mark` is by the overdispersed limits and keeps silent where few are expected.
sealed class FunnelRatioAnalysis : CaseAnalysis
{
    // As the published method has them.
    static readonly double[] Quantiles = [1.959964, 3.090232];

    public override string Name => "funnel-ratio";

    public override IReadOnlyList<Input> Inputs =>
        [FunnelParameters.Observed, FunnelParameters.Expected, Shared.Unit];

    public override IReadOnlyList<Parameter> Parameters =>
        [FunnelParameters.Method, FunnelParameters.Trim, Shared.Direction, Shared.MinimumBase];

    public override IReadOnlyList<Output> Outputs =>
    [
        new("ratio"), new("z"), new("z_used"), new("pois_lo95"), new("pois_hi95"), new("pois_lo998"),
        new("pois_hi998"), new("od_lo95"), new("od_hi95"), new("od_lo998"), new("od_hi998"),
        new("mark", ColumnKind.Text),
    ];

    public override ResultShape Shape => ResultShape.Rows;

    public override Guide Guide => new("""
        CQC: z = 2(√O - √E), winsorised, limits 1 ± z √(1/(4E) + τ²);
        SHMI: z = √E ln(O/E), extremes left out, E to two places, limits exp(± z √(1/E + τ²));
        τ² = max(0, (Σ z² - (k - 1))/(Σ w - Σ w²/Σ w)), w = 4E or E; pois: γ quantiles over E
        """, "Spiegelhalter, Sherlaw-Johnson, Bardsley, Blunt, Wood, Grigg (2012), JRSS A 175:1-47", new("""
        unit,observed,expected
        a,16,25
        b,25,25
        c,36,25
        """, "method=CQC trim=0",
        [
            new(1, "ratio", "0.64"), new(1, "z", "-2"), new(2, "z", "0"), new(3, "z", "2"),
            new(1, "od_lo95", "0.6080072"), new(1, "od_hi998", "1.6180464"),
        ], "By hand: Σ z² = 8, w = 100, τ² = (8 - 2)/(300 - 100) = 0.03; 1/(4E) + τ² = 0.04"));

    protected override void Analyse(Sample sample, Results results)
    {
        var settings = sample.Settings;
        var (method, least) = (FunnelParameters.MethodOf(settings), settings.Whole("minimum_base"));
        var units = RatioUnits.Of(sample, method);
        foreach (var (row, reason) in units.LeftOut) results.Set(row, new object?[Outputs.Count], reason);
        if (units.Rows.Length == 0) return;
        var funnel = RatioFunnel.Of(units.Observed, units.Expected, method, settings.Number("trim"));
        for (var i = 0; i < units.Rows.Length; i++)
        {
            var (expected, ratio) = (funnel.Expected[i], units.Observed[i] / funnel.Expected[i]);
            var (pois95, pois998) = (RatioFunnel.Poisson(expected, Standing.Levels[0]),
                RatioFunnel.Poisson(expected, Standing.Levels[1]));
            var (od95, od998) = (funnel.Overdispersed(expected, Quantiles[0]),
                funnel.Overdispersed(expected, Quantiles[1]));
            var reasons = new List<string>();
            if (funnel.Z[i] is null) reasons.Add("z=unbounded");
            if (funnel.ZUsed[i] is null) reasons.Add("z_used=left_out");
            if (expected < least) reasons.Add("mark=small_base");
            results.Set(units.Rows[i],
            [
                ratio, funnel.Z[i], funnel.ZUsed[i], pois95.Low, pois95.High, pois998.Low, pois998.High, od95.Low,
                od95.High, od998.Low, od998.High, expected < least ? null
                    : Standing.Of(ratio, od95, od998).Word(FunnelParameters.DirectionOf(settings)),
            ], reasons.Count == 0 ? null : string.Join("; ", reasons));
        }
    }
}
