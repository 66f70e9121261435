using Analytics.Statistics.Intervals;

namespace Analytics.Statistics.Ranks;

/// <summary>The ranks a unit may have by the tests of every pair of units.</summary>
/// <param name="Low">1 and how many are significantly higher.</param>
/// <param name="High">All units but those significantly lower.</param>
public readonly record struct RankSet(int Low, int High)
{
    /// <summary>Whether a rank is in the set.</summary>
    public bool Contains(int rank) => Low <= rank && rank <= High;
}

/// <summary>Rank sets of units from pooled two-proportion z tests of all pairs.</summary>
/// <param name="Rank">Of the rate of each unit, 1 the highest; equal rates have the rank of the first.</param>
/// <param name="Unadjusted">By each pair's own p: too narrow for all units at once.</param>
/// <param name="Holm">Adjusted over all pairs: all sets hold at once with the confidence asked for.</param>
/// <param name="BenjaminiHochberg">Adjusted over all pairs: of the orders told, an expected share of at most α is
/// false.</param>
/// <remarks>Mogstad, Romano, Shaikh and Wilhelm (2024), Review of Economic Studies 91:476-518. Checked in
/// tests/reference/08-rank-confidence-sets.csv and 08-pairwise-tests.csv. One double a pair is held: 32 MB for 2,850
/// units.</remarks>
public sealed record RankSets(IReadOnlyList<int> Rank, IReadOnlyList<RankSet> Unadjusted, IReadOnlyList<RankSet> Holm,
    IReadOnlyList<RankSet> BenjaminiHochberg)
{
    /// <summary>More units have too many pairs to hold.</summary>
    public const int MostUnits = 6_000;

    /// <summary>Of counts, one pair a unit.</summary>
    /// <param name="events">Each 0 to its trials.</param>
    /// <param name="trials">Each at least 1; as many as events, at least one and at most <see cref="MostUnits"/>.
    /// </param>
    /// <param name="confidence">1 - α, between 0 and 1.</param>
    /// <exception cref="ArgumentException">No unit, or not as many events as trials.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count or the confidence is impossible, or too many units.
    /// </exception>
    public static RankSets Of(ReadOnlySpan<long> events, ReadOnlySpan<long> trials, double confidence = 0.95)
    {
        Comparisons.Heterogeneity.Pooled(events, trials);
        Arguments.CheckConfidence(confidence);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(events.Length, MostUnits, nameof(events));
        var alpha = 1 - confidence;
        var (x, n) = (events.ToArray(), trials.ToArray());
        var rates = x.Zip(n, (e, t) => e / (double)t).ToArray();
        var p = Pairs(x, n, alpha);
        var small = p.Where(value => value < alpha).ToArray();
        Array.Sort(small);
        return new(Ranks(rates), Sets(rates, p, small.Length == 0 ? -1 : small[^1]),
            Sets(rates, p, HolmCut(small, p.Length, alpha)), Sets(rates, p, HochbergCut(small, p.Length, alpha)));
    }

    /// <summary>Two-sided p of the pooled z of two units; 1 where no trial or every trial of both is an event.
    /// </summary>
    /// <param name="events1">Events of the first, 0 to <paramref name="n1"/>.</param>
    /// <param name="n1">Trials of the first, at least 1.</param>
    /// <param name="events2">Events of the second, 0 to <paramref name="n2"/>.</param>
    /// <param name="n2">Trials of the second, at least 1.</param>
    public static double PairP(long events1, long n1, long events2, long n2) =>
        SpecialFunctions.TwoSidedNormalP(Math.Sqrt(Square(events1, n1, events2, n2)));

    // z² without roots and quotients of small differences.
    static double Square(double x1, double n1, double x2, double n2)
    {
        var (events, all) = (x1 + x2, n1 + n2);
        var spread = n1 * n2 * events * (all - events);
        var miss = x1 * n2 - x2 * n1;
        return spread > 0 ? miss * miss / spread * all : 0;
    }

    // p of the pair i < j at Start(i) + j; 1 stands for all that are not significant even by themselves.
    static double[] Pairs(long[] x, long[] n, double alpha)
    {
        var k = x.Length;
        var least = Math.Pow(SpecialFunctions.TwoSidedNormal(1 - alpha), 2) * (1 - 1e-6);
        var p = new double[(long)k * (k - 1) / 2];
        Parallel.For(0, k, i =>
        {
            var row = p.AsSpan(Start(i, k), k - i - 1);
            for (var j = i + 1; j < k; j++)
            {
                var square = Square(x[i], n[i], x[j], n[j]);
                row[j - i - 1] = square < least ? 1 : SpecialFunctions.TwoSidedNormalP(Math.Sqrt(square));
            }
        });
        return p;
    }

    static int Start(int i, int k) => (int)((long)i * (2L * k - i - 1) / 2);

    // The greatest p still significant, or -1: Holm's from the least on, until one is not.
    static double HolmCut(double[] sorted, int pairs, double alpha)
    {
        var cut = -1.0;
        for (var i = 0; i < sorted.Length && (pairs - i) * sorted[i] < alpha; i++) cut = sorted[i];
        return cut;
    }

    static double HochbergCut(double[] sorted, int pairs, double alpha)
    {
        for (var i = sorted.Length - 1; i >= 0; i--)
            if (pairs / (i + 1.0) * sorted[i] < alpha) return sorted[i];
        return -1;
    }

    static RankSet[] Sets(double[] rates, double[] p, double cut)
    {
        var k = rates.Length;
        var (higher, lower) = (new int[k], new int[k]);
        for (int i = 0, pair = 0; i < k; i++)
            for (var j = i + 1; j < k; j++, pair++)
            {
                if (p[pair] > cut || rates[i] == rates[j]) continue;
                var (high, low) = rates[i] > rates[j] ? (i, j) : (j, i);
                lower[high]++;
                higher[low]++;
            }
        return [.. Enumerable.Range(0, k).Select(i => new RankSet(1 + higher[i], k - lower[i]))];
    }

    static int[] Ranks(double[] rates)
    {
        var sorted = rates.OrderDescending().ToArray();
        var first = new Dictionary<double, int>();
        for (var i = 0; i < sorted.Length; i++) first.TryAdd(sorted[i], i + 1);
        return [.. rates.Select(rate => first[rate])];
    }
}
