namespace Analytics.Statistics.Composites;

/// <summary>Many indicators of one unit as one score. Means take the indicators that are there, with their weights
/// scaled to add up to 1.</summary>
/// <remarks>OECD/JRC (2008), Handbook on Constructing Composite Indicators, step 6. Checked in
/// tests/reference/21-aggregation.csv. All throw <see cref="ArgumentException"/> where values and weights differ in
/// number.</remarks>
public static class Aggregation
{
    /// <summary>Σ w x: a good indicator makes up for a bad one in full.</summary>
    /// <returns>Null where no indicator with weight is there.</returns>
    public static double? Arithmetic(ReadOnlySpan<double?> values, ReadOnlySpan<double> weights) =>
        Mean(values, weights, x => x, s => s);

    /// <summary>Π x^w: the less a bad indicator is made up for, the worse it is. One value of 0 makes the mean 0.
    /// </summary>
    /// <returns>Null where a value is negative, or none is there.</returns>
    public static double? Geometric(ReadOnlySpan<double?> values, ReadOnlySpan<double> weights) =>
        Least(values) is not { } least || least < 0 ? null
        : least == 0 ? HasZero(values, weights) ? 0 : Mean(values, weights, x => x == 0 ? 0 : Math.Log(x), Math.Exp)
        : Mean(values, weights, Math.Log, Math.Exp);

    /// <summary>1 / Σ (w / x), below the geometric mean.</summary>
    /// <returns>Null where a value is 0 or negative, or none is there.</returns>
    public static double? Harmonic(ReadOnlySpan<double?> values, ReadOnlySpan<double> weights) =>
        Least(values) is not { } least || least <= 0 ? null : Mean(values, weights, x => least / x, s => least / s);

    /// <summary>(Σ w x^p)^(1/p): arithmetic at 1, geometric at 0, harmonic at -1.</summary>
    /// <returns>Null where a value is negative, or 0 with p below 0, or none is there, or it is too great to hold.
    /// </returns>
    public static double? Generalised(ReadOnlySpan<double?> values, ReadOnlySpan<double> weights, double power)
    {
        if (power == 0) return Geometric(values, weights);
        if (power == 1) return Arithmetic(values, weights);
        if (Least(values) is not { } least || least < 0 || least == 0 && power < 0) return null;
        // Powers of shares of the value that counts most stay in range.
        var most = power < 0 ? least : 0;
        if (power > 0)
            foreach (var value in values) most = Math.Max(most, value ?? 0);
        if (most == 0) return Arithmetic(values, weights);
        return Mean(values, weights, x => Math.Pow(x / most, power), s => most * Math.Pow(s, 1 / power))
            is { } mean && double.IsFinite(mean) ? mean : null;
    }

    /// <summary>Share of the indicators that are there, 0 to 1.</summary>
    public static double Coverage(ReadOnlySpan<double?> values)
    {
        var present = 0;
        foreach (var value in values)
            if (value is not null) present++;
        return values.Length == 0 ? 0 : (double)present / values.Length;
    }

    /// <summary>Copeland's score: units it beats less units that beat it. One unit beats another where the indicators
    /// in which it is better, and half of those in which they are alike, weigh more than half.</summary>
    /// <param name="units">Values of each unit, by indicator, more is better.</param>
    /// <param name="weights">Of the indicators, in any sum above 0.</param>
    /// <returns>-(n - 1) to n - 1 of each unit.</returns>
    /// <remarks>Without compensation: how much better does not count. Munda and Nardo (2009), Applied Economics
    /// 41:1513-1523. Takes time with the square of the units.</remarks>
    public static int[] Copeland(IReadOnlyList<double[]> units, ReadOnlySpan<double> weights)
    {
        // Half is met but for rounding of the weights.
        const double rounding = 1e-12;
        var total = CompensatedSum.Of(weights);
        var scores = new int[units.Count];
        for (var a = 0; a < scores.Length; a++)
            for (var b = a + 1; b < scores.Length; b++)
            {
                var lead = 0.0;
                for (var i = 0; i < weights.Length; i++)
                    lead += weights[i] * units[a][i].CompareTo(units[b][i]);
                var winner = Math.Abs(lead) <= rounding * total ? 0 : Math.Sign(lead);
                scores[a] += winner;
                scores[b] -= winner;
            }
        return scores;
    }

    static double? Mean(ReadOnlySpan<double?> values, ReadOnlySpan<double> weights, Func<double, double> of,
        Func<double, double> back)
    {
        if (values.Length != weights.Length)
            throw new ArgumentException($"Found {weights.Length} weights of {values.Length} values.", nameof(weights));
        var total = new CompensatedSum();
        for (var i = 0; i < values.Length; i++)
            if (values[i] is not null) total.Add(weights[i]);
        if (!(total.Value > 0)) return null;
        var sum = new CompensatedSum();
        for (var i = 0; i < values.Length; i++)
            if (values[i] is { } x && weights[i] > 0) sum.Add(weights[i] / total.Value * of(x));
        return back(sum.Value);
    }

    static double? Least(ReadOnlySpan<double?> values)
    {
        double? least = null;
        foreach (var value in values)
            if (value is { } x && !(x >= least)) least = x;
        return least;
    }

    static bool HasZero(ReadOnlySpan<double?> values, ReadOnlySpan<double> weights)
    {
        for (var i = 0; i < values.Length; i++)
            if (values[i] == 0 && weights[i] > 0) return true;
        return false;
    }
}
