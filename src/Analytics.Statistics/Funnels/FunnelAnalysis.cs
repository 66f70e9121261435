using Analytics.Statistics.Comparisons;
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
        new("z", ColumnKind.Real), new("mark", ColumnKind.Text),
    ];

    public override string Name => "funnel";

    public override Table Run(Table table, AnalysisOptions options)
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
                var at95 = funnel.Limits(trials[i], Standing.Levels[0]).Times(100);
                var at998 = funnel.Limits(trials[i], Standing.Levels[1]).Times(100);
                cells[rows[i]] =
                [
                    100 * funnel.Target, funnel.Tau2, at95.Low, at95.High, at998.Low, at998.High,
                    funnel.Z(events[i], trials[i]),
                    funnel.StandingOf(events[i], trials[i]).Word(options.Direction),
                ];
            }
        }
        return table.Widen(Added, row => cells[row] ?? new object?[Added.Length]);
    }
}
