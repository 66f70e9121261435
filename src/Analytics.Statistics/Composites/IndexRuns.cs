namespace Analytics.Statistics.Composites;

// One index made again and again. What a source draws in a run depends on the seed, the source, the sample and the
// number of the run alone, so that runs may go to any thread, and one source may be exchanged
// without touching the others.
sealed class IndexRuns(IReadOnlyList<IndexCell[]> cells, IReadOnlyList<Indicator> indicators, IndexMethod method,
    IndexVariation variation)
{
    public CompositeIndex Nominal { get; } = CompositeIndex.Of(Values(cells, _ => null), indicators, method);

    /// <param name="run">From 0.</param>
    /// <param name="fromB">Sources that are taken from the second sample.</param>
    public CompositeIndex Of(int run, IndexSources fromB)
    {
        var chosen = method;
        if (Varies(IndexSources.Normalisation) && variation.Scalings is { Count: > 0 } scalings)
            chosen = chosen with { Scaling = Pick(scalings, IndexSources.Normalisation) };
        if (Varies(IndexSources.Aggregation) && variation.Averagings is { Count: > 0 } averagings)
            chosen = chosen with { Averaging = Pick(averagings, IndexSources.Aggregation) };
        var values = Varies(IndexSources.Sampling) ? Drawn(Random(IndexSources.Sampling)) : Values(cells, _ => null);
        return CompositeIndex.Of(values, indicators, chosen, Varies(IndexSources.Weights) ? Disturbed : null);

        bool Varies(IndexSources source) => variation.Sources.HasFlag(source);

        Random Random(IndexSources source) =>
            RandomStreams.Of(variation.Seed, 2 * (int)source + (fromB.HasFlag(source) ? 1 : 0), run);

        T Pick<T>(IReadOnlyList<T> choices, IndexSources source) =>
            choices[(int)(Random(source).NextDouble() * choices.Count)];

        double[] Disturbed(double[] weights) => variation.Concentration is { } concentration
            ? RandomStreams.Dirichlet(Random(IndexSources.Weights), weights, concentration)
            : RandomStreams.Spread(Random(IndexSources.Weights), weights, variation.Spread);
    }

    /// Results in order of the runs.
    public T[] Each<T>(int runs, Func<int, T> of)
    {
        var found = new T[runs];
        Parallel.For(0, runs, new() { MaxDegreeOfParallelism = variation.Threads }, run => found[run] = of(run));
        return found;
    }

    /// Mean distance of the ranks from the nominal ones; null where there are none.
    public double? Shift(int?[] ranks)
    {
        var (sum, count) = (0L, 0);
        for (var u = 0; u < ranks.Length; u++)
            if (ranks[u] is { } rank && Nominal.Ranks[u] is { } nominal)
                (sum, count) = (sum + Math.Abs(rank - nominal), count + 1);
        return count == 0 ? null : (double)sum / count;
    }

    double?[][] Drawn(Random random) => Values(cells, cell => cell.Draw(random));

    static double?[][] Values(IReadOnlyList<IndexCell[]> cells, Func<IndexCell, double?> of) =>
        [.. cells.Select(row => row.Select(cell => of(cell) ?? cell.Value).ToArray())];
}
