using System.Diagnostics;
using Analytics.Statistics.Comparisons;
using Analytics.Statistics.Units;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Analytics.Benchmarks;

/// A page of comparisons in one call against the same written plainly: unit by unit, one thread, MathNet's functions.
static class ComparisonsBenchmark
{
    const double Goal = 200;
    const double Z = 1.959963984540054;

    internal static int Run(string[] args)
    {
        var at = Array.IndexOf(args, "--rounds");
        var rounds = at < 0 ? 7 : int.Parse(args[at + 1]);
        var met = true;
        Console.WriteLine($"{rounds} rounds, {Environment.ProcessorCount} cores; ranks above 64 units and the peer's by 1,000 draws");
        foreach (var k in new[] { 16, 2850 })
        {
            var (x, n) = Made(k);
            List<double> ours = [], peer = [];
            for (var round = -2; round <= rounds; round++)
                for (var turn = 0; turn < 2; turn++)
                {
                    var clock = Stopwatch.StartNew();
                    if ((turn + round) % 2 == 0) ComparisonPage.Of(x, n);
                    else Plain(x, n);
                    if (round > 0) ((turn + round) % 2 == 0 ? ours : peer).Add(clock.Elapsed.TotalMilliseconds);
                }
            var (page, plain) = (ComparisonPage.Of(x, n), Plain(x, n));
            Agree(page.Units.Sum(u => u.BenjaminiHochbergP!.Value), plain.Sum(u => u.Adjusted), 1e-6, "p");
            Agree(page.Units.Sum(u => u.Shrunk!.Value), plain.Sum(u => u.Shrunk), 1e-4, "shrunken rates");
            Agree(page.Units.Sum(u => Math.Abs(u.FunnelZ!.Value)), plain.Sum(u => Math.Abs(u.FunnelZ)), 1e-6, "funnel z");
            Agree(page.Units.Zip(plain, (u, v) => Math.Abs(u.ExpectedRank!.Value - v.Rank)).Average() / k, 0, 0.01, "ranks");
            met &= k < 2850 || Median(ours) < Goal;
            Console.WriteLine($"{k,5:N0} units  ours {Median(ours),8:N1} ms ({ours.Min():N1}–{ours.Max():N1})  plain {Median(peer),8:N1} ms  {Median(peer) / Median(ours):N1}x"
                + $"  error of a rank's tail {page.RankTailError:0.0000}");
        }
        return met ? 0 : 1;
    }

