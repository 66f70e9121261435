using Analytics.Tables;

namespace Analytics.Statistics.Trends;

// Counts are scanned for one change of their proportion, and their log-odds for a bend; values without counts are cut
// into segments of one mean.
sealed class ChangePointAnalysis : CaseAnalysis
{
    static readonly string[] OfScan =
        ["binom_split_after", "binom_split_time", "binom_llr_max", "binom_p", "rate_before", "rate_after"];

    static readonly string[] OfHinge =
    [
        "linear_deviance", "hinge_best", "hinge_time", "hinge_slope1", "hinge_slope2", "bic_linear", "bic_hinge",
        "bic_prefers_hinge",
    ];

    public override string Name => "changepoint";

    public override IReadOnlyList<Input> Inputs =>
    [
        Shared.Events with { IsOptional = true }, TimeAxis.Trials with { IsOptional = true },
        TimeAxis.Value with { IsOptional = true }, .. TimeAxis.Inputs,
    ];

    public override IReadOnlyList<Parameter> Parameters =>
    [
        new("min_side", ParameterKind.Whole, "2") { Min = 1, Max = 1000 },
        new("min_segment", ParameterKind.Whole, "5") { Min = 1, Max = 1000 },
        new("max_breaks", ParameterKind.Whole, "4") { Min = 0, Max = 20 },
        new("replicates", ParameterKind.Whole, "1999") { Min = 0, Max = 1_000_000 }, Shared.Seed,
    ];

    public override IReadOnlyList<Output> Outputs =>
    [
        new("binom_llr") { IsIndexed = true }, .. OfScan.Select(Of), new("pettitt_U", ColumnKind.Whole),
        new("pettitt_K", ColumnKind.Whole), new("pettitt_time"), new("pettitt_p"),
        new("pettitt_series", ColumnKind.Whole) { IsIndexed = true }, new("hinge_deviance") { IsIndexed = true },
        .. OfHinge.Select(Of), new("breaks_m{number}", ColumnKind.Whole) { IsIndexed = true },
        new("rss") { IsIndexed = true }, new("bic") { IsIndexed = true }, new("bic_choice", ColumnKind.Whole),
        new("min_segment", ColumnKind.Whole),
    ];

    public override ResultShape Shape => ResultShape.Long;

    public override bool IsOverTime => true;

    public override Guide Guide => new("""
        binom_llr(s) = 2 Σ over the parts [x ln(p_part/p) + (n - x) ln(q_part/q)]
        binom_p = (1 + draws as great) / (1 + draws), drawn from one rate p
        Pettitt: U(k) = Σ sign(yᵢ - yⱼ), i <= k < j; p = 2 exp(-6 max|U|² / (k³ + k²))
        joinpoint: logit p = a + b t + c max(0, t - T), T each interior time; BIC = deviance + 2 ln k or 4 ln k
        means: least Σ(y - mean of segment)² by dynamic programming; BIC = k (ln(2π RSS/k) + 1) + 2(m + 1) ln k
        """, "Worsley (1983), Biometrika 70:455-464; Pettitt (1979), Applied Statistics 28:126-135; Kim, Fay, Feuer "
        + "and Midthune (2000), Statistics in Medicine 19:335-351; Bai and Perron (2003), Journal of Applied "
        + "Econometrics 18:1-22",
        new("t,x,n\n1,25,100\n2,25,100\n3,75,100\n4,75,100", "replicates=0",
        [
            new(0, "binom_split_after", "2"), new(0, "binom_llr_max", "104.65"), new(0, "rate_before", "0.25"),
            new(0, "rate_after", "0.75"), new(0, "pettitt_U", "4"), new(0, "pettitt_K", "2"),
            new(0, "pettitt_p", "0.6024"),
        ], "By hand: 4 (50 ln ½ + 150 ln 1½) = 104.65; all 4 pairs across rise; 2 exp(-96/80)"));

    protected override void Analyse(Sample sample, Results results)
    {
        if (sample.Has("events") && sample.Has("trials"))
            Counted(CountSeries.Of(Name, sample), sample.Settings, results);
        else if (sample.Has("y")) Valued(ValueSeries.Of(Name, sample), sample.Settings, results);
        else throw TimeAxis.NothingToRead(this, "y", sample);
    }

