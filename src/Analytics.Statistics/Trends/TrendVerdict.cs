namespace Analytics.Statistics.Trends;

/// <summary>What may be said of a district's years.</summary>
public enum TrendVerdict
{
    /// <summary>Fewer points than <see cref="Trend.LeastPoints"/>: nothing is said.</summary>
    TooShort,

    /// <summary>Neither rising nor falling clearly; not the same as steady.</summary>
    NoClearTrend,

    /// <summary>Rising.</summary>
    Rising,

    /// <summary>Falling.</summary>
    Falling,
}

/// <summary>Why a verdict is what it is.</summary>
public enum TrendReason
{
    /// <summary>Too few points.</summary>
    FewPoints,

    /// <summary>The counts and the order of the points say the same.</summary>
    BothClear,

    /// <summary>The order of the points is clear, their counts leave it to chance: small bases, or years that scatter.
    /// </summary>
    CountsUnclear,

    /// <summary>The counts are clear, the order of the points is not: it goes up and down, or one or two years carry
    /// the difference.</summary>
    OrderUnclear,

    /// <summary>Neither is clear.</summary>
    BothUnclear,

    /// <summary>Both are clear and contradict one another.</summary>
    Contradictory,

    /// <summary>Values without counts: their order alone is clear.</summary>
    OrderOnlyClear,

    /// <summary>Values without counts: their order alone is not clear.</summary>
    OrderOnlyUnclear,
}
