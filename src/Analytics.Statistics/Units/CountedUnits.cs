namespace Analytics.Statistics.Units;

/// The units of a case that have trials; the others are told apart with a reason and count for nothing.
sealed class CountedUnits
{
    /// Row numbers within the case, from 0.
    public required int[] Rows { get; init; }

    public required long[] Events { get; init; }

    public required long[] Trials { get; init; }

    /// Why rows left out are: `missing`, `no_trials`, or `small_base`.
    public required IReadOnlyList<(int Row, string Reason)> LeftOut { get; init; }

    public int Count => Rows.Length;

    /// <param name="analysis">Its name, for errors.</param>
    /// <param name="sample">Has events and trials.</param>
    /// <param name="least">Units of fewer trials are left out as of a small base.</param>
    public static CountedUnits Of(string analysis, Sample sample, long least = 1)
    {
        var (events, trials) = (sample.WholesOrNull("events"), sample.WholesOrNull("trials"));
        var (rows, leftOut) = (new List<int>(), new List<(int, string)>());
        for (var i = 0; i < sample.Count; i++)
        {
            if (events[i] is not { } x || trials[i] is not { } n) leftOut.Add((i, "missing"));
            else if (x < 0 || x > n) throw StatisticsErrors.CountsInvalid(analysis, sample.Rows[i] + 1, x, n);
            else if (n == 0) leftOut.Add((i, "no_trials"));
            else if (n < least) leftOut.Add((i, "small_base"));
            else rows.Add(i);
        }
        return new()
        {
            Rows = [.. rows], Events = [.. rows.Select(i => events[i]!.Value)],
            Trials = [.. rows.Select(i => trials[i]!.Value)], LeftOut = leftOut,
        };
    }

    /// Says why of the rows left out.
    public void SayLeftOut(Results results, int cells)
    {
        foreach (var (row, reason) in LeftOut) results.Set(row, new object?[cells], reason);
    }
}
