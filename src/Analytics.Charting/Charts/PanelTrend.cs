using Analytics.Charting.Layout;
using Analytics.Statistics.Comparisons;
using Analytics.Statistics.Trends;

namespace Analytics.Charting.Charts;

/// <summary>The trend of one panel: of the variant, scope and dataset with most points.</summary>
/// <param name="Trend">What statistics say.</param>
/// <param name="From">Time of the first point, in years.</param>
/// <param name="To">Time of the last.</param>
/// <param name="IsRate">Whether values are rates in percent.</param>
sealed record PanelTrend(Trend Trend, double From, double To, bool IsRate)
{
    const int Samples = 25;

    /// <summary>Of the rows of one area; null where they leave open what the value of a period is.</summary>
    public static PanelTrend? Of(IReadOnlyList<Observation> rows, bool isRate)
    {
        var series = rows.Where(o => o.IsKnown)
            .GroupBy(o => (o.Measure, o.Part, o.Variant, o.Scope, o.Dataset)).MaxBy(g => g.Count())?.ToArray() ?? [];
        var points = Periods.Comparable(series, isRate).OrderBy(Time).ToArray();
        double[] times = [.. points.Select(Time)];
        if (times.Distinct().Count() < times.Length) return null;
        var trend = isRate && points.All(o => o.HasCounts)
            ? Trend.Of(times, [.. points.Select(o => o.Events!.Value)], [.. points.Select(o => o.Trials!.Value)])
            : Trend.Of(times, [.. points.Select(o => o.Value)]);
        return new(trend, times.FirstOrDefault(), times.LastOrDefault(), isRate)
        {
            FirstDay = points.Select(o => o.Start!.Value).FirstOrDefault(), Left = [.. series.Except(points)],
        };
    }

    /// <summary>The first day of the first point.</summary>
    public DateOnly FirstDay { get; private init; }

    /// <summary>Points drawn that the trend is not of: their periods are not over, or of another length.</summary>
    public IReadOnlyList<Observation> Left { get; private init; } = [];

    public bool IsClear => Trend.Verdict is TrendVerdict.Rising or TrendVerdict.Falling;

    public bool HasLine => Trend.Verdict != TrendVerdict.TooShort;

    public bool HasBand => HasLine && Trend.Logistic is { Slope: not null, Phi: not null };

    /// <summary>The band's outline, in years and values; empty where there is none.</summary>
    public IReadOnlyList<(double Time, double Value)> Band()
    {
        if (!HasBand) return [];
        double[] times = [.. Times()];
        var bands = Trend.Logistic!.Bands(times);
        var outline = new (double, double)[2 * Samples];
        for (var i = 0; i < Samples; i++)
            (outline[i], outline[^(i + 1)]) = ((times[i], 100 * bands[i].Low), (times[i], 100 * bands[i].High));
        return outline;
    }

    /// <summary>The line, in years and values: the logistic one, or Sen's where there is none.</summary>
    public IReadOnlyList<(double Time, double Value)> Line() => !HasLine ? [] : [.. Times().Select(t => (t, At(t)))];

    /// <summary>Under the panel's name: the verdict, with Sen's slope where there is a trend.</summary>
    public string Words(Canvas canvas, ValueFormat format)
    {
        var verdict = canvas.Say(Trend.Verdict switch
        {
            TrendVerdict.Rising => "trend.verdict.rising",
            TrendVerdict.Falling => "trend.verdict.falling",
            TrendVerdict.NoClearTrend => "trend.verdict.no_clear_trend",
            _ => "trend.verdict.too_short",
        });
        if (!HasLine) return canvas.Say("chart.trend.short", ("verdict", verdict), ("count", Trend.Points));
        return !IsClear ? verdict : canvas.Say("chart.trend.slope", ("verdict", verdict),
            ("slope", ValueFormat.Signed(Trend.Sen!.Value.Slope)),
            ("unit", IsRate ? canvas.Say("chart.trend.points") : format.Unit));
    }

    /// <summary>The verdict alone: <c>上升 +2.5 百分点/年</c>.</summary>
    public string Verdict(Canvas canvas, ValueFormat format) => !IsClear ? Words(canvas, format)
        : canvas.Say("chart.trend.rate", ("verdict", canvas.Say(Trend.Verdict == TrendVerdict.Rising
            ? "trend.verdict.rising" : "trend.verdict.falling")), ("slope", Slope(canvas, format)));

    /// <summary>The verdict in as few words as a small panel has room for.</summary>
    public string Brief(Canvas canvas, ValueFormat format) => !IsClear ? Words(canvas, format)
        : canvas.Say("chart.multiples.verdict", ("verdict", canvas.Say(Trend.Verdict == TrendVerdict.Rising
            ? "trend.verdict.rising" : "trend.verdict.falling")), ("slope", ValueFormat.Signed(Trend.Sen!.Value.Slope)),
            ("unit", IsRate ? canvas.Say("chart.multiples.points") : format.Unit));

    /// <summary>Sen's slope with its unit a year; "" where there is none.</summary>
    public string Slope(Canvas canvas, ValueFormat format) => Trend.Sen is not { } sen ? ""
        : canvas.Say("chart.trend.a-year", ("slope", Sign(sen.Slope)), ("unit", UnitOf(canvas, format)));

    /// <summary>What the verdict rests on: points, and where the slope may lie.</summary>
    public string Basis(Canvas canvas, ValueFormat format) => !HasLine || Trend.Sen is not { } sen
        ? canvas.Say("chart.trend.basis.short", ("count", Trend.Points), ("least", Trend.LeastPoints))
        : canvas.Say("chart.trend.basis", ("count", Trend.Points), ("slope", Sign(sen.Slope)),
            ("low", Sign(sen.Interval.Low)), ("high", Sign(sen.Interval.High)),
            ("unit", UnitOf(canvas, format)));

    static string Sign(double change) => change == 0 ? "0" : ValueFormat.Signed(change);

    string UnitOf(Canvas canvas, ValueFormat format) => IsRate ? canvas.Say("chart.trend.percentage-points")
        : format.Unit;

    /// <summary>Better or worse where a direction says so; else the ink of words.</summary>
    public string Color(Theme theme, Direction? direction) => !IsClear ? theme.Muted
        : direction is null or Direction.Neutral ? theme.Neutral
        : (Trend.Verdict == TrendVerdict.Rising) == (direction == Direction.HigherBetter)
            ? theme.Better : theme.Worse;

    IEnumerable<double> Times() => Enumerable.Range(0, Samples).Select(i => From + (To - From) * i / (Samples - 1));

    double At(double time)
    {
        if (Trend.Logistic?.Fitted(time) is { } rate) return 100 * rate;
        var value = Trend.Sen!.Value.Intercept + Trend.Sen.Value.Slope * time;
        return IsRate ? Math.Clamp(value, 0, 100) : value;
    }

    static double Time(Observation o) => Trend.TimeOf(o.Start!.Value, o.End!.Value);
}
