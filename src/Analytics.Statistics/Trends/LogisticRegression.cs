using Analytics.Statistics.Comparisons;

namespace Analytics.Statistics.Trends;

/// Logistic regression of counts on any covariates, by Newton's steps. Exact collinearity gives null from
/// <see cref="Fit"/>; a likelihood without a peak gives a fit that is not finite, whose deviance is near its limit.
sealed class LogisticRegression
{
    public required bool IsFinite { get; init; }

    public required double[] Coefficients { get; init; }

    /// Of the coefficients, under binomial chance alone.
    public required double[,] Covariance { get; init; }

    public required double Deviance { get; init; }

    /// Pearson's X².
    public required double ChiSquared { get; init; }

    public required int Freedom { get; init; }

    /// Pearson's dispersion; null without freedom.
    public double? Phi => Freedom > 0 ? ChiSquared / Freedom : null;

    /// <param name="columns">The covariates, the constant among them; centre what is far from 0.</param>
    /// <param name="events">Each 0 to its trials.</param>
    /// <param name="trials">Each at least 1.</param>
    /// <param name="offset">Known part of the log-odds.</param>
    public static LogisticRegression? Fit(double[][] columns, ReadOnlySpan<long> events, ReadOnlySpan<long> trials,
        double[]? offset = null)
    {
        var (k, n) = (columns.Length, events.Length);
        if (k > n) return null;
        var (b, odds, rates) = (new double[k], new double[n], new double[n]);
        var (score, information) = (new double[k], new double[k, k]);
        for (var i = 0; i < n; i++) rates[i] = Logistic(odds[i] = offset?[i] ?? 0);
        var deviance = DevianceOf(odds, events, trials);
        var (isFinite, tried) = (false, (double[])odds.Clone());
        for (var step = 0; step < 200; step++)
        {
            Sums(columns, rates, events, trials, score, information);
            if (!Cholesky.Factor(information))
            {
                if (step == 0) return null;
                break;
            }
            var move = Cholesky.Solve(information, score);
            var (next, half) = (0.0, 0);
            for (; ; half++)
            {
                for (var i = 0; i < n; i++)
                {
                    var change = 0.0;
                    for (var j = 0; j < k; j++) change += move[j] * columns[j][i];
                    tried[i] = odds[i] + change;
                }
                next = DevianceOf(tried, events, trials);
                if (next <= deviance + 1e-12 * (1 + deviance) || half == 40) break;
                for (var j = 0; j < k; j++) move[j] /= 2;
            }
            var (largest, reach) = (0.0, 0.0);
            for (var i = 0; i < n; i++)
            {
                largest = Math.Max(largest, Math.Abs(tried[i] - odds[i]));
                reach = Math.Max(reach, Math.Abs(tried[i]));
                rates[i] = Logistic(odds[i] = tried[i]);
            }
            for (var j = 0; j < k; j++) b[j] += move[j];
            deviance = next;
            if (largest <= 1e-12 * (1 + reach))
            {
                isFinite = true;
                break;
            }
            // Log-odds no counts can give: they run off.
            if (reach > 40) break;
        }
        Sums(columns, rates, events, trials, score, information);
        isFinite &= Cholesky.Factor(information);
        var pearson = 0.0;
        for (var i = 0; i < n; i++)
        {
            var (miss, variance) = (events[i] - trials[i] * rates[i], trials[i] * rates[i] * Logistic(-odds[i]));
            if (variance > 0) pearson += miss * miss / variance;
        }
        return new()
        {
            IsFinite = isFinite, Coefficients = b, Deviance = deviance, ChiSquared = pearson, Freedom = n - k,
            Covariance = isFinite ? Cholesky.Invert(information) : new double[k, k],
        };
    }

    static void Sums(double[][] columns, double[] rates, ReadOnlySpan<long> events, ReadOnlySpan<long> trials,
        double[] score, double[,] information)
    {
        Array.Clear(score);
        Array.Clear(information);
        for (var i = 0; i < rates.Length; i++)
        {
            var (miss, weight) = (events[i] - trials[i] * rates[i], trials[i] * rates[i] * (1 - rates[i]));
            for (var j = 0; j < columns.Length; j++)
            {
                score[j] += miss * columns[j][i];
                for (var l = 0; l <= j; l++) information[j, l] += weight * columns[j][i] * columns[l][i];
            }
        }
    }

    static double DevianceOf(double[] odds, ReadOnlySpan<long> events, ReadOnlySpan<long> trials)
    {
        var sum = 0.0;
        for (var i = 0; i < odds.Length; i++)
        {
            double x = events[i], n = trials[i];
            sum += Likelihood.Term(x, n * Logistic(odds[i])) + Likelihood.Term(n - x, n * Logistic(-odds[i]));
        }
        return Math.Max(0, 2 * sum);
    }

    static double Logistic(double odds) => 1 / (1 + Math.Exp(-odds));
}

// Of small symmetric matrices, in their lower halves.
static class Cholesky
{
    /// Replaces the matrix by its factor; false where it is not positive definite, rounding aside.
    public static bool Factor(double[,] a)
    {
        var k = a.GetLength(0);
        for (var j = 0; j < k; j++)
        {
            var pivot = a[j, j];
            for (var l = 0; l < j; l++) pivot -= a[j, l] * a[j, l];
            if (!(pivot > 1e-13 * a[j, j])) return false;
            a[j, j] = Math.Sqrt(pivot);
            for (var i = j + 1; i < k; i++)
            {
                for (var l = 0; l < j; l++) a[i, j] -= a[i, l] * a[j, l];
                a[i, j] /= a[j, j];
            }
        }
        return true;
    }

    public static double[] Solve(double[,] factor, double[] right)
    {
        var (k, x) = (right.Length, (double[])right.Clone());
        for (var i = 0; i < k; i++)
        {
            for (var j = 0; j < i; j++) x[i] -= factor[i, j] * x[j];
            x[i] /= factor[i, i];
        }
        for (var i = k - 1; i >= 0; i--)
        {
            for (var j = i + 1; j < k; j++) x[i] -= factor[j, i] * x[j];
            x[i] /= factor[i, i];
        }
        return x;
    }

    public static double[,] Invert(double[,] factor)
    {
        var k = factor.GetLength(0);
        var inverse = new double[k, k];
        for (var j = 0; j < k; j++)
        {
            var unit = new double[k];
            unit[j] = 1;
            var column = Solve(factor, unit);
            for (var i = 0; i < k; i++) inverse[i, j] = column[i];
        }
        return inverse;
    }
}
