namespace Analytics.Charting.Layout;

/// <summary>Slanting lines over an area: the sign of what is withheld.</summary>
static class Hatch
{
    /// <summary>Lines from bottom left to top right, a step apart, cut at the box.</summary>
    public static IEnumerable<LineMark> Lines(Box box, string color, double step = 7)
    {
        for (var shift = step; shift < box.Width + box.Height; shift += step)
        {
            var (x1, y1) = shift <= box.Height ? (box.Left, box.Top + shift)
                : (box.Left + shift - box.Height, box.Bottom);
            var (x2, y2) = shift <= box.Width ? (box.Left + shift, box.Top) : (box.Right, box.Top + shift - box.Width);
            yield return new LineMark(x1, y1, x2, y2, color);
        }
    }

    /// <summary>The same lines cut at outlines; what two of them hold both is left free.</summary>
    public static IEnumerable<LineMark> Inside(IReadOnlyList<IReadOnlyList<(double X, double Y)>> rings, string color,
        double step = 7)
    {
        var all = rings.SelectMany(ring => ring).ToArray();
        var last = all.Max(p => p.X + p.Y);
        for (var sum = (Math.Floor(all.Min(p => p.X + p.Y) / step) + 1) * step; sum < last; sum += step)
        {
            var cuts = rings.SelectMany(ring => Cuts(ring, sum)).Order().ToArray();
            for (var i = 0; i + 1 < cuts.Length; i += 2)
                yield return new LineMark(cuts[i], sum - cuts[i], cuts[i + 1], sum - cuts[i + 1], color);
        }
    }

    // Where a closed ring crosses the line on which x and y have this sum.
    static IEnumerable<double> Cuts(IReadOnlyList<(double X, double Y)> ring, double sum)
    {
        for (int i = 0, j = ring.Count - 1; i < ring.Count; j = i++)
        {
            var (a, b) = (ring[i].X + ring[i].Y, ring[j].X + ring[j].Y);
            if (a > sum != b > sum) yield return ring[i].X + (ring[j].X - ring[i].X) * (sum - a) / (b - a);
        }
    }
}