    static void Counted(CountSeries points, Settings settings, Results results)
    {
        var (x, n) = (points.Events, points.Trials);
        var least = (int)settings.Whole("min_side");
        var scan = x.Length > 0 ? BinomialScan.Of(x, n, least) : null;
        if (scan is null) Say(OfScan, "too_few", results);
        else
        {
            for (var i = 0; i < scan.Ratios.Count; i++)
                results.Say("binom_llr", scan.Ratios[i], points.Ranks[i + least - 1]);
            results.Say("binom_split_after", points.Ranks[scan.Split - 1]);
            results.Say("binom_split_time", points.Times[scan.Split - 1]);
            results.Say("binom_llr_max", scan.Greatest);
            var replicates = (int)settings.Whole("replicates");
            if (replicates == 0) results.Say("binom_p", null, reason: "not_applicable");
            else results.Say("binom_p", scan.BootstrapP(x, n, replicates, (int)settings.Whole("seed")));
            results.Say("rate_before", scan.Before);
            results.Say("rate_after", scan.After);
        }
        SayPettitt(points.Ranks, points.Times, points.Rates, results);
        SayHinge(points, results);
    }

    static void SayHinge(CountSeries points, Results results)
    {
        var hinge = points.Times.Length >= 2 ? Joinpoint.Of(points.Times, points.Events, points.Trials) : null;
        if (hinge is null)
        {
            Say(OfHinge, points.Times.Length < 2 * Joinpoint.LeastSide + 1 ? "too_few" : "no_variation", results);
            return;
        }
        results.Say("linear_deviance", hinge.LinearDeviance);
        for (var i = 0; i < hinge.HingeDeviances.Count; i++)
            results.Say("hinge_deviance", hinge.HingeDeviances[i], points.Ranks[i + Joinpoint.LeastSide]);
        results.Say("hinge_best", points.Ranks[hinge.Best - 1]);
        results.Say("hinge_time", points.Times[hinge.Best - 1]);
        results.Say("hinge_slope1", hinge.SlopeBefore, reason: hinge.SlopeBefore is null ? "separation" : null);
        results.Say("hinge_slope2", hinge.SlopeAfter, reason: hinge.SlopeAfter is null ? "separation" : null);
        results.Say("bic_linear", hinge.LinearBic);
        results.Say("bic_hinge", hinge.HingeBic);
        results.Say("bic_prefers_hinge", hinge.PrefersHinge);
    }

    static void Valued(ValueSeries points, Settings settings, Results results)
    {
        SayPettitt(points.Ranks, points.Times, points.Values, results);
        var least = (int)settings.Whole("min_segment");
        results.Say("min_segment", least);
        if (points.Values.Length < 2)
        {
            results.Say("bic_choice", null, reason: "too_few");
            return;
        }
        var found = MeanSegments.Of(points.Values, least, (int)settings.Whole("max_breaks"));
        for (var m = 0; m < found.Breaks.Count; m++)
        {
            // One break has no index to tell it from others.
            for (var b = 0; b < m; b++)
                results.Say($"breaks_m{m}", points.Ranks[found.Breaks[m][b] - 1], m == 1 ? null : b + 1);
            results.Say("rss", found.SquaredMiss[m], m);
            results.Say("bic", found.Bic[m], m, found.Bic[m] is null ? "no_variation" : null);
        }
        results.Say("bic_choice", found.Choice);
    }

    static void SayPettitt(int[] ranks, double[] times, double[] values, Results results)
    {
        if (values.Length < 2)
        {
            Say(["pettitt_U", "pettitt_K", "pettitt_time", "pettitt_p"], "too_few", results);
            return;
        }
        var test = Pettitt.Of(values);
        results.Say("pettitt_U", test.U);
        results.Say("pettitt_K", ranks[test.K - 1]);
        results.Say("pettitt_time", times[test.K - 1]);
        results.Say("pettitt_p", test.P);
        for (var i = 0; i < values.Length; i++) results.Say("pettitt_series", test.Series[i], ranks[i]);
    }

    static void Say(IEnumerable<string> keys, string reason, Results results)
    {
        foreach (var key in keys) results.Say(key, null, reason: reason);
    }

    static Output Of(string key) => key switch
    {
        "bic_prefers_hinge" => new(key, ColumnKind.Flag),
        "binom_split_after" or "hinge_best" => new(key, ColumnKind.Whole),
        _ => new(key),
    };
}
