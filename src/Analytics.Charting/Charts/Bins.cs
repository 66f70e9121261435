using Analytics.Statistics.Distributions;

namespace Analytics.Charting.Charts;

/// <summary>Classes of one width whose edges are human numbers. A class holds its left edge; the last its right one
/// too.</summary>
/// <param name="From">The left edge of the first.</param>
/// <param name="Step">The width of each.</param>
/// <param name="Count">How many.</param>
sealed record Bins(double From, double Step, int Count)
{
    public const int Least = 5, Most = 40;

    public double To => From + Step * Count;

    public double Edge(int bin) => From + Step * bin;

    public int Of(double value) => Math.Clamp((int)Math.Floor((value - From) / Step + 1e-9), 0, Count - 1);

    /// <summary>Of the width Freedman and Diaconis (1981) give, 2 IQR / ∛n, moved to the nearest 1, 2 or 5 times a
    /// power of ten with which there are 5 to 40 classes.</summary>
    /// <param name="values">At least one.</param>
    /// <param name="isRate">Percentages: classes stay within 0 to 100 where the values do.</param>
    public static Bins Fit(IReadOnlyCollection<double> values, bool isRate)
    {
        double[] sorted = [.. values.Order()];
        var (low, high) = (sorted[0], sorted[^1]);
        var isWhole = !isRate && sorted.All(v => v == Math.Floor(v));
        // Equal values stand in the middle of five classes of a width that suits their size.
        if (high - low <= 1e-9 * Math.Max(1, Math.Abs(high)))
        {
            var around = isRate || isWhole ? 1 : Nice(Math.Max(1e-6, 0.1 * Math.Abs(high)));
            var middle = Math.Floor(low / around + 1e-9) * around;
            return Within(new(middle - 2 * around, around, 5), low, high, isRate);
        }
        var spread = Quantiles.Of(sorted, 0.75) - Quantiles.Of(sorted, 0.25);
        var wanted = 2 * spread / Math.Cbrt(sorted.Length);
        // More than half in one place leave no spread: as many classes as Sturges has.
        if (wanted <= 0) wanted = (high - low) / (1 + Math.Log2(sorted.Length));
        var best = Widths(low, high, isWhole).Select(step => Over(low, high, step))
            .OrderBy(bins => bins.Count is >= Least and <= Most ? 0 : 1)
            .ThenBy(bins => Math.Abs(Math.Log(bins.Step / wanted))).First();
        return Within(best, low, high, isRate);
    }

    static Bins Over(double low, double high, double step)
    {
        var from = Math.Floor(low / step + 1e-9) * step;
        return new(from, step, Math.Max(1, (int)Math.Ceiling((high - from) / step - 1e-9)));
    }

    // A few whole numbers that lie close together get as many classes as five by classes without values.
    static Bins Within(Bins bins, double low, double high, bool isRate)
    {
        var (from, count) = (bins.From, Math.Max(bins.Count, Least));
        if (low >= 0 && from < 0) from = 0;
        if (isRate && high <= 100 && from + count * bins.Step > 100 + 1e-9)
            from = Math.Max(0, Math.Floor((100 - count * bins.Step) / bins.Step + 1e-9) * bins.Step);
        return bins with { From = from, Count = count };
    }

    static IEnumerable<double> Widths(double low, double high, bool isWhole)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10((high - low) / Most)) - 1);
        for (var p = 0; p < 4; p++, power *= 10)
            foreach (var factor in (double[])[1, 2, 5])
                if (!isWhole || factor * power >= 1 - 1e-9) yield return factor * power;
    }

    static double Nice(double rough)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return ((double[])[1, 2, 5, 10]).First(f => f * power >= rough * 0.9999) * power;
    }
}
