namespace Analytics.Statistics.Forecasts;

// Mean and variance of forecasts after Hyndman, Koehler, Ord and Snyder (2008), 6.3.
static class EtsMoments
{
    public static (double[] Mean, double[] Variance) Of(EtsFit fit, int horizon)
    {
        var (p, sigma2) = (fit.Parameters, fit.Sigma2 ?? 0);
        if (fit.Model.Season == EtsPart.Multiplicative) return Multiplied(fit, horizon, sigma2);
        var (mean, variance, weights) = (new double[horizon], new double[horizon], new double[horizon]);
        var (level, slope, seasons) = fit.Last;
        var (damping, power) = (0.0, 1.0);
        for (var h = 0; h < horizon; h++)
        {
            power *= p.Phi;
            damping += power;
            var season = seasons.Length == 0 ? 0 : seasons[h % seasons.Length];
            mean[h] = level + (fit.Model.Trend == EtsPart.None ? 0 : damping * slope) + season;
            // Of the error h + 1 steps before.
            weights[h] = p.Alpha + p.Beta * damping
                + (seasons.Length > 0 && (h + 1) % seasons.Length == 0 ? p.Gamma : 0);
        }
        if (fit.Model.Error == EtsPart.Additive)
        {
            var sum = 1.0;
            for (var h = 0; h < horizon; h++)
            {
                variance[h] = sigma2 * sum;
                sum += weights[h] * weights[h];
            }
            return (mean, variance);
        }
        var second = new double[horizon];
        for (var h = 0; h < horizon; h++)
        {
            second[h] = mean[h] * mean[h];
            for (var j = 0; j < h; j++) second[h] += sigma2 * weights[j] * weights[j] * second[h - 1 - j];
            variance[h] = Math.Max(0, (1 + sigma2) * second[h] - mean[h] * mean[h]);
        }
        return (mean, variance);
    }

    // Level and slope (p of them) times each season are a vector z with y = Hz(1 + e), z' = (F + Ke + Ge²)z: mean and
    // covariance follow step by step from E e² = σ², E e⁴ = 3σ⁴. The season of the next point stands last.
    static (double[] Mean, double[] Variance) Multiplied(EtsFit fit, int horizon, double sigma2)
    {
        var (level, slope, seasons) = fit.Last;
        var (m, q, phi) = (seasons.Length, fit.Model.Trend == EtsPart.None ? 1 : 2, fit.Parameters.Phi);
        var (alpha, beta, gamma) = (fit.Parameters.Alpha, fit.Parameters.Beta, fit.Parameters.Gamma);
        double[,] f1 = q == 1 ? new[,] { { 1.0 } } : new[,] { { 1, phi }, { 0, phi } };
        double[,] g1 = q == 1 ? new[,] { { alpha } } : new[,] { { alpha, alpha * phi }, { beta, beta * phi } };
        var (f2, g2, d) = (new double[m, m], new double[m, m], m * q);
        for (var i = 0; i < m; i++) f2[(i + 1) % m, i] = 1;
        g2[0, m - 1] = gamma;
        var (f, g) = (Sparse(f2, f1), Sparse(g2, g1));
        (int Row, int Column, double Value)[] k = [.. Sparse(g2, f1), .. Sparse(f2, g1)];
        var z = new double[d];
        for (var s = 0; s < m; s++)
        {
            z[s * q] = level * seasons[m - 1 - s];
            if (q == 2) z[s * q + 1] = slope * seasons[m - 1 - s];
        }
        var (mean, variance, covariance) = (new double[horizon], new double[horizon], new double[d, d]);
        for (var h = 0; h < horizon; h++)
        {
            var spread = 0.0;
            for (var i = d - q; i < d; i++)
            {
                mean[h] += Weight(i) * z[i];
                for (var j = d - q; j < d; j++) spread += Weight(i) * Weight(j) * covariance[i, j];
            }
            variance[h] = (1 + sigma2) * spread + sigma2 * mean[h] * mean[h];
            var next = new double[d, d];
            Add(next, f, f, (i, j) => covariance[i, j]);
            Add(next, f, g, (i, j) => sigma2 * covariance[i, j]);
            Add(next, g, f, (i, j) => sigma2 * covariance[i, j]);
            Add(next, k, k, (i, j) => sigma2 * (covariance[i, j] + z[i] * z[j]));
            Add(next, g, g, (i, j) => sigma2 * sigma2 * (3 * covariance[i, j] + 2 * z[i] * z[j]));
            var moved = new double[d];
            foreach (var (row, column, value) in f) moved[row] += value * z[column];
            foreach (var (row, column, value) in g) moved[row] += sigma2 * value * z[column];
            (covariance, z) = (next, moved);
        }
        return (mean, variance);

        double Weight(int i) => q == 2 && i == d - 1 ? phi : 1;
    }

    // The entries of a Kronecker product that are not 0.
    static (int Row, int Column, double Value)[] Sparse(double[,] outer, double[,] inner)
    {
        var (found, size) = (new List<(int, int, double)>(), inner.GetLength(0));
        for (var i = 0; i < outer.GetLength(0); i++)
            for (var j = 0; j < outer.GetLength(1); j++)
                for (var a = 0; a < size; a++)
                    for (var b = 0; b < size; b++)
                        if (outer[i, j] * inner[a, b] is not 0 and var value)
                            found.Add((i * size + a, j * size + b, value));
        return [.. found];
    }

    static void Add(double[,] sum, (int Row, int Column, double Value)[] left,
        (int Row, int Column, double Value)[] right, Func<int, int, double> middle)
    {
        foreach (var (row, i, a) in left)
            foreach (var (column, j, b) in right) sum[row, column] += a * b * middle(i, j);
    }
}
