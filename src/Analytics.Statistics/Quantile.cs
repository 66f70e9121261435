namespace Analytics.Statistics;

// Type 7 of Hyndman and Fan (1996), American Statistician 50:361-365: linear between order statistics, R's default.
static class Quantile
{
    public static double Type7(ReadOnlySpan<double> sorted, double p)
    {
        var h = (sorted.Length - 1) * p;
        var below = (int)Math.Floor(h);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (h - below) * (sorted[above] - sorted[below]);
    }
}
