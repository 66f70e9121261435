namespace Analytics.Charting.Layout;

/// <summary>Dots beside one another where they would touch, each at its value: no chance moves them.</summary>
static class Beeswarm
{
    /// <summary>How far each dot stands from the middle line, in the order given.</summary>
    /// <param name="at">Where each value lies along the axis, in pixels.</param>
    /// <param name="radius">Of a dot with its rim.</param>
    /// <param name="most">The furthest a dot may stand off; dots that find no room overlap there.</param>
    /// <param name="isOneSided">Dots stand to the positive side alone, as on a floor.</param>
    public static double[] Offsets(IReadOnlyList<double> at, double radius, double most, bool isOneSided = false)
    {
        var offsets = new double[at.Count];
        var placed = new List<int>();
        foreach (var i in Enumerable.Range(0, at.Count).OrderBy(i => at[i]).ThenBy(i => i))
        {
            placed.RemoveAll(j => at[i] - at[j] >= 2 * radius);
            offsets[i] = Free(i, placed);
            placed.Add(i);
        }
        return offsets;

        // The nearest place to the middle: on it, or touching a dot placed before.
        double Free(int i, List<int> near)
        {
            var tries = new List<double> { 0 };
            foreach (var j in near)
            {
                var along = at[i] - at[j];
                var aside = Math.Sqrt(Math.Max(0, 4 * radius * radius - along * along));
                tries.Add(offsets[j] + aside);
                tries.Add(offsets[j] - aside);
            }
            foreach (var offset in tries.Where(o => Math.Abs(o) <= most && (!isOneSided || o >= 0))
                .OrderBy(o => Math.Round(Math.Abs(o), 6)).ThenByDescending(o => o))
                if (near.TrueForAll(j => double.Hypot(at[i] - at[j], offset - offsets[j]) >= 2 * radius - 1e-6))
                    return offset;
            return near.Count % 2 == 0 || isOneSided ? most : -most;
        }
    }
}
