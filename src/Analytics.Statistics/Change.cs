namespace Analytics.Statistics;

/// <summary>A change from one value to a later one, in the only unit it may be told in.</summary>
/// <param name="Value">The change; null where a relative change starts from 0.</param>
/// <param name="Unit"><c>百分点</c> for rates, <c>%</c> for everything else.</param>
/// <remarks>A rate from 20% to 30% rose by 10 percentage points, not by 50%; 200 cases to 300 are 50% more.</remarks>
public readonly record struct Change(double? Value, string Unit)
{
    /// <summary>The unit of values that are rates.</summary>
    public const string Percent = "%";

    /// <summary>The unit of changes of rates.</summary>
    public const string Points = "百分点";

    /// <summary>The change between two values of one unit: points for rates, relative percent otherwise.</summary>
    /// <param name="before">The earlier value; counts are never negative.</param>
    /// <param name="beforeUnit">Its unit: <c>%</c>, <c>件</c>, <c>人</c>; null where it has none.</param>
    /// <param name="after">The later value.</param>
    /// <param name="afterUnit">Its unit, which must be the same.</param>
    /// <exception cref="Tables.AnalyticsException"><c>change-units-differ</c>: the units differ.
    /// <c>change-of-change</c>: the values are changes themselves.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite, or a count is negative.</exception>
    public static Change Between(double before, string? beforeUnit, double after, string? afterUnit)
    {
        CheckFinite(before, nameof(before));
        CheckFinite(after, nameof(after));
        if (beforeUnit != afterUnit) throw StatisticsErrors.ChangeUnitsDiffer(beforeUnit, afterUnit);
        if (beforeUnit == Points) throw StatisticsErrors.ChangeOfChange(Points);
        if (beforeUnit == Percent) return new(after - before, Points);
        ArgumentOutOfRangeException.ThrowIfNegative(before);
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        return new(before == 0 ? null : 100 * (after - before) / before, Percent);
    }

    static void CheckFinite(double value, string name)
    {
        if (!double.IsFinite(value)) throw new ArgumentOutOfRangeException(name, value, "The value is not finite.");
    }
}
