namespace Analytics.Statistics.Composites;

/// <summary>An index of units from many indicators.</summary>
/// <param name="Scores">By unit; null where a unit takes no part, or nothing can be computed.</param>
/// <param name="Ranks">1 is the highest score; scores within relative 1e-12 share the least rank.</param>
/// <param name="Coverage">Share of the indicators each unit has of its own, 0 to 1.</param>
/// <param name="Included">Whether it takes part.</param>
/// <param name="Weights">By indicator, adding up to 1; 0 where an indicator is constant and its scale needs a
/// difference. Null where there are none.</param>
/// <param name="Treated">Values by unit and indicator after filling and treating; null of units that take no part.
/// </param>
/// <param name="Scaled">The same on the common scale.</param>
/// <param name="Problem">Null, or why there are no scores: <c>constant</c> (nothing tells units apart),
/// <c>too_few</c> (for principal components), <c>missing</c> (pairs need all indicators).</param>
/// <remarks>OECD/JRC (2008), Handbook on Constructing Composite Indicators.</remarks>
public sealed record CompositeIndex(double?[] Scores, int?[] Ranks, double[] Coverage, bool[] Included,
    double[]? Weights, double?[][] Treated, double?[][] Scaled, string? Problem)
{
    const double Tie = 1e-12;

    /// <param name="units">Values by unit, in the order of the indicators; null where absent.</param>
    /// <param name="indicators">With goalposts and weights where the method wants them.</param>
    /// <param name="method">The choices.</param>
    /// <param name="disturb">What a run makes of the weights, which add up to 1; null leaves them.</param>
    /// <exception cref="ArgumentException">Goalposts or given weights are missing; logarithms with goalposts.
    /// </exception>
    public static CompositeIndex Of(IReadOnlyList<double?[]> units, IReadOnlyList<Indicator> indicators,
        IndexMethod method, Func<double[], double[]>? disturb = null)
    {
        var coverage = units.Select(row => Aggregation.Coverage(row)).ToArray();
        var included = coverage.Select(c => c > 0
            && c >= (method.Filling == Filling.None ? 1 : method.MinimumCoverage)).ToArray();
        var places = Enumerable.Range(0, units.Count).Where(u => included[u]).ToArray();
        var treated = indicators.Select((_, i) => Treatment.Of(Filled([.. places.Select(u => units[u][i])],
            method.Filling), method.Treating)).ToArray();
        var scaled = indicators.Select((indicator, i) => IndexScale.Of(treated[i], indicator, method)).ToArray();
        var used = scaled.Select(column => column is not null).ToArray();
        var (weights, problem) = IndexWeights.Of(treated, indicators, used, method.Weighting);
        if (weights is not null && disturb is not null) weights = disturb(weights);
        var rows = places.Select((_, r) => scaled.Select(column => column?[r]).ToArray()).ToArray();
        var scores = new double?[units.Count];
        if (weights is not null)
            foreach (var (unit, score) in places.Zip(Averaged(rows, weights, method))) scores[unit] = score;
        if (weights is not null && method.Averaging == Averaging.Copeland && scores.All(s => s is null))
            problem = "missing";
        return new(scores, Composites.Ranks.Descending(scores, Tie), coverage, included, weights, Spread(treated),
            Spread(scaled), problem);

        double?[][] Spread(double?[]?[] columns)
        {
            var spread = units.Select(_ => new double?[columns.Length]).ToArray();
            for (var r = 0; r < places.Length; r++)
                for (var i = 0; i < columns.Length; i++) spread[places[r]][i] = columns[i]?[r];
            return spread;
        }
    }

    /// <summary>The weights of one unit: those of the indicators it has, adding up to 1.</summary>
    /// <returns>By indicator; null where the unit has no score.</returns>
    public double[]? WeightsOf(int unit)
    {
        if (Scores[unit] is null) return null;
        var present = Weights!.Select((w, i) => Scaled[unit][i] is null ? 0 : w).ToArray();
        return RandomStreams.Scaled(present);
    }

    /// <summary>What each indicator adds to an arithmetic score; together they are the score.</summary>
    /// <returns>By indicator, 0 where it is absent; null where the unit has no score.</returns>
    public double[]? Contributions(int unit) =>
        WeightsOf(unit)?.Select((w, i) => w * (Scaled[unit][i] ?? 0)).ToArray();

    static double?[] Averaged(double?[][] rows, double[] weights, IndexMethod method)
    {
        if (method.Averaging != Averaging.Copeland)
            return [.. rows.Select(row => method.Averaging switch
            {
                Averaging.Arithmetic => Aggregation.Arithmetic(row, weights),
                Averaging.Geometric => Aggregation.Geometric(row, weights),
                _ => Aggregation.Generalised(row, weights, method.Power),
            })];
        var used = Enumerable.Range(0, weights.Length).Where(i => weights[i] > 0).ToArray();
        return rows.Any(row => used.Any(i => row[i] is null)) ? new double?[rows.Length]
            : [.. Aggregation.Copeland([.. rows.Select(row => used.Select(i => row[i]!.Value).ToArray())],
                [.. used.Select(i => weights[i])]).Select(score => (double?)score)];
    }

    static double?[] Filled(double?[] column, Filling filling)
    {
        if (filling is Filling.None or Filling.Drop || column.All(v => v is not null)) return column;
        double[] present = [.. column.Where(v => v is not null).Select(v => v!.Value)];
        if (present.Length == 0) return column;
        Array.Sort(present);
        var instead = filling == Filling.Mean ? CompensatedSum.Of(present) / present.Length
            : Quantile.Type7(present, 0.5);
        return [.. column.Select(v => v ?? instead)];
    }
}
