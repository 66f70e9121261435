namespace Analytics.Statistics.Trends;

/// <summary>A series cut where what it counts changed: values before and after a break are not of one kind.</summary>
public static class Stretches
{
    /// <summary>The last stretch between breaks that has a period wholly within it.</summary>
    /// <param name="periods">First and last day of each point, in any order.</param>
    /// <param name="breaks">First days of what came new.</param>
    /// <returns>Places in <paramref name="periods"/>; a period across a break is in none. All where there is no break;
    /// the latest point alone where every one lies across a break.</returns>
    public static IReadOnlyList<int> Last(IReadOnlyList<(DateOnly Start, DateOnly End)> periods,
        IReadOnlyCollection<DateOnly> breaks)
    {
        var whole = periods.Index().Where(point => !breaks.Any(on => point.Item.Start < on && on <= point.Item.End))
            .GroupBy(point => breaks.Count(on => on <= point.Item.Start)).MaxBy(stretch => stretch.Key);
        return whole is not null ? [.. whole.Select(point => point.Index)]
            : periods.Count == 0 ? [] : [periods.Index().MaxBy(point => point.Item.End).Index];
    }
}
