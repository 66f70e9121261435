using Analytics.Tables;

namespace Analytics.Statistics.Intervals;

// Adds `low` and `high` in percent to a table with `events` and `trials`; existing ones are replaced. Rows without
// counts, and rows of no trials, have no interval.
abstract class ProportionAnalysis : Analysis
{
    protected abstract Interval Interval(long events, long n, double confidence);

    static readonly Column[] Added =
        [new("low", ColumnKind.Real, Change.Percent), new("high", ColumnKind.Real, Change.Percent)];

    public override Table Run(Table table, AnalysisOptions options)
    {
        Counts.Check(Name, table, options);
        return table.Widen(Added, row =>
        {
            var interval = Counts.Of(Name, table, row) is (var events, > 0 and var trials)
                ? Interval(events, trials, options.Confidence).Times(100)
                : (Interval?)null;
            return [interval?.Low, interval?.High];
        });
    }
}

sealed class WilsonAnalysis : ProportionAnalysis
{
    public override string Name => "wilson";

    protected override Interval Interval(long events, long n, double confidence) =>
        Wilson.Interval(events, n, confidence);
}

sealed class ClopperPearsonAnalysis : ProportionAnalysis
{
    public override string Name => "clopper-pearson";

    protected override Interval Interval(long events, long n, double confidence) =>
        ClopperPearson.Interval(events, n, confidence);
}

// Two rows with `events` and `trials` become one: the first rate minus the second, in percentage points.
sealed class NewcombeAnalysis : Analysis
{
    static readonly Column[] Columns =
    [
        new("events_1", ColumnKind.Whole), new("trials_1", ColumnKind.Whole),
        new("events_2", ColumnKind.Whole), new("trials_2", ColumnKind.Whole),
        new("difference", ColumnKind.Real, Change.Points),
        new("low", ColumnKind.Real, Change.Points), new("high", ColumnKind.Real, Change.Points),
    ];

    public override string Name => "newcombe";

    public override Table Run(Table table, AnalysisOptions options)
    {
        Counts.Check(Name, table, options);
        if (table.RowCount != 2) throw StatisticsErrors.Rows(Name, table.RowCount, 2);
        var (events1, trials1) = Needed(table, 0);
        var (events2, trials2) = Needed(table, 1);
        var (points, interval) = PercentagePoints.Difference(events1, trials1, events2, trials2, options.Confidence);
        return new(Columns, [[events1, trials1, events2, trials2, points, interval.Low, interval.High]]);
    }

    (long Events, long Trials) Needed(Table table, int row) => Counts.Of(Name, table, row) is { Trials: > 0 } counts
        ? counts
        : throw StatisticsErrors.CountsMissing(Name, row + 1);
}
