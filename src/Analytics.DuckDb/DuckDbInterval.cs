using System.Runtime.InteropServices;

namespace Analytics.DuckDb;

/// <summary>An INTERVAL: months, days and microseconds, which do not convert into each other.</summary>
/// <param name="Months">Whole months.</param>
/// <param name="Days">Whole days.</param>
/// <param name="Micros">Microseconds.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct DuckDbInterval(int Months, int Days, long Micros)
{
    /// <summary>The interval as a time span.</summary>
    /// <exception cref="InvalidCastException">It has months, whose length is not fixed, or is outside
    /// TimeSpan.</exception>
    public TimeSpan ToTimeSpan()
    {
        if (Months != 0) throw new InvalidCastException(
            $"An interval of {Months} months has no fixed length: read it as DuckDbInterval.");
        try
        {
            return new TimeSpan(checked(Days * TimeSpan.TicksPerDay + Micros * TimeSpan.TicksPerMicrosecond));
        }
        catch (OverflowException)
        {
            throw new InvalidCastException(
                $"The interval {this} is outside the range of TimeSpan: read it as DuckDbInterval.");
        }
    }
}

/// <summary>A TIME WITH TIME ZONE.</summary>
/// <param name="Time">Local time of day.</param>
/// <param name="Offset">Local time minus UTC.</param>
public readonly record struct DuckDbTimeTz(TimeOnly Time, TimeSpan Offset);
