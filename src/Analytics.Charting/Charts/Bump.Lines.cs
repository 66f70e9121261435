using Analytics.Charting.Layout;

namespace Analytics.Charting.Charts;

sealed partial class Bump
{
    static void DrawScale(Setting s, string[] periods)
    {
        var (canvas, theme, free) = (s.Canvas, s.Canvas.Theme, double.NegativeInfinity);
        for (var i = 0; i < periods.Length; i++)
        {
            canvas.Add(new LineMark(s.X(i), s.Box.Top, s.X(i), s.Box.Bottom + 10, theme.Grid));
            var half = Canvas.Width(periods[i], 12) / 2;
            var x = Math.Clamp(s.X(i), Frame.Margin + half, s.Spec.Width - Frame.Margin - half);
            if (x - half < free) continue;
            canvas.Text(x, s.Box.Bottom + 26, periods[i], 12, theme.Muted, false, TextAnchor.Middle);
            free = x + half + 6;
        }
        var step = s.Most <= 20 ? 1 : s.Most <= 60 ? 5 : (int)Math.Ceiling(s.Most / 10.0 / 10) * 10;
        for (var rank = 1; rank <= s.Most; rank = rank == 1 && step > 1 ? step : rank + step)
            canvas.Text(s.Box.Left - 16 - s.Pad, s.Y(rank) + 4, $"{rank}", 11, theme.Muted, false, TextAnchor.End);
    }

    // Under each period: the sign of what is withheld, and an empty ring for what has too small a base to be ranked.
    static double DrawUnranked(Setting s, string[] periods, Observation[] small, IReadOnlyList<Observation> withheld)
    {
        var (canvas, theme) = (s.Canvas, s.Canvas.Theme);
        if (small.Length + withheld.Count == 0) return 0;
        var y = s.Box.Bottom + 44;
        for (var i = 0; i < periods.Length; i++)
        {
            var (x, period) = (Math.Clamp(s.X(i), Frame.Margin + 28, s.Spec.Width - Frame.Margin - 28), periods[i]);
            if (withheld.Count(o => o.Period == period) is > 0 and var hidden)
            {
                var box = new Box(x - 26, y - 6, x - 14, y + 6);
                canvas.Add(new RectMark(box.Left, box.Top, 12, 12, theme.Faint(theme.Muted)));
                foreach (var line in Hatch.Lines(box, theme.Muted, 5)) canvas.Add(line);
                canvas.Text(x - 11, y + 4, $"{hidden}", 11, theme.Muted);
            }
            if (small.Count(o => o.Period == period) is > 0 and var few)
            {
                canvas.Add(new MarkerMark(x + 8, y, MarkerShape.Circle, 4, theme.Background, theme.Muted));
                canvas.Text(x + 15, y + 4, $"{few}", 11, theme.Muted);
            }
        }
        return 18;
    }

    static void DrawAreas(Setting s, Place[][] areas)
    {
        var lit = areas.Where(a => IsLit(s.Spec, areas.Length, a)).ToList();
        var ends = Spread.Apart([.. areas.Select(a => s.Y(a[^1].Rank))], 15.5, s.Box.Top, s.Box.Bottom + 4);
        if (lit.Count <= MostRibbons) DrawRibbons(s, lit);
        else DrawBars(s, lit);
        foreach (var (i, area) in areas.Index().OrderBy(one => lit.Contains(one.Item) ? 1 : 0))
        {
            var at = lit.IndexOf(area);
            var color = at >= 0 ? s.Canvas.Theme.SeriesColor(at) : s.Canvas.Theme.Quiet;
            DrawArea(s, area, color, at >= 0, ends[i]);
        }
    }

    // One or two areas: a tint from period to period under everything, with edges so that one does not hide the other.
    static void DrawRibbons(Setting s, List<Place[]> lit)
    {
        var (canvas, theme) = (s.Canvas, s.Canvas.Theme);
        var runs = lit.Index()
            .SelectMany(one => Runs(s.Spec, one.Item).Select(run => (Color: theme.SeriesColor(one.Index), Run: run)))
            .ToArray();
        foreach (var (color, run) in runs)
            canvas.Within(marks => new SeriesGroup(marks) { Area = run[0].O.AreaId }, () => canvas.Add(new AreaMark(
                [.. Side(s, run, Low), .. Side(s, run, High).Reverse()], theme.Faint(color))));
        foreach (var (color, run) in runs)
            canvas.Within(marks => new SeriesGroup(marks) { Area = run[0].O.AreaId }, () =>
            {
                canvas.Add(new PolylineMark([.. Side(s, run, Low)], theme.Soft(color), 1, "2 2"));
                canvas.Add(new PolylineMark([.. Side(s, run, High)], theme.Soft(color), 1, "2 2"));
            });
    }

