namespace Analytics.Statistics.Comparisons;

/// <summary>What a higher rate means. A rate is not good or bad by itself: the indicator's definition says.</summary>
public enum Direction
{
    /// <summary>Neither good nor bad: differences are told as higher and lower.</summary>
    Neutral,

    /// <summary>Higher is better: the share of cases mediated.</summary>
    HigherBetter,

    /// <summary>Lower is better: the share of cases lost.</summary>
    LowerBetter,
}
