using System.Runtime.CompilerServices;

namespace Analytics.Statistics.Intervals;

/// <summary>A lower and an upper limit in the unit of what was estimated.</summary>
/// <param name="Low">Lower limit, not above <paramref name="High"/>.</param>
/// <param name="High">Upper limit.</param>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>Whether a value lies inside; the limits count as inside.</summary>
    public bool Contains(double value) => Low <= value && value <= High;

    /// <summary>Both limits times a positive number: proportions become percent by 100.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not above 0.</exception>
    public Interval Times(double factor)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(factor);
        return new(Low * factor, High * factor);
    }
}

static class Arguments
{
    public static void CheckCounts(
        long events,
        long n,
        [CallerArgumentExpression(nameof(events))] string? eventsName = null,
        [CallerArgumentExpression(nameof(n))] string? nName = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1, nName);
        ArgumentOutOfRangeException.ThrowIfLessThan(events, 0, eventsName);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(events, n, eventsName);
    }

    public static void CheckConfidence(double confidence)
    {
        if (confidence is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "Confidence lies between 0 and 1.");
    }
}
