using Analytics.Charting.Layout;
using Analytics.Statistics.Comparisons;
using Analytics.Statistics.Intervals;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

sealed partial class Funnel
{
    /// <summary>How far in pixels a name may stand from its point.</summary>
    const double NameReach = 24;

    /// <summary>A name across a limit is less harm than a name nearer to another point.</summary>
    const double LineCost = 1;

    const int Samples = 120;

    /// <summary>Names of so many points outside, where there are more points than people read.</summary>
    const int MostNamed = 12;

    static void DrawAxes(Setting s)
    {
        AxisLines.Side(s.Canvas, s.Rates, true, s.Box);
        AxisLines.Bottom(s.Canvas, s.Trials, false, s.Box, hasGrid: false, isWhole: true);
    }

    static Point[] Place(Setting s, Observation[] rows, Standing[] standings) => [.. rows.Select((o, i) =>
        new Point(o, RateOf(o), standings[i],
            ColorOf(s.Canvas.Theme, standings[i], s.Spec.Direction ?? Direction.Neutral),
            s.X(o.Trials!.Value), s.Y(RateOf(o)), s.Spec.Highlight.Any(o.IsNamed)))];

    // The points lie over the limits, but are placed first: what they say decides where limits may be drawn through.
    static List<DatumGroup> DrawPoints(Setting s, Point[] points)
    {
        var placer = new LabelPlacer(new Box(s.Box.Left, s.Box.Top - 4, s.Box.Right + 6, s.Box.Bottom));
        var strong = s.IsDense ? PlaceStrong(s, points, placer) : [];
        foreach (var p in points)
        {
            var reach = s.IsDense ? 3.5 : 6;
            placer.Block(new(p.X - reach, p.Y - reach, p.X + reach, p.Y + reach));
            if (p.Standing.Level == 0 && !s.IsDense) placer.Avoid(new Box(p.X - 24, p.Y - 14, p.X + 24, p.Y + 14), 12);
        }
        placer.Avoid((s.Box.Left, s.Y(100 * s.Plot.Target)), (s.Box.Right, s.Y(100 * s.Plot.Target)),
            LineCost);
        foreach (var curve in s.Curves)
            foreach (var (from, to) in Coarse(curve.Points)) placer.Avoid(from, to, LineCost);
        var groups = new List<DatumGroup>();
        // Those brought out, then the furthest outside, choose their places first; the last drawn lie on top.
        var named = 0;
        foreach (var p in points.OrderBy(p => p.IsStrong ? 0 : 1).ThenByDescending(p => p.Standing.Level)
            .ThenByDescending(p => s.IsDense ? Math.Abs(s.Plot.Z(p.O.Events!.Value, p.O.Trials!.Value) ?? 0)
                : Math.Abs(p.Rate - 100 * s.Plot.Target)))
        {
            if (s.IsDense && !p.IsStrong && p.Standing.Level == 0) continue;
            var marker = MarkerOf(s, p);
            var isNamed = p.IsStrong || (p.Standing.Level > 0 && (!s.IsDense || named < MostNamed));
            var name = strong.GetValueOrDefault(p.O.Row) ?? (!isNamed ? null
                : placer.Place(NameOf(s, p), p.X, p.Y, p.IsStrong ? 2 * NameReach : NameReach));
            if (name is not null && !p.IsStrong) named++;
            groups.Add(new(p.O.Figures, Spoken(s, p), [.. Plated(s, p, name).OfType<LineMark>(), marker,
                .. Plated(s, p, name).Where(mark => mark is not LineMark)])
            {
                Area = p.O.AreaId, Series = KeyOf(s.Spec, p.Standing), Row = p.O.Row,
            });
        }
        groups.Reverse();
        return groups;
    }

    static TextMark NameOf(Setting s, Point p) =>
        new(0, 0, s.IsDense ? TextWrap.Shorten(p.O.Area, 0.3 * s.Spec.Width, 12, true) : p.O.Area,
        12, p.IsStrong ? s.Canvas.Theme.Ink : p.Color, p.IsStrong || p.Standing.Level == 998, Halo: true);

    // In a crowd names of areas brought out lie over others' points.
    static Dictionary<int, TextMark> PlaceStrong(Setting s, Point[] points, LabelPlacer placer)
    {
        var found = new Dictionary<int, TextMark>();
        foreach (var p in points.Where(p => !p.IsStrong && p.Standing.Level == 0))
            placer.Avoid(new Box(p.X - 3, p.Y - 3, p.X + 3, p.Y + 3), 0.5);
        foreach (var p in points.Where(p => p.IsStrong || p.Standing.Level > 0))
            placer.Block(new(p.X - 6, p.Y - 6, p.X + 6, p.Y + 6));
        foreach (var p in points.Where(p => p.IsStrong))
            if (placer.Place(NameOf(s, p), p.X, p.Y, NameReach) is { } name) found[p.O.Row] = name;
        return found;
    }

