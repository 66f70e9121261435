using Analytics.Charting.Layout;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

/// <summary>Groups of values side by side: the middle half of each as a box, the median in it, how far the others
/// reach, and the values themselves where they are few.</summary>
sealed partial class BoxPlot : ChartType
{
    const double NameSize = 13, BaseSize = 11;

    public override string Name => "box-plot";

    internal override IEnumerable<GalleryCase> Cases => BoxPlotSamples.Cases;

    /// <summary>What the parts of one picture share. Values run up, groups to the right; lying down, values run to the
    /// right, groups down.</summary>
    sealed record Setting(Canvas Canvas, ChartSpec Spec, ValueFormat Format, BoxGroups Boxes)
    {
        public bool IsLying { get; init; }

        public Axis Values { get; init; } = null!;

        public Box Box { get; init; }

        public double Slot => (IsLying ? Box.Height : Box.Width) / Boxes.Groups.Count;

        /// <summary>Half a box's breadth.</summary>
        public double Half => Math.Clamp(0.3 * Slot, 5, IsLying ? 13 : 22);

        public double Along(double value) => IsLying ? Box.Left + Values.Share(value) * Box.Width
            : Box.Bottom - Values.Share(value) * Box.Height;

        public double Middle(int group) => (IsLying ? Box.Top : Box.Left) + (group + 0.5) * Slot;

        /// <summary>The place of a value in a group, so far aside from its middle line.</summary>
        public (double X, double Y) At(int group, double value, double aside = 0) =>
            IsLying ? (Along(value), Middle(group) - aside) : (Middle(group) + aside, Along(value));

        public bool IsHighlit(Observation o) => Spec.Highlight.Any(o.IsNamed);
    }

    /// <inheritdoc/>
    public override Scene Draw(ChartSpec spec, Table table)
    {
        var canvas = new Canvas(spec);
        var data = Observations.Read(spec, table, canvas);
        if (data.Rows.Count == 0) return Frame.Empty(canvas, spec, new Frame(canvas, spec, data.Notes));
        var s = new Setting(canvas, spec, data.Format, BoxGroups.Of(spec.Columns, data.Rows));
        var frame = new Frame(canvas, spec, Notes(s, data, table));
        var top = frame.Header([.. Legend(s, data)], data.IsSimulated);
        var values = Axis.Of(Extent(spec, data), data.Format.IsRate,
            spec.Range ?? (spec.FromZero == true ? new ValueRange(0, 0) : null), 6);
        s = s with { Values = values };
        var bottom = LayUpright(s, frame, top) is { } upright ? Draw(upright) : Draw(LayLying(s, frame, top));
        frame.Footer(bottom);
        var groups = s.Boxes.Groups;
        return canvas.Finish(spec.Width, bottom + frame.FooterHeight, spec.Title.In(spec.Language),
            canvas.Say("chart.description.box-plot", ("count", data.Rows.Count), ("groups", groups.Count),
                ("words", groups.Take(12).Select(g => Words(s, g)))));
    }

    // Intervals are not drawn, nor is room kept for them.
    static double[] Extent(ChartSpec spec, Observations data) =>
        [.. data.Rows.Select(o => o.Value), .. spec.Reference is { } reference ? [reference.Value]
            : Array.Empty<double>()];

    static IEnumerable<string> Notes(Setting s, Observations data, Table table)
    {
        var canvas = s.Canvas;
        foreach (var facts in Alike.Said(canvas, data.Rows)) yield return facts;
        List<string> parts = [Alike.Counted(canvas, data, table)];
        if (s.Boxes.Groups.Any(g => g.HasBox)) parts.Add(canvas.Say("chart.box.rule"));
        if (s.Boxes.Groups.Any(g => !g.HasBox)) parts.Add(canvas.Say("chart.box.few"));
        if (s.Boxes.Groups.Any(g => g.Rows.Count > BoxGroup.MostDots)) parts.Add(canvas.Say("chart.box.many"));
        yield return string.Join(canvas.Language == Language.Chinese ? "" : " ", parts);
        if (s.Boxes.LeftOut > 0)
            yield return canvas.Say(s.Boxes.IsTime ? "chart.box.latest" : "chart.box.ends",
                ("shown", s.Boxes.Groups.Count), ("left", s.Boxes.LeftOut));
        if (data.Rows.Count(o => o.Bound is "at_least" or "at_most") is var limits and > 0)
            yield return canvas.Say("chart.distribution.bounds", ("count", limits));
        foreach (var note in data.Notes) yield return note;
    }

    static IEnumerable<LegendEntry> Legend(Setting s, Observations data)
    {
        var (canvas, color) = (s.Canvas, s.Canvas.Theme.Muted);
        if (s.Boxes.Groups.Any(g => g.HasBox))
            yield return new(34, (c, x, y) =>
            {
                foreach (var line in (Mark[])[new LineMark(x, y, x + 34, y, color, 1.2),
                    new RectMark(x + 8, y - 5, 18, 10,
                    c.Theme.Pale(color)), new LineMark(x + 15, y - 5, x + 15, y + 5, color, 2.5)]) c.Add(line);
            }, canvas.Say("chart.box.legend"));
        foreach (var entry in Marks.Legend(canvas,
            [.. data.Rows.Select(o => o with { Low = null, High = null, Bound = "exact", Reason = null })], true))
            yield return entry;
        foreach (var entry in Alike.WithheldSign(canvas, data.Withheld.Count)) yield return entry;
    }

    static string Words(Setting s, BoxGroup group)
    {
        var canvas = s.Canvas;
        var name = group.Name.Length == 0 ? "" : group.Name + (canvas.Language == Language.Chinese ? "：" : ": ");
        var (format, rows) = (s.Format, group.Rows);
        return name + (group.HasBox
            ? canvas.Say("chart.box.words", ("n", rows.Count), ("least", format.Short(rows[0].Value)),
                ("lower", Alike.Quantile(format, group.Quantile(0.25))),
                ("median", Alike.Quantile(format, group.Median)),
                ("upper", Alike.Quantile(format, group.Quantile(0.75))), ("most", format.Short(rows[^1].Value)))
            : canvas.Say("chart.box.words-few", ("n", rows.Count), ("least", format.Short(rows[0].Value)),
                ("most", format.Short(rows[^1].Value))));
    }
}
