using Analytics.Charting.Layout;
using Analytics.Statistics.Comparisons;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

/// <summary>A change as the bars it is made of, one under the other, from the total before to the total
/// after.</summary>
sealed class Waterfall : ChartType
{
    const double RowHeight = 30, BarHeight = 18, NameSize = 13;

    public override string Name => "waterfall";

    internal override IEnumerable<GalleryCase> Cases => WaterfallSamples.Cases;

    /// <summary>What every bar needs.</summary>
    sealed record Setting(Canvas Canvas, ChartSpec Spec, ValueFormat Format, WaterfallSteps Change, Axis Axis, Box Box)
    {
        public double X(double value) => Box.Left + Axis.Share(value) * Box.Width;
    }

    /// <inheritdoc/>
    public override Scene Draw(ChartSpec spec, Table table)
    {
        var canvas = new Canvas(spec);
        var data = Observations.Read(spec, table, canvas);
        var notes = new List<string>(data.Notes);
        if (data.Rows.All(o => o.Part.Length == 0)) data = Periods.Comparable(canvas, data, notes);
        var change = data.Rows.Count == 0 ? null : WaterfallSteps.Of(canvas, spec, data);
        if (change is null)
            return Frame.Empty(canvas, spec, new Frame(canvas, spec,
                data.Rows.Count == 0 ? notes
                : [.. notes, .. Breaks.Notes(canvas, spec, data.Rows, "chart.breaks.apart"),
                    canvas.Say("chart.waterfall.needs")]));
        // Parts far smaller than the totals would be hairlines on an axis from zero.
        var ends = Ends(change.Steps).ToArray();
        var isCut = spec.FromZero != true && ends.Min(end => end.To) > 0
            && ends.Max(end => end.To) - ends.Min(end => end.To) is var span and > 0
            && span < 0.12 * ends.Max(end => end.To);
        var frame = new Frame(canvas, spec, [.. notes, .. change.Notes,
            .. isCut ? [canvas.Say("chart.waterfall.cut")] : Array.Empty<string>()]);
        var top = frame.Header([.. Legend(canvas, spec, change)], data.IsSimulated);
        var names = change.Steps.Select(step => TextWrap.Lines(step.Name, 0.3 * spec.Width, NameSize, step.IsTotal))
            .ToArray();
        var heights = names.Select(lines => Math.Max(RowHeight, 17.0 * lines.Count + 8)).ToArray();
        var values = change.Steps.Select(step => ValueOf(data.Format, change, step)).ToArray();
        var axis = Axis.Of([.. ends.SelectMany(end => new[] { isCut ? end.To : end.From, end.To })], data.Format.IsRate,
            spec.Range ?? (isCut ? null : new ValueRange(0, 0)), 5);
        var box = new Box(Frame.Margin + names.SelectMany(l => l).Max(l => Canvas.Width(l, NameSize, true)) + 14, top,
            spec.Width - Frame.Margin - values.Max(v => Canvas.Width(v, NameSize, true)) - 14, top + heights.Sum() + 6);
        var s = new Setting(canvas, spec, data.Format, change, axis, box);
        AxisLines.Plot(canvas, box, AxisLines.Of(axis, data.Format.IsRate), null, () =>
        {
            AxisLines.Bottom(canvas, axis, data.Format.IsRate, box, hasGrid: true);
            DrawBars(s, names, heights, values);
        });
        var bottom = box.Bottom + 28;
        if (data.Format.HasAxisUnit)
        {
            UnitLine.Under(canvas, data.Format, (box.Left + box.Right) / 2, bottom + 10);
            bottom += 18;
        }
        frame.Footer(bottom);
        var (first, last) = (change.Steps[0], change.Steps[^1]);
        return canvas.Finish(spec.Width, bottom + frame.FooterHeight, spec.Title.In(spec.Language),
            canvas.Say("chart.description.waterfall", ("first", $"{first.Name} {values[0]}"),
                ("last", $"{last.Name} {values[^1]}"),
                ("parts", change.Steps.Select((step, i) => $"{step.Name} {values[i]}").Skip(1).SkipLast(1))));
    }

