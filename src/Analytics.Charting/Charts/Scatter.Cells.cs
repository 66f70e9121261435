using Analytics.Charting.Layout;

namespace Analytics.Charting.Charts;

sealed partial class Scatter
{
    /// <summary>From a cell's middle to its corners.</summary>
    const double CellSize = 7;

    static readonly double Apart = CellSize * Math.Sqrt(3), Rise = CellSize * 1.5;

    /// <summary>The least number of areas in a cell of each class of colour.</summary>
    static int[] Classes(int most)
    {
        List<int> found = [1];
        foreach (var least in (int[])[2, 5, 10, 20, 50, 100, 200, 500, 1000])
            if (least <= most) found.Add(least);
        // The darkest classes are one where they would be too many.
        return [.. found.Take(5)];
    }

    static string ColorOf(Theme theme, int index, int count) =>
        theme.OnRamp(count == 1 ? 0.6 : 0.3 + 0.7 * index / (count - 1));

    // Counts in a honeycomb; the furthest areas and those brought out are dots with names.
    static void DrawCells(Setting s)
    {
        var far = Outlyingness(s);
        var alone = Alone(s, far).ToHashSet();
        var cells = Cells(s, alone);
        var classes = Classes(cells.Max(c => c.Value.Count));
        foreach (var ((column, row), those) in cells)
        {
            var (x, y) = Middle(column, row);
            var fill = ColorOf(s.Canvas.Theme, Array.FindLastIndex(classes, least => least <= those.Count),
                classes.Length);
            s.Canvas.Add(new DatumGroup([.. those.SelectMany(p => p.Figures).Distinct()], Words(s, those),
                [Hexagon(x, y, CellSize - 0.4, fill)])
            {
                Row = those is [var only] ? only.Row : -1, Area = those is [var one] ? one.X.AreaId : "",
            });
        }
        DrawDots(s, [.. s.Pairs.Where(p => alone.Contains(p.Row))], 30,
            cells.Keys.Select(key => Middle(key.Column, key.Row)).Select(at =>
            new Box(at.X - Apart / 2, at.Y - CellSize, at.X + Apart / 2, at.Y + CellSize)));
    }

    // By their rows.
    static IEnumerable<int> Alone(Setting s, Func<ScatterPair, double> far) =>
        s.Pairs.OrderByDescending(far).ThenBy(p => p.Row).Take(MostNames).Concat(s.Pairs.Where(s.IsHighlit))
            .Select(p => p.Row);

    static SortedDictionary<(int Column, int Row), List<ScatterPair>> Cells(Setting s, HashSet<int> alone)
    {
        var cells = new SortedDictionary<(int, int), List<ScatterPair>>();
        foreach (var p in s.Pairs)
        {
            if (alone.Contains(p.Row)) continue;
            var key = CellAt(s.X(p.X.Value), s.Y(p.Y.Value));
            if (!cells.TryGetValue(key, out var those)) cells[key] = those = [];
            those.Add(p);
        }
        return cells;
    }

    // The nearest middle: that of the row's own cell, or of a neighbour's above or below.
    static (int Column, int Row) CellAt(double x, double y)
    {
        var (best, least) = ((0, 0), double.PositiveInfinity);
        var near = (int)Math.Round(y / Rise);
        for (var row = near - 1; row <= near + 1; row++)
        {
            var column = (int)Math.Round(x / Apart - (row & 1) / 2.0);
            var (mx, my) = Middle(column, row);
            if (double.Hypot(x - mx, y - my) is var distance && distance < least - 1e-9)
                (best, least) = ((column, row), distance);
        }
        return best;
    }

    static (double X, double Y) Middle(int column, int row) => ((column + (row & 1) / 2.0) * Apart, row * Rise);

    static AreaMark Hexagon(double x, double y, double size, string fill) => new([.. Enumerable.Range(0, 6).Select(i =>
        (x + size * Math.Sin(i * Math.PI / 3), y - size * Math.Cos(i * Math.PI / 3)))], fill);

    static string Words(Setting s, List<ScatterPair> those)
    {
        if (those is [var only]) return Spoken(s, only);
        string Mean(ScatterSide side, Func<ScatterPair, Observation> of) =>
            s.Canvas.Say("chart.scatter.about", ("name", side.Name),
            ("value", side.Format.Short(those.Average(p => of(p).Value))));
        string[] names = [.. those.Select(p => p.Area).Take(5), .. those.Count > 5 ? ["…"] : Array.Empty<string>()];
        return s.Canvas.Say("chart.scatter.cell", ("count", those.Count), ("x", Mean(s.Of.X, p => p.X)),
            ("y", Mean(s.Of.Y, p => p.Y)),
            ("names", s.Canvas.Say("chart.histogram.names", ("names", names))));
    }

    // The legend is drawn before the plot is laid: its classes are those of a plot as it will be.
    static IEnumerable<LegendEntry> DensityLegend(Setting s)
    {
        var classes = Classes(Densest(s));
        for (var i = 0; i < classes.Length; i++)
        {
            var fill = ColorOf(s.Canvas.Theme, i, classes.Length);
            var (least, next) = (classes[i], i + 1 < classes.Length ? classes[i + 1] - 1 : 0);
            var words = next == 0 ? $"{least}+" : next == least ? $"{least}" : $"{least}–{next}";
            yield return new(14, (c, x, y) => c.Add(Hexagon(x + 7, y, CellSize, fill)),
                i > 0 ? words : s.Canvas.Say("chart.scatter.density", ("count", words)));
        }
        yield return new(10, (c, x, y) =>
            c.Add(new MarkerMark(x + 5, y, MarkerShape.Circle, RadiusOf(s), c.Theme.Soft(c.Theme.Neutral),
            c.Theme.Neutral)), s.Canvas.Say("chart.scatter.outlying", ("count", Math.Min(MostNames, s.Pairs.Count))));
    }

    static int Densest(Setting s)
    {
        s = Lay(s with { Canvas = new Canvas(s.Spec) }, new Frame(s.Canvas, s.Spec, []), 0);
        return Cells(s, [.. Alone(s, Outlyingness(s))]).Max(c => c.Value.Count);
    }
}
