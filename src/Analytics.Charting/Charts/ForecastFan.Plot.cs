using Analytics.Charting.Layout;

namespace Analytics.Charting.Charts;

sealed partial class ForecastFan
{
    const double ValueSize = 13, LevelSize = 11.5;

    static string BandColor(Theme theme, int level) =>
        Colors.Mix(theme.Neutral, theme.Background, level switch { 0 => 0.52, 1 => 0.32, _ => 0.15 });

    static double DrawOne(Setting s, Fan fan, double top, double footer)
    {
        var (canvas, inner) = (s.Canvas, s.Spec.Width - 2 * Frame.Margin);
        top = canvas.Lines(TextWrap.Lines(Verdict(s, fan), inner, 17, true), Frame.Margin, top, 17, 25,
            fan.Series.Forecast is null ? canvas.Theme.Muted : canvas.Theme.Ink, true);
        var basis = fan.Name + Colon(s) + (fan.Series.Forecast is null
            ? canvas.Say("chart.forecast.basis.short", ("least", ForecastSeries.Fewest))
            : canvas.Say("chart.forecast.basis", ("count", fan.Series.Known.Count), ("method", MethodWords(s, fan))));
        top = canvas.Lines(TextWrap.Lines(basis, inner, 12), Frame.Margin, top, 12, 18, canvas.Theme.Muted) + 4;
        top = UnitLine.Above(canvas, s.Format, top);
        s = s with { Axis = AxisOf(s, [fan], 6) };
        var under = s.Time.Height + (HasBases(s, fan.Rows) ? 20 : 0) + 6;
        var height = Math.Max(180, (s.Spec.Height ?? top + footer + under + 330) - top - footer - under);
        var left = Frame.Margin + AxisLines.Width(canvas, s.Axis, s.Format.IsRate);
        var gutter = fan.Series.Forecast is not { } forecast ? 6 : 2 + Math.Max(Canvas.Width("95%", LevelSize),
            Canvas.Width(s.Format.Short(forecast.Mean[^1]), ValueSize, true));
        var box = new Box(left, top + 8, s.Spec.Width - Frame.Margin - gutter, top + height);
        AxisLines.Plot(canvas, box, s.Time.Axis, AxisLines.Of(s.Axis, s.Format.IsRate),
            () => DrawFan(s, fan, box, true, true));
        if (HasBases(s, fan.Rows)) DrawBases(s, fan.Rows, box);
        return box.Bottom + under;
    }

    static double DrawPanels(Setting s, Fan[] fans, double top, double footer)
    {
        var isFree = s.Spec.FreeScales ?? !s.Format.IsRate;
        var axes = fans.Select(f => AxisOf(s, isFree ? [f] : fans, 3)).ToArray();
        top = UnitLine.Above(s.Canvas, s.Format, top);
        var sheet =
            PanelSheet.Of(s.Spec, fans.Length, axes.Max(a => AxisLines.Width(s.Canvas, a, s.Format.IsRate)), isFree,
            42, 130, top + footer + s.Time.Height);
        for (var i = 0; i < fans.Length; i++)
        {
            var (fan, box, own) = (fans[i], sheet.Box(i, top), s with { Axis = axes[i] });
            var brief = fan.Series.Forecast is not { } forecast ? Verdict(s, fan) : s.Canvas.Say("chart.forecast.brief",
                ("period", fan.Ahead[^1].Period), ("value", s.Format.Short(forecast.Mean[^1])),
                ("low", s.Format.Plain(forecast.Limits[1].Low[^1])),
                ("high", s.Format.Short(forecast.Limits[1].High[^1])));
            sheet.DrawHead(s.Canvas, box, fan.Name, s.Format.Label(fan.Rows[^1]), false,
                (brief, s.Canvas.Theme.Muted, false));
            AxisLines.Plot(s.Canvas, box, s.Time.Axis, AxisLines.Of(axes[i], s.Format.IsRate), () =>
                DrawFan(own, fan, box, sheet.IsFirstColumn(i) || isFree, sheet.IsLowest(i, fans.Length)));
        }
        return sheet.Bottom(fans.Length, top) + s.Time.Height + 6;
    }

