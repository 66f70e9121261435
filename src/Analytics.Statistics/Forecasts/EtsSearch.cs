namespace Analytics.Statistics.Forecasts;

// Finds the parameters and initial states of one model that make a series most likely: projected quasi-Newton steps
// (BFGS after Powell's damping) with the exact gradient, inside the usual bounds and, of seasonal models with trend,
// inside what is stable. Beta and gamma are searched as parts of what alpha leaves them, so that the bounds are a
// box.
sealed class EtsSearch
{
    public const double Least = 1e-4, Most = 0.9999, LeastPhi = 0.8, MostPhi = 0.98;
    const int MostSteps = 250, MostHalvings = 30;

    readonly EtsModel _model;
    readonly EtsPath _path;
    readonly int _m, _d;
    readonly double[] _low, _high, _x, _g, _z, _next, _gradient, _nextGradient, _step, _change, _image;
    readonly double[][] _curvature, _factor;
    readonly int[] _free;

    public EtsSearch(EtsModel model, double[] y, int period)
    {
        (_model, _path) = (model, new(model, y, period));
        _m = model.Season == EtsPart.None ? 0 : period;
        _d = _path.Length;
        (_x, _g, _z, _next, _gradient, _nextGradient) = (New(), New(), New(), New(), New(), New());
        (_step, _change, _image) = (New(), New(), New());
        (_low, _high, _free) = (New(), New(), new int[_d]);
        _curvature = [.. Enumerable.Range(0, _d).Select(_ => New())];
        _factor = [.. Enumerable.Range(0, _d).Select(_ => New())];
        Array.Fill(_low, double.NegativeInfinity);
        Array.Fill(_high, double.PositiveInfinity);
        (_low[0], _high[0]) = (Least, Most);
        Bound(1, model.Trend != EtsPart.None, 0, 1, 0);
        Bound(2, _m > 0, 0, 1, 0);
        Bound(3, model.IsDamped, LeastPhi, MostPhi, 1);
        if (model.Trend == EtsPart.None) Bound(5, false, 0, 0, 0);

        double[] New() => new double[_d];

        void Bound(int i, bool has, double low, double high, double otherwise) =>
            (_low[i], _high[i]) = has ? (low, high) : (otherwise, otherwise);
    }

    /// Of the smallest n log Σe² + 2 Σ log |r| found: alpha, beta, gamma, phi, level, slope, seasons in order of
    /// time.
    public double[] Best { get; private set; } = [];

    public double BestValue { get; private set; } = double.PositiveInfinity;

    public int Evaluations { get; private set; }

    /// Searches from one start; what is found counts if it is better than before.
    public double From(double alpha, double betaPart, double gammaPart, double phi, double level, double slope,
        ReadOnlySpan<double> seasons)
    {
        ReadOnlySpan<double> head = [alpha, betaPart, gammaPart, phi, level, slope];
        head.CopyTo(_z);
        seasons.CopyTo(_z.AsSpan(head.Length));
        for (var i = 0; i < head.Length; i++) _z[i] = Math.Clamp(_z[i], _low[i], _high[i]);
        // What is not stable is smoothed less.
        var value = Value(_z);
        for (var i = 0; i < 8 && double.IsInfinity(value); i++)
        {
            (_z[1], _z[2]) = (_z[1] / 4, _z[2] / 4);
            value = Value(_z);
        }
        if (double.IsInfinity(value)) return value;
        Gradient(_gradient);
        Scale();
        value = Value(_z);
        var (quiet, fresh) = (0, true);
        for (var step = 0; step < MostSteps; step++)
        {
            if (!Direction()) break;
            var next = Along(value);
            if (double.IsInfinity(next))
            {
                if (fresh) break;
                Value(_z);
                Scale();
                Value(_z);
                fresh = true;
                continue;
            }
            fresh = false;
            Gradient(_nextGradient);
            Update();
            quiet = value - next < 1e-7 ? quiet + 1 : 0;
            value = next;
            _next.CopyTo(_z, 0);
            _nextGradient.CopyTo(_gradient, 0);
            if (quiet == 2) break;
        }
        if (value < BestValue)
        {
            value = Value(_z);
            (BestValue, Best) = (value, [.. _x]);
        }
        return value;
    }

    double Value(double[] z)
    {
        Evaluations++;
        z.CopyTo(_x, 0);
        if (_model.Trend != EtsPart.None) _x[1] = Least + z[1] * (Math.Min(z[0], Most) - Least);
        if (_m > 0) _x[2] = Least + z[2] * (Math.Min(1 - z[0], Most) - Least);
        if (_m > 0 && _model.Trend != EtsPart.None && !EtsStability.Holds(_x[0], _x[1], _x[2], _x[3], _m))
            return double.PositiveInfinity;
        return _path.Value(_x);
    }

