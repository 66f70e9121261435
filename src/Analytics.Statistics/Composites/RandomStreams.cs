using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace Analytics.Statistics.Composites;

// Random numbers that depend on what they are drawn for, not on when or by which thread: each source of uncertainty has
// its own stream in each run.
static class RandomStreams
{
    public static Random Of(long seed, long source, long run) =>
        new Xoshiro256StarStar(unchecked((int)(Mixed(Mixed(Mixed(seed) + source) + run) >> 32)), threadSafe: false);

    /// Dirichlet with the mean `weights` (which add up to 1): variance w (1 - w)/(concentration + 1).
    /// Weights of 0 stay.
    public static double[] Dirichlet(Random random, double[] weights, double concentration)
    {
        var drawn = weights.Select(w => w > 0 ? Gamma.Sample(random, concentration * w, 1) : 0).ToArray();
        return drawn.Sum() > 0 ? Scaled(drawn) : weights;
    }

    /// Each weight times 1 ± spread, uniformly, scaled to add up to 1.
    public static double[] Spread(Random random, double[] weights, double spread) =>
        Scaled([.. weights.Select(w => w * (1 + spread * (2 * random.NextDouble() - 1)))]);

    public static double[] Scaled(double[] weights)
    {
        var total = CompensatedSum.Of(weights);
        return [.. weights.Select(w => w / total)];
    }

    // SplitMix64's finaliser: near seeds give far ones.
    static long Mixed(long value)
    {
        unchecked
        {
            var z = (ulong)value + 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return (long)(z ^ (z >> 31));
        }
    }
}