    // The axis holds the 80 % bands of all and the 95 % bands while those do not take most of it.
    static Axis AxisOf(Setting s, Fan[] fans, int ticks)
    {
        var intervals = fans.SelectMany(f => f.Rows).Where(o => !o.IsSmallBase && o.HasInterval);
        double[] core =
        [
            .. fans.SelectMany(f => f.Rows).Select(o => o.Value),
            .. intervals.SelectMany(o => new[] { o.Low!.Value, o.High!.Value }),
            .. Limits(1), .. s.Spec.Reference is { } reference ? [reference.Value] : Array.Empty<double>(),
            .. s.Spec.FromZero == true ? [0.0] : Array.Empty<double>(),
        ];
        double[] wide = [.. core, .. Limits(2)];
        return Axis.Of(wide.Max() - wide.Min() <= 2.2 * (core.Max() - core.Min()) ? wide : core, s.Format.IsRate,
            s.Spec.Range, ticks);

        IEnumerable<double> Limits(int level) => fans.Where(f => f.Series.Forecast is not null)
            .SelectMany(f => f.Series.Forecast!.Limits[level].Low.Concat(f.Series.Forecast.Limits[level].High));
    }

    static void DrawFan(Setting s, Fan fan, Box box, bool hasTicks, bool hasTime)
    {
        double Y(double value) => Math.Clamp(Height(s, box, value), box.Top, box.Bottom);
        DrawWithheld(s, box, o => o.AreaId == fan.Area);
        AxisLines.Side(s.Canvas, s.Axis, s.Format.IsRate, box, hasTicks);
        DrawBands(s, fan, box, Y);
        if (hasTime) DrawTime(s, box);
        else s.Canvas.Add(new LineMark(box.Left, box.Bottom, box.Right, box.Bottom, s.Canvas.Theme.Axis));
        DrawBreaks(s, fan.Rows, box);
        DrawReference(s, box);
        var placed = Place(s, fan.Rows, box, v => Height(s, box, v));
        DrawJoins(s, placed);
        if (fan.Series.Forecast is { } forecast) DrawMedian(s, fan, forecast.Mean, box, Y);
        var texts = s.IsSmall ? [] : Labels(s, fan, placed, box);
        foreach (var p in placed.OrderBy(p => p.SpanTo > p.SpanFrom ? 0 : 1))
            DrawPoint(s, p, box, v => Height(s, box, v), texts);
        if (!s.IsSmall) DrawEnds(s, fan, box, Y);
    }

    static double X(Setting s, Box box, Fan fan, int step) =>
        box.Left + s.Time.Middle(s.Time.UnitOf(fan.Series.Known[^1]) + step) * box.Width;

    // From the last known point on, the widest at the back.
    static void DrawBands(Setting s, Fan fan, Box box, Func<double, double> y)
    {
        if (fan.Series.Forecast is not { } forecast || fan.Series.IsConstant) return;
        var origin = (X(s, box, fan, 0), y(fan.Series.Known[^1].Value));
        for (var level = forecast.Limits.Count - 1; level >= 0; level--)
        {
            var limits = forecast.Limits[level];
            s.Canvas.Add(new AreaMark([origin, .. limits.High.Select((v, h) => (X(s, box, fan, h + 1), y(v))),
                .. limits.Low.Select((v, h) => (X(s, box, fan, h + 1), y(v))).Reverse()],
                    BandColor(s.Canvas.Theme, level)));
        }
    }

    // Dashed, with a small mark a period that says its limits.
    static void DrawMedian(Setting s, Fan fan, IReadOnlyList<double> mean, Box box, Func<double, double> y)
    {
        s.Canvas.Add(new PolylineMark([(X(s, box, fan, 0), y(fan.Series.Known[^1].Value)),
            .. mean.Select((v, h) => (X(s, box, fan, h + 1), y(v)))], s.Canvas.Theme.Ink, 1.75, "5 4"));
        foreach (var (h, o) in fan.Ahead.Index())
        {
            var limits = fan.Series.Forecast!.Limits;
            var spoken = s.Canvas.Say("chart.forecast.spoken", ("where", $"{o.Area} {o.Period}"),
                ("value", s.Format.Short(o.Value)),
                ("low", s.Format.Short(limits[1].Low[h])), ("high", s.Format.Short(limits[1].High[h])),
                ("lowest", s.Format.Short(limits[2].Low[h])), ("highest", s.Format.Short(limits[2].High[h])));
            s.Canvas.Add(new DatumGroup(o.Figures, spoken,
                [new MarkerMark(X(s, box, fan, h + 1), y(o.Value), MarkerShape.Circle,
                s.IsSmall ? 2 : 3, s.Canvas.Theme.Background, s.Canvas.Theme.Ink)]) { Area = fan.Area, Row = o.Row });
        }
    }

