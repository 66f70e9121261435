namespace Analytics.Statistics.Trends;

/// <summary>Mann-Kendall within each season, summed: a trend that months or quarters do not blur.</summary>
/// <param name="Seasons">The test of each season from the first; null where it has fewer than two values.</param>
/// <param name="S">Sum over the seasons.</param>
/// <param name="Variance">Sum over the seasons, which are taken as independent of one another.</param>
/// <param name="Z">Normal z with continuity correction; 0 where S is 0.</param>
/// <param name="P">Two-sided normal p.</param>
/// <param name="Slope">Median of the slopes of all pairs within a season, in units of the values a cycle; null
/// without a pair.</param>
public sealed record SeasonalMannKendall(IReadOnlyList<MannKendall?> Seasons, long S, double Variance, double Z,
    double P, double? Slope)
{
    /// <summary>Of values in order of time.</summary>
    /// <param name="times">Rising, each once.</param>
    /// <param name="values">As many as times, finite.</param>
    /// <param name="seasons">Season of each value, from 1.</param>
    /// <param name="period">Number of seasons, at least 1.</param>
    /// <param name="cycle">How much time a cycle of all seasons takes: 12 where times count months, 1 in years.</param>
    /// <exception cref="ArgumentException">Not as many values or seasons as times, fewer than two, or times that do not
    /// rise.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite, a season not in 1..period, or cycle not
    /// above 0.</exception>
    /// <remarks>Hirsch, Slack and Smith (1982), Water Resources Research 18:107-121. Checked in
    /// tests/reference/11-mann-kendall.csv.</remarks>
    public static SeasonalMannKendall Of(ReadOnlySpan<double> times, ReadOnlySpan<double> values,
        ReadOnlySpan<int> seasons, int period, double cycle)
    {
        Times.Check(times, values.Length);
        if (seasons.Length != times.Length)
            throw new ArgumentException($"Found {seasons.Length} seasons of {times.Length} times.", nameof(seasons));
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cycle);
        var places = new List<int>[period];
        for (var s = 0; s < period; s++) places[s] = [];
        for (var i = 0; i < seasons.Length; i++)
        {
            if (seasons[i] < 1 || seasons[i] > period)
                throw new ArgumentOutOfRangeException(nameof(seasons), seasons[i], $"Expected 1 to {period}.");
            places[seasons[i] - 1].Add(i);
        }
        var (tests, slopes, total, variance) = (new MannKendall?[period], new List<double>(), 0L, 0.0);
        for (var s = 0; s < period; s++)
        {
            if (places[s].Count < 2) continue;
            var (at, found) = (Pick(times, places[s]), Pick(values, places[s]));
            tests[s] = MannKendall.Of(found);
            (total, variance) = (total + tests[s]!.Value.S, variance + tests[s]!.Value.Variance);
            for (var i = 1; i < at.Length; i++)
                for (var j = 0; j < i; j++) slopes.Add((found[i] - found[j]) / ((at[i] - at[j]) / cycle));
        }
        slopes.Sort();
        var z = total == 0 ? 0 : (total - Math.Sign(total)) / Math.Sqrt(variance);
        return new(tests, total, variance, z, SpecialFunctions.TwoSidedNormalP(z),
            slopes.Count > 0 ? Quantile.Type7([.. slopes], 0.5) : null);
    }

    static double[] Pick(ReadOnlySpan<double> all, List<int> places)
    {
        var picked = new double[places.Count];
        for (var i = 0; i < picked.Length; i++) picked[i] = all[places[i]];
        return picked;
    }
}
