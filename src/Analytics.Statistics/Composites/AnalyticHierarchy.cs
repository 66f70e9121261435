using MathNet.Numerics.LinearAlgebra;

namespace Analytics.Statistics.Composites;

/// <summary>Weights from judgements of pairs, and whether the judgements agree with each other.</summary>
/// <param name="Weights">Principal right eigenvector, adding up to 1.</param>
/// <param name="GeometricWeights">Row geometric means, adding up to 1 (Crawford and Williams 1985).</param>
/// <param name="LambdaMax">Principal eigenvalue; the number of items where judgements agree.</param>
/// <param name="ConsistencyIndex">(λ - n)/(n - 1); 0 of one item.</param>
/// <param name="ConsistencyRatio">The index over that of random judgements; 0 of one or two items, which cannot
/// disagree; null above 15, for which Saaty gives none.</param>
/// <remarks>Saaty (1980), The Analytic Hierarchy Process; random indices for 1 to 15 items from there.</remarks>
public sealed record AnalyticHierarchy(double[] Weights, double[] GeometricWeights, double LambdaMax,
    double ConsistencyIndex, double? ConsistencyRatio)
{
    static readonly double[] RandomIndices =
        [0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59];

    /// <summary>Whether the ratio is below 0.1; null where there is none. Else ask again before using the weights.
    /// </summary>
    public bool? IsConsistent => ConsistencyRatio is { } ratio ? ratio < 0.1 : null;

    /// <param name="judgements">Square, above 0: how many times row i matters more than column j; j against i is the
    /// reciprocal.</param>
    /// <exception cref="ArgumentException">It is empty or not square, or a judgement is not above 0 or not reciprocal.
    /// </exception>
    public static AnalyticHierarchy Of(double[,] judgements)
    {
        var n = judgements.GetLength(0);
        if (n == 0 || judgements.GetLength(1) != n)
            throw new ArgumentException("Expected a square matrix.", nameof(judgements));
        for (var i = 0; i < n; i++)
            for (var j = 0; j <= i; j++)
                if (!(judgements[i, j] > 0) || !(Math.Abs(judgements[i, j] * judgements[j, i] - 1) < 1e-6))
                    throw new ArgumentException($"Judgement {i + 1}, {j + 1} is {judgements[i, j]}; expected a number "
                        + "above 0 and its reciprocal across the diagonal.", nameof(judgements));
        var geometric = RandomStreams.Scaled([.. Enumerable.Range(0, n).Select(i => Math.Exp(
            CompensatedSum.Of([.. Enumerable.Range(0, n).Select(j => Math.Log(judgements[i, j]))]) / n))]);
        var matrix = Matrix<double>.Build.DenseOfArray(judgements);
        var (weights, lambda) = Principal(matrix, geometric);
        // Rounding must not make consistent judgements a hair less than consistent, or better.
        var index = n == 1 || Math.Abs(lambda - n) < 1e-12 * n ? 0 : Math.Max(0, (lambda - n) / (n - 1));
        return new(weights, geometric, lambda, index,
            n <= 2 ? 0 : n <= RandomIndices.Length ? index / RandomIndices[n - 1] : null);
    }

    // Powers of a positive matrix converge on the one positive eigenvector. Squaring doubles the steps each time.
    static (double[] Weights, double Lambda) Principal(Matrix<double> matrix, double[] start)
    {
        var (power, before) = (matrix, Vector<double>.Build.DenseOfArray(start));
        for (var i = 0; i < 60; i++)
        {
            var next = power * before;
            next /= next.Sum();
            var change = (next - before).InfinityNorm();
            before = next;
            if (change <= 1e-16) break;
            power *= power;
            power /= power.Enumerate().Max();
        }
        var weights = RandomStreams.Scaled(before.ToArray());
        var product = (matrix * Vector<double>.Build.DenseOfArray(weights)).ToArray();
        return (weights, CompensatedSum.Of(product));
    }
}