    static IEnumerable<Mark> Plated(Setting s, Point p, TextMark? name)
    {
        if (name is null) yield break;
        // A name moved off its point is led to.
        if (p.IsStrong && Box.Of(name) is var at
            && (Math.Clamp(p.X, at.Left, at.Right), Math.Clamp(p.Y, at.Top, at.Bottom)) is var (x, y)
            && double.Hypot(x - p.X, y - p.Y) > 12)
            yield return new LineMark(p.X, p.Y, x, y, s.Canvas.Theme.Ink, 0.8);
        if (s.IsDense && p.IsStrong && Box.Of(name) is var box)
            yield return new RectMark(box.Left - 3, box.Top - 2, box.Width + 6, box.Height + 4,
                s.Canvas.Theme.Background, 2);
        yield return name;
    }

    // Thousands of points within the limits share their words with their neighbours: a picture stays small enough to
    // send. A crowd whose points all lie under a name's plate goes with the next.
    static IEnumerable<DatumGroup> Crowds(Setting s, Point[] points, RectMark[] plates)
    {
        const double Cell = 10;
        const int Words = 5;
        var those = new List<Point>();
        foreach (var crowd in points.Where(p => !p.IsStrong && p.Standing.Level == 0)
            .GroupBy(p => ((int)(p.X / Cell), (int)(p.Y / Cell))).OrderBy(g => g.Key))
        {
            those.AddRange(crowd);
            Mark[] marks = [.. crowd.Where(p => !Array.Exists(plates, r => IsUnder(p, r))).Select(p => MarkerOf(s, p))];
            if (marks.Length == 0) continue;
            string[] names = [.. those.Take(Words).Select(p =>
                    $"{p.O.Area} {s.Format.Label(p.O)} (n={ValueFormat.Whole(p.O.Trials!.Value)})"),
                .. those.Count > Words ? [s.Canvas.Say("chart.funnel.more", ("count", those.Count - Words))]
                    : Array.Empty<string>()];
            var words = string.Join(Alike.Comma(s.Canvas, "；"), names.Append(s.Canvas.Say("chart.funnel.inside")));
            var only = those is [var one] ? one : null;
            yield return new([.. those.SelectMany(p => p.O.Figures).Distinct()], only is null ? words
                : Spoken(s, only), marks)
            {
                Series = "inside", Area = only?.O.AreaId ?? "", Row = only?.O.Row ?? -1,
            };
            those.Clear();
        }

        static bool IsUnder(Point p, RectMark r) =>
            p.X > r.X - 3 && p.X < r.X + r.Width + 3 && p.Y > r.Y - 3 && p.Y < r.Y + r.Height + 3;
    }

    // Thousands of points are small and light, but for those brought out.
    static MarkerMark MarkerOf(Setting s, Point p)
    {
        var theme = s.Canvas.Theme;
        var marker = Marks.Marker(theme, p.O, p.X, p.Y, ShapeOf(p.Standing), p.IsStrong ? theme.Ink : p.Color);
        if (!s.IsDense) return p.IsStrong ? marker with { Radius = Marks.Radius + 1 } : marker;
        return p.IsStrong ? marker with { Fill = theme.Ink, Stroke = theme.Background }
            : marker with
            {
                Radius = p.Standing.Level == 0 ? 2 : 2.5,
                Fill = p.Standing.Level == 0 ? theme.Pale(p.Color) : p.Color,
                Stroke = p.Standing.Level == 0 ? theme.Soft(p.Color) : p.Color,
            };
    }

    // Steps of a size that cost alike wherever a curve has more samples.
    static IEnumerable<((double X, double Y) From, (double X, double Y) To)> Coarse(
        IReadOnlyList<(double X, double Y)> points)
    {
        var from = points[0];
        foreach (var to in points.Skip(1))
        {
            if (double.Hypot(to.X - from.X, to.Y - from.Y) < 24) continue;
            yield return (from, to);
            from = to;
        }
    }

