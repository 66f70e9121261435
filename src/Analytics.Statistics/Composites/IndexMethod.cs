namespace Analytics.Statistics.Composites;

/// <summary>How indicators come on one scale, 0 to 100.</summary>
public enum Scaling
{
    /// <summary>Between the goalposts of the indicator.</summary>
    Goalposts,

    /// <summary>Between the least and the greatest of the units; from 1 where the average wants more than 0.</summary>
    MinMax,

    /// <summary>50 and 10 for each standard deviation; not below 1 where the average wants more than 0.</summary>
    Z,

    /// <summary>Mean rank less a half over the number of units, times 100.</summary>
    Rank,

    /// <summary>Share of the other units that are worse; from 1 where the average wants more than 0.</summary>
    Percentile,
}

/// <summary>Where weights come from.</summary>
public enum Weighting
{
    /// <summary>Equal between pillars, and within them.</summary>
    Equal,

    /// <summary>As the indicators have them.</summary>
    Given,

    /// <summary>By entropy of the values, scaled to 0 to 1.</summary>
    Entropy,

    /// <summary>Squared loadings of the first principal component.</summary>
    Pca,
}

/// <summary>How the indicators of a unit become one.</summary>
public enum Averaging
{
    /// <summary>Compensating in full; contributions add up to the score.</summary>
    Arithmetic,

    /// <summary>Compensating in part.</summary>
    Geometric,

    /// <summary>With a power of one's choice.</summary>
    Generalised,

    /// <summary>By pairs of units, not compensating.</summary>
    Copeland,
}

/// <summary>What happens to units that lack indicators.</summary>
public enum Filling
{
    /// <summary>They take no part.</summary>
    None,

    /// <summary>The others are averaged, with weights that add up to 1.</summary>
    Drop,

    /// <summary>The mean of the units that have it stands in, and is said to.</summary>
    Mean,

    /// <summary>Their median does.</summary>
    Median,
}

/// <summary>All choices in making an index. Steps are taken in this order: filling, treating, scaling, weighting,
/// averaging.</summary>
public sealed record IndexMethod
{
    /// <summary>What happens to units that lack indicators.</summary>
    public Filling Filling { get; init; }

    /// <summary>Units with a smaller share of the indicators take no part, 0 to 1; of <see cref="Filling.None"/> all
    /// are wanted.</summary>
    public double MinimumCoverage { get; init; } = 0.6;

    /// <summary>What is done to extremes.</summary>
    public Treating Treating { get; init; }

    /// <summary>The scale.</summary>
    public Scaling Scaling { get; init; } = Scaling.MinMax;

    /// <summary>The weights.</summary>
    public Weighting Weighting { get; init; }

    /// <summary>The average.</summary>
    public Averaging Averaging { get; init; }

    /// <summary>Of <see cref="Averaging.Generalised"/>.</summary>
    public double Power { get; init; } = 0.5;

    /// <summary>Where scales begin: at 1 where a single 0 would decide the whole score, else at 0.</summary>
    public double Least => Averaging == Averaging.Geometric || Averaging == Averaging.Generalised && Power <= 0 ? 1 : 0;
}
