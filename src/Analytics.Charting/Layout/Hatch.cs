namespace Analytics.Charting.Layout;

/// <summary>Slanting lines over an area: the sign of what is withheld.</summary>
static class Hatch
{
    /// <summary>Lines from bottom left to top right, a step apart, cut at the box.</summary>
    public static IEnumerable<LineMark> Lines(Box box, string color, double step = 7)
    {
        for (var shift = step; shift < box.Width + box.Height; shift += step)
        {
            var (x1, y1) = shift <= box.Height ? (box.Left, box.Top + shift) : (box.Left + shift - box.Height, box.Bottom);
            var (x2, y2) = shift <= box.Width ? (box.Left + shift, box.Top) : (box.Right, box.Top + shift - box.Width);
            yield return new LineMark(x1, y1, x2, y2, color);
        }
    }
}
