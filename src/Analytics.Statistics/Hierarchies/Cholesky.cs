namespace Analytics.Statistics.Hierarchies;

// Root of a symmetric positive definite matrix, in a fixed order of work.
sealed class Cholesky(double[][] lower)
{
    /// Null where a pivot is nothing next to its diagonal, or below.
    public static Cholesky? Of(double[][] matrix)
    {
        var lower = new double[matrix.Length][];
        for (var i = 0; i < lower.Length; i++)
        {
            lower[i] = new double[i + 1];
            for (var j = 0; j <= i; j++)
            {
                var rest = matrix[i][j];
                for (var k = 0; k < j; k++) rest -= lower[i][k] * lower[j][k];
                if (i != j) lower[i][j] = rest / lower[j][j];
                else if (rest > 1e-14 * Math.Abs(matrix[i][i])) lower[i][i] = Math.Sqrt(rest);
                else return null;
            }
        }
        return new(lower);
    }

    public double[] Solve(double[] right)
    {
        double[] x = [.. right];
        for (var i = 0; i < x.Length; i++)
        {
            for (var k = 0; k < i; k++) x[i] -= lower[i][k] * x[k];
            x[i] /= lower[i][i];
        }
        for (var i = x.Length - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < x.Length; k++) x[i] -= lower[k][i] * x[k];
            x[i] /= lower[i][i];
        }
        return x;
    }
}
