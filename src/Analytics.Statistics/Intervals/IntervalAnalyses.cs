using Analytics.Statistics.Comparisons;
using Analytics.Tables;

namespace Analytics.Statistics.Intervals;

// Adds `low` and `high` in percent to a table with `events` and `trials`; existing ones are replaced. Rows without
// counts, of no trials, and of fewer than five (half of a smaller minimum base) have no interval.
abstract class ProportionAnalysis : Analysis
{
    protected abstract Interval Interval(long events, long n, double confidence);

    static readonly Column[] Added =
    [
        new("low", ColumnKind.Real, Change.Percent), new("high", ColumnKind.Real, Change.Percent),
        new("not_computable", ColumnKind.Text),
    ];

    public override IReadOnlyList<Input> Inputs => [Shared.Events, Shared.Trials];

    public override IReadOnlyList<Parameter> Parameters => [Shared.Confidence, Shared.MinimumBase];

    public override IReadOnlyList<Output> Outputs =>
        [.. Added.SkipLast(1).Select(c => new Output(c.Name, c.Kind, c.Unit))];

    public override ResultShape Shape => ResultShape.Rows;

    protected override Table Execute(Table table, AnalysisOptions options)
    {
        Counts.Check(Name, table, options);
        return table.Widen(Added, row =>
        {
            if (CountReason.Of(Name, table, row) is { } none) return [null, null, none];
            var (events, trials) = Counts.Of(Name, table, row)!.Value;
            if (SmallBase.IsCountsOnly(trials, MinimumBase.Of(this, table, row, options)))
                return [null, null, SmallBase.Reason];
            var interval = Interval(events, trials, options.Confidence).Times(100);
            return [interval.Low, interval.High, null];
        });
    }
}

sealed class WilsonAnalysis : ProportionAnalysis
{
    public override string Name => "wilson";

    public override Guide Guide => new("""
        (x + z²/2 ± z √(x (n - x)/n + z²/4)) / (n + z²)
        """, "Wilson (1927), JASA 22:209-212", new("""
        events,trials
        81,263
        15,148
        """, "",
        [new(1, "low", "25.53"), new(1, "high", "36.62"), new(2, "low", "6.24"), new(2, "high", "16.05")],
        "Newcombe (1998), Statistics in Medicine 17:857-872, table I, in percent"));

    protected override Interval Interval(long events, long n, double confidence) =>
        Wilson.Interval(events, n, confidence);
}

sealed class ClopperPearsonAnalysis : ProportionAnalysis
{
    public override string Name => "clopper-pearson";

    public override Guide Guide => new("""
        low: P(X ≥ x | p) = (1 - confidence)/2; high: P(X ≤ x | p) = (1 - confidence)/2
        """, "Clopper and Pearson (1934), Biometrika 26:404-413", new("""
        events,trials
        81,263
        15,148
        """, "",
        [new(1, "low", "25.27"), new(1, "high", "36.76"), new(2, "low", "5.78"), new(2, "high", "16.17")],
        "Newcombe (1998), Statistics in Medicine 17:857-872, table I, in percent"));

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

    public override IReadOnlyList<Input> Inputs => [Shared.Events, Shared.Trials];

    public override IReadOnlyList<Parameter> Parameters => [Shared.Confidence];

    public override IReadOnlyList<Output> Outputs => [.. Columns.Select(c => new Output(c.Name, c.Kind, c.Unit))];

    public override ResultShape Shape => ResultShape.Table;

    public override Guide Guide => new("""
        d - √((p₁ - l₁)² + (u₂ - p₂)²), d + √((u₁ - p₁)² + (p₂ - l₂)²), l and u the Wilson limits
        """, "Newcombe (1998), Statistics in Medicine 17:873-890, method 10", new("""
        events,trials
        56,70
        48,80
        """, "",
        [new(1, "difference", "20.00"), new(1, "low", "5.24"), new(1, "high", "33.39")],
        "Newcombe (1998), table II, contrast a, in points"));

    protected override Table Execute(Table table, AnalysisOptions options)
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
