using Analytics.Statistics.Units;
using Analytics.Tables;

namespace Analytics.Statistics.Ranks;

/// The units of a case to rank: with beta distributions given, or counts, of which Jeffreys' posterior is taken.
readonly record struct RankInputs(int[] Rows, double[] Alpha, double[] Beta,
    IReadOnlyList<(int Row, string Reason)> LeftOut)
{
    public static IReadOnlyList<Input> All =>
    [
        new("alpha", ColumnKind.Real) { IsOptional = true, Min = RankDistribution.LeastShape },
        new("beta", ColumnKind.Real) { IsOptional = true, Min = RankDistribution.LeastShape },
        Shared.Events with { IsOptional = true }, Shared.Trials with { IsOptional = true }, Shared.Unit,
    ];

    public static IReadOnlyList<Parameter> Parameters => [Draws, Shared.Seed, Shared.Direction, Shared.MinimumBase];

    public static Parameter Draws { get; } =
        new("draws", ParameterKind.Whole, "10000") { Min = 100, Max = 1_000_000 };

    public static RankInputs Of(string analysis, Sample sample)
    {
        if (sample.Has("alpha") && sample.Has("beta")) return OfShapes(sample);
        if (!sample.Has("events") || !sample.Has("trials"))
            throw StatisticsErrors.Unsuitable(analysis, sample.Rows[0] + 1, "ranks_without_counts");
        var units = CountedUnits.Of(analysis, sample, Math.Max(1, sample.Settings.Whole("minimum_base")));
        return new(units.Rows, [.. units.Events.Select(x => x + 0.5)],
            [.. units.Trials.Zip(units.Events, (n, x) => n - x + 0.5)], units.LeftOut);
    }

    /// Null where there is nothing to rank. Where lower is better rank 1 is the lowest.
    public RankDistribution? Distribution(string analysis, Sample sample)
    {
        if (Rows.Length == 0) return null;
        var settings = sample.Settings;
        var draws = settings.Whole("draws");
        if (Rows.Length > ushort.MaxValue || Rows.Length > RankDistribution.MostExact && draws * Rows.Length > 1L << 30)
            throw StatisticsErrors.Unsuitable(analysis, sample.Rows[0] + 1, "too_many_units");
        var (first, second) = settings.Word("direction") == "lower_better" ? (Beta, Alpha) : (Alpha, Beta);
        return RankDistribution.Of(first, second, (int)draws, (int)settings.Whole("seed"));
    }

    static RankInputs OfShapes(Sample sample)
    {
        var (alpha, beta) = (sample.RealsOrNull("alpha"), sample.RealsOrNull("beta"));
        var rows = Enumerable.Range(0, sample.Count).Where(i => alpha[i] is not null && beta[i] is not null).ToArray();
        return new(rows, [.. rows.Select(i => alpha[i]!.Value)], [.. rows.Select(i => beta[i]!.Value)],
            [.. Enumerable.Range(0, sample.Count).Except(rows).Select(i => (i, "missing"))]);
    }
}
