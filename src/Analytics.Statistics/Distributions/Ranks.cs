namespace Analytics.Statistics.Distributions;

/// <summary>A value's place among others, by each convention for ties.</summary>
/// <param name="MinAscending">1 for the least; ties all take the best place.</param>
/// <param name="MeanAscending">Ties take the mean of their places.</param>
/// <param name="MaxAscending">Ties take the last of their places.</param>
/// <param name="MinDescending">1 for the greatest; ties take the best place.</param>
/// <param name="DenseDescending">1 for the greatest; places without gaps after ties.</param>
public readonly record struct Rank(int MinAscending, double MeanAscending, int MaxAscending, int MinDescending,
    int DenseDescending);

/// <summary>Ranks and classes of equal size. A null is no value and has no rank.</summary>
public static class Ranks
{
    /// <summary>Ranks of all values.</summary>
    /// <param name="values">Null where there is none.</param>
    /// <returns>In the order given; null where there is no value.</returns>
    /// <remarks>Checked in tests/reference/26-ranks-quintiles.csv.</remarks>
    public static Rank?[] Of(IReadOnlyList<double?> values)
    {
        int[] order = [.. Enumerable.Range(0, values.Count).Where(i => values[i] is not null).OrderBy(i => values[i])];
        var ranks = new Rank?[values.Count];
        var distinct = values.Where(v => v is not null).Distinct().Count();
        var seen = 0;
        for (var from = 0; from < order.Length; seen++)
        {
            var to = from;
            while (to < order.Length && values[order[to]] == values[order[from]]) to++;
            for (var i = from; i < to; i++)
                ranks[order[i]] = new(from + 1, (from + 1 + to) / 2.0, to, order.Length - to + 1, distinct - seen);
            from = to;
        }
        return ranks;
    }

    /// <summary>Classes of about equal size, 1 with the lowest values; ties stay together.</summary>
    /// <param name="values">Null where there is none.</param>
    /// <param name="classes">At least 1: 5 for quintiles.</param>
    /// <returns>In the order given; null where there is no value, and all null with fewer values than classes.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer classes than 1.</exception>
    /// <remarks>As England's public health profiles make them: classes + 1 - ⌈(N + 1 - rank) classes / N⌉. Checked in
    /// tests/reference/26-ranks-quintiles.csv.</remarks>
    public static int?[] Classes(IReadOnlyList<double?> values, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        var n = values.Count(v => v is not null);
        return [.. Of(values).Select(rank => rank is not { } r || n < classes ? null
            : (int?)Math.Max(1, classes + 1 - (int)(((long)(n + 1 - r.MinAscending) * classes + n - 1) / n)))];
    }
}
