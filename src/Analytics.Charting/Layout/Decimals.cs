namespace Analytics.Charting.Layout;

/// <summary>How many decimals numbers that stand together are printed with.</summary>
static class Decimals
{
    const int Most = 4;

    /// <summary>As many as the values need, at most two; at most four where they or the differences between them are
    /// small, so that none that is not zero reads 0 and none that differ read alike.</summary>
    public static int Of(IReadOnlyCollection<double> values)
    {
        var most = MostOf(values);
        return Enumerable.Range(0, most).FirstOrDefault(d =>
            values.All(v => Math.Abs(v - Math.Round(v, d)) < 1e-9 * Math.Max(1, Math.Abs(v))), most);
    }

    // Three digits of the greatest, two of the range, one of the least.
    static int MostOf(IReadOnlyCollection<double> values)
    {
        double[] sizes = [.. values.Select(Math.Abs).Where(size => size > 0)];
        if (sizes.Length == 0) return 2;
        var range = values.Max() - values.Min();
        return Math.Clamp(Math.Max(Math.Max(Places(sizes.Max(), 3), range > 0 ? Places(range, 2) : 0),
            Places(sizes.Min(), 1)), 2, Most);
    }

    // Decimals that show so many digits of a number: 4 of 0.0048 for two.
    static int Places(double size, int digits) => digits - 1 - (int)Math.Floor(Math.Log10(size));
}
