namespace Analytics.Statistics.Hierarchies;

/// <summary>Covariance of forecast errors, shrunk towards its diagonal so that it can be used with fewer periods than
/// nodes.</summary>
/// <param name="Covariance">A row and a column for every node.</param>
/// <param name="Intensity">λ, 0 (as found) to 1 (variances alone).</param>
/// <remarks>Schäfer and Strimmer (2005), Statistical Applications in Genetics and Molecular Biology 4:32, as in
/// Wickramasuriya et al. (2019): errors have mean 0; r the mean of products w of standardised errors,
/// λ = Σ Var(r) / Σ r² over pairs, Var(r) = Σ (w - r)² / (T (T - 1)).</remarks>
public sealed record ShrunkCovariance(double[,] Covariance, double Intensity)
{
    /// <summary>From one-step errors.</summary>
    /// <param name="errors">Of every node, the same periods in each.</param>
    /// <returns>Null with fewer than 2 periods, or where a node has no errors but 0.</returns>
    /// <exception cref="ArgumentException">Nodes have different numbers of periods.</exception>
    public static ShrunkCovariance? Of(IReadOnlyList<double[]> errors)
    {
        var periods = errors.Count == 0 ? 0 : errors[0].Length;
        foreach (var node in errors)
            if (node.Length != periods)
                throw new ArgumentException($"Found {node.Length} periods, expected {periods}.", nameof(errors));
        if (periods < 2) return null;
        double[] deviations = [.. errors.Select(node => Math.Sqrt(node.Sum(e => e * e) / periods))];
        if (deviations.Any(d => d == 0 || !double.IsFinite(d))) return null;
        var correlations = new double[errors.Count, errors.Count];
        double noise = 0, size = 0;
        for (var i = 0; i < errors.Count; i++)
            for (var j = 0; j < i; j++)
            {
                double[] products = [.. Enumerable.Range(0, periods)
                    .Select(t => errors[i][t] / deviations[i] * (errors[j][t] / deviations[j]))];
                var mean = correlations[i, j] = products.Average();
                noise += products.Sum(w => (w - mean) * (w - mean)) / (periods * (periods - 1.0));
                size += mean * mean;
            }
        var intensity = size == 0 ? 1 : Math.Min(1, noise / size);
        var covariance = new double[errors.Count, errors.Count];
        for (var i = 0; i < errors.Count; i++)
        {
            covariance[i, i] = deviations[i] * deviations[i];
            for (var j = 0; j < i; j++)
                covariance[i, j] = covariance[j, i] =
                    (1 - intensity) * correlations[i, j] * deviations[i] * deviations[j];
        }
        return new(covariance, intensity);
    }
}