    // The first and the last known value.
    static Dictionary<Placed, List<TextMark>> Labels(Setting s, Fan fan, Placed[] placed, Box box)
    {
        // Not over the fan.
        var right = fan.Ahead.Count > 0 ? X(s, box, fan, 0) + 7 : box.Right;
        var labels = new LabelPlacer(new Box(box.Left, box.Top - 4, right, box.Bottom - 2));
        foreach (var p in placed) Block(labels, p, v => Height(s, box, v));
        foreach (var (from, to) in Joined(s, placed)) labels.Avoid((from.X, from.Y), (to.X, to.Y));
        var texts = new Dictionary<Placed, List<TextMark>>(ReferenceEqualityComparer.Instance);
        foreach (var p in new[] { placed.MaxBy(p => p.O.End)!, placed.MinBy(p => p.O.Start)! }.Distinct())
            if (labels.Place(new(0, 0, s.Format.Label(p.O), 12, s.Canvas.Theme.Ink, true, Halo: true), p.X, p.Y,
                12) is { } label)
                texts[p] = [label];
        return texts;
    }

    // The median of the last period and what each band holds, at the right; over the plot where known values end.
    static void DrawEnds(Setting s, Fan fan, Box box, Func<double, double> y)
    {
        const double Leading = 15;
        if (fan.Series.Forecast is not { } forecast) return;
        var at = X(s, box, fan, fan.Ahead.Count) + 8;
        var middle = y(forecast.Mean[^1]);
        var value = new TextMark(at, middle + 4.6, s.Format.Short(forecast.Mean[^1]), ValueSize, s.Canvas.Theme.Ink,
            true);
        s.Canvas.Add(value);
        var edge = X(s, box, fan, 0) + 0.5 * (X(s, box, fan, 1) - X(s, box, fan, 0));
        s.Canvas.Add(new LineMark(edge, box.Top, edge, box.Bottom, s.Canvas.Theme.Axis, 1, "1 3"));
        var ahead = new TextMark(edge + 5, box.Top + 10, s.Canvas.Say("chart.forecast.ahead"), LevelSize,
            s.Canvas.Theme.Muted, Halo: true);
        // In a narrow picture the word may reach the values; the line tells as much.
        if (!Box.Of(ahead).Overlaps(Box.Of(value))) s.Canvas.Add(ahead);
        if (fan.Series.IsConstant) return;
        var free = middle - Leading - 1;
        for (var level = 0; level < ForecastSeries.Levels.Length; level++)
        {
            free = Math.Min(free, y(forecast.Limits[level].High[^1]));
            if (free < box.Top - 8) return;
            var text = new TextMark(at, free + 4.2, $"{100 * ForecastSeries.Levels[level]:0}%", LevelSize,
                s.Canvas.Theme.Muted);
            if (Box.Of(text).Overlaps(Box.Of(ahead))) return;
            s.Canvas.Add(text);
            free -= Leading;
        }
    }

    static IEnumerable<LegendEntry> Legend(Setting s, Fan[] fans)
    {
        if (fans.Any(f => f.Series.Forecast is not null))
        {
            yield return new(24, (c, x, y) => c.Add(new LineMark(x, y, x + 24, y, c.Theme.Ink, 1.75, "5 4")),
                s.Canvas.Say("chart.forecast.median"));
            if (fans.Any(f => f.Series.Forecast is not null && !f.Series.IsConstant))
                for (var level = 0; level < ForecastSeries.Levels.Length; level++)
                {
                    var color = BandColor(s.Canvas.Theme, level);
                    yield return new(16, (c, x, y) => c.Add(new RectMark(x, y - 6, 16, 12, color)),
                        s.Canvas.Say("chart.forecast.band", ("level", $"{100 * ForecastSeries.Levels[level]:0}%")));
                }
        }
        foreach (var entry in Marks.Legend(s.Canvas, [.. fans.SelectMany(f => f.Rows)], false)
            .Concat(LineLegend(s, [.. fans.SelectMany(f => f.Rows)])).Concat(WithheldLegend(s)))
            yield return entry;
    }
}