    // A place without neighbours gets a short piece of its own.
    static IEnumerable<(double X, double Y)> Side(Setting s, Place[] run, Func<Setting, Place, double> y) =>
        run.Length > 1
        ? run.Select(p => (s.X(p.Period), y(s, p)))
        : [(s.X(run[0].Period) - 7, y(s, run[0])), (s.X(run[0].Period) + 7, y(s, run[0]))];

    // More areas: a bar at each place, side by side, since tints over tints cannot be read.
    static void DrawBars(Setting s, List<Place[]> lit)
    {
        const double Width = BarStep - 1;
        foreach (var (at, area) in lit.Index())
            s.Canvas.Within(marks => new SeriesGroup(marks) { Area = area[0].O.AreaId }, () =>
            {
                foreach (var place in area)
                    s.Canvas.Add(new RectMark(s.X(place.Period) + (at - (lit.Count - 1) / 2.0) * BarStep - Width / 2,
                        Low(s, place), Width,
                        High(s, place) - Low(s, place), s.Canvas.Theme.Soft(s.Canvas.Theme.SeriesColor(at)),
                        Width / 2));
            });
    }

    // Periods that follow one another, without a break between them.
    static List<Place[]> Runs(ChartSpec spec, Place[] area)
    {
        List<List<Place>> runs = [];
        foreach (var place in area)
            if (runs.Count > 0 && IsJoined(spec, runs[^1][^1], place)) runs[^1].Add(place);
            else runs.Add([place]);
        return [.. runs.Select(run => run.ToArray())];
    }

    static bool IsJoined(ChartSpec spec, Place one, Place next) =>
        next.Period == one.Period + 1 && !Breaks.IsBetween(spec, one.O, next.O);

    static double Low(Setting s, Place p) => s.Y(Math.Min(s.Most, p.Set.Low)) - 3;

    static double High(Setting s, Place p) => s.Y(Math.Min(s.Most, p.Set.High)) + 3;

    static void DrawArea(Setting s, Place[] area, string color, bool isLit, double end)
    {
        var (canvas, theme) = (s.Canvas, s.Canvas.Theme);
        canvas.Within(marks => new SeriesGroup(marks) { Area = area[0].O.AreaId }, () =>
        {
            foreach (var (a, b) in area.Zip(area.Skip(1))
                .Where(pair => IsJoined(s.Spec, pair.First, pair.Second)))
                canvas.Add(new LineMark(s.X(a.Period), s.Y(a.Rank), s.X(b.Period), s.Y(b.Rank), isLit ? color
                    : theme.Soft(color), isLit ? 2.5 : 1.25));
        });
        foreach (var place in area)
        {
            var (x, y) = (s.X(place.Period), s.Y(place.Rank));
            List<Mark> marks = [Marks.Marker(theme, place.O, x, y, MarkerShape.Circle, color)
                with { Radius = isLit ? 4.5 : 3 }];
            if (place == area[^1])
            {
                if (Math.Abs(end - y) > 2 || place.Period < s.Periods - 1)
                    marks.Add(new LineMark(x + 6, y, s.Box.Right + 9 + s.Pad, end, theme.Axis, 0.75));
                marks.Add(new TextMark(s.Box.Right + 12 + s.Pad, end + 4.2,
                    TextWrap.Shorten(place.O.Area, 0.3 * s.Spec.Width, 12, isLit), 12,
                    isLit ? color : theme.Muted, isLit));
            }
            canvas.Add(place.O.Datum(canvas, s.Format, marks, more: canvas.Say("chart.bump.rank", ("rank", place.Rank),
                ("low", place.Set.Low), ("high", place.Set.High))));
        }
    }
}
