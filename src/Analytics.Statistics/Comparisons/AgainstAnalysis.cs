using Analytics.Statistics.Intervals;
using Analytics.Tables;

namespace Analytics.Statistics.Comparisons;

// Rows of one measure, variant, scope, period, dataset and level of area are a family; p values are adjusted over it.
// Rows without counts, of no trials, or without others to compare with have empty cells.
abstract class AgainstAnalysis : Analysis
{
    static readonly Column[] Shared =
    [
        new("expected", ColumnKind.Real), new("z", ColumnKind.Real), new("p", ColumnKind.Real),
        new("p_is_exact", ColumnKind.Flag), new("p_holm", ColumnKind.Real), new("p_bh", ColumnKind.Real),
        new("heterogeneity_p", ColumnKind.Real), new("mark", ColumnKind.Text),
    ];

    static readonly Column[] Differences =
    [
        new("difference", ColumnKind.Real, Change.Points), new("difference_low", ColumnKind.Real, Change.Points),
        new("difference_high", ColumnKind.Real, Change.Points),
    ];

    /// <summary>The column of what was compared with, in percent.</summary>
    protected abstract string OtherColumn { get; }

    /// <summary>One area against what it is compared with; null where there is nothing.</summary>
    protected abstract Compared? Compare(long events, long trials, long allEvents, long allTrials,
        AnalysisOptions options);

    /// <param name="Test">The test.</param>
    /// <param name="Other">The rate compared with, in percent.</param>
    /// <param name="Difference">The area's rate less that, in points.</param>
    protected readonly record struct Compared(ProportionTest Test, double Other, PointDifference Difference);

    public override Table Run(Table table, AnalysisOptions options)
    {
        Counts.Check(Name, table, options);
        Column[] added = [.. Shared, new(OtherColumn, ColumnKind.Real, Change.Percent), .. Differences];
        var cells = new object?[table.RowCount][];
        foreach (var family in table.Groups(TableRows.Family)) Fill(table, family, options, cells);
        return table.Widen(added, row => cells[row] ?? new object?[added.Length]);
    }

    void Fill(Table table, int[] family, AnalysisOptions options, object?[]?[] cells)
    {
        table.CheckOnce(Name, family, "area_id");
        var (rows, events, trials) = Counts.With(Name, table, family);
        if (rows.Length == 0) return;
        var compared = rows.Select((_, i) => Compare(events[i], trials[i], events.Sum(), trials.Sum(), options))
            .ToArray();
        var p = compared.Select(c => c?.Test.P).ToArray();
        var (holm, hochberg) = (AdjustedP.Holm(p), AdjustedP.BenjaminiHochberg(p));
        double? heterogeneity = rows.Length > 1 ? Heterogeneity.Of(events, trials).P : null;
        for (var i = 0; i < rows.Length; i++)
            if (compared[i] is { } c)
                cells[rows[i]] =
                [
                    trials[i] * c.Other / 100, c.Test.Z, c.Test.P, c.Test.IsExact, holm[i], hochberg[i], heterogeneity,
                    Standing.Of(c.Test.P, c.Difference.Points).Word(options.Direction), c.Other, c.Difference.Points,
                    c.Difference.Interval.Low, c.Difference.Interval.High,
                ];
    }
}

sealed class AgainstRestAnalysis : AgainstAnalysis
{
    public override string Name => "against-rest";

    protected override string OtherColumn => "rest_value";

    protected override Compared? Compare(long events, long trials, long allEvents, long allTrials,
        AnalysisOptions options)
    {
        var (others, rest) = (allEvents - events, allTrials - trials);
        return rest == 0 ? null : new(TwoProportions.Test(events, trials, others, rest), 100 * (others / (double)rest),
            PercentagePoints.Difference(events, trials, others, rest, options.Confidence));
    }
}

sealed class AgainstTargetAnalysis : AgainstAnalysis
{
    public override string Name => "against-target";

    protected override string OtherColumn => "target_value";

    protected override Compared? Compare(long events, long trials, long allEvents, long allTrials,
        AnalysisOptions options)
    {
        if (options.Target is not { } target) throw StatisticsErrors.TargetInvalid(Name, null);
        var limits = Wilson.Interval(events, trials, options.Confidence).Times(100);
        return new(OneProportion.Test(events, trials, target / 100), target,
            new(100 * (events / (double)trials) - target, new(limits.Low - target, limits.High - target)));
    }
}
