namespace Analytics.Statistics.Decompositions;

/// <summary>What one unit adds to the change of the rate of all, its own rate's change split again by what it is made
/// of.</summary>
/// <param name="Mix">By its weight among units.</param>
/// <param name="CellMix">By the weights of its cells within it; the sum of its cells'.</param>
/// <param name="Within">By the rates of its cells; the sum of its cells'.</param>
/// <param name="Cells">In the order given; their <see cref="UnitParts.Within"/> and <see cref="UnitParts.Mix"/> are
/// parts of the change of the rate of all.</param>
public sealed record NestedUnit(double Mix, double CellMix, double Within, IReadOnlyList<UnitParts> Cells)
{
    /// <summary>Its three parts together.</summary>
    public double Total => Mix + CellMix + Within;
}

/// <summary>The change of a rate split by units, and within each unit by cells: by district and by case type.
/// </summary>
/// <param name="Units">The change by units alone; its <see cref="RateChange.Within"/> is <paramref name="CellMix"/>
/// with <paramref name="Within"/>.</param>
/// <param name="CellMix">By other weights of cells within units.</param>
/// <param name="Within">By other rates of cells.</param>
/// <param name="Parts">One a unit, in the order given.</param>
public sealed record NestedRateChange(RateChange Units, double CellMix, double Within, IReadOnlyList<NestedUnit> Parts)
{
    /// <summary>Of units made of cells.</summary>
    /// <param name="units">Each unit's cells, each once. A unit absent in one period has no parts but its mix, a cell
    /// absent in one none but its cell mix.</param>
    /// <returns>Null where all together have no trials in one of the periods.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or there are events without trials.
    /// </exception>
    /// <remarks>Kitagawa's split (1955), JASA 50:1168-1194, of the city by districts, and of each district's rate by
    /// its cells, times the district's mean weight: so the parts add up at both levels.</remarks>
    public static NestedRateChange? Of(IReadOnlyList<IReadOnlyList<TwoPeriodCounts>> units)
    {
        TwoPeriodCounts[] sums = [.. units.Select(cells => new TwoPeriodCounts(cells.Sum(c => c.Events0),
            cells.Sum(c => c.Trials0), cells.Sum(c => c.Events1), cells.Sum(c => c.Trials1)))];
        if (RateChange.Of(sums) is not { } whole) return null;
        NestedUnit[] parts = [.. units.Select((cells, i) => Unit([.. cells], whole.Units[i]))];
        return new(whole, parts.Sum(p => p.CellMix), parts.Sum(p => p.Within), parts);
    }

    static NestedUnit Unit(TwoPeriodCounts[] cells, UnitParts unit)
    {
        var weight = (unit.Weight0 + unit.Weight1) / 2;
        if (RateChange.Of(cells) is not { } inner)
            return new(unit.Mix, 0, 0, new UnitParts[cells.Length]);
        return new(unit.Mix, weight * inner.Mix, weight * inner.Within,
            [.. inner.Units.Select(cell => cell with { Within = weight * cell.Within, Mix = weight * cell.Mix })]);
    }
}
