namespace Analytics.Statistics.Forecasts;

// Whether a model with trend and season forgets its past: all roots of the characteristic polynomial of its errors
// lie in the unit circle. Hyndman, Akram and Archibald (2008), Annals of the Institute of Statistical Mathematics
// 60:407-426.
static class EtsStability
{
    public static bool Holds(double alpha, double beta, double gamma, double phi, int m)
    {
        Span<double> a = m <= 64 ? stackalloc double[66] : new double[m + 2];
        a = a[..(m + 2)];
        var each = alpha + beta - alpha * phi;
        a.Fill(each);
        (a[0], a[1], a[m], a[m + 1]) = (phi * (1 - alpha - gamma), each + gamma - 1, each + phi * alpha - phi, 1);
        // Schur and Cohn: each step takes one degree away.
        for (var degree = m + 1; degree > 0; degree--)
        {
            var ratio = a[0] / a[degree];
            if (!(Math.Abs(ratio) < 1)) return false;
            // b_i = a_{i+1} - ratio a_{degree-1-i}
            for (int i = 1, j = degree - 1; i <= j; i++, j--)
            {
                var (left, right) = (a[i], a[j]);
                (a[i], a[j]) = (left - ratio * right, right - ratio * left);
            }
            a[degree] -= ratio * a[0];
            for (var i = 0; i < degree; i++) a[i] = a[i + 1];
        }
        return true;
    }
}
