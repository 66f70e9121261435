namespace Analytics.Statistics.Series;

// The two loops: inner ones part season from trend, outer ones weigh points by their remainder.
sealed class StlFit(double[] y, int frequency, int seasonalSpan, int trendSpan, int lowPassSpan)
{
    const int RobustRounds = 15;

    readonly double[] _trend = new double[y.Length];
    readonly double[] _seasonal = new double[y.Length];
    double[]? _weights;

    public void Run(bool robust)
    {
        for (var round = 0; round <= (robust ? RobustRounds : 0); round++)
        {
            if (round > 0) _weights = Robustness();
            for (var pass = 0; pass < (robust ? 1 : 2); pass++) Pass();
        }
    }

    public Stl Parts(bool isPeriodic)
    {
        if (isPeriodic)
            for (var place = 0; place < frequency; place++)
            {
                var mean = 0.0;
                var count = 0;
                for (var t = place; t < y.Length; t += frequency, count++) mean += _seasonal[t];
                for (var t = place; t < y.Length; t += frequency) _seasonal[t] = mean / count;
            }
        return new(_seasonal, _trend, [.. y.Select((value, t) => value - _seasonal[t] - _trend[t])],
            _weights ?? [.. Enumerable.Repeat(1.0, y.Length)], trendSpan, lowPassSpan);
    }

    void Pass()
    {
        var cycles = Cycles([.. y.Select((value, t) => value - _trend[t])]);
        var low = new Loess(Average(Average(Average(cycles, frequency), frequency), 3), lowPassSpan, 1, null)
            .Smooth(Jump(lowPassSpan));
        for (var t = 0; t < y.Length; t++) _seasonal[t] = cycles[frequency + t] - low[t];
        new Loess([.. y.Select((value, t) => value - _seasonal[t])], trendSpan, 1, _weights).Smooth(Jump(trendSpan))
            .CopyTo(_trend, 0);
    }

    static int Jump(int span) => (span + 9) / 10;

    // Every place of the season smoothed over its cycles and carried on by one cycle at both ends.
    double[] Cycles(double[] detrended)
    {
        var longer = new double[y.Length + 2 * frequency];
        for (var place = 0; place < frequency; place++)
        {
            double[] own = [.. At(detrended)];
            var loess = new Loess(own, seasonalSpan, 0, _weights is null ? null : [.. At(_weights)]);
            var count = own.Length;
            var inside = loess.Smooth(Jump(seasonalSpan));
            longer[place] = loess.At(0, (1, Math.Min(seasonalSpan, count))) ?? inside[0];
            for (var i = 0; i < count; i++) longer[place + (i + 1) * frequency] = inside[i];
            longer[place + (count + 1) * frequency] =
                loess.At(count + 1, (Math.Max(1, count - seasonalSpan + 1), count)) ?? inside[^1];

            IEnumerable<double> At(double[] all)
            {
                for (var t = place; t < all.Length; t += frequency) yield return all[t];
            }
        }
        return longer;
    }

    static double[] Average(double[] values, int width)
    {
        var means = new double[values.Length - width + 1];
        var sum = values.Take(width).Sum();
        for (var i = 0; ; i++)
        {
            means[i] = sum / width;
            if (i == means.Length - 1) return means;
            sum += values[i + width] - values[i];
        }
    }

    // Bisquare of the remainder over six times its median size.
    double[] Robustness()
    {
        double[] sizes = [.. y.Select((value, t) => Math.Abs(value - _seasonal[t] - _trend[t]))];
        var reach = 3 * PartialOrder.SumOfMiddle(sizes);
        return [.. sizes.Select(size => size <= 0.001 * reach ? 1 : size > 0.999 * reach ? 0
            : Math.Pow(1 - size / reach * (size / reach), 2))];
    }
}
