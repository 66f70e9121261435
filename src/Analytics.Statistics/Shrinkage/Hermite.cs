using MathNet.Numerics.LinearAlgebra;

namespace Analytics.Statistics.Shrinkage;

// Nodes and weights of ∫ e^(-x²) f(x) dx with 25 points: eigenvalues of the recurrence's matrix (Golub and Welsch 1969,
// Mathematics of Computation 23:221-230).
static class Hermite
{
    const int Count = 25;

    public static double[] Points { get; }

    public static double[] LogWeights { get; }

    static Hermite()
    {
        var matrix = Matrix<double>.Build.Dense(Count, Count, (i, j) =>
            Math.Abs(i - j) == 1 ? Math.Sqrt(Math.Max(i, j) / 2.0) : 0);
        var found = matrix.Evd(Symmetricity.Symmetric);
        Points = [.. found.EigenValues.Select(value => value.Real)];
        // By the normalised polynomials below each node: eigenvectors lose the smallest weights.
        LogWeights = [.. Points.Select(x =>
        {
            var (before, now, sum) = (0.0, Math.Pow(Math.PI, -0.25), 0.0);
            for (var n = 0; n < Count; n++)
            {
                sum += now * now;
                (before, now) = (now, x * Math.Sqrt(2.0 / (n + 1)) * now - Math.Sqrt(n / (n + 1.0)) * before);
            }
            return -Math.Log(sum);
        })];
    }
}