    static (long[] X, long[] N) Made(int k)
    {
        var random = new Random(5);
        var (x, n) = (new long[k], new long[k]);
        for (var i = 0; i < k; i++)
        {
            n[i] = (long)Math.Exp(3 + 5.5 * random.NextDouble());
            var p = 1 / (1 + Math.Exp(1 - 0.8 * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5)));
            for (var trial = 0; trial < n[i]; trial++)
                if (random.NextDouble() < p) x[i]++;
        }
        return (x, n);
    }

    readonly record struct Row(double P, double Adjusted, double FunnelZ, double Shrunk, double Rank, int Low, int High,
        (double, double) Interval, (double, double) Difference, (double, double) Shrinkage);

    static Row[] Plain(long[] x, long[] n)
    {
        var k = x.Length;
        double events = x.Sum(), trials = n.Sum();
        var pooled = events / trials;
        var tau2 = FunnelTau2(x, n, pooled);
        var (mean, size) = Prior(x, n);
        var ranks = Ranks(x, n);
        var rows = new Row[k];
        for (var i = 0; i < k; i++)
        {
            var (rate, rest) = (x[i] / (double)n[i], (events - x[i]) / (trials - n[i]));
            var (own, others) = (Wilson(x[i], n[i]), Wilson(events - x[i], trials - n[i]));
            var (a, b) = (size * mean + x[i], size * (1 - mean) + n[i] - x[i]);
            var p = Math.Min(n[i], trials - n[i]) * Math.Min(pooled, 1 - pooled) < 5
                ? TwoProportions.FisherP(x[i], n[i], (long)events - x[i], (long)trials - n[i])
                : SpecialFunctions.Erfc(Math.Abs((rate - rest) / Math.Sqrt(pooled * (1 - pooled) * (1.0 / n[i] + 1 / (trials - n[i])))) / Math.Sqrt(2));
            var sorted = ranks[i].Order().ToArray();
            rows[i] = new(p, 0, (Math.Asin(Math.Sqrt(rate)) - Math.Asin(Math.Sqrt(pooled))) / Math.Sqrt(0.25 / n[i] + tau2), a / (a + b),
                sorted.Average(), sorted[25], sorted[974], own,
                (rate - rest - Math.Sqrt(Math.Pow(rate - own.Low, 2) + Math.Pow(others.High - rest, 2)),
                    rate - rest + Math.Sqrt(Math.Pow(own.High - rate, 2) + Math.Pow(rest - others.Low, 2))),
                (Beta.InvCDF(a, b, 0.025), Beta.InvCDF(a, b, 0.975)));
        }
        var order = Enumerable.Range(0, k).OrderBy(i => rows[i].P).ToArray();
        var least = 1.0;
        for (var i = k - 1; i >= 0; i--)
            rows[order[i]] = rows[order[i]] with { Adjusted = least = Math.Min(least, k / (i + 1.0) * rows[order[i]].P) };
        return rows;
    }

    static (double Low, double High) Wilson(double x, double n)
    {
        var (p, square) = (x / n, Z * Z / n);
        var half = Z * Math.Sqrt(p * (1 - p) / n + square / (4 * n));
        return ((p + square / 2 - half) / (1 + square), (p + square / 2 + half) / (1 + square));
    }

    static double FunnelTau2(long[] x, long[] n, double pooled)
    {
        const double trim = 0.1;
        var a = Normal.InvCDF(0, 1, 1 - trim);
        var aim = (1 - 2 * trim - 2 * a * Normal.PDF(0, 1, a) + 2 * trim * a * a) * (x.Length - 1) / x.Length;
        var (low, high) = (0.0, 1.0);
        if (Spread(0) <= aim) return 0;
        for (var i = 0; i < 55; i++)
            if ((low + high) / 2 is var middle && Spread(middle) > aim) low = middle;
            else high = (low + high) / 2;
        return low;

        double Spread(double tau2)
        {
            var z = x.Select((e, i) => (Math.Asin(Math.Sqrt(e / (double)n[i])) - Math.Asin(Math.Sqrt(pooled))) / Math.Sqrt(0.25 / n[i] + tau2)).ToArray();
            var sorted = z.Order().ToArray();
            double At(double p) => (sorted.Length - 1) * p is var h && (int)h is var i
                ? sorted[i] + (h - i) * (sorted[Math.Min(i + 1, sorted.Length - 1)] - sorted[i]) : 0;
            var (least, most) = (At(trim), At(1 - trim));
            return z.Average(value => Math.Pow(Math.Clamp(value, least, most), 2));
        }
    }

    // Golden section over ln M, and within it over the mean.
    static (double Mean, double Size) Prior(long[] x, long[] n)
    {
        var best = 0.0;
        var size = Golden(-1, 12, log => { best = Golden(0.001, 0.999, mean => Log(mean, Math.Exp(log))); return Log(best, Math.Exp(log)); });
        best = Golden(0.001, 0.999, mean => Log(mean, Math.Exp(size)));
        return (best, Math.Exp(size));

        double Log(double mean, double all)
        {
            double a = mean * all, b = all - a, sum = 0;
            for (var i = 0; i < x.Length; i++) sum += SpecialFunctions.BetaLn(a + x[i], b + n[i] - x[i]) - SpecialFunctions.BetaLn(a, b);
            return sum;
        }
    }

    static double Golden(double low, double high, Func<double, double> f)
    {
        var share = (Math.Sqrt(5) - 1) / 2;
        var (left, right) = (high - share * (high - low), low + share * (high - low));
        var (atLeft, atRight) = (f(left), f(right));
        for (var i = 0; i < 40; i++)
            if (atLeft > atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                atLeft = f(left = high - share * (high - low));
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                atRight = f(right = low + share * (high - low));
            }
        return (low + high) / 2;
    }

    static int[][] Ranks(long[] x, long[] n)
    {
        const int draws = 1000;
        var random = new MathNet.Numerics.Random.Xoshiro256StarStar(1);
        var ranks = x.Select(_ => new int[draws]).ToArray();
        for (var draw = 0; draw < draws; draw++)
        {
            var rates = x.Select((e, i) => Beta.Sample(random, e + 0.5, n[i] - e + 0.5)).ToArray();
            var order = Enumerable.Range(0, x.Length).OrderByDescending(i => rates[i]).ToArray();
            for (var i = 0; i < order.Length; i++) ranks[order[i]][draw] = i + 1;
        }
        return ranks;
    }

    static void Agree(double ours, double plain, double tolerance, string what)
    {
        if (Math.Abs(ours - plain) > tolerance * (1 + Math.Abs(plain)))
            throw new InvalidOperationException($"The two sides differ in {what}: {ours} and {plain}.");
    }

    static double Median(List<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
