namespace Analytics.Etl.Simulated;

/// Draws from the distributions of the model.
static class Distributions
{
    /// Standard normal, by the polar method of Marsaglia and Bray (1964).
    public static double Normal(this Xoshiro256 random)
    {
        while (true)
        {
            var (u, v) = (2 * random.Uniform() - 1, 2 * random.Uniform() - 1);
            var s = u * u + v * v;
            if (s is > 0 and < 1) return u * Math.Sqrt(-2 * ExactMath.Log(s) / s);
        }
    }

    /// Gamma with scale 1, by Marsaglia and Tsang (2000), ACM TOMS 26:363.
    public static double Gamma(this Xoshiro256 random, double shape)
    {
        if (shape < 1)
            return random.Gamma(shape + 1) * ExactMath.Exp(Math.Max(-700, ExactMath.Log(random.Uniform()) / shape));
        var d = shape - 1.0 / 3;
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = random.Normal();
            var root = 1 + c * x;
            if (root <= 0) continue;
            var v = root * root * root;
            if (ExactMath.Log(random.Uniform()) < x * x / 2 + d * (1 - v + ExactMath.Log(v))) return d * v;
        }
    }

    /// Successes among trials of one probability, trial by trial.
    public static long Binomial(this Xoshiro256 random, long trials, double probability)
    {
        long successes = 0;
        for (var i = 0L; i < trials; i++)
            if (random.Uniform() < probability) successes++;
        return successes;
    }

    /// Successes where the probability itself varies around its mean: cases of one year resemble each other. Their
    /// variance is <c>1 + (trials - 1) * overdispersion</c> times that of the binomial; an overdispersion of 0 is none,
    /// near 1 all cases end alike.
    public static long BetaBinomial(this Xoshiro256 random, long trials, double mean, double overdispersion)
    {
        var size = (1 - overdispersion) / overdispersion;
        var (won, lost) = (random.Gamma(mean * size), random.Gamma((1 - mean) * size));
        return random.Binomial(trials, won / (won + lost));
    }

    /// Events with a mean of at most 500: factors until their product falls below e^-mean (Knuth).
    public static long Poisson(this Xoshiro256 random, double mean)
    {
        var (limit, product, events) = (ExactMath.Exp(-mean), random.Uniform(), 0L);
        for (; product > limit; events++) product *= random.Uniform();
        return events;
    }
}
