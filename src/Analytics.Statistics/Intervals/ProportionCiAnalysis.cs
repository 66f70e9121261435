using Analytics.Statistics.Comparisons;

namespace Analytics.Statistics.Intervals;

// All intervals of a proportion side by side.
sealed class ProportionCiAnalysis : CaseAnalysis
{
    static readonly (string Prefix, Func<long, long, double, Interval> Of)[] Methods =
    [
        ("wilson", Wilson.Interval), ("wilsoncc", Wilson.Corrected), ("clopper", ClopperPearson.Interval),
        ("jeffreys", Jeffreys.Interval), ("agresti_coull", AgrestiCoull.Interval), ("midp", MidP.Interval),
    ];

    public override string Name => "proportion-ci";

    public override IReadOnlyList<Input> Inputs => [Shared.Events, Shared.Trials, RowConfidence.Input];

    public override IReadOnlyList<Parameter> Parameters =>
        [Shared.Confidence, Shared.MinimumBase with { Default = "0" }];

    protected override bool VariesByRow(string parameter) => parameter == "confidence";

    public override IReadOnlyList<Output> Outputs => [new("estimate"),
        .. Methods.SelectMany(m => new Output[] { new(m.Prefix + "_lo"), new(m.Prefix + "_hi") })];

    public override ResultShape Shape => ResultShape.Rows;

    public override Guide Guide => new("""
        Wilson: (x + z²/2 ± z √(x (n - x)/n + z²/4)) / (n + z²); with correction: of x - ½ and x + ½;
        Clopper-Pearson: P(X ≥ x) = α/2 and P(X ≤ x) = α/2; mid-P: the count found weighs half;
        Jeffreys: quantiles of Beta(x + ½, n - x + ½); Agresti-Coull: z²/2 events and z²/2 non-events added
        """, "Newcombe (1998), Statistics in Medicine 17:857-872; Brown, Cai and DasGupta (2001), Statistical " +
            "Science 16:101-133", new("""
        events,trials
        81,263
        15,148
        0,20
        """, "",
        [
            new(1, "wilson_lo", "0.2553"), new(1, "wilson_hi", "0.3662"), new(1, "wilsoncc_lo", "0.2535"),
            new(1, "wilsoncc_hi", "0.3682"), new(1, "clopper_lo", "0.2527"), new(1, "clopper_hi", "0.3676"),
            new(1, "midp_lo", "0.2544"), new(1, "midp_hi", "0.3658"), new(2, "wilson_lo", "0.0624"),
            new(2, "midp_lo", "0.0601"), new(2, "midp_hi", "0.1581"), new(3, "wilson_hi", "0.1611"),
            new(3, "clopper_hi", "0.1684"), new(3, "midp_hi", "0.1391"),
        ],
        "Newcombe (1998), table I"));

    protected override void Analyse(Sample sample, Results results)
    {
        var (events, trials) = (sample.WholesOrNull("events"), sample.WholesOrNull("trials"));
        var minimum = sample.Settings.Whole("minimum_base");
        var levels = RowConfidence.Of(sample);
        for (var i = 0; i < sample.Count; i++)
        {
            var reason = CountReason.Of(Name, sample, i, events[i], trials[i]);
            if (reason is null && SmallBase.IsCountsOnly(trials[i]!.Value, minimum)) reason = SmallBase.Reason;
            if (reason is not null)
            {
                results.Set(i, new object?[Outputs.Count], reason);
                continue;
            }
            var (x, n) = (events[i]!.Value, trials[i]!.Value);
            results.Set(i, [x / (double)n, .. Methods.SelectMany(m =>
            {
                var interval = m.Of(x, n, levels[i]);
                return new object?[] { interval.Low, interval.High };
            })]);
        }
    }
}
