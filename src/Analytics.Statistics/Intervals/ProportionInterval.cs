namespace Analytics.Statistics.Intervals;

/// <summary>Ways to an interval for one proportion. The textbook's (Wald) is not among them: it falls short of its
/// level at small bases and has no width without events.</summary>
public enum ProportionMethod
{
    /// <summary><see cref="Wilson.Interval"/>, unless another is asked for.</summary>
    Wilson,

    /// <summary><see cref="Wilson.Corrected"/>.</summary>
    WilsonCorrected,

    /// <summary><see cref="Intervals.ClopperPearson"/>.</summary>
    ClopperPearson,

    /// <summary><see cref="Intervals.Jeffreys"/>.</summary>
    Jeffreys,

    /// <summary><see cref="Intervals.AgrestiCoull"/>, clipped to 0..1 as it is shown.</summary>
    AgrestiCoull,

    /// <summary><see cref="Intervals.MidP"/>.</summary>
    MidP,
}

/// <summary>An interval for one proportion by a method of choice.</summary>
public static class ProportionInterval
{
    /// <summary>The limits for a number of events among a number of trials.</summary>
    /// <param name="events">Count of events, 0 to <paramref name="n"/>.</param>
    /// <param name="n">Number of trials, at least 1.</param>
    /// <param name="confidence">Two-sided level between 0 and 1; 0.95 unless given.</param>
    /// <param name="method">Wilson unless given.</param>
    /// <returns>Limits as proportions, 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">n below 1, events not in 0..n, confidence not in 0..1, or no such
    /// method.</exception>
    public static Interval Of(long events, long n, double confidence = 0.95,
        ProportionMethod method = ProportionMethod.Wilson) => method switch
        {
            ProportionMethod.Wilson => Wilson.Interval(events, n, confidence),
            ProportionMethod.WilsonCorrected => Wilson.Corrected(events, n, confidence),
            ProportionMethod.ClopperPearson => ClopperPearson.Interval(events, n, confidence),
            ProportionMethod.Jeffreys => Jeffreys.Interval(events, n, confidence),
            ProportionMethod.AgrestiCoull => Clipped(AgrestiCoull.Interval(events, n, confidence)),
            ProportionMethod.MidP => MidP.Interval(events, n, confidence),
            _ => throw new ArgumentOutOfRangeException(nameof(method), method, "No such method."),
        };

    static Interval Clipped(Interval interval) => new(Math.Max(0, interval.Low), Math.Min(1, interval.High));
}
