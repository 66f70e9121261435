using Analytics.Statistics.Comparisons;
using Analytics.Statistics.Intervals;
using Analytics.Tables;

namespace Analytics.Statistics.Funnels;

// Limits round the target, or round the rate of all areas of a family, for each row's own number of trials.
sealed class FunnelAnalysis : Analysis
{
    static readonly Column[] Added =
    [
        new("target_value", ColumnKind.Real, Change.Percent), new("tau2", ColumnKind.Real),
        new("low_95", ColumnKind.Real, Change.Percent), new("high_95", ColumnKind.Real, Change.Percent),
        new("low_998", ColumnKind.Real, Change.Percent), new("high_998", ColumnKind.Real, Change.Percent),
        new("z", ColumnKind.Real), new("mark", ColumnKind.Text), new("not_computable", ColumnKind.Text),
    ];

    public override string Name => "funnel";

    public override IReadOnlyList<Input> Inputs => [Shared.Events, Shared.Trials, Shared.Area];

    public override IReadOnlyList<Parameter> Parameters => [Shared.Direction, Shared.MinimumBase, Shared.Target,
        new("overdispersion", ParameterKind.Flag, "false")];

    public override IReadOnlyList<Output> Outputs => [.. Added.SkipLast(1)
        .Select(c => new Output(c.Name, c.Kind, c.Unit))];

    public override ResultShape Shape => ResultShape.Rows;

    public override Guide Guide => new("""
        plain: exact binomial limits, (r - a)/n with r the binomial quantile and a = (F(r) - p)/(F(r) - F(r - 1));
        overdispersed: sin²(asin √P ± z √(1/(4n) + τ²)), τ² after Paule and Mandel, winsorised
        """, "Spiegelhalter (2005), Statistics in Medicine 24:1185-1202", new("""
        area,events,trials
        a,60,100
        b,30,100
        """, "target=50",
        [new(1, "z", "2.000"), new(2, "z", "-4.000"), new(1, "mark", "higher_95"), new(2, "mark", "lower_998")],
        "By hand: (60 - 50)/5; 60 of 100 lies outside 95 %, inside 99.8 %"));

    protected override Table Execute(Table table, AnalysisOptions options)
    {
        Counts.Check(Name, table, options);
        var cells = new object?[table.RowCount][];
        foreach (var family in table.Groups(TableRows.Family))
        {
            table.CheckOnce(Name, family, "area_id");
            var (rows, events, trials) = Counts.With(Name, table, family);
            if (rows.Length == 0) continue;
            var funnel = options.Overdispersion ? FunnelPlot.Overdispersed(events, trials, options.Target / 100)
                : FunnelPlot.Plain(events, trials, options.Target / 100);
            for (var i = 0; i < rows.Length; i++)
            {
                var least = MinimumBase.Of(this, table, rows[i], options);
                if (SmallBase.IsCountsOnly(trials[i], least))
                {
                    cells[rows[i]] = [.. new object?[Added.Length - 1], SmallBase.Reason];
                    continue;
                }
                var (isUnmarked, z) = (SmallBase.HasNoMark(trials[i], least), funnel.Z(events[i], trials[i]));
                var at95 = funnel.Limits(trials[i], Standing.Levels[0]).Times(100);
                var at998 = funnel.Limits(trials[i], Standing.Levels[1]).Times(100);
                cells[rows[i]] =
                [
                    100 * funnel.Target, funnel.Tau2, at95.Low, at95.High, at998.Low, at998.High,
                    z, isUnmarked ? null : funnel.StandingOf(events[i], trials[i]).Word(options.Direction),
                    Reasons.Of((funnel.Tau2 is null ? "not_applicable" : null, ["tau2"]),
                        (z is null ? "no_variation" : null, ["z"]), (isUnmarked ? SmallBase.Reason : null, ["mark"])),
                ];
            }
        }
        return table.Widen(Added, row => cells[row]
            ?? [.. new object?[Added.Length - 1], CountReason.Of(Name, table, row)]);
    }
}
