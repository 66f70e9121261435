namespace Analytics.Statistics.Forecasts;

// States to start the search from: seasons from the ratio or distance to a centred moving average, level and slope
// from a line through the first ten points, or two seasons, without their season. Hyndman, Koehler, Snyder and Grose
// (2002), International Journal of Forecasting 18:439-454, 2.3.
static class EtsStart
{
    // Seasons of the first m points, in their order, and how many points the line goes through.
    public static double[] Seasons(ReadOnlySpan<double> y, int m, EtsPart part)
    {
        if (part == EtsPart.None) return [];
        Span<double> trend = y.Length <= 1024 ? stackalloc double[y.Length] : new double[y.Length];
        var (from, to) = Smooth(y, m, trend);
        var (sums, counts, whole) = (new double[m], new int[m], part == EtsPart.Multiplicative);
        for (var t = from; t < to; t++)
        {
            sums[t % m] += whole ? y[t] / trend[t] : y[t] - trend[t];
            counts[t % m]++;
        }
        var seasons = sums.Select((sum, i) => counts[i] == 0 ? whole ? 1 : 0 : sum / counts[i]).ToArray();
        if (whole) seasons = [.. seasons.Select(s => Math.Max(s, 0.01))];
        var mean = seasons.Average();
        return [.. seasons.Select(s => whole ? s / mean : s - mean)];
    }

    public static (double Level, double Slope) Line(ReadOnlySpan<double> y, ReadOnlySpan<double> seasons, EtsPart part,
        bool hasTrend)
    {
        var m = seasons.Length;
        var count = Math.Min(Math.Max(10, 2 * m), y.Length);
        var (mean, times, cross, square) = (0.0, (count + 1) / 2.0, 0.0, 0.0);
        for (var t = 0; t < count; t++) mean += Adjusted(y, seasons, part, t) / count;
        for (var t = 0; t < count; t++)
        {
            cross += (t + 1 - times) * (Adjusted(y, seasons, part, t) - mean);
            square += (t + 1 - times) * (t + 1 - times);
        }
        return hasTrend && square > 0 ? (mean - cross / square * times, cross / square) : (mean, 0);
    }

    static double Adjusted(ReadOnlySpan<double> y, ReadOnlySpan<double> seasons, EtsPart part, int t) => part switch
    {
        EtsPart.None => y[t],
        EtsPart.Additive => y[t] - seasons[t % seasons.Length],
        _ => y[t] / seasons[t % seasons.Length],
    };

    // The centred moving average over one season, or a line where there are not two whole seasons.
    public static (int From, int To) Smooth(ReadOnlySpan<double> y, int m, Span<double> trend)
    {
        var n = y.Length;
        if (n < 2 * m)
        {
            var (mean, cross, square) = (0.0, 0.0, 0.0);
            foreach (var value in y) mean += value / n;
            for (var t = 0; t < n; t++)
            {
                cross += (t - (n - 1) / 2.0) * (y[t] - mean);
                square += (t - (n - 1) / 2.0) * (t - (n - 1) / 2.0);
            }
            for (var t = 0; t < n; t++) trend[t] = mean + (t - (n - 1) / 2.0) * cross / square;
            return (0, n);
        }
        var half = m / 2;
        for (var t = half; t < n - half; t++)
        {
            var sum = 0.0;
            for (var k = -half; k <= half; k++) sum += m % 2 == 0 && Math.Abs(k) == half ? y[t + k] / 2 : y[t + k];
            trend[t] = sum / m;
        }
        return (half, n - half);
    }
}
