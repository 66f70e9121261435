using Analytics.Statistics.Intervals;
using Analytics.Tables;

namespace Analytics.Statistics.Comparisons;

// Each unit of a case against the rate of all, or a given one, and against the rest, with marks.
sealed class BenchmarkComparisonAnalysis : CaseAnalysis
{
    static readonly string[] Scores = ["z_score", "p_score", "level95", "level998"],
        Rests = ["z_vs_rest", "p_vs_rest", "bh_vs_rest", "holm_vs_rest"];

    public override string Name => "benchmark-comparison";

    public override IReadOnlyList<Input> Inputs => [Shared.Events, Shared.Trials, Shared.Unit];

    public override IReadOnlyList<Parameter> Parameters =>
    [
        Shared.Confidence, Shared.Direction, Shared.MinimumBase,
        new("benchmark", ParameterKind.Number) { Min = 0, Max = 1, Aliases = ["target"] },
    ];

    public override IReadOnlyList<Output> Outputs =>
    [
        new("benchmark"), new("z_score"), new("p_score"), new("p_binom_minlike"), new("p_binom_midp"),
        new("z_vs_rest"), new("p_vs_rest"), new("p_fisher_vs_rest"), new("bh_vs_rest"), new("holm_vs_rest"),
        new("bh_binom_midp"), new("level95", ColumnKind.Text), new("level998", ColumnKind.Text),
        new("fingertips_spc95", ColumnKind.Text), new("fingertips_spc998", ColumnKind.Text),
        new("mark", ColumnKind.Text), new("heterogeneity_p"), new("within_chance", ColumnKind.Flag),
    ];

    public override ResultShape Shape => ResultShape.Rows;

    public override Guide Guide => new("""
        z = (x - nP)/√(nP(1 - P)), P all events over all trials unless given; against the rest z/√(1 - n/N);
        levels where |z| passes 1.959964 and 3.090232; Fingertips: Wilson limits round P with 1.96 and 3.0902;
        mark: against the rest, or a given benchmark, exact where fewer than 5 events or non-events are expected
        """, "Spiegelhalter (2005), Statistics in Medicine 24:1185-1202; Benjamini and Hochberg (1995), " +
            "JRSS B 57:289-300", new("""
        district,events,trials
        a,60,100
        b,30,100
        c,3,6
        """, "benchmark=0.5 minimum_base=10",
        [
            new(1, "z_score", "2"), new(1, "p_score", "0.0455003"), new(2, "z_score", "-4"),
            new(1, "level95", "higher"), new(1, "level998", "similar"), new(2, "level998", "lower"),
            new(3, "p_binom_minlike", "1"), new(2, "mark", "lower_998"), new(3, "not_computable", "mark=small_base"),
        ],
        "By hand: 10/√25 and -20/√25; p = 2 (1 - Φ(2))"));

    protected override void Analyse(Sample sample, Results results)
    {
        var all = Counted.Of(Name, sample);
        var counted = all.Where(c => c.Reason is null).ToArray();
        foreach (var none in all.Where(c => c.Reason is not null))
            results.Set(none.Row, new object?[Outputs.Count], none.Reason);
        if (counted.Length == 0) return;
        long[] events = [.. counted.Select(c => c.Events)], trials = [.. counted.Select(c => c.Trials)];
        var (allEvents, allTrials) = (events.Sum(), trials.Sum());
        var given = sample.Settings.NumberOrNull("benchmark");
        var benchmark = given ?? Heterogeneity.Pooled(events, trials);
        var minimum = sample.Settings.Whole("minimum_base");
        var compared = counted.Select(c => SmallBase.IsCountsOnly(c.Trials, minimum) ? null
            : new Compared(c, benchmark, allEvents, allTrials)).ToArray();
        double?[] rest = [.. compared.Select(c => c?.Rest?.P)], midp = [.. compared.Select(c => c?.MidP)];
        var (bh, holm) = (AdjustedP.BenjaminiHochberg(rest), AdjustedP.Holm(rest));
        var bhMidP = AdjustedP.BenjaminiHochberg(midp);
        double? heterogeneity = counted.Length > 1 ? Heterogeneity.Of(events, trials).P : null;
        bool? isChance = heterogeneity is { } p ? p >= 1 - sample.Settings.Number("confidence") : null;
        for (var i = 0; i < counted.Length; i++)
            if (compared[i] is { } c)
                results.Set(counted[i].Row,
                [
                    benchmark, c.Z, c.P, c.ExactP, c.MidP, c.Rest?.Z, c.Rest?.P, c.FisherP, bh[i], holm[i], bhMidP[i],
                    Word(c.Level(95)), Word(c.Level(998)), Word(c.Around(benchmark, 1.96)),
                    Word(c.Around(benchmark, 3.0902)),
                    SmallBase.HasNoMark(counted[i].Trials, minimum) ? null
                        : c.Mark(given, sample.Settings.Word("direction")), heterogeneity, isChance,
                ], ReasonOf(c, counted[i].Trials, minimum, given, heterogeneity));
            else
                results.Set(counted[i].Row, new object?[Outputs.Count], SmallBase.Reason);
    }

