using Analytics.Charting.Layout;

namespace Analytics.Charting.Charts;

sealed partial class BoxPlot
{
    /// <summary>A value shown as a dot of its own.</summary>
    sealed record Dot(int Group, Observation O, double X, double Y, bool IsOutlier, bool IsStrong);

    static void DrawGroups(Setting s)
    {
        foreach (var (i, group) in s.Boxes.Groups.Index())
            if (group.HasBox) DrawBox(s, i, group);
        Dot[] dots = [.. s.Boxes.Groups.Index().SelectMany(g => Dots(s, g.Index, g.Item))];
        DrawPaths(s, dots);
        var names = Names(s, dots);
        foreach (var dot in dots.OrderBy(d => d.IsStrong ? 1 : 0)) DrawDot(s, dot, names.GetValueOrDefault(dot.O.Row));
    }

    static void DrawBox(Setting s, int at, BoxGroup group)
    {
        var (theme, half) = (s.Canvas.Theme, s.Half);
        var (lower, median, upper) = (group.Quantile(0.25), group.Median, group.Quantile(0.75));
        var (low, high) = group.Whiskers;
        var (edge, rim) = (theme.Soft(theme.Neutral), half * 0.45);
        var (a, b) = (s.At(at, upper, -half), s.At(at, lower, half));
        List<Mark> marks = [.. Line(lower, low), .. Line(upper, high), .. Cross(low, rim, edge, 1.2),
            .. Cross(high, rim, edge, 1.2)];
        var (left, top) = (Math.Min(a.X, b.X), Math.Min(a.Y, b.Y));
        marks.Add(new RectMark(left, top, Math.Max(2, Math.Abs(a.X - b.X)), Math.Max(2, Math.Abs(a.Y - b.Y)),
            theme.Pale(theme.Neutral)));
        marks.AddRange(Cross(median, half, theme.Neutral, 3));
        s.Canvas.Add(new DatumGroup([.. group.Rows.SelectMany(o => o.Figures).Distinct()], Words(s, group), marks));

        IEnumerable<Mark> Line(double from, double to)
        {
            var (p, q) = (s.At(at, from), s.At(at, to));
            if (from != to) yield return new LineMark(p.X, p.Y, q.X, q.Y, edge, 1.2);
        }

        IEnumerable<Mark> Cross(double value, double reach, string color, double thickness)
        {
            var (p, q) = (s.At(at, value, -reach), s.At(at, value, reach));
            yield return new LineMark(p.X, p.Y, q.X, q.Y, color, thickness);
        }
    }

    // All values where they are few; else outliers and the areas brought out.
    static IEnumerable<Dot> Dots(Setting s, int at, BoxGroup group)
    {
        Observation[] shown = [.. group.Rows.Where(o => group.Rows.Count <= BoxGroup.MostDots || group.IsOutlier(o)
            || s.IsHighlit(o))];
        var offsets = Beeswarm.Offsets([.. shown.Select(o => s.Along(o.Value))], RadiusOf(s) + 0.6,
            Math.Max(s.Half, 0.5 * s.Slot - 4));
        foreach (var (i, o) in shown.Index())
        {
            var (x, y) = s.At(at, o.Value, offsets[i]);
            yield return new(at, o, x, y, group.IsOutlier(o), s.IsHighlit(o));
        }
    }

    static double RadiusOf(Setting s) => s.Slot < 40 ? 2.5 : 3.2;

    // An area brought out is followed from period to period.
    static void DrawPaths(Setting s, Dot[] dots)
    {
        if (!s.Boxes.IsTime) return;
        foreach (var area in dots.Where(d => d.IsStrong).GroupBy(d => d.O.AreaId))
            s.Canvas.Within(marks => new SeriesGroup(marks) { Area = area.Key }, () =>
            {
                foreach (var (from, to) in area.Zip(area.Skip(1)))
                    if (to.Group == from.Group + 1)
                        s.Canvas.Add(new LineMark(from.X, from.Y, to.X, to.Y,
                            s.Canvas.Theme.Soft(s.Canvas.Theme.Ink), 1.5));
            });
    }

    static Dictionary<int, TextMark> Names(Setting s, Dot[] dots)
    {
        var (placer, found, theme) = (new LabelPlacer(s.Box with { Right = s.Box.Right + 4 }), new Dictionary<int,
            TextMark>(), s.Canvas.Theme);
        foreach (var d in dots) placer.Block(new(d.X - 4.5, d.Y - 4.5, d.X + 4.5, d.Y + 4.5));
        foreach (var (i, group) in s.Boxes.Groups.Index().Where(g => g.Item.HasBox))
        {
            var (a, b) = (s.At(i, group.Quantile(0.75), -s.Half), s.At(i, group.Quantile(0.25), s.Half));
            placer.Avoid(new Box(Math.Min(a.X, b.X), Math.Min(a.Y, b.Y), Math.Max(a.X, b.X), Math.Max(a.Y, b.Y)), 6);
        }
        // A path's name stands at its end alone.
        var last = dots.Where(d => d.IsStrong).GroupBy(d => d.O.AreaId).Select(area => area.Last().O.Row).ToHashSet();
        var asked = dots.Where(d => d.IsStrong ? !s.Boxes.IsTime || last.Contains(d.O.Row)
            : (d.IsOutlier || !s.Boxes.Groups[d.Group].HasBox)
                && s.Spec.Highlight.Count == 0)
            .OrderBy(d => d.IsStrong ? 0 : 1).ThenByDescending(d => s.Boxes.Groups[d.Group].Outlyingness(d.O))
            .ThenBy(d => d.Group);
        foreach (var d in asked.GroupBy(d => d.Group).SelectMany(g => g.Take(6)))
            if (placer.Place(new TextMark(0, 0, TextWrap.Shorten(d.O.Area, 0.3 * s.Spec.Width, 11, d.IsStrong), 11,
                theme.Ink, d.IsStrong,
                Halo: true), d.X, d.Y, d.IsStrong ? 44 : 8) is { } name) found[d.O.Row] = name;
        return found;
    }

    static void DrawDot(Setting s, Dot dot, TextMark? name)
    {
        var theme = s.Canvas.Theme;
        var color = dot.IsStrong ? theme.Ink : s.Spec.Highlight.Count > 0 ? theme.Quiet : theme.Neutral;
        var marker = Marks.Marker(theme, dot.O, dot.X, dot.Y, dot.IsOutlier ? MarkerShape.Diamond
            : MarkerShape.Circle, color)
            with { Radius = dot.IsStrong ? Marks.Radius : RadiusOf(s) };
        if (!dot.IsStrong && !dot.O.IsSmallBase && !dot.O.IsPrintedRate)
            marker = marker with { Fill = theme.Soft(color) };
        s.Canvas.Add(dot.O.Datum(s.Canvas, s.Format, name is null ? [marker] : [marker, name]));
    }
}
