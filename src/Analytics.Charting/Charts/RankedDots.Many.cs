using Analytics.Charting.Layout;
using Analytics.Statistics.Comparisons;

namespace Analytics.Charting.Charts;

sealed partial class RankedDots
{
    /// <summary>More rows than this are drawn in bands of several, under one tooltip.</summary>
    const int MostDots = 300;

    const double PlotHeight = 840, LabelLeading = 16, LabelSize = 12;

    /// <summary>What the parts of a picture of many rows share.</summary>
    sealed record Many(Canvas Canvas, ChartSpec Spec, ValueFormat Format, Observation[] Rows)
    {
        public Axis Axis { get; init; } = null!;

        public Box Box { get; init; }

        public double Pitch => Box.Height / Rows.Length;

        public double X(double value) => Box.Left + Axis.Share(value) * Box.Width;

        public double Y(int row) => Box.Top + (row + 0.5) * Pitch;

        readonly HashSet<int> _strong = Spec.Highlight.Count == 0 ? []
            : [.. Rows.Index().Where(r => Spec.Highlight.Any(r.Item.IsNamed)).Select(r => r.Index)];

        public bool IsHighlit(int row) => _strong.Contains(row);

        /// <summary>The side of the reference on which the whole interval lies: -1 below, 1 above, 0 neither.</summary>
        public int SideOf(Observation o) => Spec.Reference is not { } reference || !o.HasInterval ? 0
            : o.Low > reference.Value ? 1 : o.High < reference.Value ? -1 : 0;

        public string ColorOf(Observation o) => SideOf(o) switch
        {
            0 => Spec.Reference is null ? Canvas.Theme.Neutral : Canvas.Theme.Quiet,
            var side => (Spec.Direction ?? Direction.Neutral) is var direction && direction == Direction.Neutral
                ? Canvas.Theme.Neutral
                : side > 0 == (direction == Direction.HigherBetter) ? Canvas.Theme.Better : Canvas.Theme.Worse,
        };
    }

    static Scene DrawMany(Canvas canvas, ChartSpec spec, Observations data, Observation[] sorted)
    {
        var s = new Many(canvas, spec, data.Format, sorted);
        var frame = new Frame(canvas, spec, [.. Alike.Said(canvas, sorted), canvas.Say(spec.Reference is null
            ? "chart.ranked.many.plain" : "chart.ranked.many", ("count", ValueFormat.Whole(sorted.Length))),
                .. data.Notes]);
        var top = frame.Header([.. ManyLegend(s, data)], data.IsSimulated) + (spec.Reference is null ? 0 : 18);
        var below = data.Format.HasAxisUnit ? 46 : 26;
        var height = Math.Max(300, spec.Height is { } asked ? asked - top - below - frame.FooterHeight
            : Math.Min(PlotHeight, 7 * sorted.Length));
        var named = Named(s, (int)(height / LabelLeading));
        var labels = named.ToDictionary(i => i,
            i => TextWrap.Shorten(sorted[i].Area, 0.3 * spec.Width, LabelSize, s.IsHighlit(i))
            + " " + data.Format.Label(sorted[i]) + (sorted[i].IsProvisional ? "*" : ""));
        var left = Frame.Margin + labels.Max(l => Canvas.Width(l.Value, LabelSize, s.IsHighlit(l.Key))) + 26;
        var right = spec.Width - Frame.Margin - 8;
        s = s with
        {
            Box = new(left, top, right, top + height),
            Axis = Axis.Of(data.Extent(spec), data.Format.IsRate, spec.Range, (int)((right - left) / 60)),
        };
        AxisLines.Plot(canvas, s.Box, AxisLines.Of(s.Axis, data.Format.IsRate), null, () =>
        {
            AxisLines.Bottom(canvas, s.Axis, data.Format.IsRate, s.Box, hasGrid: true);
            if (sorted.Length <= MostDots) DrawEach(s, named);
            else DrawBands(s, named);
            if (spec.Reference is { } reference)
                DrawReference(canvas, spec, reference, data.Format, s.X(reference.Value), top, s.Box.Bottom);
            DrawNamed(s, named, labels);
        });
        UnitLine.Under(canvas, data.Format, (left + right) / 2, s.Box.Bottom + 38);
        frame.Footer(s.Box.Bottom + below);
        return canvas.Finish(spec.Width, s.Box.Bottom + below + frame.FooterHeight, spec.Title.In(spec.Language),
            canvas.Say("chart.description.ranked-dots", ("count", sorted.Length),
                ("first", sorted[0].Spoken(canvas, data.Format)),
                ("last", sorted[^1].Spoken(canvas, data.Format))));
    }

    static IEnumerable<LegendEntry> ManyLegend(Many s, Observations data)
    {
        var (canvas, isDense) = (s.Canvas, s.Rows.Length > MostDots);
        if (isDense)
            yield return new(24, (c, x, y) =>
            {
                for (var i = -2; i <= 2; i++)
                    c.Add(new LineMark(x, y + 3 * i, x + 24, y + 3 * i, c.Theme.Pale(c.Theme.Muted)));
                c.Add(new PolylineMark([(x + 15, y - 7), (x + 12, y), (x + 9, y + 7)], c.Theme.Ink, 2));
            }, canvas.Say("chart.ranked.curve"));
        foreach (var side in s.Rows.GroupBy(s.SideOf).Where(g => g.Key != 0).OrderByDescending(g => g.Key)
            .DistinctBy(g => s.ColorOf(g.First())))
        {
            var color = s.ColorOf(side.First());
            var key = color == canvas.Theme.Better ? "better" : color == canvas.Theme.Worse ? "worse" : "outside";
            yield return new(18, (c, x, y) => c.Add(new LineMark(x, y, x + 18, y, c.Theme.Soft(color), 4)),
                canvas.Say("chart.ranked." + key));
        }
        foreach (var entry in isDense
            ? Legend(canvas, [.. s.Rows.Select(o => o with { Low = null, High = null, Trials = null })])
            : Legend(canvas, s.Rows)) yield return entry;
        foreach (var entry in Alike.WithheldSign(canvas, data.Withheld.Count)) yield return entry;
    }

