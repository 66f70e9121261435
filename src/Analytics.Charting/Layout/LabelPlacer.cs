namespace Analytics.Charting.Layout;

/// <summary>Finds places for labels beside points so that no text covers text, a marker or an interval.</summary>
/// <remarks>Greedy: labels are asked for in order of weight and keep their place.</remarks>
sealed class LabelPlacer(Box area)
{
    readonly BoxIndex _hard = new(), _soft = new();

    /// <summary>Nothing may be written here.</summary>
    public void Block(Box box) => _hard.Add(box, 1);

    /// <summary>Better not written here, such as over a connecting line.</summary>
    /// <param name="from">Its start.</param>
    /// <param name="to">Its end.</param>
    /// <param name="cost">Of every six pixels of it, in pixels of distance.</param>
    public void Avoid((double X, double Y) from, (double X, double Y) to, double cost = 5)
    {
        var steps = (int)Math.Ceiling(Math.Max(Math.Abs(to.X - from.X), Math.Abs(to.Y - from.Y)) / 6) + 1;
        for (var i = 0; i <= steps; i++)
        {
            var (x, y) = (from.X + (to.X - from.X) * i / steps, from.Y + (to.Y - from.Y) * i / steps);
            _soft.Add(new(x - 2, y - 2, x + 2, y + 2), cost);
        }
    }

    /// <summary>Better not written here, such as beside another point, whose name it would seem.</summary>
    /// <param name="box">Where.</param>
    /// <param name="cost">In pixels of distance.</param>
    public void Avoid(Box box, double cost) => _soft.Add(box, cost);

    /// <summary>A free place for a label of a point, or null.</summary>
    /// <param name="text">The label; its position is set here.</param>
    /// <param name="x">The point.</param>
    /// <param name="y">The point.</param>
    /// <param name="reach">How far away in pixels it may be moved.</param>
    public TextMark? Place(TextMark text, double x, double y, double reach)
    {
        TextMark? best = null;
        var least = double.PositiveInfinity;
        foreach (var (candidate, distance) in Candidates(text, x, y, reach))
        {
            var box = Box.Of(candidate);
            var wide = Wide(box);
            if (distance >= least || !area.Holds(box) || _hard.Sum(wide) > 0) continue;
            var cost = distance + _soft.Sum(wide);
            if (cost < least) (best, least) = (candidate, cost);
        }
        if (best is not null) _hard.Add(Box.Of(best), 1);
        return best;
    }

    /// <summary>Takes a place given, if nothing stands there.</summary>
    public bool TryTake(TextMark text)
    {
        var box = Box.Of(text);
        if (!area.Holds(box) || _hard.Sum(Wide(box)) > 0) return false;
        _hard.Add(box, 1);
        return true;
    }

    static Box Wide(Box box) => new(box.Left - 2, box.Top - 1, box.Right + 2, box.Bottom + 1);

    static IEnumerable<(TextMark, double)> Candidates(TextMark text, double x, double y, double reach)
    {
        var size = text.Size;
        for (var d = 0.0; d <= reach; d += 4)
        {
            yield return (text with { X = x + 9, Y = y + 0.35 * size - d, Anchor = TextAnchor.Start }, d);
            yield return (text with { X = x + 9, Y = y + 0.35 * size + d, Anchor = TextAnchor.Start }, d + 0.5);
            yield return (text with { X = x, Y = y - 9 - d, Anchor = TextAnchor.Middle }, d + 1);
            yield return (text with { X = x, Y = y + 9 + 0.8 * size + d, Anchor = TextAnchor.Middle }, d + 2);
            yield return (text with { X = x - 9, Y = y + 0.35 * size - d, Anchor = TextAnchor.End }, d + 3);
            yield return (text with { X = x - 9, Y = y + 0.35 * size + d, Anchor = TextAnchor.End }, d + 3.5);
        }
    }
}
