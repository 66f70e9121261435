namespace Analytics.Statistics.Composites;

/// <summary>Weights by how much indicators tell units apart.</summary>
/// <param name="Entropies">Of each indicator, 0 (one unit has it all) to 1 (all alike).</param>
/// <param name="Weights">(1 - entropy) over its sum.</param>
/// <remarks>Shannon (1948), Bell System Technical Journal 27:379-423; Hwang and Yoon (1981), Multiple Attribute
/// Decision Making, section 3.3.</remarks>
public sealed record EntropyWeights(double[] Entropies, double[] Weights)
{
    /// <param name="columns">Indicators, values at least 0, null where absent. Entropy is over those that are there.
    /// </param>
    /// <returns>Null where no indicator tells units apart.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is negative.</exception>
    public static EntropyWeights? Of(IReadOnlyList<double?[]> columns)
    {
        var entropies = columns.Select(column => Entropy([.. column.Where(v => v is not null).Select(v => v!.Value)]))
            .ToArray();
        var told = entropies.Select(e => 1 - e).ToArray();
        return told.Sum() > 0 ? new(entropies, RandomStreams.Scaled(told)) : null;
    }

    static double Entropy(double[] values)
    {
        foreach (var value in values) ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(values));
        // Constants are told apart by no one, whatever rounding says.
        if (values.Length < 2 || Moments.IsConstant(values)) return 1;
        var most = values.Max();
        var total = CompensatedSum.Of([.. values.Select(v => v / most)]);
        return Math.Clamp(CompensatedSum.Of([.. values.Where(v => v > 0).Select(v => v / most / total)
            .Select(p => -p * Math.Log(p))]) / Math.Log(values.Length), 0, 1);
    }
}