    static string? ReasonOf(Compared c, long trials, long minimum, double? given, double? heterogeneity) => Reasons.Of(
        (c.Z is null ? "no_variation" : null, Scores),
        (c.Rest is null ? "too_few" : c.Rest is { Z: null } ? "no_variation" : null, Rests),
        (c.Rest is null ? "too_few" : null, ["p_fisher_vs_rest"]),
        (SmallBase.HasNoMark(trials, minimum) ? SmallBase.Reason : given is null && c.Rest is null ? "too_few" : null,
            ["mark"]),
        (heterogeneity is null ? "too_few" : null, ["heterogeneity_p", "within_chance"]));

    static string? Word(int? side) => side switch { null => null, 0 => "similar", > 0 => "higher", _ => "lower" };

    // One unit against the benchmark and against all others.
    sealed class Compared
    {
        readonly long _events, _trials, _others, _rest;

        public Compared(Counted counted, double benchmark, long allEvents, long allTrials)
        {
            (_events, _trials) = (counted.Events, counted.Trials);
            (_others, _rest) = (allEvents - _events, allTrials - _trials);
            Z = OneProportion.Test(_events, _trials, benchmark).Z;
            ExactP = OneProportion.ExactP(_events, _trials, benchmark);
            MidP = OneProportion.MidP(_events, _trials, benchmark);
            if (_rest == 0) return;
            var z = TwoProportions.Test(_events, _trials, _others, _rest).Z;
            Rest = (z, z is { } score ? SpecialFunctions.TwoSidedNormalP(score) : null);
            FisherP = TwoProportions.FisherP(_events, _trials, _others, _rest);
        }

        public double? Z { get; }

        public double? P => Z is { } z ? SpecialFunctions.TwoSidedNormalP(z) : null;

        public double ExactP { get; }

        public double MidP { get; }

        public (double? Z, double? P)? Rest { get; }

        public double? FisherP { get; }

        public int? Level(int least) => Z is not { } z ? null
            : Standing.Of(P!.Value, z) is var standing && standing.Level >= least ? standing.Side : 0;

        // On which side of Wilson's limits round the benchmark the rate lies.
        public int? Around(double benchmark, double z)
        {
            double n = _trials;
            var middle = n * benchmark + z * z / 2;
            var reach = z * Math.Sqrt(z * z / 4 + n * benchmark * (1 - benchmark));
            var rate = _events / n;
            return rate < (middle - reach) / (n + z * z) ? -1 : rate > (middle + reach) / (n + z * z) ? 1 : 0;
        }

        public string? Mark(double? given, string direction)
        {
            if (given is null && _rest == 0) return null;
            var test = given is { } benchmark ? OneProportion.Test(_events, _trials, benchmark)
                : TwoProportions.Test(_events, _trials, _others, _rest);
            var difference = _events / (double)_trials - (given ?? _others / (double)_rest);
            return Standing.Of(test.P, difference).Word(Directions.Of(direction));
        }
    }
}

static class Directions
{
    /// Of the parameter's words.
    public static Direction Of(string word) => word switch
    {
        "higher_better" => Direction.HigherBetter,
        "lower_better" => Direction.LowerBetter,
        _ => Direction.Neutral,
    };
}
