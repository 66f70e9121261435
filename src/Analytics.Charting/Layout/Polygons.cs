namespace Analytics.Charting.Layout;

/// <summary>Sums with outlines in pixels.</summary>
static class Polygons
{
    /// <summary>The outline without corners that lie within a tolerance of the line between others.</summary>
    /// <remarks>Douglas and Peucker (1973), The Canadian Cartographer 10:112-122.</remarks>
    public static IReadOnlyList<(double X, double Y)> Simplify(IReadOnlyList<(double X, double Y)> ring,
        double tolerance)
    {
        if (ring.Count < 8) return ring;
        var keep = new bool[ring.Count];
        keep[0] = keep[^1] = true;
        var open = new Stack<(int From, int To)>([(0, ring.Count - 1)]);
        while (open.TryPop(out var part))
        {
            var (far, most) = (-1, tolerance);
            for (var i = part.From + 1; i < part.To; i++)
                if (Distance(ring[i], ring[part.From], ring[part.To]) is var d && d > most) (far, most) = (i, d);
            if (far < 0) continue;
            keep[far] = true;
            open.Push((part.From, far));
            open.Push((far, part.To));
        }
        var left = ring.Where((_, i) => keep[i]).ToArray();
        return left.Length >= 4 ? left : ring;
    }

    /// <summary>The place inside that is about furthest from the rim, and how far: where a name has the most
    /// room.</summary>
    public static (double X, double Y, double Room) Inside(IReadOnlyList<IReadOnlyList<(double X, double Y)>> rings)
    {
        var largest = rings.MaxBy(ring => Math.Abs(Area(ring)))!;
        var (x0, x1) = (largest.Min(p => p.X), largest.Max(p => p.X));
        var (y0, y1) = (largest.Min(p => p.Y), largest.Max(p => p.Y));
        var best = ((x0 + x1) / 2, (y0 + y1) / 2, -1.0);
        const int Steps = 12;
        for (var i = 1; i < Steps; i++)
            for (var j = 1; j < Steps; j++)
            {
                var (x, y) = (x0 + (x1 - x0) * i / Steps, y0 + (y1 - y0) * j / Steps);
                if (!Holds(rings, x, y)) continue;
                var room = rings.Min(ring => Enumerable.Range(1, ring.Count - 1)
                    .Min(k => Distance((x, y), ring[k - 1], ring[k])));
                if (room > best.Item3 + 1e-9) best = (x, y, room);
            }
        return best;
    }

    static bool Holds(IReadOnlyList<IReadOnlyList<(double X, double Y)>> rings, double x, double y)
    {
        var isInside = false;
        foreach (var ring in rings)
            for (int i = 0, j = ring.Count - 1; i < ring.Count; j = i++)
                if (ring[i].Y > y != ring[j].Y > y
                    && x < (ring[j].X - ring[i].X) * (y - ring[i].Y) / (ring[j].Y - ring[i].Y) + ring[i].X) isInside =
                        !isInside;
        return isInside;
    }

    static double Area(IReadOnlyList<(double X, double Y)> ring) =>
        ring.Zip(ring.Skip(1), (a, b) => a.X * b.Y - b.X * a.Y).Sum() / 2;

    static double Distance((double X, double Y) p, (double X, double Y) a, (double X, double Y) b)
    {
        var (dx, dy) = (b.X - a.X, b.Y - a.Y);
        var length = dx * dx + dy * dy;
        var t = length == 0 ? 0 : Math.Clamp(((p.X - a.X) * dx + (p.Y - a.Y) * dy) / length, 0, 1);
        return double.Hypot(p.X - a.X - t * dx, p.Y - a.Y - t * dy);
    }
}
