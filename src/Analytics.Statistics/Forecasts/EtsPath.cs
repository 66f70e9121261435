namespace Analytics.Statistics.Forecasts;

// One-step forecasts of a series under a model, and how the likelihood turns with each parameter. The parameters are
// [alpha, beta, gamma, phi, level, slope, season of the first point, … of the m-th]; parts a model lacks are 0, and
// 1 is the phi of a trend that is not damped. Nothing is allocated after the constructor.
sealed class EtsPath
{
    public const int States = 4;
    readonly double[] _y, _q, _slope, _fitted, _season, _back;
    readonly bool _relative, _multiplied, _seasonal;
    readonly int _n, _m;

    public EtsPath(EtsModel model, double[] y, int period)
    {
        (_y, _n) = (y, y.Length);
        _seasonal = model.Season != EtsPart.None;
        _m = _seasonal ? period : 0;
        (_relative, _multiplied) = (model.Error == EtsPart.Multiplicative, model.Season == EtsPart.Multiplicative);
        (_q, _slope, _fitted) = (new double[_n], new double[_n], new double[_n]);
        (_season, _back) = (new double[_n + _m], new double[_n + _m]);
    }

    public int Length => States + 2 + _m;

    public ReadOnlySpan<double> Fitted => _fitted;

    /// Level, slope and seasons after the last point; the season of the point before the last stands last.
    public (double Level, double Slope) Last { get; private set; }

    public ReadOnlySpan<double> LastSeasons => _season.AsSpan(_n);

    /// The sum of squared errors; errors are relative in multiplicative models.
    public double Squares { get; private set; }

    /// n log Σe² + 2 Σ log |r|; infinite where a multiplicative model leaves what is positive.
    public double Value(ReadOnlySpan<double> x)
    {
        var (alpha, beta, gamma, phi, level, slope) = (x[0], x[1], x[2], x[3], x[4], x[5]);
        var y = _y;
        var (q, slopes, fitted, season) = (_q, _slope, _fitted, _season);
        x[(States + 2)..].CopyTo(season);
        var (squares, product, logs) = (0.0, 1.0, 0.0);
        for (var t = 0; t < y.Length; t++)
        {
            var expected = level + phi * slope;
            var s = _seasonal ? season[t] : 0;
            var r = _multiplied ? expected * s : expected + s;
            (q[t], slopes[t], fitted[t]) = (expected, slope, r);
            var e = y[t] - r;
            if (_relative)
            {
                if (!(r > 0) || _multiplied && !(s > 0)) return double.PositiveInfinity;
                squares += e / r * (e / r);
                product *= r;
                if (product is > 1e100 or < 1e-100) (logs, product) = (logs + Math.Log(product), 1);
            }
            else squares += e * e;
            if (_multiplied)
            {
                var u = y[t] / s - expected;
                (level, slope) = (expected + alpha * u, phi * slope + beta * u);
                season[t + _m] = s + gamma * (y[t] / expected - s);
            }
            else
            {
                (level, slope) = (expected + alpha * e, phi * slope + beta * e);
                if (_seasonal) season[t + _m] = s + gamma * e;
            }
        }
        (Last, Squares) = ((level, slope), squares);
        return _n * Math.Log(Math.Max(squares, Least)) + 2 * (logs + Math.Log(product));
    }

    // A perfect fit has no likelihood; it is as good as errors of 1e-10 of the scale.
    double Least => 1e-20 * _n;

    /// The derivatives of Value at the point it was last called with, by going back in time.
    public void Gradient(ReadOnlySpan<double> x, Span<double> gradient)
    {
        var (alpha, beta, gamma, phi) = (x[0], x[1], x[2], x[3]);
        var (y, q, slopes, fitted, season, back) = (_y, _q, _slope, _fitted, _season, _back);
        Array.Clear(back);
        var (toAlpha, toBeta, toGamma, toPhi, toLevel, toSlope) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        var weight = 2 * _n / Math.Max(Squares, Least);
        for (var t = _n - 1; t >= 0; t--)
        {
            var (r, expected) = (fitted[t], q[t]);
            var toR = _relative ? -weight * (y[t] / r - 1) * y[t] / (r * r) + 2 / r : -weight * (y[t] - r);
            double toExpected;
            if (_multiplied)
            {
                var (s, toNext) = (season[t], back[t + _m]);
                var u = y[t] / s - expected;
                toAlpha += toLevel * u;
                toBeta += toSlope * u;
                toGamma += toNext * (y[t] / expected - s);
                var (toU, toV) = (alpha * toLevel + beta * toSlope, gamma * toNext);
                toExpected = toLevel - toU + toR * s - toV * y[t] / (expected * expected);
                back[t] = toNext - toV + toR * expected - toU * y[t] / (s * s);
            }
            else
            {
                var e = y[t] - r;
                toAlpha += toLevel * e;
                toBeta += toSlope * e;
                var toE = alpha * toLevel + beta * toSlope;
                if (_seasonal)
                {
                    var toNext = back[t + _m];
                    toGamma += toNext * e;
                    toE += gamma * toNext;
                    back[t] = toNext + toR - toE;
                }
                toExpected = toLevel + toR - toE;
            }
            toPhi += slopes[t] * (toExpected + toSlope);
            toLevel = toExpected;
            toSlope = phi * (toExpected + toSlope);
        }
        (gradient[0], gradient[1], gradient[2], gradient[3]) = (toAlpha, toBeta, toGamma, toPhi);
        (gradient[4], gradient[5]) = (toLevel, toSlope);
        back.AsSpan(0, _m).CopyTo(gradient[(States + 2)..]);
    }
}
