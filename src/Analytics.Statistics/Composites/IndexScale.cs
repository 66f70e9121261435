namespace Analytics.Statistics.Composites;

// One indicator on the common scale.
static class IndexScale
{
    const double Most = 100;

    /// Null where the scale needs a difference and there is none.
    public static double?[]? Of(double?[] column, Indicator indicator, IndexMethod method)
    {
        var (lower, least) = (indicator.LowerBetter ?? false, method.Least);
        switch (method.Scaling)
        {
            case Scaling.Goalposts:
                if (indicator is not { Low: { } low, High: { } high } || method.Treating == Treating.Log)
                    throw new ArgumentException($"'{indicator.Name}' has no goalposts that fit.", nameof(indicator));
                return column.All(v => v is null) ? null : Normalisation.Goalposts(column, low, high, lower, 0, Most);
            case Scaling.MinMax:
                return Normalisation.MinMax(column, lower, least, Most);
            case Scaling.Z:
                return Each(Normalisation.ZScores(column, lower), z => Math.Max(50 + 10 * z,
                    least > 0 ? least : double.NegativeInfinity));
            case Scaling.Rank:
                return Normalisation.MinMax(column) is null ? null
                    : Each(Normalisation.MidRanks(column, lower), share => Most * share);
            default:
                return Normalisation.MinMax(column) is null ? null
                    : Each(Normalisation.PercentRanks(column, lower), share => least + (Most - least) * share);
        }
    }

    static double?[]? Each(double?[]? column, Func<double, double> of) =>
        column is null ? null : [.. column.Select(v => v is { } x ? of(x) : (double?)null)];
}

static class IndexWeights
{
    /// Adding up to 1 over the indicators used, or why there are none.
    public static (double[]? Weights, string? Problem) Of(double?[][] columns, IReadOnlyList<Indicator> indicators,
        bool[] used, Weighting weighting)
    {
        var places = Enumerable.Range(0, used.Length).Where(i => used[i]).ToArray();
        if (places.Length == 0) return (null, columns.All(c => c.Length < 2) ? "too_few" : "constant");
        var found = weighting switch
        {
            Weighting.Equal => Equal([.. places.Select(i => indicators[i].Pillar)]),
            Weighting.Given => [.. places.Select(i => indicators[i].Weight
                ?? throw new ArgumentException($"'{indicators[i].Name}' has no weight.", nameof(indicators)))],
            Weighting.Entropy => EntropyWeights.Of([.. places.Select(i =>
                Normalisation.MinMax(columns[i], indicators[i].LowerBetter ?? false, 0, 1)
                    ?? [.. columns[i].Select(v => v is null ? null : (double?)1)])])?.Weights,
            _ => Components([.. places.Select(i =>
                Normalisation.Directed(columns[i], indicators[i].LowerBetter ?? false))]),
        };
        if (found is null) return (null, weighting == Weighting.Pca ? "too_few" : "constant");
        if (!(found.Sum() > 0)) return (null, "constant");
        var weights = new double[used.Length];
        foreach (var (place, weight) in places.Zip(RandomStreams.Scaled(found))) weights[place] = weight;
        return (weights, null);
    }

    static double[] Equal(string?[] pillars)
    {
        var count = pillars.Distinct().Count();
        return [.. pillars.Select(pillar => 1.0 / count / pillars.Count(other => other == pillar))];
    }

    // Over units that have all indicators.
    static double[]? Components(double?[][] columns)
    {
        var rows = Enumerable.Range(0, columns[0].Length).Where(r => columns.All(c => c[r] is not null)).ToArray();
        return rows.Length < 3 ? null : PrincipalComponents
            .Of([.. columns.Select(c => rows.Select(r => c[r]!.Value).ToArray())])?.Weights(allAboveOne: false);
    }
}