    static string Spoken(Setting s, Point p)
    {
        var level = p.Standing.Level == 998 ? "99.8%" : "95%";
        var words = p.Standing.Level == 0 ? s.Canvas.Say("chart.funnel.inside")
            : s.Canvas.Say(p.Standing.Side > 0 ? "chart.funnel.above" : "chart.funnel.below", ("level", level));
        return p.O.Spoken(s.Canvas, s.Format) + (s.Canvas.Language == Language.Chinese ? "，" : ", ") + words;
    }

    static void DrawLimits(Setting s, Point[] all, List<DatumGroup> points)
    {
        var target = s.Y(100 * s.Plot.Target);
        if (s.IsDense)
            foreach (var crowd in Crowds(s, all, [.. points.SelectMany(group => group.Marks.OfType<RectMark>())]))
                s.Canvas.Add(crowd);
        foreach (var curve in s.Curves) s.Canvas.Add(curve);
        s.Canvas.Add(new LineMark(s.Box.Left, target, s.Box.Right, target, s.Canvas.Theme.Ink, 1.2));
        foreach (var point in points) s.Canvas.Add(point);
    }

    static IEnumerable<PolylineMark> Curves(Setting s, Observation[] rows)
    {
        var first = Math.Max(1, rows.Min(o => o.Trials!.Value) / 2);
        var last = Math.Max(first + 1, (long)s.Trials.To);
        // Limits bend most where n is small: samples are even in the root of n.
        var sizes = Enumerable.Range(0, Samples).Select(i => Math.Sqrt(first)
            + (Math.Sqrt(last) - Math.Sqrt(first)) * i / (Samples - 1)).Select(root => (long)Math.Round(root * root))
            .Distinct().ToArray();
        foreach (var level in Standing.Levels)
        {
            var limits = sizes.Select(n => (X: s.X(n), Limits: s.Plot.Limits(n, level).Times(100))).ToArray();
            foreach (var side in new Func<Interval, double>[] { i => i.Low, i => i.High })
                foreach (var part in Inside(s.Box, limits.Select(l => (l.X, Y: s.Y(side(l.Limits)))).ToArray()))
                    yield return new PolylineMark(part, s.Canvas.Theme.Axis, 1.5, level == Standing.Levels[0]
                        ? "5 4" : null);
        }
    }

    // The parts of a curve within the plot, cut where they leave it.
    static IEnumerable<IReadOnlyList<(double X, double Y)>> Inside(Box box, (double X, double Y)[] curve)
    {
        var part = new List<(double X, double Y)>();
        for (var i = 0; i < curve.Length; i++)
        {
            var isInside = IsInside(curve[i]);
            if (i > 0 && isInside != IsInside(curve[i - 1])) part.Add(Edge(curve[i - 1], curve[i]));
            if (isInside) part.Add(curve[i]);
            if ((!isInside || i == curve.Length - 1) && part.Count > 0)
            {
                if (part.Count > 1) yield return part;
                part = [];
            }
        }

        bool IsInside((double X, double Y) p) => p.Y >= box.Top - 1e-9 && p.Y <= box.Bottom + 1e-9;

        (double, double) Edge((double X, double Y) a, (double X, double Y) b)
        {
            var edge = Math.Min(a.Y, b.Y) < box.Top ? box.Top : box.Bottom;
            return (a.X + (b.X - a.X) * (edge - a.Y) / (b.Y - a.Y), edge);
        }
    }

    // What the lines are, at their right ends: the target, and the limits on the side with more room.
    static void DrawGutter(Setting s, double target)
    {
        const double Leading = 16;
        var ends = Standing.Levels.Select(level => s.Plot.Limits((long)s.Trials.To, level).Times(100)).ToArray();
        var isAbove = ends[1].High - 100 * s.Plot.Target >= 100 * s.Plot.Target - ends[1].Low;
        var words = TextWrap.Lines(TargetWords(s), GutterWidth(s.Spec), 12, true);
        var at = s.Box.Right + 10;
        s.Canvas.Lines(words, at, target - Leading * words.Count / 2, 12, Leading, s.Canvas.Theme.Ink, true);
        var free = Leading * (words.Count + 1) / 2.0;
        for (var i = 0; i < 2; i++)
        {
            var end = s.Y(isAbove ? ends[i].High : ends[i].Low);
            // A narrow range leaves the line outside the plot.
            if (end < s.Box.Top || end > s.Box.Bottom) continue;
            free = Math.Max(free, Math.Abs(end - target));
            s.Canvas.Lines([i == 0 ? "95%" : "99.8%"], at, target + (isAbove ? -free : free) - Leading / 2, 12, Leading,
                s.Canvas.Theme.Muted);
            free += Leading;
        }
    }
}
