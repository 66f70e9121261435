namespace Analytics.Charting.Layout;

/// <summary>Lines through a plot at values of its horizontal axis, each named above it.</summary>
static class TopLabels
{
    public const double Leading = 17, Size = 12;

    /// <summary>One line with its name.</summary>
    /// <param name="X">Where it stands.</param>
    /// <param name="Text">Its name.</param>
    /// <param name="Color">Of both.</param>
    /// <param name="Dash">SVG dash pattern; null is solid.</param>
    public sealed record Line(double X, string Text, string Color, string? Dash);

    /// <summary>Room the names need: a row each where two would touch.</summary>
    public static double Height(IReadOnlyList<Line> lines, double width) =>
        Rows(lines, width).Count * Leading + (lines.Count > 0 ? 4 : 0);

    /// <summary>Draws the lines down to the bottom of the plot, and the names above its top.</summary>
    public static void Draw(Canvas canvas, IReadOnlyList<Line> lines, double width, Box box)
    {
        foreach (var (row, those) in Rows(lines, width).Index())
            foreach (var (line, from, to) in those)
            {
                var y = box.Top - 9 - row * Leading;
                canvas.Add(new LineMark(line.X, y + 5, line.X, box.Bottom, line.Color, 1.2, line.Dash));
                canvas.Text((from + to) / 2, y, line.Text, Size, line.Color, true, TextAnchor.Middle);
            }
    }

    // From the plot upwards; a name never lies over a line that goes further up.
    static List<List<(Line Line, double From, double To)>> Rows(IReadOnlyList<Line> lines, double width)
    {
        var rows = new List<List<(Line, double, double)>>();
        foreach (var line in lines)
        {
            var half = Canvas.Width(line.Text, Size, true) / 2;
            var middle = Math.Clamp(line.X, Frame.Margin + half,
                Math.Max(Frame.Margin + half, width - Frame.Margin - half));
            var (from, to) = (middle - half - 4, middle + half + 4);
            var row = 0;
            while (row < rows.Count && rows[row].Exists(o => from < Math.Max(o.Item3, o.Item1.X + 2)
                && to > Math.Min(o.Item2, o.Item1.X - 2) || (line.X > o.Item2 && line.X < o.Item3))) row++;
            if (row == rows.Count) rows.Add([]);
            rows[row].Add((line, from, to));
        }
        return rows;
    }
}
