namespace Analytics.Statistics.Composites;

/// <summary>Ranks of one unit over many draws of weights.</summary>
/// <param name="Mean">Mean rank; 1 is the highest score, equal scores share the least rank.</param>
/// <param name="Median">Type 7, as the other quantiles.</param>
/// <param name="Q05">5 % quantile.</param>
/// <param name="Q95">95 % quantile.</param>
/// <param name="Min">Best rank.</param>
/// <param name="Max">Worst rank.</param>
/// <param name="ScoreDeviation">Standard deviation of the score; null of a single draw.</param>
public sealed record RankSpread(double Mean, double Median, double Q05, double Q95, double Min, double Max,
    double? ScoreDeviation);

/// <summary>How much the order of units hangs on the weights.</summary>
/// <remarks>Saisana, Saltelli and Tarantola (2005), JRSS A 168:307-323. Checked in
/// tests/reference/22-rank-under-weights.csv.</remarks>
public static class WeightedRanks
{
    /// <param name="units">Values of each unit by indicator; means are over those that are there.</param>
    /// <param name="draws">Weights of the indicators in each draw, at least one draw.</param>
    /// <param name="mean">An aggregation; null where the unit has no score.</param>
    /// <returns>By unit; null for units without a score in any draw.</returns>
    public static RankSpread?[] Of(IReadOnlyList<double?[]> units, IReadOnlyList<double[]> draws,
        Func<double?[], double[], double?> mean)
    {
        var ranks = units.Select(_ => new List<double>()).ToArray();
        var scores = units.Select(_ => new List<double>()).ToArray();
        foreach (var weights in draws)
        {
            double?[] found = [.. units.Select(values => mean(values, weights))];
            var order = Ranks.Descending(found);
            for (var u = 0; u < order.Length; u++)
                if (order[u] is { } rank)
                {
                    ranks[u].Add(rank);
                    scores[u].Add(found[u]!.Value);
                }
        }
        return [.. ranks.Select((r, u) => r.Count == 0 ? null : Spread([.. r], [.. scores[u]]))];
    }

    static RankSpread Spread(double[] ranks, double[] scores)
    {
        Array.Sort(ranks);
        return new(ranks.Sum() / ranks.Length, Quantile.Type7(ranks, 0.5), Quantile.Type7(ranks, 0.05),
            Quantile.Type7(ranks, 0.95), ranks[0], ranks[^1],
            scores.Length < 2 ? null : Moments.MeanAndDeviation(scores).Deviation);
    }
}
