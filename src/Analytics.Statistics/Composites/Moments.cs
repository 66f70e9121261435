namespace Analytics.Statistics.Composites;

// Moments of a sample; skewness and kurtosis in the form of SAS and SPSS (type 2), as the handbook's rule reads them.
static class Moments
{
    public static (double Mean, double Deviation) MeanAndDeviation(ReadOnlySpan<double> values)
    {
        var (mean, scale, deviations) = Scaled(values);
        return (mean, scale * Math.Sqrt(Mean(deviations, 2) * values.Length / (values.Length - 1)));
    }

    public static double Variance(ReadOnlySpan<double> values)
    {
        var deviation = MeanAndDeviation(values).Deviation;
        return deviation * deviation;
    }

    /// Null with fewer than 3 values or no variation.
    public static double? Skewness(ReadOnlySpan<double> values)
    {
        double n = values.Length;
        if (n < 3 || IsConstant(values)) return null;
        var (_, _, deviations) = Scaled(values);
        return Mean(deviations, 3) / Math.Pow(Mean(deviations, 2), 1.5) * Math.Sqrt(n * (n - 1)) / (n - 2);
    }

    /// In excess of the normal's. Null with fewer than 4 values or no variation.
    public static double? Kurtosis(ReadOnlySpan<double> values)
    {
        double n = values.Length;
        if (n < 4 || IsConstant(values)) return null;
        var (_, _, deviations) = Scaled(values);
        var m2 = Mean(deviations, 2);
        var excess = Mean(deviations, 4) / (m2 * m2) - 3;
        return ((n + 1) * excess + 6) * (n - 1) / ((n - 2) * (n - 3));
    }

    public static bool IsConstant(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
            if (value != values[0]) return false;
        return true;
    }

    /// Deviations from the mean as shares of the greatest, so that no power of them is too small or great to hold.
    public static (double Mean, double Scale, double[] Deviations) Scaled(ReadOnlySpan<double> values)
    {
        var mean = CompensatedSum.Of(values) / values.Length;
        var (deviations, scale) = (new double[values.Length], 0.0);
        for (var i = 0; i < deviations.Length; i++)
            scale = Math.Max(scale, Math.Abs(deviations[i] = values[i] - mean));
        if (scale > 0)
            for (var i = 0; i < deviations.Length; i++) deviations[i] /= scale;
        return (mean, scale, deviations);
    }

    static double Mean(double[] deviations, int power)
    {
        var sum = new CompensatedSum();
        foreach (var d in deviations) sum.Add(power == 2 ? d * d : power == 3 ? d * d * d : d * d * d * d);
        return sum.Value / deviations.Length;
    }
}