    // Those brought out, those at the ends, and of the others those whose intervals lie furthest from the reference.
    static int[] Named(Many s, int room)
    {
        const int Ends = 6, Outside = 10;
        var all = Enumerable.Range(0, s.Rows.Length).ToArray();
        double Gap(int i) => s.SideOf(s.Rows[i]) > 0 ? s.Rows[i].Low!.Value - s.Spec.Reference!.Value
            : s.Spec.Reference!.Value - s.Rows[i].High!.Value;
        var far = all.Where(i => s.SideOf(s.Rows[i]) != 0).OrderByDescending(Gap).ThenBy(i => i).Take(Outside);
        return [.. all.Where(s.IsHighlit).Take(room / 2).Concat(all.Take(Ends)).Concat(all.TakeLast(Ends)).Concat(far)
            .Distinct().Take(room).Order()];
    }

    static void DrawEach(Many s, int[] named)
    {
        foreach (var (i, o) in s.Rows.Index())
            if (Array.BinarySearch(named, i) < 0) s.Canvas.Add(o.Datum(s.Canvas, s.Format, RowMarks(s, i, 2)));
    }

    static List<Mark> RowMarks(Many s, int row, double radius)
    {
        var (o, y, theme) = (s.Rows[row], s.Y(row), s.Canvas.Theme);
        var (x, color) = (s.X(o.Value), s.IsHighlit(row) ? theme.Ink : s.ColorOf(o));
        var marks = new List<Mark>();
        if (o is { Low: { } low, High: { } high })
            marks.Add(new LineMark(s.X(low), y, s.X(high), y, s.IsHighlit(row) ? color : theme.Soft(color),
                s.IsHighlit(row) ? 1.5 : 1));
        if (o.Bound is "at_least" or "at_most")
            marks.Add(new LineMark(x, y, x + (o.Bound == "at_least" ? 10 : -10), y, color));
        marks.Add(Marks.Marker(theme, o, x, y, MarkerShape.Circle, color) with { Radius = radius });
        return marks;
    }

    // So many rows that each is thinner than a pixel: level lines make a band, the values a curve.
    static void DrawBands(Many s, int[] named)
    {
        var size = (int)Math.Ceiling(s.Rows.Length / 210.0);
        var thickness = Math.Clamp(0.9 * s.Pitch, 0.3, 1);
        for (var from = 0; from < s.Rows.Length; from += size)
        {
            var to = Math.Min(s.Rows.Length, from + size);
            var marks = new List<Mark>();
            for (var i = from; i < to; i++)
                if (s.Rows[i] is { Low: { } low, High: { } high } o)
                    marks.Add(new LineMark(s.X(low), s.Y(i), s.X(high), s.Y(i), s.Canvas.Theme.Pale(s.ColorOf(o)),
                        thickness));
            // One row more, so that the curve does not break between bands.
            (double, double)[] curve = [.. Enumerable.Range(from, Math.Min(to + 1, s.Rows.Length) - from)
                .Select(i => (s.X(s.Rows[i].Value), s.Y(i)))];
            if (curve.Length > 1) marks.Add(new PolylineMark(curve, s.Canvas.Theme.Ink, 2));
            var those = s.Rows[from..to];
            string Word(Observation o) => $"{o.Area} {s.Format.Label(o)}";
            s.Canvas.Add(new DatumGroup([.. those.SelectMany(o => o.Figures).Distinct()],
                s.Canvas.Say("chart.ranked.places",
                ("from", from + 1), ("to", to), ("first", Word(those[0])), ("last", Word(those[^1]))), marks));
        }
    }

    // Names at the left in the order of their rows, moved apart, a thin line leading to each.
    static void DrawNamed(Many s, int[] named, Dictionary<int, string> labels)
    {
        var (box, theme) = (s.Box, s.Canvas.Theme);
        var at = named.Select(s.Y).ToArray();
        for (var i = 0; i < at.Length; i++)
            at[i] = Math.Max(at[i], i == 0 ? box.Top + LabelLeading / 2 : at[i - 1] + LabelLeading);
        at[^1] = Math.Min(at[^1], box.Bottom - LabelLeading / 2);
        for (var i = at.Length - 2; i >= 0; i--) at[i] = Math.Min(at[i], at[i + 1] - LabelLeading);
        foreach (var (i, row) in named.Index())
        {
            var (o, isStrong) = (s.Rows[row], s.IsHighlit(row));
            List<Mark> marks =
            [
                new PolylineMark([(box.Left - 20, at[i]), (box.Left - 6, s.Y(row)), (s.X(o.Low ?? o.Value), s.Y(row))],
                    isStrong ? theme.Ink : theme.Axis, isStrong ? 1 : 0.6),
                .. RowMarks(s, row, isStrong ? Marks.Radius : 2.5),
                new TextMark(box.Left - 24, at[i] + 4.2, labels[row], LabelSize,
                    isStrong || s.Spec.Highlight.Count == 0 ? theme.Ink
                    : theme.Muted, isStrong, TextAnchor.End),
            ];
            s.Canvas.Add(o.Datum(s.Canvas, s.Format, marks));
        }
    }
}
