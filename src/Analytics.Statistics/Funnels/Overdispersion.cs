using Analytics.Statistics.Comparisons;
using Analytics.Statistics.Units;

namespace Analytics.Statistics.Funnels;

/// <summary>How much districts differ in truth, beyond the chance of their counts, on the arcsine scale.</summary>
/// <param name="Target">The rate all are compared with, as a proportion.</param>
/// <param name="Phi">Mean of the squared z, winsorised: about <paramref name="Consistency"/> under chance
/// alone.</param>
/// <param name="Consistency">What winsorising leaves of a standard normal's variance: 0.679 with 10 % at each end.
/// </param>
/// <param name="Tau2">Variance between districts of asin √p; 0 where chance explains all.</param>
public readonly record struct Overdispersion(double Target, double Phi, double Consistency, double Tau2)
{
    /// <summary>Robust estimate: few outlying districts do not widen the limits that should show them.</summary>
    /// <param name="events">Each 0 to its trials.</param>
    /// <param name="trials">Each at least 1; as many as events, at least one.</param>
    /// <param name="target">The rate compared with, 0 to 1; null takes all events over all trials.</param>
    /// <param name="trim">Share winsorised at each end, 0 to below 0.5.</param>
    /// <exception cref="ArgumentException">No district, or not as many events as trials.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count, the target or the share is impossible.</exception>
    /// <remarks>τ² after Paule and Mandel (1982), made robust: it solves mean(W(z(τ²))²)/c = (k - 1)/k, z = (asin √p -
    /// asin √P)/√(1/(4n) + τ²), W winsorising at the type 7 quantiles (anew at each τ²), c = (1 - 2t) - 2a φ(a) + 2t a²
    /// with a = Φ⁻¹(1 - t). Without c winsorising would shrink τ² even of normal z, and limits would be too narrow.
    /// Checked in tests/reference/07-funnel-summary.csv.</remarks>
    public static Overdispersion Robust(ReadOnlySpan<long> events, ReadOnlySpan<long> trials, double? target = null,
        double trim = 0.1)
    {
        Winsorised.CheckTrim(trim);
        var pooled = Heterogeneity.Pooled(events, trials);
        var centre = target ?? pooled;
        if (centre is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(target), target, "A target lies between 0 and 1.");
        var (miss, variance) = (new double[events.Length], new double[events.Length]);
        for (var i = 0; i < miss.Length; i++)
        {
            miss[i] = Math.Asin(Math.Sqrt(events[i] / (double)trials[i])) - Math.Asin(Math.Sqrt(centre));
            variance[i] = 1 / (4.0 * trials[i]);
        }
        var consistency = Winsorised.Consistency(trim);
        var z = miss.Zip(variance, (m, v) => m / Math.Sqrt(v)).ToArray();
        return new(centre, Winsorised.MeanSquare(z, trim), consistency, Solve(miss, variance, trim, consistency));
    }

    /// <summary>τ² without correction for winsorising, by the method of moments.</summary>
    /// <param name="phi">Mean of the squared z.</param>
    /// <param name="trials">Each at least 1.</param>
    /// <returns>0 where k φ is below k - 1, or with one district.</returns>
    /// <remarks>DerSimonian and Laird (1986), Controlled Clinical Trials 7:177-188, with weights 4n. The form of
    /// published funnels; for comparison with them. Checked in tests/reference/07-funnel-summary.csv.</remarks>
    public static double DerSimonianLaird(double phi, ReadOnlySpan<long> trials)
    {
        var (sum, squares, k) = (0.0, 0.0, trials.Length);
        foreach (var n in trials) (sum, squares) = (sum + 4.0 * n, squares + 16.0 * n * n);
        var room = sum - squares / sum;
        return room > 0 ? Math.Max(0, (k * phi - (k - 1)) / room) : 0;
    }

    // The spread falls as τ² grows. One district has none to find.
    static double Solve(double[] miss, double[] variance, double trim, double consistency)
    {
        var (k, z) = (miss.Length, new double[miss.Length]);
        var aim = consistency * (k - 1) / k;
        if (k == 1 || Excess(0) <= 0) return 0;
        return Bracket.Falling(Excess, 0, 4 * variance.Average()) ?? 0;

        double Excess(double tau2)
        {
            for (var i = 0; i < z.Length; i++) z[i] = miss[i] / Math.Sqrt(variance[i] + tau2);
            return Winsorised.MeanSquare(z, trim) - aim;
        }
    }
}
