using Analytics.Charting.Layout;

namespace Analytics.Charting.Charts;

sealed partial class Histogram
{
    /// <summary>Under the bars: room for a mark of each value, and for a row of names.</summary>
    const double RugHeight = 12, NameLeading = 18;

    static Scene DrawBars(Setting s, Frame frame, double top, Bins bins, double[] sorted)
    {
        var (canvas, spec) = (s.Canvas, s.Spec);
        var members = s.Rows.ToLookup(o => bins.Of(o.Value));
        var fullest = Enumerable.Range(0, bins.Count).MaxBy(i => members[i].Count());
        var counts = Axis.Of([0, members[fullest].Count()], false, new ValueRange(0, 0), 5);
        var ends = spec.Reference is { } reference ? new[] { bins.From, bins.To, reference.Value } : [bins.From, bins.To];
        var values = Axis.Of(ends, s.Format.IsRate, spec.Range ?? new ValueRange(bins.From, bins.To),
            Math.Max(3, (int)(spec.Width / 90)));
        var left = Frame.Margin + Math.Max(20, AxisLines.Width(canvas, counts, false));
        s = s with { Values = values, Box = new(left, top, spec.Width - Frame.Margin - 6, top) };
        canvas.Text(Frame.Margin, top + 10, canvas.Say("chart.histogram.count"), 12, canvas.Theme.Muted);
        var lines = Lines(s);
        top += 18 + TopLabels.Height(lines, spec.Width);
        var named = Named(s);
        var under = RugHeight + named.Count * NameLeading + (named.Count > 0 ? 4 : 0);
        var height = Math.Max(150, (spec.Height ?? top + 260 + under + 30 + frame.FooterHeight) - top - under - 30 - frame.FooterHeight);
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
            ("low", s.Format.Short(sorted[0])), ("high", s.Format.Short(sorted[^1])), ("median", s.Format.Short(s.Median)),
            ("mode", Words(s, bins, fullest, [.. members[fullest]], false))));
    }

    static void DrawBar(Setting s, Bins bins, int bin, Axis counts, Observation[] members)
    {
        var (left, right) = (s.X(bins.Edge(bin)), s.X(bins.Edge(bin + 1)));
        var height = counts.Share(members.Length) * s.Box.Height;
        var gap = right - left > 6 ? 0.75 : 0.25;
        List<Mark> marks = [new RectMark(left + gap, s.Box.Bottom - height, right - left - 2 * gap, height, s.Canvas.Theme.Soft(s.Canvas.Theme.Neutral))];
        s.Canvas.Add(new DatumGroup([.. members.SelectMany(o => o.Figures).Distinct()], Words(s, bins, bin, members, true), marks)
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
        return s.Canvas.Say("chart.histogram.class", ("from", s.Format.Exact(bins.Edge(bin))), ("to", Amount(s, bins.Edge(bin + 1))),
            ("count", members.Length), ("names", words));
    }

    /// <summary>A name under the bars, beside the mark of its value.</summary>
    sealed record Place(Observation O, double X, TextMark Text);

    // Names of areas brought out, in as many rows as they need, at most six; further ones are in the bars' words alone.
    static List<List<Place>> Named(Setting s)
    {
        var rows = new List<List<Place>>();
        foreach (var o in s.Rows.Where(s.IsHighlit).OrderBy(o => o.Value).ThenBy(o => o.AreaId, StringComparer.Ordinal))
        {
            var (x, words) = (s.X(o.Value), $"{o.Area} {s.Format.Label(o)}");
            var text = TextWrap.Shorten(words, s.Spec.Width / 2, 12, true);
            var width = Canvas.Width(text, 12, true);
            var isLeft = x + 9 + width > s.Spec.Width - Frame.Margin;
            var mark = new TextMark(isLeft ? x - 9 : x + 9, 0, text, 12, s.Canvas.Theme.Ink, true, isLeft ? TextAnchor.End : TextAnchor.Start);
            var row = rows.FindIndex(those => those.TrueForAll(p => Ends(p) is var (from, to)
                && (Math.Min(x - 6, Box.Of(mark).Left) > to + 8 || Math.Max(x + 6, Box.Of(mark).Right) < from - 8)));
            if (row < 0 && rows.Count == 6) continue;
            if (row < 0) { row = rows.Count; rows.Add([]); }
            rows[row].Add(new(o, x, mark));
        }
        return rows;

        static (double From, double To) Ends(Place p) => (Math.Min(p.X - 6, Box.Of(p.Text).Left), Math.Max(p.X + 6, Box.Of(p.Text).Right));
    }

    static void DrawRug(Setting s, List<List<Place>> named)
    {
        var (canvas, y) = (s.Canvas, s.Box.Bottom);
        if (s.Rows.Count <= MostRug)
            foreach (var o in s.Rows.Where(o => !s.IsHighlit(o)))
                canvas.Add(o.Datum(canvas, s.Format, [new LineMark(s.X(o.Value), y + 3, s.X(o.Value), y + 10, canvas.Theme.Quiet)]));
        foreach (var (row, those) in named.Index())
            foreach (var (o, x, text) in those)
            {
                var middle = y + RugHeight + row * NameLeading + 7;
                canvas.Add(o.Datum(canvas, s.Format,
                [
                    new LineMark(x, y + 2, x, middle, canvas.Theme.Ink, 1.5),
                    Marks.Marker(canvas.Theme, o, x, middle, MarkerShape.Circle, canvas.Theme.Neutral),
                    text with { Y = middle + 4.2 },
                ]));
            }
    }
}
