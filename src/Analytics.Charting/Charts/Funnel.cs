using Analytics.Charting.Layout;
using Analytics.Statistics.Comparisons;
using Analytics.Statistics.Funnels;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

/// <summary>Rates against numbers of trials, with the limits chance allows round the rate of all areas, or round the
/// spec's reference.</summary>
/// <remarks>Points outside the limits bear names; the shape tells 95 % from 99.8 %, colour tells better from worse
/// where the spec has a direction.</remarks>
sealed partial class Funnel : ChartType
{
    public override string Name => "funnel";

    internal override IEnumerable<GalleryCase> Cases => FunnelSamples.Cases;

    /// <summary>More points than this are small and light.</summary>
    const int MostLarge = 300;

    /// <summary>An area with its place and standing.</summary>
    sealed record Point(Observation O, double Rate, Standing Standing, string Color, double X, double Y, bool IsStrong);

    /// <summary>What the parts of one picture share.</summary>
    sealed record Setting(Canvas Canvas, ChartSpec Spec, ValueFormat Format, FunnelPlot Plot, Axis Trials, Axis Rates,
        Box Box)
    {
        public bool IsDense { get; init; }

        public IReadOnlyList<PolylineMark> Curves { get; init; } = [];

        public double X(double trials) => Box.Left + Trials.Share(trials) * Box.Width;

        public double Y(double rate) => Box.Bottom - Rates.Share(rate) * Box.Height;
    }

    /// <inheritdoc/>
    public override Scene Draw(ChartSpec spec, Table table)
    {
        var canvas = new Canvas(spec);
        var data = Observations.Read(spec, table, canvas);
        var (rows, notes) = (data.Rows.Where(o => o.HasCounts).ToArray(), new List<string>());
        if (rows.Length < data.Rows.Count)
        {
            var without = data.Rows.Where(o => !o.HasCounts).ToArray();
            (string, object?)[] facts = [("count", without.Length), ("areas", without.Select(o => o.Area).Distinct())];
            notes.Add(canvas.Say("chart.funnel.uncounted", facts));
            canvas.Warn("chart.funnel.uncounted", facts);
        }
        if (rows.Length == 0) return Frame.Empty(canvas, spec, new Frame(canvas, spec, [.. notes, .. data.Notes]));
        // Areas are alike in all but their counts, or the limits mean nothing; each counts once.
        Alike.Check(spec.Columns, rows);
        Observation[] once = [.. rows.DistinctBy(o => o.AreaId)];
        Alike.NoteTwice(canvas, notes, rows.Except(once));
        rows = once;

        var plot = PlotOf(spec, rows);
        var standings = rows.Select(o => plot.StandingOf(o.Events!.Value, o.Trials!.Value)).ToArray();
        if (SharedFacts(canvas, rows[0]) is { Length: > 0 } shared)
            notes.Insert(0, canvas.Say("chart.all-rows", ("facts", shared)));
        notes.AddRange(data.Notes);
        notes.AddRange(LimitWords(canvas, plot, rows.Length));
        var frame = new Frame(canvas, spec, notes);
        var top = frame.Header([.. Legend(canvas, spec, rows, standings)], data.IsSimulated) + 6;

        var s = Lay(canvas, spec, data.Format, plot, rows, top, frame.FooterHeight);
        s = s with { Curves = [.. Curves(s, rows)] };
        AxisLines.Plot(canvas, s.Box, AxisLines.Of(s.Trials, false), AxisLines.Of(s.Rates, true), () =>
        {
            DrawAxes(s);
            var points = Place(s, rows, standings);
            DrawLimits(s, points, DrawPoints(s, points));
        });
        DrawGutter(s, s.Y(100 * s.Plot.Target));
        canvas.Text((s.Box.Left + s.Box.Right) / 2, s.Box.Bottom + 37, canvas.Say("chart.funnel.trials"), 12,
            canvas.Theme.Muted,
            false, TextAnchor.Middle);
        var bottom = s.Box.Bottom + 44;
        frame.Footer(bottom);
        var far = standings.Count(o => o.Level == 998);
        var description = canvas.Say("chart.description.funnel", ("count", rows.Length), ("target", TargetWords(s)),
            ("near", standings.Count(o => o.Level > 0)), ("far", far),
            ("names", rows.Where((_, i) => standings[i].Level == 998).Select(o => o.Area)));
        return canvas.Finish(spec.Width, bottom + frame.FooterHeight, spec.Title.In(spec.Language), description);
    }

    static FunnelPlot PlotOf(ChartSpec spec, Observation[] rows)
    {
        long[] events = [.. rows.Select(o => o.Events!.Value)], trials = [.. rows.Select(o => o.Trials!.Value)];
        var target = spec.Reference is { Value: >= 0 and <= 100 } reference ? reference.Value / 100 : (double?)null;
        return spec.Overdispersion == true ? FunnelPlot.Overdispersed(events, trials, target)
            : FunnelPlot.Plain(events, trials, target);
    }

