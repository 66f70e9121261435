namespace Analytics.Statistics.Trends;

/// Which season each time is in.
/// <param name="Period">Seasons in a cycle; 1 for none.</param>
/// <param name="Cycle">Time a cycle takes.</param>
/// <param name="Places">Season of each time, from 1.</param>
sealed record Seasons(int Period, double Cycle, int[] Places)
{
    // Months before quarters: a series that has both has months.
    static readonly int[] Usual = [12, 4];

    static readonly int[] InYears = [2, 4, 12];

    // A season must be this clear to be taken without being told.
    const double Clear = 0.001;

    const int LeastCycles = 3;

    /// Whole times count periods, others are years and parts of a year.
    public static Seasons Of(double[] times, int period)
    {
        if (Array.TrueForAll(times, t => t == Math.Floor(t)))
            return new(period, period, [.. times.Select(t => Within(t - 1 - period * Math.Floor((t - 1) / period)))]);
        return new(period, 1, [.. times.Select(t => Within((t - Math.Floor(t)) * period + 1e-6))]);

        int Within(double season) => Math.Clamp((int)Math.Floor(season), 0, period - 1) + 1;
    }

    /// The number of seasons, where nothing says it. Parts of a year by their usual distance. Times that count periods:
    /// 12 or 4 where Kruskal and Wallis's test of the values less their Sen line tells the seasons apart with p below
    /// 0.001 and there are three cycles or more. Years have none.
    public static int Find(double[] times, double[] values)
    {
        if (times.Length < 2) return 1;
        if (!Array.TrueForAll(times, t => t == Math.Floor(t)))
        {
            double[] steps = [.. times.Skip(1).Zip(times, (b, a) => b - a).Order()];
            return InYears.FirstOrDefault(p => Math.Abs(Quantile.Type7(steps, 0.5) * p - 1) < 0.1, 1);
        }
        if (times[0] >= 1000) return 1;
        var line = SenSlope.Of(times, values);
        double[] rests = [.. values.Select((v, i) => v - line.Slope * times[i])];
        var best = Usual.Where(p => values.Length >= LeastCycles * p)
            .Select(p => (Period: p, P: KruskalWallis(rests, Of(times, p).Places, p))).Where(found => found.P < Clear)
            .OrderBy(found => found.P).FirstOrDefault();
        return Math.Max(1, best.Period);
    }

    // Kruskal and Wallis (1952), JASA 47:583-621, with ties.
    static double KruskalWallis(double[] values, int[] groups, int count)
    {
        var n = values.Length;
        int[] order = [.. Enumerable.Range(0, n).OrderBy(i => values[i])];
        var (ranks, ties) = (new double[n], 0.0);
        for (var i = 0; i < n;)
        {
            var j = i;
            while (j < n && values[order[j]] == values[order[i]]) j++;
            for (var k = i; k < j; k++) ranks[order[k]] = (i + j + 1) / 2.0;
            ties += Math.Pow(j - i, 3) - (j - i);
            i = j;
        }
        var (sums, sizes) = (new double[count], new int[count]);
        for (var i = 0; i < n; i++)
        {
            sums[groups[i] - 1] += ranks[i];
            sizes[groups[i] - 1]++;
        }
        if (Array.Exists(sizes, s => s < 2)) return 1;
        var h = 12 / (n * (n + 1.0)) * sums.Zip(sizes, (sum, size) => sum * sum / size).Sum() - 3 * (n + 1);
        var share = 1 - ties / (Math.Pow(n, 3) - n);
        return share <= 0 ? 1 : SpecialFunctions.ChiSquaredUpper(h / share, count - 1);
    }
}
