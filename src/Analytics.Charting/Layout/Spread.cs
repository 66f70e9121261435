namespace Analytics.Charting.Layout;

/// <summary>Moves labels of one column apart as little as can be.</summary>
static class Spread
{
    /// <summary>Middles at least a gap apart, in the order of those wanted, within limits where they hold
    /// them.</summary>
    /// <param name="wanted">Where each would stand, in any order.</param>
    /// <param name="gap">Between middles.</param>
    /// <param name="top">The least.</param>
    /// <param name="bottom">The greatest.</param>
    /// <returns>As many, in the order given.</returns>
    public static double[] Apart(IReadOnlyList<double> wanted, double gap, double top, double bottom)
    {
        var order = Enumerable.Range(0, wanted.Count).OrderBy(i => wanted[i]).ThenBy(i => i).ToArray();
        // Blocks of touching labels stand round the mean of where theirs would be.
        var blocks = new List<(double Sum, int Count)>();
        double First((double Sum, int Count) block) => block.Sum / block.Count - gap * (block.Count - 1) / 2;
        foreach (var i in order)
        {
            blocks.Add((Math.Clamp(wanted[i], top, Math.Max(top, bottom)), 1));
            while (blocks.Count > 1 && First(blocks[^2]) + gap * blocks[^2].Count > First(blocks[^1]) + 1e-9)
            {
                var (a, b) = (blocks[^2], blocks[^1]);
                blocks.RemoveAt(blocks.Count - 1);
                blocks[^1] = (a.Sum + b.Sum, a.Count + b.Count);
            }
        }
        var (places, at, free) = (new double[wanted.Count], 0, double.NegativeInfinity);
        foreach (var block in blocks)
        {
            var first = Math.Max(Math.Clamp(First(block), top, Math.Max(top, bottom - gap * (block.Count - 1))), free);
            for (var k = 0; k < block.Count; k++) places[order[at++]] = first + k * gap;
            free = first + block.Count * gap;
        }
        return places;
    }
}
