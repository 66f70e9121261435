namespace Analytics.Statistics.Ranks;

/// Ranks of units in each draw. Draws are made in chunks of a fixed size, each with a stream of its own.
sealed class RankDraws : RankDistribution
{
    const int DrawsAtOnce = 32;
    readonly ushort[][] _sorted;
    readonly int _draws;

    RankDraws(ushort[][] sorted, int draws) => (_sorted, _draws) = (sorted, draws);

    public override int Count => _sorted.Length;

    public override int? Draws => _draws;

    public override double Cdf(int unit, int rank) => AtMost(unit, rank) / (double)_draws;

    public override double Probability(int unit, int rank) =>
        (AtMost(unit, rank) - AtMost(unit, rank - 1)) / (double)_draws;

    public override double Expected(int unit)
    {
        var sum = 0L;
        foreach (var rank in _sorted[unit]) sum += rank;
        return sum / (double)_draws;
    }

    public override double ExpectedError(int unit)
    {
        if (_draws < 2) return 0;
        var (mean, sum) = (Expected(unit), 0.0);
        foreach (var rank in _sorted[unit]) sum += (rank - mean) * (rank - mean);
        return Math.Sqrt(sum / (_draws - 1.0) / _draws);
    }

    public override int Quantile(int unit, double p) =>
        _sorted[unit][Math.Clamp((int)Math.Ceiling(p * _draws - 1e-7) - 1, 0, _draws - 1)];

    int AtMost(int unit, int rank)
    {
        var (low, high) = (0, _draws);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_sorted[unit][middle] <= rank) low = middle + 1; else high = middle;
        }
        return low;
    }

    public static RankDraws Of(double[] alpha, double[] beta, int draws, int seed, int threads)
    {
        var k = alpha.Length;
        var (firsts, seconds) = (Array.ConvertAll(alpha, a => new GammaShape(a)),
            Array.ConvertAll(beta, b => new GammaShape(b)));
        var ranks = new ushort[k][];
        for (var unit = 0; unit < k; unit++) ranks[unit] = new ushort[draws];
        var chunks = (draws + DrawsAtOnce - 1) / DrawsAtOnce;
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads };
        Parallel.For(0, chunks, options, () => new Ordering(k), (chunk, _, ordering) =>
        {
            var random = new SeededRandom(seed, chunk);
            var (from, to) = (chunk * DrawsAtOnce, Math.Min(draws, (chunk + 1) * DrawsAtOnce));
            for (var draw = from; draw < to; draw++)
            {
                // Odds order units as rates do, and have no ties near 1.
                for (var unit = 0; unit < k; unit++)
                    ordering.Keys[unit] = random.Gamma(firsts[unit]) / random.Gamma(seconds[unit]);
                ordering.Rank(draw - from);
            }
            ordering.Store(ranks, from, to - from);
            return ordering;
        }, _ => { });
        Parallel.For(0, (k + 63) / 64, options, () => (new ushort[draws], new int[256]), (block, _, scratch) =>
        {
            for (var unit = block * 64; unit < Math.Min(k, (block + 1) * 64); unit++)
                Sort(ranks[unit], scratch.Item1, scratch.Item2, k);
            return scratch;
        }, _ => { });
        return new(ranks, draws);
    }

    // By bytes, the lower first.
    static void Sort(ushort[] values, ushort[] scratch, int[] counts, int greatest)
    {
        Pass(values, scratch, counts, 0);
        if (greatest < 256) scratch.CopyTo(values, 0);
        else Pass(scratch, values, counts, 8);

        static void Pass(ushort[] from, ushort[] to, int[] counts, int shift)
        {
            Array.Clear(counts);
            foreach (var value in from) counts[(value >> shift) & 255]++;
            for (int i = 0, sum = 0; i < 256; i++) (counts[i], sum) = (sum, sum + counts[i]);
            foreach (var value in from) to[counts[(value >> shift) & 255]++] = value;
        }
    }
}
