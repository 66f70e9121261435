using Analytics.Charting.Layout;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

/// <summary>Bars from a zero line: areas one under the other, periods one beside the other.</summary>
abstract class BarChart : ChartType
{
    const double NameSize = 12;

    protected const double LabelSize = 11;

    /// <summary>What every bar needs.</summary>
    protected sealed record Setting(Canvas Canvas, ChartSpec Spec, ValueFormat Format, BarGroups Bars, Axis Axis,
        Box Box, bool IsFlat)
    {
        /// <summary>Where a value lies along the bars.</summary>
        public double At(double value) => IsFlat ? Box.Left + Axis.Share(value) * Box.Width
            : Box.Bottom - Axis.Share(value) * Box.Height;

        /// <summary>A rectangle along the bars from one value to another, across them from one place to
        /// another.</summary>
        public Box Along(double from, double to, double start, double end)
        {
            var (a, b) = (At(from), At(to));
            return IsFlat ? new(Math.Min(a, b), start, Math.Max(a, b), end)
                : new(start, Math.Min(a, b), end, Math.Max(a, b));
        }
    }

    /// <summary>How thick a group is in pixels, bars and the gap between groups.</summary>
    protected abstract double Thickness(int series, bool isDense);

    /// <summary>The values the axis must hold besides zero.</summary>
    protected abstract IEnumerable<double> Extent(ChartSpec spec, BarGroups bars);

    /// <summary>Whether the axis is in percent.</summary>
    protected virtual bool IsPercent(ChartSpec spec, ValueFormat format) => format.IsRate;

    protected abstract void Check(ChartSpec spec, Observations data, BarGroups bars);

    /// <summary>Draws the bars of a group between two places across the bars.</summary>
    protected abstract void DrawGroup(Setting s, BarGroup group, double start, double end);

    /// <summary>Room for labels beyond the ends of bars.</summary>
    protected abstract double LabelRoom(ChartSpec spec, ValueFormat format, BarGroups bars);

    /// <summary>Whether bars show intervals, small bases and printed rates; else they are parts of one.</summary>
    protected abstract bool HasWhiskers { get; }

    protected virtual IEnumerable<string> Notes(Canvas canvas, ChartSpec spec, ValueFormat format, BarGroups bars) =>
        [];

    /// <inheritdoc/>
    public override Scene Draw(ChartSpec spec, Table table)
    {
        var canvas = new Canvas(spec);
        var data = Observations.Read(spec, table, canvas);
        if (data.Rows.Count == 0) return Frame.Empty(canvas, spec, new Frame(canvas, spec, data.Notes));
        var bars = BarGroups.Of(canvas, spec.Columns, data, series => Thickness(series, true));
        Check(spec, data, bars);
        var (isFlat, isPercent) = (!bars.IsOverTime, IsPercent(spec, data.Format));
        var shared = MapRows.SharedFacts(canvas, [data.Rows[0] with
        {
            Period = data.Rows.All(o => o.Period == data.Rows[0].Period) ? data.Rows[0].Period : "",
            VariantName = data.Rows.All(o => o.VariantName == data.Rows[0].VariantName) ? data.Rows[0].VariantName : "",
        }]);
        var frame = new Frame(canvas, spec,
            [.. shared.Length > 0 ? [canvas.Say("chart.all-rows", ("facts", shared))] : Array.Empty<string>(),
            .. data.Notes, .. bars.Notes, .. Notes(canvas, spec, data.Format, bars)]);
        var top = frame.Header([.. BarLegend.Series(canvas, bars, i => ColorOf(canvas.Theme, bars, i)),
            .. BarLegend.States(canvas, data, HasWhiskers, isFlat)], data.IsSimulated) + 4;
        if (!isPercent) top = UnitLine.Above(canvas, data.Format, top, 4, 4);
        // The reference's words stand over lying bars.
        if (isFlat && spec.Reference is not null) top += 10;
        double[] values = [0, .. Extent(spec, bars), .. spec.Reference is { } line ? [line.Value]
            : Array.Empty<double>()];
        var axis = Axis.Of(values, isPercent, spec.Range ?? new ValueRange(Math.Min(0, values.Min()), values.Max()),
            isFlat ? 5 : 6);
        var s = isFlat ? LayFlat(canvas, spec, data.Format, bars, axis, top)
            : LayTall(canvas, spec, data.Format, bars, axis, top, frame.FooterHeight);
        AxisLines.Plot(canvas, s.Box, isFlat ? AxisLines.Of(axis, isPercent) : null, isFlat ? null
            : AxisLines.Of(axis, isPercent), () =>
        {
            if (isFlat) AxisLines.Bottom(canvas, axis, isPercent, s.Box, hasGrid: true);
            else AxisLines.Side(canvas, axis, isPercent, s.Box);
            DrawGroups(s);
            DrawReference(s);
        });
        var bottom = s.Box.Bottom + (isFlat ? 26 : 30);
        frame.Footer(bottom);
        var sorted = data.Rows.OrderByDescending(o => o.Value).ThenBy(o => o.Row).ToArray();
        return canvas.Finish(spec.Width, bottom + frame.FooterHeight, spec.Title.In(spec.Language),
            canvas.Say("chart.description.bars", ("count", bars.Groups.Count), ("series", bars.Series.Count),
                ("first", sorted[0].Spoken(canvas, data.Format)), ("last", sorted[^1].Spoken(canvas, data.Format))));
    }

