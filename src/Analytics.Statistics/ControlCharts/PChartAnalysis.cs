using System.Globalization;
using Analytics.Statistics.Trends;
using Analytics.Tables;

namespace Analytics.Statistics.ControlCharts;

sealed class PChartAnalysis : CaseAnalysis
{
    public override string Name => "spc-p-chart";

    public override IReadOnlyList<Input> Inputs =>
        [Shared.Events, TimeAxis.Trials, .. TimeAxis.Inputs, ChartWords.Rebase];

    public override IReadOnlyList<Parameter> Parameters =>
    [
        ChartWords.RebaseAt, ChartWords.FixAfter, ChartWords.Improvement,
        new("target", ParameterKind.Number) { Min = 0, Max = 1 },
    ];

    public override IReadOnlyList<Output> Outputs =>
    [
        new("group", ColumnKind.Whole), new("p"), new("center"), new("p_lcl"), new("p_ucl"), new("z"), new("sigma_z"),
        new("laney_lcl"), new("laney_ucl"), new("outside_limits", ColumnKind.Flag),
        new("special_cause", ColumnKind.Text), new("point_type", ColumnKind.Text), new("assurance", ColumnKind.Text),
    ];

    public override ResultShape Shape => ResultShape.Rows;

    public override bool IsOverTime => true;

    public override Guide Guide => new("""
        p chart: p ± 3 √(pq/nᵢ), p all events over all trials; zᵢ = (pᵢ - p)/√(pq/nᵢ); Σz = mean |zᵢ - zᵢ₋₁| / 1.128
        Laney's p′: p ± 3 Σz √(pq/nᵢ); limits clipped to 0 and 1. Special causes by the limits of p′, as in spc-xmr
        """, "Laney (2002), Quality Engineering 14:531-537; "
        + "Shewhart (1931), Economic Control of Quality of Manufactured Product",
        new("t,x,n\n1,50,100\n2,60,100\n3,40,100", "",
        [
            new(1, "center", "0.5"), new(1, "p_lcl", "0.35"), new(1, "p_ucl", "0.65"), new(2, "z", "2.0"),
            new(1, "sigma_z", "2.65957"), new(1, "laney_lcl", "0.10106"), new(1, "laney_ucl", "0.89894"),
            new(2, "special_cause", "Common Cause"),
        ], "By hand: √(0.25/100) = 0.05; z 0, 2, -2; mean range 3, over 1.128; 0.5 ∓ 0.15·2.65957"));

    protected override void Analyse(Sample sample, Results results)
    {
        var (times, order) = TimeAxis.Of(Name, sample);
        var groups = ChartWords.Groups(Name, sample, times, order);
        var (events, trials) = (sample.WholesOrNull("events"), sample.WholesOrNull("trials"));
        var counted = new List<int>();
        foreach (var place in order)
        {
            if (events[place] is { } x && trials[place] is { } n && (x < 0 || x > n))
                throw StatisticsErrors.CountsInvalid(Name, sample.Rows[place] + 1, x, n);
            if (events[place] is not null && trials[place] > 0) counted.Add(place);
            else
                results.Set(place, [groups[place], .. new object?[12]],
                    events[place] is null || trials[place] is null ? "missing" : "no_trials");
        }
        foreach (var group in counted.GroupBy(place => groups[place]))
            Chart([.. group], events, trials, group.Key, sample.Settings, results);
    }

    static void Chart(int[] places, long?[] events, long?[] trials, int group, Settings settings, Results results)
    {
        var chart = LaneyChart.Of([.. places.Select(place => events[place]!.Value)],
            [.. places.Select(place => trials[place]!.Value)], (int?)settings.WholeOrNull("fix_after_n"));
        double[] values = [.. chart.Points.Select(point => point.Proportion)];
        var causes = ControlRules.Of(values, [.. chart.Points.Select(point => point.Place)]);
        var improvement = int.Parse(settings.Word("improvement_direction"), CultureInfo.InvariantCulture);
        var target = settings.NumberOrNull("target");
        for (var i = 0; i < places.Length; i++)
        {
            var point = chart.Points[i];
            results.Set(places[i],
            [
                group, point.Proportion, chart.Center, point.Lower, point.Upper, point.Z, chart.SigmaZ,
                point.LaneyLower, point.LaneyUpper, chart.SigmaZ is null ? null : point.Place.IsOutside,
                ChartWords.Of(causes[i]), ChartWords.Type(causes[i], improvement),
                ChartWords.Assurance(target, point.LaneyLower, point.LaneyUpper, improvement),
            ], point.Z is null ? "z=no_variation; sigma_z=no_variation"
                : chart.SigmaZ is null ? "sigma_z=too_few" : null);
        }
    }
}