    // At the point last valued.
    void Gradient(double[] gradient)
    {
        _path.Gradient(_x, _g);
        _g.CopyTo(gradient, 0);
        if (_model.Trend != EtsPart.None)
        {
            var part = (_x[1] - Least) / Math.Max(_x[0] - Least, 1e-12);
            gradient[0] += _g[1] * part;
            gradient[1] = _g[1] * (_x[0] - Least);
        }
        if (_m > 0)
        {
            var room = 1 - _x[0] - Least;
            gradient[0] -= room > 0 ? _g[2] * (_x[2] - Least) / room : 0;
            gradient[2] = _g[2] * Math.Max(room, 0);
            var seasons = gradient.AsSpan(_d - _m);
            var mean = 0.0;
            foreach (var one in seasons) mean += one / _m;
            foreach (ref var one in seasons) one -= mean;
        }
    }

    // The curvature along each parameter, by differences of gradients; of seasons, their mean, so that steps keep
    // the sum.
    void Scale()
    {
        var total = 0.0;
        for (var i = 0; i < _d; i++)
        {
            Array.Clear(_curvature[i]);
            if (_low[i] == _high[i]) continue;
            var (kept, width) = (_z[i], i < EtsPath.States ? 1e-4 : 1e-4 * Math.Max(Math.Abs(_z[i]), 0.01));
            var by = kept + width > _high[i] ? -width : width;
            _z[i] += by;
            var bend = 1e3;
            if (!double.IsInfinity(Value(_z)))
            {
                Gradient(_nextGradient);
                bend = Math.Abs(_nextGradient[i] - _gradient[i]) / width;
            }
            _z[i] = kept;
            _curvature[i][i] = Math.Max(bend, 1e-2);
            if (i >= _d - _m) total += _curvature[i][i] / _m;
        }
        for (var i = _d - _m; i < _d; i++) _curvature[i][i] = total;
    }

    // Of the parameters that are not held at a bound; false where no step leads down.
    bool Direction()
    {
        var (count, steepest) = (0, 0.0);
        Array.Clear(_step);
        for (var i = 0; i < _d; i++)
        {
            if (_low[i] == _high[i] || _z[i] <= _low[i] && _gradient[i] >= 0
                || _z[i] >= _high[i] && _gradient[i] <= 0) continue;
            _free[count++] = i;
            steepest = Math.Max(steepest, _gradient[i] * _gradient[i] / _curvature[i][i]);
        }
        if (count == 0 || steepest < 1e-12) return false;
        for (var i = 0; i < count; i++)
        {
            var (row, source) = (_factor[i], _curvature[_free[i]]);
            for (var j = 0; j <= i; j++)
            {
                var sum = source[_free[j]];
                var other = _factor[j];
                for (var k = 0; k < j; k++) sum -= row[k] * other[k];
                row[j] = i == j ? Math.Sqrt(Math.Max(sum, 1e-8 * source[_free[i]])) : sum / other[j];
            }
        }
        for (var i = 0; i < count; i++)
        {
            var sum = -_gradient[_free[i]];
            for (var k = 0; k < i; k++) sum -= _factor[i][k] * _image[k];
            _image[i] = sum / _factor[i][i];
        }
        for (var i = count - 1; i >= 0; i--)
        {
            var sum = _image[i];
            for (var k = i + 1; k < count; k++) sum -= _factor[k][i] * _image[k];
            _image[i] = sum / _factor[i][i];
        }
        for (var i = 0; i < count; i++) _step[_free[i]] = _image[i];
        return true;
    }

    // Halves the step until the value falls as it should; infinite where it never does.
    double Along(double value)
    {
        var size = 1.0;
        for (var i = 0; i < MostHalvings; i++)
        {
            var slope = 0.0;
            for (var j = 0; j < _d; j++)
            {
                _next[j] = Math.Clamp(_z[j] + size * _step[j], _low[j], _high[j]);
                slope += _gradient[j] * (_next[j] - _z[j]);
            }
            var next = Value(_next);
            if (next <= value + 1e-4 * slope && slope < 0) return next;
            var bend = next - value - slope;
            size *= double.IsInfinity(next) || !(bend > 0) ? 0.3 : Math.Clamp(-slope / (2 * bend), 0.1, 0.5);
        }
        return double.PositiveInfinity;
    }

    void Update()
    {
        var (inner, bent) = (0.0, 0.0);
        for (var i = 0; i < _d; i++)
        {
            (_step[i], _change[i]) = (_next[i] - _z[i], _nextGradient[i] - _gradient[i]);
            inner += _step[i] * _change[i];
        }
        for (var i = 0; i < _d; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < _d; j++) sum += _curvature[i][j] * _step[j];
            _image[i] = sum;
            bent += _step[i] * sum;
        }
        if (!(bent > 0)) return;
        if (inner < 0.2 * bent)
        {
            var part = 0.8 * bent / (bent - inner);
            for (var i = 0; i < _d; i++) _change[i] = part * _change[i] + (1 - part) * _image[i];
            inner = 0.2 * bent;
        }
        for (var i = 0; i < _d; i++)
            for (var j = 0; j < _d; j++)
                _curvature[i][j] += _change[i] * _change[j] / inner - _image[i] * _image[j] / bent;
    }
}