    Setting LayFlat(Canvas canvas, ChartSpec spec, ValueFormat format, BarGroups bars, Axis axis, double top)
    {
        var room = Math.Min(0.34 * spec.Width, bars.Groups.Max(g => Canvas.Width(g.Name, NameSize)));
        var left = Frame.Margin + room + 12;
        var right = spec.Width - Frame.Margin - LabelRoom(spec, format, bars);
        return new(canvas, spec, format, bars, axis,
            new Box(left, top, right, top + bars.Groups.Count * Step(bars) + 4), true);
    }

    double Step(BarGroups bars) => Thickness(bars.Series.Count, bars.Groups.Count > 30);

    static Setting LayTall(Canvas canvas, ChartSpec spec, ValueFormat format, BarGroups bars, Axis axis, double top,
        double footer)
    {
        var left = Frame.Margin + AxisLines.Width(canvas, axis, format.IsRate);
        var height = Math.Max(180, (spec.Height ?? top + 320 + footer) - top - footer - 30);
        return new(canvas, spec, format, bars, axis,
            new Box(left, top + 14, spec.Width - Frame.Margin, top + 14 + height), false);
    }

    void DrawGroups(Setting s)
    {
        var (canvas, count, free) = (s.Canvas, s.Bars.Groups.Count, double.NegativeInfinity);
        var step = s.IsFlat ? Step(s.Bars) : s.Box.Width / count;
        for (var i = 0; i < count; i++)
        {
            var group = s.Bars.Groups[i];
            var start = (s.IsFlat ? s.Box.Top + 2 : s.Box.Left) + i * step;
            // Few periods do not become slabs.
            var bar = s.IsFlat ? step - Math.Min(8, 0.3 * step)
                : Math.Min(0.78 * step, 34.0 * s.Bars.Series.Count + 14);
            DrawGroup(s, group, start + (step - bar) / 2, start + (step + bar) / 2);
            if (s.IsFlat)
            {
                if (step >= 12 || i * step >= free)
                    canvas.Text(s.Box.Left - 8, start + step / 2 + 4.3,
                        TextWrap.Shorten(group.Name, s.Box.Left - Frame.Margin - 10, NameSize),
                        NameSize, canvas.Theme.Ink, false, TextAnchor.End);
                continue;
            }
            var half = Canvas.Width(group.Name, NameSize) / 2;
            if (start + step / 2 - half < free) continue;
            canvas.Text(start + step / 2, s.Box.Bottom + 18, group.Name, NameSize, canvas.Theme.Muted, false,
                TextAnchor.Middle);
            free = start + step / 2 + half + 6;
        }
        var zero = s.At(0);
        canvas.Add(s.IsFlat ? new LineMark(zero, s.Box.Top, zero, s.Box.Bottom, canvas.Theme.Axis, 1.2)
            : new LineMark(s.Box.Left, zero, s.Box.Right, zero, canvas.Theme.Axis, 1.2));
    }

