using System.Globalization;
using Analytics.Tables;

namespace Analytics.Statistics.Trends;

sealed class MannKendallAnalysis : CaseAnalysis
{
    static readonly string[] OfSlope =
    [
        "sen_slope", "sen_intercept_median_residual", "sen_intercept_conover", "sen_lo", "sen_hi",
        .. from level in new[] { 90, 95 } from how in new[] { "gilbert", "trendpkg" } from end in new[] { "lo", "hi" }
            select $"sen_{end}{level}_{how}",
    ];

    public override string Name => "mann-kendall";

    public override IReadOnlyList<Input> Inputs => [TimeAxis.Value, .. TimeAxis.Inputs];

    public override IReadOnlyList<Parameter> Parameters =>
        [Shared.Confidence, new("period", ParameterKind.Word, "auto") { Aliases = ["frequency"] }];

    public override IReadOnlyList<Output> Outputs =>
    [
        new("n", ColumnKind.Whole), new("S", ColumnKind.Whole), new("varS"), new("tau_b"), new("z"), new("p_normal_cc"),
        new("p_exact"), .. OfSlope.Select(key => new Output(key)), new("period", ColumnKind.Whole),
        new("seasonal_S_total", ColumnKind.Whole), new("seasonal_S", ColumnKind.Whole) { IsIndexed = true },
        new("seasonal_varS") { IsIndexed = true }, new("seasonal_varS_total"), new("seasonal_z_cc"), new("seasonal_p"),
        new("seasonal_sen_slope"),
    ];

    public override ResultShape Shape => ResultShape.Long;

    public override bool IsOverTime => true;

    public override Guide Guide => new("""
        S = Σ sign(yⱼ - yᵢ), i < j; Var S = (n(n-1)(2n+5) - Σ t(t-1)(2t+5)) / 18 over groups of t equal values
        z = (S - sign S) / √Var S; exact p: share of the orders of these values with |S| as large, up to 50 values
        Sen: median of (yⱼ - yᵢ)/(tⱼ - tᵢ); limits: slopes of ranks (N - C)/2 and (N + C)/2 + 1, C = z √Var S
        Seasonal: S and Var S summed over the seasons; slopes of pairs within a season, a cycle
        """, "Mann (1945), Econometrica 13:245-259; Sen (1968), JASA 63:1379-1389; Gilbert (1987), Statistical Methods "
        + "for Environmental Pollution Monitoring, ch. 16-17; Hirsch, Slack and Smith (1982), Water Resources Research "
        + "18:107-121",
        new("t,y\n1,1\n2,3\n3,2\n4,5\n5,4", "",
        [
            new(0, "S", "6"), new(0, "varS", "16.667"), new(0, "tau_b", "0.6"), new(0, "z", "1.2247"),
            new(0, "p_exact", "0.23333"), new(0, "sen_slope", "0.875"),
            new(0, "sen_intercept_median_residual", "0.125"), new(0, "sen_intercept_conover", "0.375"),
        ], "By hand: 8 of 10 pairs rise; Var S = 5·4·15/18; z = 5/√16.667; of 120 orders 14 have 2 inversions or "
            + "fewer and 14 have 8 or more; slopes -1 -1 1/3 1/2 3/4 1 1 4/3 2 3; 3 - 0.875·3"));

    protected override void Analyse(Sample sample, Results results)
    {
        var points = ValueSeries.Of(Name, sample);
        var n = points.Values.Length;
        results.Say("n", n);
        if (n < 2)
        {
            foreach (var key in Outputs.Where(o => !o.IsIndexed && o.Name is not ("n" or "period")))
                results.Say(key.Name, null, reason: "too_few");
            return;
        }
        SayOrder(points, results);
        SaySlope(points, sample.Settings.Number("confidence"), results);
        var period = PeriodOf(sample, points);
        results.Say("period", period);
        if (period > 1) SaySeasons(points, period, results);
        else
            foreach (var key in Outputs.Where(o => !o.IsIndexed))
                if (key.Name.StartsWith("seasonal_", StringComparison.Ordinal))
                    results.Say(key.Name, null, reason: "not_applicable");
    }

    static void SayOrder(ValueSeries points, Results results)
    {
        var test = MannKendall.Of(points.Values);
        results.Say("S", test.S);
        results.Say("varS", test.Variance);
        results.Say("tau_b", test.TauB, reason: test.TauB is null ? "constant" : null);
        results.Say("z", test.Z);
        results.Say("p_normal_cc", test.NormalP);
        var isExact = points.Values.Length <= MannKendall.MostExact;
        results.Say("p_exact", isExact ? test.P : null, reason: isExact ? null : "not_applicable");
    }

    static void SaySlope(ValueSeries points, double confidence, Results results)
    {
        var sen = SenSlope.Of(points.Times, points.Values, confidence);
        results.Say("sen_slope", sen.Slope);
        results.Say("sen_intercept_median_residual", sen.Intercept);
        results.Say("sen_intercept_conover", Median(points.Values) - sen.Slope * Median(points.Times));
        results.Say("sen_lo", sen.Interval.Low);
        results.Say("sen_hi", sen.Interval.High);
        foreach (var level in new[] { 90, 95 })
        {
            var gilbert = SenSlope.Of(points.Times, points.Values, level / 100.0).Interval;
            results.Say($"sen_lo{level}_gilbert", gilbert.Low);
            results.Say($"sen_hi{level}_gilbert", gilbert.High);
            var rounded = SenSlope.RoundedLimits(points.Times, points.Values, level / 100.0);
            results.Say($"sen_lo{level}_trendpkg", rounded.Low);
            results.Say($"sen_hi{level}_trendpkg", rounded.High);
        }
    }

    static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return Quantile.Type7(sorted, 0.5);
    }

    int PeriodOf(Sample sample, ValueSeries points)
    {
        var text = sample.Settings.Word("period");
        if (text == "auto") return Seasons.Find(points.Times, points.Values);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var period)
            && period is >= 1 and <= 10_000 ? period
            : throw StatisticsErrors.ParameterInvalid(Name, "period", text, "auto | [1, 10000] ∩ ℤ");
    }

    static void SaySeasons(ValueSeries points, int period, Results results)
    {
        var seasons = Seasons.Of(points.Times, period);
        var test = SeasonalMannKendall.Of(points.Times, points.Values, seasons.Places, period, seasons.Cycle);
        results.Say("seasonal_S_total", test.S);
        results.Say("seasonal_varS_total", test.Variance);
        results.Say("seasonal_z_cc", test.Z);
        results.Say("seasonal_p", test.P);
        results.Say("seasonal_sen_slope", test.Slope, reason: test.Slope is null ? "too_few" : null);
        for (var s = 1; s <= period; s++)
        {
            var season = test.Seasons[s - 1];
            results.Say("seasonal_S", season?.S, s, season is null ? "too_few" : null);
            results.Say("seasonal_varS", season?.Variance, s, season is null ? "too_few" : null);
        }
    }
}
