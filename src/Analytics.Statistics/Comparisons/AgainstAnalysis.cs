using Analytics.Statistics.Intervals;
using Analytics.Tables;

namespace Analytics.Statistics.Comparisons;

// Rows of one measure, variant, scope, period, dataset and level of area are a family; p values are adjusted over it.
// Rows without counts, of no trials, or without others to compare with have empty cells.
abstract class AgainstAnalysis : Analysis
{
    static readonly Column[] Tests =
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

    public override IReadOnlyList<Input> Inputs => [Shared.Events, Shared.Trials, Shared.Area];

    public override IReadOnlyList<Parameter> Parameters =>
        [Shared.Confidence, Shared.Direction, Shared.MinimumBase, .. Further];

    protected virtual IReadOnlyList<Parameter> Further => [];

    public override IReadOnlyList<Output> Outputs => [.. Added.SkipLast(1)
        .Select(c => new Output(c.Name, c.Kind, c.Unit))];

    Column[] Added => [.. Tests, new(OtherColumn, ColumnKind.Real, Change.Percent), .. Differences,
        new("not_computable", ColumnKind.Text)];

    public override ResultShape Shape => ResultShape.Rows;

    protected override Table Execute(Table table, AnalysisOptions options)
    {
        Counts.Check(Name, table, options);
        CheckTold(options);
        var added = Added;
        var cells = new object?[table.RowCount][];
        foreach (var family in table.Groups(TableRows.Family)) Fill(table, family, options, cells);
        return table.Widen(added, row => cells[row]
            ?? [.. new object?[added.Length - 1], CountReason.Of(Name, table, row) ?? "too_few"]);
    }

    /// <summary>Refuses what cannot be compared with.</summary>
    protected virtual void CheckTold(AnalysisOptions options)
    {
    }

    void Fill(Table table, int[] family, AnalysisOptions options, object?[]?[] cells)
    {
        table.CheckOnce(Name, family, "area_id");
        var (rows, events, trials) = Counts.With(Name, table, family);
        if (rows.Length == 0) return;
        var least = rows.Select(row => MinimumBase.Of(this, table, row, options)).ToArray();
        var compared = rows.Select((_, i) => SmallBase.IsCountsOnly(trials[i], least[i]) ? null
            : Compare(events[i], trials[i], events.Sum(), trials.Sum(), options)).ToArray();
        var p = compared.Select(c => c?.Test.P).ToArray();
        var (holm, hochberg) = (AdjustedP.Holm(p), AdjustedP.BenjaminiHochberg(p));
        double? heterogeneity = rows.Length > 1 ? Heterogeneity.Of(events, trials).P : null;
        for (var i = 0; i < rows.Length; i++)
        {
            var isUnmarked = SmallBase.HasNoMark(trials[i], least[i]);
            if (compared[i] is { } c)
                cells[rows[i]] =
                [
                    trials[i] * c.Other / 100, c.Test.Z, c.Test.P, c.Test.IsExact, holm[i], hochberg[i], heterogeneity,
                    isUnmarked ? null : Standing.Of(c.Test.P, c.Difference.Points).Word(options.Direction), c.Other,
                    c.Difference.Points, c.Difference.Interval.Low, c.Difference.Interval.High,
                    Reasons.Of((c.Test.Z is null ? "no_variation" : null, ["z"]),
                        (heterogeneity is null ? "too_few" : null, ["heterogeneity_p"]),
                        (isUnmarked ? SmallBase.Reason : null, ["mark"])),
                ];
            else if (SmallBase.IsCountsOnly(trials[i], least[i]))
                cells[rows[i]] = [.. new object?[Added.Length - 1], SmallBase.Reason];
        }
    }
}

sealed class AgainstRestAnalysis : AgainstAnalysis
{
    public override string Name => "against-rest";

    public override Guide Guide => new("""
        z = (p - r) / √(P (1 - P) (1/n + 1/m)), r of the m cases of all others, P of both together;
        Fisher exact where fewer than 5 events or non-events are expected
        """, "Fisher (1935), The Design of Experiments; Benjamini and Hochberg (1995), JRSS B 57:289-300", new("""
        area,events,trials
        a,60,100
        b,30,100
        """, "",
        [new(1, "z", "4.264014"), new(1, "difference", "30.00"), new(1, "rest_value", "30.00"),
            new(1, "mark", "higher_998")],
        "By hand: 0.3 / √(0.45 · 0.55 · 0.02)"));

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

    protected override IReadOnlyList<Parameter> Further => [Shared.Target];

    public override Guide Guide => new("""
        z = (x - nP) / √(n P (1 - P)); binomial exact where fewer than 5 events or non-events are expected
        """, "Spiegelhalter (2005), Statistics in Medicine 24:1185-1202", new("""
        area,events,trials
        a,60,100
        b,30,100
        """, "target=50",
        [new(1, "z", "2.000"), new(1, "p", "0.0455003"), new(1, "mark", "higher_95"), new(2, "z", "-4.000")],
        "By hand: 10 / √25; p = 2 (1 - Φ(2))"));

    protected override string OtherColumn => "target_value";

    protected override void CheckTold(AnalysisOptions options)
    {
        if (options.Target is null) throw StatisticsErrors.TargetInvalid(Name, null);
    }

    protected override Compared? Compare(long events, long trials, long allEvents, long allTrials,
        AnalysisOptions options)
    {
        var target = options.Target!.Value;
        var limits = Wilson.Interval(events, trials, options.Confidence).Times(100);
        return new(OneProportion.Test(events, trials, target / 100), target,
            new(100 * (events / (double)trials) - target, new(limits.Low - target, limits.High - target)));
    }
}
