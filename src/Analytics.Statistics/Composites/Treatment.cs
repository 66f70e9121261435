namespace Analytics.Statistics.Composites;

/// <summary>What is done to indicators whose extremes would rule the index.</summary>
public enum Treating
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Where skewness and kurtosis say so, at most five extremes are set to the next value.</summary>
    Winsorise,

    /// <summary>Where they say so, logarithms are taken.</summary>
    Log,
}

// OECD/JRC (2008), step 3, with the rule of the JRC's audits: |skewness| > 2 and kurtosis > 3.5.
static class Treatment
{
    const int MostWinsorised = 5;

    public static bool IsNeeded(ReadOnlySpan<double> values) =>
        Moments.Skewness(values) is { } skewness && Math.Abs(skewness) > 2 && Moments.Kurtosis(values) > 3.5;

    /// The column treated; absent values stay absent.
    public static double?[] Of(double?[] column, Treating treating)
    {
        double[] present = [.. column.Where(v => v is not null).Select(v => v!.Value)];
        if (treating == Treating.None || !IsNeeded(present)) return column;
        if (treating == Treating.Log)
        {
            var (least, range) = (present.Min(), present.Max() - present.Min());
            return [.. column.Select(v => v is null ? null : (double?)Math.Log(v.Value - least + 0.01 * range))];
        }
        var treated = column;
        for (var step = 0; step < MostWinsorised && IsNeeded(present); step++)
        {
            var above = Moments.Skewness(present) > 0;
            var extreme = above ? present.Max() : present.Min();
            var others = present.Where(v => v != extreme);
            var next = above ? others.Max() : others.Min();
            treated = [.. treated.Select(v => v == extreme ? next : v)];
            present = [.. present.Select(v => v == extreme ? next : v)];
        }
        return treated;
    }
}
