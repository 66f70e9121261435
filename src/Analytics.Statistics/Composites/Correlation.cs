using MathNet.Numerics.LinearAlgebra;

namespace Analytics.Statistics.Composites;

// Correlations of two columns without gaps; null where one is constant or there are fewer than two pairs.
static class Correlation
{
    public static double? Pearson(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length < 2 || Moments.IsConstant(x) || Moments.IsConstant(y)) return null;
        var (ofX, ofY) = (Moments.Scaled(x).Deviations, Moments.Scaled(y).Deviations);
        var (xx, xy, yy) = (new CompensatedSum(), new CompensatedSum(), new CompensatedSum());
        for (var i = 0; i < x.Length; i++)
        {
            var (a, b) = (ofX[i], ofY[i]);
            xx.Add(a * a);
            xy.Add(a * b);
            yy.Add(b * b);
        }
        return Math.Clamp(xy.Value / Math.Sqrt(xx.Value) / Math.Sqrt(yy.Value), -1, 1);
    }

    public static double? Spearman(ReadOnlySpan<double> x, ReadOnlySpan<double> y) =>
        Pearson(Ranks.Means(x), Ranks.Means(y));

    /// τ-b.
    public static double? Kendall(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var (score, tiedX, tiedY, pairs) = (0L, 0L, 0L, 0L);
        for (var i = 0; i < x.Length; i++)
            for (var j = i + 1; j < x.Length; j++, pairs++)
            {
                var (a, b) = (x[i].CompareTo(x[j]), y[i].CompareTo(y[j]));
                score += a * b;
                if (a == 0) tiedX++;
                if (b == 0) tiedY++;
            }
        return pairs == tiedX || pairs == tiedY ? null
            : score / (Math.Sqrt(pairs - tiedX) * Math.Sqrt(pairs - tiedY));
    }

    /// R² of a parabola in x, the share of y's variance its mean by x takes up, whatever the form of a bend; null with
    /// fewer than 4 pairs or no variation.
    public static double? Ratio(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length < 4 || Moments.IsConstant(x) || Moments.IsConstant(y)) return null;
        var (mean, deviation) = Moments.MeanAndDeviation(x);
        var design = Matrix<double>.Build.Dense(x.Length, 3);
        for (var i = 0; i < x.Length; i++)
        {
            var z = (x[i] - mean) / deviation;
            (design[i, 0], design[i, 1], design[i, 2]) = (1, z, z * z);
        }
        var answer = Vector<double>.Build.DenseOfArray(Moments.Scaled(y).Deviations);
        // Two different x leave the square without a coefficient of its own: singular values see to that.
        var svd = design.Svd();
        var fitted = Vector<double>.Build.Dense(x.Length);
        for (var k = 0; k < 3; k++)
            if (svd.S[k] > 1e-10 * svd.S[0]) fitted += svd.U.Column(k) * (svd.U.Column(k) * answer);
        var residual = answer - fitted;
        return Math.Clamp(1 - residual.DotProduct(residual) / answer.DotProduct(answer), 0, 1);
    }
}
