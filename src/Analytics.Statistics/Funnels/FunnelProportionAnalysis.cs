using Analytics.Statistics.Comparisons;
using Analytics.Statistics.Intervals;
using Analytics.Statistics.Units;
using Analytics.Tables;

namespace Analytics.Statistics.Funnels;

// Every form of limits side by side; `mark` is by the robust overdispersed ones and keeps silent on small bases.
sealed class FunnelProportionAnalysis : CaseAnalysis
{
    static readonly (string Suffix, int Level)[] Levels = [("95", 0), ("998", 1)];

    public override string Name => "funnel-proportion";

    public override IReadOnlyList<Input> Inputs => [Shared.Events, Shared.Trials, Shared.Unit];

    public override IReadOnlyList<Parameter> Parameters =>
        [FunnelParameters.Benchmark, FunnelParameters.Trim, Shared.Direction, Shared.MinimumBase];

    public override IReadOnlyList<Output> Outputs =>
    [
        new("p"), new("target"), new("z_arcsine"), new("z_winsorised"), new("z_score"),
        .. Levels.SelectMany(l => new Output[]
        {
            new($"od_robust_pm_lo{l.Suffix}"), new($"od_robust_pm_hi{l.Suffix}"),
            new($"outlier_od_robust_pm{l.Suffix}", ColumnKind.Whole), new($"score_lo{l.Suffix}"),
            new($"score_hi{l.Suffix}"), new($"exact_lo{l.Suffix}"), new($"exact_hi{l.Suffix}"),
            new($"arcsine_lo{l.Suffix}"), new($"arcsine_hi{l.Suffix}"), new($"od_additive_lo{l.Suffix}"),
            new($"od_additive_hi{l.Suffix}"), new($"od_multiplicative_lo{l.Suffix}"),
            new($"od_multiplicative_hi{l.Suffix}"), new($"outlier_exact{l.Suffix}", ColumnKind.Whole),
            new($"outlier_od_additive{l.Suffix}", ColumnKind.Whole),
        }),
        new("mark", ColumnKind.Text),
    ];

    public override ResultShape Shape => ResultShape.Rows;

    public override Guide Guide => new("""
        score: P ± z √(P (1 - P)/n); exact: (r - a)/n, r the binomial quantile, a = (F(r) - p)/(F(r) - F(r - 1));
        arcsine: sin²(asin √P ± z √(1/(4n) + τ²)), τ² = 0, by DerSimonian and Laird (od_additive) or robust after
        Paule and Mandel (od_robust_pm); od_multiplicative: score limits with z √max(1, φ)
        """, "Spiegelhalter (2005), Statistics in Medicine 24:1185-1202", new("""
        unit,events,trials
        a,30,100
        b,50,100
        c,70,100
        """, "",
        [
            new(1, "z_score", "-4"), new(3, "z_arcsine", "4.115168"), new(2, "score_lo95", "0.4020018"),
            new(3, "score_hi998", "0.6545116"), new(3, "outlier_exact998", "1"), new(3, "mark", "similar"),
        ], "By hand: P = 0.5, 0.2/0.05 = 4; (asin √0.7 - π/4) · 20; 0.5 ± 1.959964 · 0.05 and 0.5 + 3.090232 · 0.05"));

    protected override void Analyse(Sample sample, Results results)
    {
        var units = CountedUnits.Of(Name, sample);
        units.SayLeftOut(results, Outputs.Count);
        if (units.Count == 0) return;
        var settings = sample.Settings;
        var found = FunnelDispersion.Of(units.Events, units.Trials, settings.NumberOrNull("benchmark"),
            settings.Number("trim"));
        var (arcsine, score) = (FunnelZ.Arcsine(units.Events, units.Trials, found.Target),
            FunnelZ.Score(units.Events, units.Trials, found.Target));
        var (direction, least) = (FunnelParameters.DirectionOf(settings), settings.Whole("minimum_base"));
        for (var i = 0; i < units.Count; i++)
        {
            var (n, p) = (units.Trials[i], units.Events[i] / (double)units.Trials[i]);
            var limits = Standing.Levels.Select(level => FormLimits.Of(found, n, level)).ToArray();
            var reasons = new List<string>();
            if (score is null) reasons.Add("z_score=no_variation");
            if (n < least) reasons.Add("mark=small_base");
            results.Set(units.Rows[i],
            [
                p, found.Target, arcsine[i], Math.Clamp(arcsine[i], found.WinsorLow, found.WinsorHigh), score?[i],
                .. limits.SelectMany(at => at.Cells(p)),
                n < least ? null : Standing.Of(p, limits[0].Robust, limits[1].Robust).Word(direction),
            ], reasons.Count == 0 ? null : string.Join("; ", reasons));
        }
    }

    readonly record struct FormLimits(Interval Robust, Interval Score, Interval Exact, Interval Arcsine,
        Interval Additive, Interval Multiplicative)
    {
        public static FormLimits Of(FunnelDispersion found, long n, double level)
        {
            var target = found.Target;
            var reach = SpecialFunctions.TwoSidedNormal(level) * Math.Sqrt(target * (1 - target) / n)
                * Math.Sqrt(Math.Max(1, found.PhiScore ?? 1));
            return new(FunnelLimits.Arcsine(target, n, found.Tau2Robust, level),
                FunnelLimits.Score(target, n, level), FunnelLimits.Exact(target, n, level),
                FunnelLimits.Arcsine(target, n, 0, level), FunnelLimits.Arcsine(target, n, found.Tau2, level),
                new(Math.Max(0, target - reach), Math.Min(1, target + reach)));
        }

        public object?[] Cells(double p) =>
        [
            Robust.Low, Robust.High, Side(p, Robust), Score.Low, Score.High, Exact.Low, Exact.High, Arcsine.Low,
            Arcsine.High, Additive.Low, Additive.High, Multiplicative.Low, Multiplicative.High, Side(p, Exact),
            Side(p, Additive),
        ];

        static long Side(double p, Interval limits) => p < limits.Low ? -1 : p > limits.High ? 1 : 0;
    }
}
