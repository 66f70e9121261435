using Analytics.Statistics.ControlCharts;

namespace Analytics.Charting.Charts;

/// <summary>A point of a control chart.</summary>
/// <param name="O">Its row.</param>
/// <param name="Phase">Its stretch between breaks, from 0; -1 across a break, where nothing is said of it.</param>
/// <param name="Low">Lower limit in the unit of the value; null where there is none.</param>
/// <param name="High">Upper limit.</param>
/// <param name="Cause">What statistics say.</param>
/// <param name="Range">Distance from the point before in its phase; null of the first, and of rates with
/// counts.</param>
sealed record ControlPoint(Observation O, int Phase, double? Low, double? High, SpecialCause Cause, double? Range)
{
    /// <summary>1 outside the limits, 2 seven rising or falling, 3 two of three close to a limit, 4 seven on one side;
    /// 0 of common cause.</summary>
    public int Rule => Cause switch
    {
        SpecialCause.None => 0,
        SpecialCause.AboveLimit or SpecialCause.BelowLimit => 1,
        SpecialCause.TrendUp or SpecialCause.TrendDown => 2,
        SpecialCause.TwoInThreeAbove or SpecialCause.TwoInThreeBelow => 3,
        _ => 4,
    };

    public bool IsHigh => Cause is SpecialCause.AboveLimit or SpecialCause.TrendUp or SpecialCause.TwoInThreeAbove
        or SpecialCause.SevenAbove;
}

/// <summary>What points between two breaks share.</summary>
/// <param name="Number">From 0.</param>
/// <param name="Center">Mean of the values, or all events over all trials in percent.</param>
/// <param name="MeanRange">Mean moving range of values; null of rates with counts, or of one point.</param>
/// <param name="SigmaZ">How much rates with counts move by, in binomial standard deviations; null of values.</param>
/// <param name="Count">Points.</param>
sealed record ControlPhase(int Number, double Center, double? MeanRange, double? SigmaZ, int Count)
{
    /// <summary>Moving ranges above it are not of the process.</summary>
    public double? RangeLimit => MeanRange * XmR.RangeFactor;
}

/// <summary>The control chart of one area: p′ of rates with counts, else individual values and moving ranges.</summary>
/// <param name="Points">In order of time.</param>
/// <param name="Phases">In order.</param>
/// <param name="IsCounted">Whether it is p′.</param>
sealed record ControlSeries(IReadOnlyList<ControlPoint> Points, IReadOnlyList<ControlPhase> Phases, bool IsCounted)
{
    /// <summary>Limits of fewer points are unsteady.</summary>
    public const int FewPoints = 10;

    /// <summary>Of one area's rows, one a period.</summary>
    /// <param name="rows">At least one, all exact values; in any order.</param>
    /// <param name="breaks">First days of what came new.</param>
    /// <param name="isCounted">Whether all have counts and are charted as rates.</param>
    public static ControlSeries Of(IReadOnlyList<Observation> rows, IReadOnlyCollection<DateOnly> breaks,
        bool isCounted)
    {
        var (points, phases) = (new List<ControlPoint>(), new List<ControlPhase>());
        var stretches = rows.OrderBy(o => o.Start).GroupBy(o => breaks.Any(on => o.Start < on && on <= o.End) ? -1
            : breaks.Count(on => on <= o.Start)).ToArray();
        foreach (var stretch in stretches)
        {
            Observation[] inside = [.. stretch];
            if (stretch.Key < 0)
                points.AddRange(inside.Select(o => new ControlPoint(o, -1, null, null, SpecialCause.None, null)));
            else if (isCounted) Counted(inside, phases.Count, points, phases);
            else Valued(inside, phases.Count, points, phases);
        }
        return new([.. points.OrderBy(p => p.O.Start)], phases, isCounted);
    }

    static void Counted(Observation[] rows, int phase, List<ControlPoint> points, List<ControlPhase> phases)
    {
        var chart = LaneyChart.Of([.. rows.Select(o => o.Events!.Value)], [.. rows.Select(o => o.Trials!.Value)]);
        double[] values = [.. chart.Points.Select(p => p.Proportion)];
        var causes = ControlRules.Of(values, [.. chart.Points.Select(p => p.Place)]);
        points.AddRange(rows.Select((o, i) => new ControlPoint(o, phase, 100 * chart.Points[i].LaneyLower,
            100 * chart.Points[i].LaneyUpper, causes[i], null)));
        phases.Add(new(phase, 100 * chart.Center, null, chart.SigmaZ, rows.Length));
    }

    static void Valued(Observation[] rows, int phase, List<ControlPoint> points, List<ControlPhase> phases)
    {
        double[] values = [.. rows.Select(o => o.Value)];
        var chart = XmR.Of(values);
        var causes = ControlRules.Of(values, [.. values.Select(chart.PlaceOf)]);
        points.AddRange(rows.Select((o, i) => new ControlPoint(o, phase, chart.Lower, chart.Upper, causes[i],
            i == 0 ? null : Math.Abs(values[i] - values[i - 1]))));
        phases.Add(new(phase, chart.Mean, chart.MeanRange, null, rows.Length));
    }

    public ControlPhase? PhaseOf(ControlPoint point) => point.Phase < 0 ? null : Phases[point.Phase];

    /// <summary>Whether there is anything to compare points with.</summary>
    public bool HasLimits => Points.Any(p => p.High is not null && p.High > p.Low);
}
