namespace Analytics.Statistics.Composites;

/// <summary>Sources of uncertainty of an index; they may be taken together.</summary>
[Flags]
public enum IndexSources
{
    /// <summary>Nothing varies.</summary>
    None = 0,

    /// <summary>Proportions of counts by Jeffreys' posterior, other values by their standard error.</summary>
    Sampling = 1,

    /// <summary>Weights round those of the method.</summary>
    Weights = 2,

    /// <summary>One of the scales, with equal chances.</summary>
    Normalisation = 4,

    /// <summary>One of the averages, with equal chances.</summary>
    Aggregation = 8,
}

/// <summary>How an index is varied.</summary>
public sealed record IndexVariation
{
    /// <summary>What varies.</summary>
    public IndexSources Sources { get; init; } = IndexSources.Sampling | IndexSources.Weights;

    /// <summary>Scales to choose from.</summary>
    public IReadOnlyList<Scaling> Scalings { get; init; } = [];

    /// <summary>Averages to choose from.</summary>
    public IReadOnlyList<Averaging> Averagings { get; init; } = [];

    /// <summary>Each weight is multiplied by 1 ± this, 0 to 1, unless there is a concentration.</summary>
    public double Spread { get; init; } = 0.25;

    /// <summary>Weights are Dirichlet with these many times their means; null for the spread.</summary>
    public double? Concentration { get; init; }

    /// <summary>At least 1.</summary>
    public int Runs { get; init; } = 1000;

    /// <summary>Equal seeds give equal results, whatever the number of threads.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Threads at most; -1 for as many as pay.</summary>
    public int Threads { get; init; } = -1;
}

/// <summary>One unit over many runs of an index; all null of units without a rank in any run.</summary>
/// <param name="MeanRank">Mean rank.</param>
/// <param name="MedianRank">Type 7, as the other quantiles.</param>
/// <param name="RankQ05">5 % quantile.</param>
/// <param name="RankQ95">95 % quantile.</param>
/// <param name="TopShare">Share of runs in which it is among the top.</param>
/// <param name="MeanScore">Mean score.</param>
/// <param name="ScoreDeviation">Standard deviation of the score; null of one run.</param>
/// <param name="MeanShift">Mean absolute distance from its nominal rank.</param>
public sealed record UnitUncertainty(double MeanRank, double MedianRank, double RankQ05, double RankQ95,
    double TopShare, double MeanScore, double? ScoreDeviation, double MeanShift);

/// <summary>An index under its uncertainty.</summary>
/// <param name="Nominal">The index as the method has it, of the values as they are.</param>
/// <param name="Units">By unit.</param>
/// <param name="AverageShift">Mean over runs and units of the distance from the nominal rank; null without ranks.
/// </param>
/// <remarks>Saisana, Saltelli and Tarantola (2005), JRSS A 168:307-323, with sampling error as one more source.
/// </remarks>
public sealed record IndexUncertainty(CompositeIndex Nominal, UnitUncertainty?[] Units, double? AverageShift)
{
    /// <param name="cells">By unit, in the order of the indicators.</param>
    /// <param name="indicators">As of <see cref="CompositeIndex.Of"/>.</param>
    /// <param name="method">The nominal choices.</param>
    /// <param name="variation">What varies.</param>
    /// <param name="top">Ranks that count as top.</param>
    public static IndexUncertainty Of(IReadOnlyList<IndexCell[]> cells, IReadOnlyList<Indicator> indicators,
        IndexMethod method, IndexVariation variation, int top = 3)
    {
        var runs = new IndexRuns(cells, indicators, method, variation);
        var found = runs.Each(variation.Runs, run => runs.Of(run, IndexSources.None) is var index
            ? (index.Scores, index.Ranks) : default);
        var shifts = found.Select(index => runs.Shift(index.Ranks)).Where(s => s is not null).ToArray();
        return new(runs.Nominal, [.. cells.Select((_, u) => Summary(u))], shifts.Length == 0 ? null : shifts.Average());

        UnitUncertainty? Summary(int unit)
        {
            var ranked = found.Where(index => index.Ranks[unit] is not null).ToArray();
            if (ranked.Length == 0 || runs.Nominal.Ranks[unit] is not { } nominal) return null;
            var ranks = ranked.Select(index => (double)index.Ranks[unit]!.Value).ToArray();
            var scores = ranked.Select(index => index.Scores[unit]!.Value).ToArray();
            Array.Sort(ranks);
            return new(ranks.Average(), Quantile.Type7(ranks, 0.5), Quantile.Type7(ranks, 0.05),
                Quantile.Type7(ranks, 0.95), ranks.Count(r => r <= top) / (double)ranks.Length,
                CompensatedSum.Of(scores) / scores.Length,
                scores.Length < 2 ? null : Moments.MeanAndDeviation(scores).Deviation,
                ranks.Average(r => Math.Abs(r - nominal)));
        }
    }

    /// <summary>Shares of the variance of the average shift in rank by source, in their order in
    /// <see cref="IndexSources"/>.</summary>
    /// <param name="cells">As of <see cref="Of"/>, as the others.</param>
    /// <param name="indicators">As there.</param>
    /// <param name="method">As there.</param>
    /// <param name="variation">Runs are those of each sample: runs · (sources + 2) in all.</param>
    /// <returns>The sources that vary; null indices where the shift does not vary; the mean shift over both samples.
    /// </returns>
    public static (IReadOnlyList<IndexSources> Sources, SobolIndices? Indices, double? AverageShift) Sensitivity(
        IReadOnlyList<IndexCell[]> cells, IReadOnlyList<Indicator> indicators, IndexMethod method,
        IndexVariation variation)
    {
        var runs = new IndexRuns(cells, indicators, method, variation);
        IndexSources[] sources = [.. Enum.GetValues<IndexSources>().Where(s => s != IndexSources.None
            && variation.Sources.HasFlag(s))];
        // A, B, and A with one source of B.
        var shifts = runs.Each(variation.Runs, run => Enumerable.Range(0, sources.Length + 2).Select(k => runs.Shift(
            runs.Of(run, k == 0 ? IndexSources.None : k == 1 ? variation.Sources : sources[k - 2]).Ranks))
            .ToArray());
        var whole = shifts.Where(row => row.All(s => s is not null)).ToArray();
        double[] Column(int k) => [.. whole.Select(row => row[k]!.Value)];
        return (sources, Sobol.Indices(Column(0), Column(1), [.. sources.Select((_, k) => Column(k + 2))]),
            whole.Length == 0 ? null : CompensatedSum.Of([.. Column(0), .. Column(1)]) / (2 * whole.Length));
    }
}
