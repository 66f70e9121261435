using MathNet.Numerics.LinearAlgebra;

namespace Analytics.Statistics.Composites;

/// <summary>Principal components of the correlation matrix.</summary>
/// <param name="Eigenvalues">Falling; they add up to the number of indicators.</param>
/// <param name="Vectors">Of each component the loadings of the indicators, of length 1; the greatest is positive.
/// </param>
/// <remarks>Pearson (1901), Philosophical Magazine 2:559-572. Checked in tests/reference/21-index-quality.csv to
/// relative 1e-9.</remarks>
public sealed record PrincipalComponents(IReadOnlyList<double> Eigenvalues, IReadOnlyList<double[]> Vectors)
{
    // But for rounding of an uncorrelated indicator.
    const double AboveOne = 1 + 1e-9;

    /// <summary>How many components have an eigenvalue above 1, at least one.</summary>
    public int CountAboveOne => Math.Max(1, Eigenvalues.Count(e => e > AboveOne));

    /// <param name="columns">Indicators, each with a value of every unit.</param>
    /// <returns>Null with fewer than 2 units or no indicator, or where an indicator is constant.</returns>
    public static PrincipalComponents? Of(IReadOnlyList<double[]> columns)
    {
        if (columns.Count == 0) return null;
        var matrix = Matrix<double>.Build.DenseIdentity(columns.Count);
        for (var i = 0; i < columns.Count; i++)
            for (var j = 0; j <= i; j++)
            {
                if (Correlation.Pearson(columns[i], columns[j]) is not { } r) return null;
                matrix[i, j] = matrix[j, i] = i == j ? 1 : r;
            }
        var found = matrix.Evd(Symmetricity.Symmetric);
        var order = Enumerable.Range(0, columns.Count).OrderByDescending(i => found.EigenValues[i].Real).ToArray();
        return new([.. order.Select(i => Math.Max(0, found.EigenValues[i].Real))],
            [.. order.Select(i => Signed(found.EigenVectors.Column(i).ToArray()))]);
    }

    /// <summary>Weights that add up to 1: squared loadings of the first component, or of all with an eigenvalue above 1
    /// the squared loadings times it (communalities), which no rotation changes.</summary>
    /// <param name="allAboveOne">Whether all components above 1 count; the first always does.</param>
    public double[] Weights(bool allAboveOne)
    {
        var weights = new double[Vectors.Count];
        for (var k = 0; k < Vectors.Count; k++)
            if (k == 0 || allAboveOne && Eigenvalues[k] > AboveOne)
                for (var i = 0; i < weights.Length; i++)
                    weights[i] += Eigenvalues[k] * Vectors[k][i] * Vectors[k][i];
        var total = CompensatedSum.Of(weights);
        return [.. weights.Select(w => w / total)];
    }

    static double[] Signed(double[] vector)
    {
        var greatest = vector.MaxBy(v => (Math.Round(Math.Abs(v), 9), v));
        return greatest < 0 ? [.. vector.Select(v => -v)] : vector;
    }
}