    static Setting Lay(Canvas canvas, ChartSpec spec, ValueFormat format, FunnelPlot plot, Observation[] rows,
        double top, double footer)
    {
        // The axis holds the points, what 95 % allow the smallest, and 99.8 % the largest; wider limits leave it.
        var least = plot.Limits(rows.Min(o => o.Trials!.Value), Standing.Levels[0]).Times(100);
        var most = plot.Limits(rows.Max(o => o.Trials!.Value), Standing.Levels[1]).Times(100);
        double[] values = [.. rows.Select(RateOf), 100 * plot.Target, least.Low, least.High, most.Low, most.High];
        var rates = Axis.Of(values, true, spec.Range, 6);
        var trials = Axis.Of([0, rows.Max(o => o.Trials!.Value)], false, null, Math.Max(2, (int)(spec.Width / 120)));
        var ticks = rates.Ticks.Max(t => Canvas.Width(rates.Label(t, true, spec.Language), 12));
        var height = Math.Max(200, (spec.Height ?? top + 360 + footer + 44) - top - footer - 44);
        var s = new Setting(canvas, spec, format, plot, trials, rates, default) { IsDense = rows.Length > MostLarge };
        var gutter = 16 + TextWrap.Lines(TargetWords(s), GutterWidth(spec), 12, true)
            .Append("99.8%").Max(line => Canvas.Width(line, 12, true));
        return s with
        {
            Box = new(Frame.Margin + ticks + 10, top, spec.Width - Frame.Margin - gutter, top + height),
        };
    }

    static double RateOf(Observation o) => 100 * (o.Events!.Value / (double)o.Trials!.Value);

    static double GutterWidth(ChartSpec spec) => Math.Max(64, 0.2 * spec.Width);

    static string TargetWords(Setting s) => s.Spec.Reference is { Value: >= 0 and <= 100 } reference
        ? $"{reference.Label.In(s.Spec.Language)} {s.Format.Exact(reference.Value)}"
        : $"{s.Canvas.Say("chart.funnel.target")} {s.Format.Short(100 * s.Plot.Target)}";

    // What to expect by chance, or how much more the limits allow for.
    static IEnumerable<string> LimitWords(Canvas canvas, FunnelPlot plot, int count)
    {
        if (count < 2) yield break;
        yield return plot.Tau2 switch
        {
            null => canvas.Say("chart.funnel.plain", ("count", count), ("near", Math.Round(0.05 * count, 1)),
                ("far", Math.Round(0.002 * count, count < 5 ? 3 : 2))),
            0 => canvas.Say("chart.funnel.wide.none"),
            { } tau2 => canvas.Say("chart.funnel.wide", ("tau", Math.Round(Math.Sqrt(tau2), 3))),
        };
    }

    static string SharedFacts(Canvas canvas, Observation o) => string.Join(
        canvas.Language == Language.Chinese ? "、" : ", ",
        new[] { o.Period, o.VariantName, o.ScopeWords }.Where(t => t.Length > 0));

    static string ColorOf(Theme theme, Standing standing, Direction direction) => standing.Level == 0 ? theme.Quiet
        : direction == Direction.Neutral ? theme.Neutral
        : (standing.Side > 0) == (direction == Direction.HigherBetter) ? theme.Better : theme.Worse;

    // What the legend tells apart: better or worse where a direction says so, else how far outside.
    static string KeyOf(ChartSpec spec, Standing standing) => standing.Level == 0 ? "inside"
        : (spec.Direction ?? Direction.Neutral) is var direction && direction == Direction.Neutral
        ? $"outside-{standing.Level}"
        : standing.Word(direction);

    static MarkerShape ShapeOf(Standing standing) => standing.Level == 998 ? MarkerShape.Diamond : MarkerShape.Circle;

    static IEnumerable<LegendEntry> Legend(Canvas canvas, ChartSpec spec, Observation[] rows, Standing[] standings)
    {
        yield return new(24, (c, x, y) => c.Add(new LineMark(x, y, x + 24, y, c.Theme.Axis, 1.5, "5 4")),
            canvas.Say("chart.funnel.limit-95"));
        yield return new(24, (c, x, y) => c.Add(new LineMark(x, y, x + 24, y, c.Theme.Axis, 1.5)),
            canvas.Say("chart.funnel.limit-998"));
        var isDense = rows.Length > MostLarge;
        foreach (var kind in standings.GroupBy(o => KeyOf(spec, o)).OrderBy(g => g.Key == "inside" ? 1 : 0)
            .ThenBy(g => g.Key, StringComparer.Ordinal))
        {
            var (color, shape) = (ColorOf(canvas.Theme, kind.First(), spec.Direction ?? Direction.Neutral),
                ShapeOf(kind.First()));
            var isPale = isDense && kind.Key == "inside";
            yield return new(10, (c, x, y) => c.Add(new MarkerMark(x + 5, y, shape, isDense ? 2.5 : Marks.Radius,
                isPale ? c.Theme.Pale(color) : color, isPale ? c.Theme.Soft(color) : color)),
                    canvas.Say("chart.funnel." + (kind.Key == "inside" ? "inside.legend" : kind.Key)), kind.Key);
        }
        foreach (var entry in Marks.Legend(canvas, [.. rows.Select(o => o with { Low = null, High = null })], false))
            yield return entry;
    }
}
