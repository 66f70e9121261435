namespace Analytics.Statistics.Series;

// Singular value decomposition by rotating pairs of columns until all are orthogonal (one-sided Jacobi): small singular
// values come out to nearly full relative precision, and the order of the work is fixed, so the bits are too.
// Hestenes (1958), SIAM J. 6:51-90; Demmel and Veselić (1992), SIAM J. Matrix Anal. Appl. 13:1204-1245.
sealed class ThinSvd
{
    const int MaxSweeps = 60;

    /// From large to small; as many as columns.
    public double[] Values { get; }

    /// One array a column of the matrix given, in order of the values: unit length, zeros where the value is zero.
    public double[][] Left { get; }

    /// As many as columns; of length columns.
    public double[][] Right { get; }

    /// <param name="columns">Of equal length, at least as long as there are columns; overwritten.</param>
    public ThinSvd(double[][] columns)
    {
        var n = columns.Length;
        var right = Enumerable.Range(0, n).Select(i =>
        {
            var unit = new double[n];
            unit[i] = 1;
            return unit;
        }).ToArray();
        for (var sweep = 0; sweep < MaxSweeps && Sweep(columns, right); sweep++) { }
        var norms = columns.Select(Norm).ToArray();
        var order = Enumerable.Range(0, n).OrderByDescending(i => norms[i]).ToArray();
        Values = [.. order.Select(i => norms[i])];
        Right = [.. order.Select(i => right[i])];
        Left = [.. order.Select(i => columns[i])];
        for (var i = 0; i < n; i++)
            if (Values[i] > 0)
                for (var j = 0; j < Left[i].Length; j++) Left[i][j] /= Values[i];
    }

    // False when every pair was orthogonal already.
    static bool Sweep(double[][] columns, double[][] right)
    {
        var turned = false;
        for (var p = 0; p < columns.Length - 1; p++)
            for (var q = p + 1; q < columns.Length; q++)
            {
                var (a, b, c) = (Dot(columns[p], columns[p]), Dot(columns[q], columns[q]), Dot(columns[p], columns[q]));
                if (c == 0 || Math.Abs(c) <= 1e-15 * Math.Sqrt(a) * Math.Sqrt(b)) continue;
                turned = true;
                var zeta = (b - a) / (2 * c);
                var tangent = double.IsInfinity(zeta) ? 0
                    : Math.CopySign(1, zeta) / (Math.Abs(zeta) + Math.Sqrt(1 + zeta * zeta));
                var cosine = 1 / Math.Sqrt(1 + tangent * tangent);
                Turn(columns[p], columns[q], cosine, cosine * tangent);
                Turn(right[p], right[q], cosine, cosine * tangent);
            }
        return turned;
    }

    static void Turn(double[] p, double[] q, double cosine, double sine)
    {
        for (var i = 0; i < p.Length; i++)
            (p[i], q[i]) = (cosine * p[i] - sine * q[i], sine * p[i] + cosine * q[i]);
    }

    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    // Without overflow or underflow of squares.
    static double Norm(double[] column)
    {
        var largest = column.Max(Math.Abs);
        return largest == 0 ? 0
            : largest * Math.Sqrt(column.Sum(x => x / largest * (x / largest)));
    }
}
