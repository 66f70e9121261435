using System.Globalization;
using Analytics.Statistics.Trends;
using Analytics.Tables;

namespace Analytics.Statistics.ControlCharts;

sealed class XmRAnalysis : CaseAnalysis
{
    public override string Name => "spc-xmr";

    public override IReadOnlyList<Input> Inputs => [TimeAxis.Value, .. TimeAxis.Inputs, ChartWords.Rebase];

    public override IReadOnlyList<Parameter> Parameters =>
    [
        ChartWords.RebaseAt, ChartWords.FixAfter, new("screen_outliers", ParameterKind.Flag, "true"),
        ChartWords.Improvement, new("target", ParameterKind.Number),
    ];

    public override IReadOnlyList<Output> Outputs =>
    [
        new("group", ColumnKind.Whole), new("mean"), new("lpl"), new("upl"), new("outside_limits", ColumnKind.Flag),
        new("relative_to_mean", ColumnKind.Whole), new("close_to_limits", ColumnKind.Flag),
        new("special_cause", ColumnKind.Text), new("point_type", ColumnKind.Text), new("assurance", ColumnKind.Text),
    ];

    public override ResultShape Shape => ResultShape.Rows;

    public override bool IsOverTime => true;

    public override Guide Guide => new("""
        lpl, upl = mean ∓ 2.66 mean moving range; ranges of 3.267 mean ranges or more are left out once
        special cause, the first of: outside the limits; 7 points rising or falling; 2 of 3 beyond 2/3 of the limits on
        one side; 7 on one side of the mean. assurance: both limits beyond the target, or not
        """, "Wheeler (2000), Understanding Variation, ch. 3; NHS England (2021), Making Data Count",
        new("t,y\n1,10\n2,12\n3,11\n4,14\n5,13", "target=5 improvement_direction=1",
        [
            new(1, "mean", "12.0"), new(1, "lpl", "7.345"), new(1, "upl", "16.655"), new(4, "relative_to_mean", "1"),
            new(2, "relative_to_mean", "0"), new(4, "special_cause", "Common Cause"),
            new(1, "assurance", "consistent_pass"),
        ], "By hand: moving ranges 2, 1, 3, 1 have the mean 1.75; 12 ∓ 2.66·1.75"));

    protected override void Analyse(Sample sample, Results results)
    {
        var (times, order) = TimeAxis.Of(Name, sample);
        var (values, groups) = (sample.RealsOrNull("y"), ChartWords.Groups(Name, sample, times, order));
        foreach (var place in order)
            if (values[place] is null) results.Set(place, [groups[place], .. new object?[9]], "missing");
        foreach (var group in order.Where(place => values[place] is not null).GroupBy(place => groups[place]))
            Chart([.. group], values, group.Key, sample.Settings, results);
    }

    static void Chart(int[] places, double?[] all, int group, Settings settings, Results results)
    {
        double[] values = [.. places.Select(place => all[place]!.Value)];
        var fixedOn = Math.Min(values.Length, settings.WholeOrNull("fix_after_n") ?? values.Length);
        var chart = XmR.Of(values.AsSpan(0, (int)fixedOn), settings.Flag("screen_outliers"));
        ChartPlace[] found = [.. values.Select(chart.PlaceOf)];
        var causes = ControlRules.Of(values, found);
        var improvement = int.Parse(settings.Word("improvement_direction"), CultureInfo.InvariantCulture);
        var assurance = ChartWords.Assurance(settings.NumberOrNull("target"), chart.Lower, chart.Upper, improvement);
        for (var i = 0; i < places.Length; i++)
        {
            // On a line without width nothing is inside or near a limit.
            var (at, isTold) = (found[i], chart.MeanRange > 0 || (chart.MeanRange == 0 && found[i].Side != 0));
            results.Set(places[i],
            [
                group, chart.Mean, chart.Lower, chart.Upper, isTold ? at.IsOutside : null, at.Side,
                isTold ? at.IsClose : null, ChartWords.Of(causes[i]), ChartWords.Type(causes[i], improvement),
                assurance,
            ], chart.MeanRange is null ? "too_few"
                : isTold ? null : "outside_limits=no_variation; close_to_limits=no_variation");
        }
    }
}
