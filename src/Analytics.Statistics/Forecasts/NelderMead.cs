namespace Analytics.Statistics.Forecasts;

// The least value of a function without derivatives: the simplex of Nelder and Mead (1965), Computer Journal
// 7:308-313, in the form of Nash (1990), Compact Numerical Methods for Computers, algorithm 19.
static class NelderMead
{
    const double Huge = 1e35, Tolerance = 1.4901161193847656e-8;

    public static double[] Minimise(double[] start, Func<double[], double> function, int most = 2000)
    {
        var (d, calls) = (start.Length, 0);
        var value = Of(start);
        var close = Tolerance * (Math.Abs(value) + Tolerance);
        var size = start.Max(s => 0.1 * Math.Abs(s));
        if (size == 0) size = 0.1;
        var corners = new (double[] At, double Value)[d + 1];
        corners[0] = ([.. start], value);
        for (var i = 1; i <= d; i++)
        {
            corners[i].At = [.. start];
            corners[i].At[i - 1] += size;
            corners[i].Value = Of(corners[i].At);
        }
        var (low, spread) = (0, size * d * 10);
        while (calls <= most)
        {
            var high = low;
            for (var i = 0; i <= d; i++)
                if (corners[i].Value < corners[low].Value) low = i;
            for (var i = 0; i <= d; i++)
                if (corners[i].Value > corners[high].Value) high = i;
            var (least, worst) = (corners[low].Value, corners[high].Value);
            if (worst <= least + close) break;
            var centre = new double[d];
            for (var k = 0; k < d; k++)
            {
                var sum = -corners[high].At[k];
                foreach (var (at, _) in corners) sum += at[k];
                centre[k] = sum / d;
            }
            var mirrored = Between(centre, corners[high].At, 2, -1);
            var there = Of(mirrored);
            if (there < least)
            {
                var beyond = Between(mirrored, centre, 2, -1);
                var further = Of(beyond);
                corners[high] = further < there ? (beyond, further) : (mirrored, there);
                continue;
            }
            if (there < worst) corners[high] = (mirrored, there);
            var inner = Between(corners[high].At, centre, 0.5, 0.5);
            var inside = Of(inner);
            if (inside < corners[high].Value) corners[high] = (inner, inside);
            else if (there >= worst)
            {
                var left = 0.0;
                for (var i = 0; i <= d; i++)
                {
                    if (i == low) continue;
                    for (var k = 0; k < d; k++)
                    {
                        var to = corners[low].At[k];
                        corners[i].At[k] = 0.5 * (corners[i].At[k] - to) + to;
                        left += Math.Abs(corners[i].At[k] - to);
                    }
                }
                if (left >= spread) break;
                spread = left;
                for (var i = 0; i <= d; i++)
                    if (i != low) corners[i].Value = Of(corners[i].At);
            }
        }
        return corners[low].At;

        double Of(double[] at)
        {
            calls++;
            return function(at) is var found && double.IsFinite(found) ? found : Huge;
        }

        static double[] Between(double[] a, double[] b, double ofA, double ofB) =>
            [.. a.Select((x, i) => ofA * x + ofB * b[i])];
    }
}