    static void DrawReference(Setting s)
    {
        if (s.Spec.Reference is not { } line) return;
        var (at, theme) = (s.At(line.Value), s.Canvas.Theme);
        var text = $"{line.Label.In(s.Spec.Language)} {s.Format.Exact(line.Value)}";
        if (s.IsFlat)
        {
            s.Canvas.Add(new LineMark(at, s.Box.Top - 4, at, s.Box.Bottom, theme.Ink, 1.2, "5 4"));
            var half = Canvas.Width(text, 12) / 2;
            s.Canvas.Text(Math.Clamp(at, Frame.Margin + half, s.Spec.Width - Frame.Margin - half), s.Box.Top - 8, text,
                12, theme.Ink, false,
                TextAnchor.Middle);
            return;
        }
        s.Canvas.Add(new LineMark(s.Box.Left, at, s.Box.Right, at, theme.Ink, 1.2, "5 4"));
        s.Canvas.Text(s.Box.Right, s.Box.Top - 6, text, 12, theme.Ink, false, TextAnchor.End);
    }

    /// <summary>Series from dark to light, so that grey print keeps them apart.</summary>
    protected static string ColorOf(Theme theme, BarGroups bars, int series) => bars.Series.Count == 1 ? theme.Neutral
        : theme.OnRamp(1 - 0.68 * series / Math.Max(1, bars.Series.Count - 1));

    /// <summary>A series' colour in a group; groups step back where others are to be brought out.</summary>
    protected static string FillOf(Setting s, BarGroup group, int series)
    {
        var color = ColorOf(s.Canvas.Theme, s.Bars, series);
        return !IsLit(group) && s.Bars.Groups.Any(IsLit) ? s.Canvas.Theme.Pale(color) : color;

        bool IsLit(BarGroup one) => one.Cells.Any(cell => cell?.Row is { } row && s.Spec.Highlight.Any(row.IsNamed));
    }

    /// <summary>What stands for a withheld figure: a short hatched stub.</summary>
    protected static IEnumerable<Mark> WithheldStub(Setting s, double start, double end)
    {
        var zero = s.At(0);
        var box = s.IsFlat ? new Box(zero, start, zero + 26, end) : new Box(start, zero - 26, end, zero);
        yield return new RectMark(box.Left, box.Top, box.Width, box.Height, s.Canvas.Theme.Faint(s.Canvas.Theme.Muted));
        foreach (var line in Hatch.Lines(box, s.Canvas.Theme.Axis, 5)) yield return line;
    }

    protected static DatumGroup Datum(Setting s, BarGroup group, BarCell cell, int series, IReadOnlyList<Mark> marks)
    {
        var name = s.Bars.Series[series];
        if (cell.Row is { } row)
        {
            if (cell.Value is null)
                return new(row.Figures, MapRows.WithheldWords(s.Canvas, row), marks)
                    { Area = row.AreaId, Row = row.Row, Series = $"series-{series}" };
            return row.Datum(s.Canvas, s.Format, marks, $"series-{series}", name.Length > 0 && name != row.Period
                ? name : null);
        }
        var colon = s.Canvas.Language == Language.Chinese ? "：" : ": ";
        return new([.. cell.All.SelectMany(o => o.Figures).Take(1)], $"{group.Name} {name}"
            .TrimEnd() + colon + BarCell.Sign(cell.Bounds) + s.Format.Short(cell.Value!.Value), marks)
        {
            Series = $"series-{series}",
        };
    }
}
