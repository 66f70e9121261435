using MathNet.Numerics.Distributions;

namespace Analytics.Statistics.Composites;

/// <summary>One indicator of an index.</summary>
/// <param name="Name">Unique in its index.</param>
/// <param name="LowerBetter">Whether a lower value is better; null says nothing, which means no.</param>
/// <param name="Weight">At least 0, in any sum; null where none is given.</param>
/// <param name="Low">Goalposts: the value that takes 0 (100 where lower is better).</param>
/// <param name="High">Goalposts: the value that takes 100 (0 where lower is better).</param>
/// <param name="Pillar">Equal weights are equal between pillars first, then within them; null is a pillar too.</param>
public sealed record Indicator(string Name, bool? LowerBetter = null, double? Weight = null, double? Low = null,
    double? High = null, string? Pillar = null);

/// <summary>What is known of one indicator of one unit, and how surely. The default value is absent.</summary>
public readonly record struct IndexCell
{
    /// <summary>Null where absent; a proportion, 0 to 1, of counts.</summary>
    public double? Value { get; init; }

    /// <summary>Count of events; read where there are trials.</summary>
    public long Events { get; init; }

    /// <summary>0 where the value is not a proportion of counts.</summary>
    public long Trials { get; init; }

    /// <summary>Standard error of a value without counts; 0 where it is taken as exact.</summary>
    public double Error { get; init; }

    /// <summary>A proportion, at least one trial.</summary>
    public static IndexCell OfCounts(long events, long trials) =>
        new() { Value = (double)events / trials, Events = events, Trials = trials };

    /// <summary>A value with its standard error.</summary>
    public static IndexCell OfValue(double value, double error = 0) => new() { Value = value, Error = error };

    /// <summary>Whether another sample would have given another value.</summary>
    public bool IsUncertain => Trials > 0 || Error > 0;

    /// <summary>A value that might be the true one: from Jeffreys' posterior Beta(x + ½, n - x + ½), or the normal.
    /// </summary>
    public double? Draw(Random random) => Value is not { } value ? null
        : Trials > 0 ? Beta.Sample(random, Events + 0.5, Trials - Events + 0.5)
        : Error > 0 ? value + Error * Normal.Sample(random, 0, 1) : value;
}
