using Analytics.Statistics.Comparisons;
using Analytics.Statistics.Intervals;

namespace Analytics.Statistics.Units;

/// <summary>One unit on a comparison page. Proportions are 0 to 1. What is null has its <see cref="Reason"/>.</summary>
public sealed record ComparedUnit
{
    /// <summary>Null, or why parts are absent: <c>no_trials</c> (all), <c>small_base</c> (below the minimum base no
    /// mark and no rank, below 5 counts only), <c>too_few</c> (nothing to compare with).</summary>
    public string? Reason { get; init; }

    /// <summary>Events over trials.</summary>
    public double? Rate { get; init; }

    /// <summary>Wilson's limits of <see cref="Rate"/>.</summary>
    public Interval? RateInterval { get; init; }

    /// <summary>The rate of all others together, or the target.</summary>
    public double? Reference { get; init; }

    /// <summary>Rate less <see cref="Reference"/>.</summary>
    public double? Difference { get; init; }

    /// <summary>Newcombe's limits of <see cref="Difference"/>; against a target Wilson's less the target.</summary>
    public Interval? DifferenceInterval { get; init; }

    /// <summary>The test of <see cref="Difference"/>: <see cref="TwoProportions.Test"/>, or against a target
    /// <see cref="OneProportion.Test"/>.</summary>
    public ProportionTest? Test { get; init; }

    /// <summary>p after Benjamini and Hochberg over the page.</summary>
    public double? BenjaminiHochbergP { get; init; }

    /// <summary>p after Holm over the page.</summary>
    public double? HolmP { get; init; }

    /// <summary>Standing by <see cref="Test"/> alone; not corrected for the number of units.</summary>
    public Standing? Standing { get; init; }

    /// <summary>Standing in the overdispersed funnel.</summary>
    public Standing? FunnelStanding { get; init; }

    /// <summary>How far the rate lies from the funnel's target, in its standard errors.</summary>
    public double? FunnelZ { get; init; }

    /// <summary>Rate drawn towards the mean of all, by beta-binomial empirical Bayes.</summary>
    public double? Shrunk { get; init; }

    /// <summary>Limits of <see cref="Shrunk"/>; null also where the page has no differences beyond chance.</summary>
    public Interval? ShrunkInterval { get; init; }

    /// <summary>Mean rank among the units ranked; 1 is the highest rate, or where lower is better the lowest.</summary>
    public double? ExpectedRank { get; init; }

    /// <summary>The least and greatest rank of the equal-tailed interval.</summary>
    public Ranks.RankSet? RankInterval { get; init; }
}

/// <summary>What a comparison page can be told.</summary>
/// <param name="Confidence">Two-sided level of intervals, between 0 and 1.</param>
public sealed record ComparisonOptions(double Confidence = 0.95)
{
    /// <summary>Compared with instead of the rest, as a proportion, 0 to 1. It is the funnel's target, too.</summary>
    public double? Target { get; init; }

    /// <summary>Whether rank 1 is the lowest rate.</summary>
    public Direction Direction { get; init; }

    /// <summary>Below it no mark and no rank, below 5 counts only.</summary>
    public long MinimumBase { get; init; } = 10;

    /// <summary>Sets of rates drawn for ranks of more than 64 units, at least 1.</summary>
    public int RankDraws { get; init; } = 1_000;

    /// <summary>Of the draws.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>At most so many at once; -1 leaves it to the machine. Results do not depend on it.</summary>
    public int Threads { get; init; } = -1;
}
