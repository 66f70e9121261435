namespace Analytics.Statistics.Ranks;

// Xoshiro256** (Blackman and Vigna 2021, ACM TOMS 47:36) started by SplitMix64; normals by the ziggurat of Marsaglia
// and Tsang (2000), Journal of Statistical Software 5(8); gammas by Marsaglia and Tsang (2000), ACM TOMS 26:363-372.
struct SeededRandom
{
    const int Layers = 256;
    const double Edge = 3.6541528853610088, Area = 4.92867323399e-3, Unit = 1.0 / (1L << 53);

    static readonly double[] X = Ziggurat().X, Y = Ziggurat().Y;

    ulong _a, _b, _c, _d;

    /// Streams of one seed do not meet.
    public SeededRandom(int seed, int stream)
    {
        var state = ((ulong)(uint)seed << 32) | (uint)stream;
        (_a, _b, _c, _d) = (Mixed(ref state), Mixed(ref state), Mixed(ref state), Mixed(ref state));
    }

    public ulong Next()
    {
        var result = ulong.RotateLeft(_b * 5, 7) * 9;
        var t = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = ulong.RotateLeft(_d, 45);
        return result;
    }

    /// Above 0, below 1.
    public double Uniform() => ((long)(Next() >> 11) + 0.5) * Unit;

    public double Normal()
    {
        while (true)
        {
            var bits = Next();
            var layer = (int)(bits & (Layers - 1));
            // From -1 to 1: the sign is the highest bit.
            var u = (((long)bits >> 11) + 0.5) * (2 * Unit);
            var x = u * X[layer];
            if (Math.Abs(x) < X[layer + 1]) return x;
            if (layer == 0)
            {
                double far, miss;
                do
                {
                    (far, miss) = (-Math.Log(Uniform()) / Edge, -Math.Log(Uniform()));
                }
                while (2 * miss < far * far);
                return u < 0 ? -Edge - far : Edge + far;
            }
            if (Y[layer] + Uniform() * (Y[layer + 1] - Y[layer]) < Math.Exp(-x * x / 2)) return x;
        }
    }

    public double Gamma(in GammaShape shape)
    {
        while (true)
        {
            var x = Normal();
            var v = 1 + shape.C * x;
            if (v <= 0) continue;
            v = v * v * v;
            var (u, square) = (Uniform(), x * x);
            if (u < 1 - 0.0331 * square * square
                || Math.Log(u) < square / 2 + shape.D * (1 - v + Math.Log(v)))
                return shape.Power == 0 ? shape.D * v : shape.D * v * Math.Pow(Uniform(), shape.Power);
        }
    }

    // Layer 0 is the base with the tail: its width is that of a box of the common area.
    static (double[] X, double[] Y) Ziggurat()
    {
        var (x, y) = (new double[Layers + 1], new double[Layers + 1]);
        (x[0], x[1]) = (Area / Math.Exp(-Edge * Edge / 2), Edge);
        y[1] = Math.Exp(-Edge * Edge / 2);
        for (var i = 2; i < Layers; i++)
        {
            y[i] = y[i - 1] + Area / x[i - 1];
            x[i] = Math.Sqrt(-2 * Math.Log(y[i]));
        }
        (x[Layers], y[Layers]) = (0, 1);
        return (x, y);
    }

    static ulong Mixed(ref ulong state)
    {
        state += 0x9e3779b97f4a7c15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }
}

/// What draws of one shape, above 0, have in common. Below 1 the shape above it is drawn and drawn in by a power.
readonly struct GammaShape
{
    public readonly double D, C, Power;

    public GammaShape(double shape)
    {
        (var drawn, Power) = shape < 1 ? (shape + 1, 1 / shape) : (shape, 0);
        D = drawn - 1.0 / 3;
        C = 1 / Math.Sqrt(9 * D);
    }
}
