using Analytics.Statistics.Comparisons;
using Analytics.Statistics.Funnels;
using Analytics.Statistics.Intervals;
using Analytics.Statistics.Ranks;
using Analytics.Statistics.Shrinkage;

namespace Analytics.Statistics.Units;

/// <summary>All that is said of units side by side, in one call: whether they differ at all, each with interval,
/// difference, p, mark, funnel, shrinkage and rank interval. The parts are those of the functions called one by one.
/// </summary>
public sealed record ComparisonPage
{
    /// <summary>Asked first: whether rates differ by more than chance. Null without a unit that has trials.</summary>
    public Heterogeneity? Heterogeneity { get; private init; }

    /// <summary>All events over all trials; null without trials.</summary>
    public double? Pooled { get; private init; }

    /// <summary>The funnel, overdispersed; null without trials.</summary>
    public FunnelPlot? Funnel { get; private init; }

    /// <summary>How rates differ in truth; null without trials.</summary>
    public BetaBinomial? Shrinkage { get; private init; }

    /// <summary>Sets of rates drawn for ranks; null where ranks are exact, or none are told.</summary>
    public int? RankDraws { get; private init; }

    /// <summary>Standard error of the probability beyond an end of a rank interval, by the finite number of draws; 0
    /// where ranks are exact.</summary>
    public double RankTailError { get; private init; }

    /// <summary>In the order given.</summary>
    public IReadOnlyList<ComparedUnit> Units { get; private init; } = [];

    /// <summary>Of counts, one pair a unit.</summary>
    /// <param name="events">Each 0 to its trials.</param>
    /// <param name="trials">Each 0 or more, as many as events. Units of a small base count in the rest, in the funnel
    /// and in shrinkage, whether or not anything is said of themselves.</param>
    /// <param name="options">Defaults where null.</param>
    /// <exception cref="ArgumentException">Not as many events as trials.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count or an option is impossible.</exception>
    public static ComparisonPage Of(ReadOnlySpan<long> events, ReadOnlySpan<long> trials,
        ComparisonOptions? options = null)
    {
        if (events.Length != trials.Length)
            throw new ArgumentException($"Found {events.Length} events and {trials.Length} trials, expected as many.",
                nameof(trials));
        options ??= new();
        Arguments.CheckConfidence(options.Confidence);
        var none = new ComparedUnit { Reason = "no_trials" };
        var (x, n) = (events.ToArray(), trials.ToArray());
        var kept = Enumerable.Range(0, x.Length).Where(i => n[i] != 0 || x[i] != 0).ToArray();
        if (kept.Length == 0) return new() { Units = [.. x.Select(_ => none)] };
        var (xs, ns) = (Array.ConvertAll(kept, i => x[i]), Array.ConvertAll(kept, i => n[i]));
        var page = OfCounted(xs, ns, options);
        var units = new ComparedUnit[x.Length];
        Array.Fill(units, none);
        for (var i = 0; i < kept.Length; i++) units[kept[i]] = page.Units[i];
        return page with { Units = units };
    }

    static ComparisonPage OfCounted(long[] x, long[] n, ComparisonOptions options)
    {
        var heterogeneity = Comparisons.Heterogeneity.Of(x, n);
        var (funnel, shrinkage) = (FunnelPlot.Overdispersed(x, n, options.Target), BetaBinomial.Of(x, n));
        var (allEvents, allTrials) = (x.Sum(), n.Sum());
        var units = new ComparedUnit[x.Length];
        const int together = 64;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads };
        Parallel.For(0, (x.Length + together - 1) / together, parallel, block =>
        {
            for (var i = block * together; i < Math.Min(x.Length, (block + 1) * together); i++)
                units[i] = Of(x[i], n[i], allEvents, allTrials, funnel, shrinkage, options);
        });
        var p = Array.ConvertAll(units, unit => unit.Test?.P);
        var (hochberg, holm) = (AdjustedP.BenjaminiHochberg(p), AdjustedP.Holm(p));
        var (ranked, ranks) = RanksOf(x, n, options);
        var tail = (1 - options.Confidence) / 2;
        for (int i = 0, rank = 0; i < units.Length; i++)
        {
            units[i] = units[i] with { BenjaminiHochbergP = hochberg[i], HolmP = holm[i] };
            if (rank == ranked.Length || ranked[rank] != i) continue;
            units[i] = units[i] with
            {
                ExpectedRank = ranks!.Expected(rank),
                RankInterval = new(ranks.Quantile(rank, tail), ranks.Quantile(rank, 1 - tail)),
            };
            rank++;
        }
        return new()
        {
            Heterogeneity = heterogeneity, Pooled = allEvents / (double)allTrials, Funnel = funnel,
            Shrinkage = shrinkage, RankDraws = ranks?.Draws, Units = units,
            RankTailError = ranks?.Draws is { } draws ? Math.Sqrt(tail * (1 - tail) / draws) : 0,
        };
    }

    static ComparedUnit Of(long x, long n, long allEvents, long allTrials, FunnelPlot funnel, BetaBinomial shrinkage,
        ComparisonOptions options)
    {
        if (2 * n < options.MinimumBase) return new() { Reason = "small_base" };
        var small = n < options.MinimumBase;
        var rate = x / (double)n;
        var found = new ComparedUnit
        {
            Reason = small ? "small_base" : null, Rate = rate,
            RateInterval = Wilson.Interval(x, n, options.Confidence),
            FunnelZ = funnel.Z(x, n), FunnelStanding = small ? null : funnel.StandingOf(x, n),
            Shrunk = shrinkage.PosteriorMean(x, n),
            ShrunkInterval = shrinkage.PosteriorInterval(x, n, options.Confidence),
        };
        var (restEvents, rest) = (allEvents - x, allTrials - n);
        if (options.Target is null && rest == 0) return found with { Reason = found.Reason ?? "too_few" };
        var reference = options.Target ?? restEvents / (double)rest;
        var test = options.Target is { } target ? OneProportion.Test(x, n, target)
            : TwoProportions.Test(x, n, restEvents, rest);
        return found with
        {
            Reference = reference, Difference = rate - reference, Test = test,
            DifferenceInterval = options.Target is null
                ? Newcombe.Interval(x, n, restEvents, rest, options.Confidence)
                : new(found.RateInterval!.Value.Low - reference, found.RateInterval.Value.High - reference),
            Standing = small ? null : Comparisons.Standing.Of(test.P, rate - reference),
        };
    }

    static (int[] Ranked, RankDistribution? Ranks) RanksOf(long[] x, long[] n, ComparisonOptions options)
    {
        var ranked = Enumerable.Range(0, x.Length).Where(i => n[i] >= options.MinimumBase).ToArray();
        if (ranked.Length == 0) return (ranked, null);
        var alpha = Array.ConvertAll(ranked, i => x[i] + 0.5);
        var beta = Array.ConvertAll(ranked, i => n[i] - x[i] + 0.5);
        if (options.Direction == Direction.LowerBetter) (alpha, beta) = (beta, alpha);
        return (ranked, ranked.Length <= RankDistribution.MostExact ? RankDistribution.Exact(alpha, beta)
            : RankDistribution.Drawn(alpha, beta, options.RankDraws, options.Seed, options.Threads));
    }
}