    static void DrawBars(Setting s, IReadOnlyList<string>[] names, double[] heights, string[] values)
    {
        var (canvas, y) = (s.Canvas, s.Box.Top + 3);
        var ends = Ends(s.Change.Steps).ToArray();
        if (s.Axis.From <= 0) canvas.Add(new LineMark(s.X(0), s.Box.Top, s.X(0), s.Box.Bottom, canvas.Theme.Axis));
        for (var i = 0; i < ends.Length; i++)
        {
            var (step, middle) = (s.Change.Steps[i], y + heights[i] / 2);
            var (left, right) = (s.X(Math.Min(ends[i].From, ends[i].To)), s.X(Math.Max(ends[i].From, ends[i].To)));
            // Where the axis does not begin at zero a total begins at its edge.
            left = Math.Max(left, s.Box.Left);
            var (fill, ink) = ColorOf(s, step);
            List<Mark> marks = [new RectMark(left, middle - BarHeight / 2, Math.Max(1.5, right - left),
                BarHeight, fill)];
            if (step.IsTotal && s.Axis.From > 0) marks.AddRange(Cut(s, left + 14, middle));
            canvas.Lines(names[i], s.Box.Left - 14, middle - 8.5 * names[i].Count, NameSize, 17, canvas.Theme.Ink,
                step.IsTotal,
                TextAnchor.End);
            marks.Add(new TextMark(s.Spec.Width - Frame.Margin, middle + 4.5, values[i], NameSize, ink, step.IsTotal,
                TextAnchor.End));
            if (i + 1 < ends.Length)
            {
                var x = s.X(ends[i].To);
                canvas.Add(new LineMark(x, middle + BarHeight / 2, x,
                    y + heights[i] + heights[i + 1] / 2 - BarHeight / 2,
                    canvas.Theme.Axis, 1, "2 2"));
            }
            canvas.Add(Datum(s, step, values[i], marks));
            y += heights[i];
        }
    }

    // Two slanting lines across a bar whose beginning is left out.
    static IEnumerable<Mark> Cut(Setting s, double x, double middle)
    {
        const double Half = BarHeight / 2 + 2;
        foreach (var shift in (double[])[0, 6])
            yield return new LineMark(x + shift - 4, middle + Half, x + shift + 4, middle - Half,
                s.Canvas.Theme.Background, 2.5);
    }

    static DatumGroup Datum(Setting s, WaterfallStep step, string value, List<Mark> marks)
    {
        var colon = s.Canvas.Language == Language.Chinese ? "：" : ": ";
        var figures = step.Of.SelectMany(o => o.Figures).Distinct().ToArray();
        var areas = step.Of.Select(o => o.AreaId).Distinct().ToArray();
        return new(figures.Length > 0 ? figures : ["computed"], $"{step.Name}{colon}{value}", marks)
        {
            Area = areas is [var area] ? area : "", Row = step.Of is [var only] ? only.Row : -1,
        };
    }

    // Where each bar begins and ends: a total at zero, a part where the one before it ended.
    static IEnumerable<(double From, double To)> Ends(IReadOnlyList<WaterfallStep> steps)
    {
        var at = 0.0;
        foreach (var step in steps)
        {
            var from = step.IsTotal ? 0 : at;
            at = from + step.Value;
            yield return (from, at);
        }
    }

    static (string Fill, string Ink) ColorOf(Setting s, WaterfallStep step)
    {
        var (theme, direction) = (s.Canvas.Theme, s.Spec.Direction ?? Direction.Neutral);
        if (step.IsTotal) return (theme.Muted, theme.Ink);
        if (direction == Direction.Neutral)
            return step.Value < 0 ? (theme.Pale(theme.Neutral), theme.Ink) : (theme.Neutral, theme.Ink);
        var color = step.Value > 0 == (direction == Direction.HigherBetter) ? theme.Better : theme.Worse;
        return (color, color);
    }

    static string ValueOf(ValueFormat format, WaterfallSteps change, WaterfallStep step) =>
        step.IsTotal ? format.Short(step.Value) : format.Change(step.Value) + (format.IsRate ? $" {change.Unit}" : "");

    static IEnumerable<LegendEntry> Legend(Canvas canvas, ChartSpec spec, WaterfallSteps change)
    {
        var (theme, direction) = (canvas.Theme, spec.Direction ?? Direction.Neutral);
        var parts = change.Steps.Where(step => !step.IsTotal).ToArray();
        foreach (var isUp in new[] { true, false })
        {
            if (!parts.Any(step => isUp ? step.Value > 0 : step.Value < 0)) continue;
            var color = direction == Direction.Neutral ? isUp ? theme.Neutral : theme.Pale(theme.Neutral)
                : isUp == (direction == Direction.HigherBetter) ? theme.Better : theme.Worse;
            yield return new(16, (c, x, y) => c.Add(new RectMark(x, y - 5, 16, 10, color)),
                canvas.Say(isUp ? "chart.waterfall.up" : "chart.waterfall.down"));
        }
    }
}
