namespace Analytics.Statistics.Composites;

// Moments of a sample; skewness and kurtosis in the form of SAS and SPSS (type 2), as the handbook's rule reads them.
static class Moments
{
    public static (double Mean, double Deviation) MeanAndDeviation(ReadOnlySpan<double> values)
    {
        var mean = CompensatedSum.Of(values) / values.Length;
        return (mean, Math.Sqrt(Central(values, mean, 2) / (values.Length - 1)));
    }

    public static double Variance(ReadOnlySpan<double> values) =>
        Central(values, CompensatedSum.Of(values) / values.Length, 2) / (values.Length - 1);

    /// Null with fewer than 3 values or no variation.
    public static double? Skewness(ReadOnlySpan<double> values)
    {
        double n = values.Length;
        if (n < 3 || IsConstant(values)) return null;
        var mean = CompensatedSum.Of(values) / n;
        var m2 = Central(values, mean, 2) / n;
        return Central(values, mean, 3) / n / Math.Pow(m2, 1.5) * Math.Sqrt(n * (n - 1)) / (n - 2);
    }

    /// In excess of the normal's. Null with fewer than 4 values or no variation.
    public static double? Kurtosis(ReadOnlySpan<double> values)
    {
        double n = values.Length;
        if (n < 4 || IsConstant(values)) return null;
        var mean = CompensatedSum.Of(values) / n;
        var m2 = Central(values, mean, 2) / n;
        var excess = Central(values, mean, 4) / n / (m2 * m2) - 3;
        return ((n + 1) * excess + 6) * (n - 1) / ((n - 2) * (n - 3));
    }

    public static bool IsConstant(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
            if (value != values[0]) return false;
        return true;
    }

    static double Central(ReadOnlySpan<double> values, double mean, int power)
    {
        var sum = new CompensatedSum();
        foreach (var value in values)
        {
            var d = value - mean;
            sum.Add(power == 2 ? d * d : power == 3 ? d * d * d : d * d * d * d);
        }
        return sum.Value;
    }
}
