using Analytics.Charting.Layout;

namespace Analytics.Charting.Charts;

sealed partial class Histogram
{
    /// <summary>Room under the bars for a mark of each value.</summary>
    const double RugHeight = 12;

    static Scene DrawBars(Setting s, Frame frame, double top, Bins bins, double[] sorted)
    {
        var (canvas, spec) = (s.Canvas, s.Spec);
        var members = s.Rows.ToLookup(o => bins.Of(o.Value));
        var fullest = Enumerable.Range(0, bins.Count).MaxBy(i => members[i].Count());
        var counts = Axis.Of([0, Math.Max(2, members[fullest].Count())], false, new ValueRange(0, 0),
            Math.Min(5, members[fullest].Count()));
        var ends = spec.Reference is { } reference ? new[] { bins.From, bins.To, reference.Value }
            : [bins.From, bins.To];
        var values = Axis.Of(ends, s.Format.IsRate, spec.Range ?? new ValueRange(bins.From, bins.To),
            Math.Max(3, (int)(spec.Width / 90)));
        var left = Frame.Margin + Math.Max(20, AxisLines.Width(canvas, counts, false));
        s = s with { Values = values, Box = new(left, top, spec.Width - Frame.Margin - 6, top) };
        canvas.Text(Frame.Margin, top + 10, canvas.Say("chart.histogram.count"), 12, canvas.Theme.Muted);
        var lines = Lines(s);
        top += 18 + TopLabels.Height(lines, spec.Width);
        // Further ones than six rows hold are in the bars' words alone.
        var named = NameRows.Of(s.Rows.Where(s.IsHighlit), s.Format, s.X, spec.Width, 6, o => true);
        var under = RugHeight + named.Height;
        var height = Math.Max(150, (spec.Height ?? top + 260 + under + 30 + frame.FooterHeight) - top - under - 30
            - frame.FooterHeight);
        s = s with { Box = s.Box with { Top = top, Bottom = top + height } };
        var foot = s.Box with { Bottom = s.Box.Bottom + under };
        AxisLines.Plot(canvas, s.Box, AxisLines.Of(values, s.Format.IsRate), AxisLines.Of(counts, false), () =>
        {
            AxisLines.Side(canvas, counts, false, s.Box);
            for (var i = 0; i < bins.Count; i++)
                if (members[i].Any()) DrawBar(s, bins, i, counts, [.. members[i]]);
            TopLabels.Draw(canvas, lines, spec.Width, s.Box);
            canvas.Add(new LineMark(s.Box.Left, s.Box.Bottom, s.Box.Right, s.Box.Bottom, canvas.Theme.Axis, 1.2));
            DrawRug(s, named);
            AxisLines.Bottom(canvas, values, s.Format.IsRate, foot, hasGrid: false);
        });
        return Finish(s, frame, foot.Bottom + 30, canvas.Say("chart.description.histogram", ("count", sorted.Length),
            ("low", s.Format.Short(sorted[0])), ("high", s.Format.Short(sorted[^1])),
            ("median", Alike.Quantile(s.Format, s.Median)),
            ("mode", Words(s, bins, fullest, [.. members[fullest]], false))));
    }

    static void DrawBar(Setting s, Bins bins, int bin, Axis counts, Observation[] members)
    {
        var (left, right) = (s.X(bins.Edge(bin)), s.X(bins.Edge(bin + 1)));
        var height = counts.Share(members.Length) * s.Box.Height;
        var gap = right - left > 6 ? 0.75 : 0.25;
        List<Mark> marks = [new RectMark(left + gap, s.Box.Bottom - height, right - left - 2 * gap, height,
            s.Canvas.Theme.Soft(s.Canvas.Theme.Neutral))];
        s.Canvas.Add(new DatumGroup([.. members.SelectMany(o => o.Figures).Distinct()],
            Words(s, bins, bin, members, true), marks)
        {
            Row = members is [var only] ? only.Row : -1, Area = members is [var one] ? one.AreaId : "",
        });
    }

    // The first few by value; all of them where they are few.
    static string Words(Setting s, Bins bins, int bin, Observation[] members, bool hasNames)
    {
        string[] names = [.. members.OrderByDescending(o => o.Value).ThenBy(o => o.AreaId, StringComparer.Ordinal)
            .Select(o => $"{o.Area} {s.Format.Label(o)}").Take(members.Length > 8 ? 5 : 8)];
        var words = !hasNames ? "" : s.Canvas.Say("chart.histogram.names",
            ("names", members.Length > names.Length ? [.. names, "…"] : names));
        return s.Canvas.Say("chart.histogram.class", ("from", s.Format.Exact(bins.Edge(bin))),
            ("to", Amount(s, bins.Edge(bin + 1))),
            ("count", ValueFormat.Whole(members.Length)), ("names", words));
    }

    static void DrawRug(Setting s, NameRows named)
    {
        var (canvas, y) = (s.Canvas, s.Box.Bottom);
        if (s.Rows.Count <= MostRug)
            foreach (var o in s.Rows.Where(o => !named.Holds(o)))
                canvas.Add(o.Datum(canvas, s.Format,
                    [new LineMark(s.X(o.Value), y + 3, s.X(o.Value), y + 10, canvas.Theme.Quiet)]));
        named.Draw(s.Canvas, s.Format, y + 2, y + RugHeight, o => canvas.Theme.Neutral);
    }
}
