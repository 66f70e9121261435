namespace Analytics.Statistics.Funnels;

/// The units of a case that have observed and expected counts.
readonly record struct RatioUnits(int[] Rows, double[] Observed, double[] Expected,
    IReadOnlyList<(int Row, string Reason)> LeftOut)
{
    public static RatioUnits Of(Sample sample, RatioMethod method)
    {
        var (observed, expected) = (sample.RealsOrNull("observed"), sample.RealsOrNull("expected"));
        var (rows, leftOut) = (new List<int>(), new List<(int, string)>());
        for (var i = 0; i < sample.Count; i++)
        {
            if (observed[i] is null || expected[i] is not { } e) leftOut.Add((i, "missing"));
            else if (e == 0 || method == RatioMethod.Shmi && e <= 0.005) leftOut.Add((i, "zero_base"));
            else rows.Add(i);
        }
        return new([.. rows], [.. rows.Select(i => observed[i]!.Value)], [.. rows.Select(i => expected[i]!.Value)],
            leftOut);
    }
}
