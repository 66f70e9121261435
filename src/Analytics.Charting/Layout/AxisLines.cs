namespace Analytics.Charting.Layout;

/// <summary>Grid lines, ticks and their labels at the sides of a plot.</summary>
static class AxisLines
{
    public const double TickSize = 12;

    /// <summary>Room for the labels of an axis up the side.</summary>
    public static double Width(Canvas canvas, Axis axis, bool isRate) =>
        axis.Ticks.Max(tick => Canvas.Width(axis.Label(tick, isRate, canvas.Language), TickSize)) + 10;

    /// <summary>Grid lines from side to side with labels at the left.</summary>
    public static void Side(Canvas canvas, Axis axis, bool isRate, Box box, bool hasLabels = true) =>
        canvas.Within(marks => new AxisGroup(marks), () =>
        {
            foreach (var tick in axis.Ticks)
            {
                var y = box.Bottom - axis.Share(tick) * box.Height;
                canvas.Add(new LineMark(box.Left, y, box.Right, y, canvas.Theme.Grid));
                if (hasLabels)
                    canvas.Text(box.Left - 8, y + 4.2, axis.Label(tick, isRate, canvas.Language), TickSize,
                        canvas.Theme.Muted, false, TextAnchor.End);
            }
        });

    /// <summary>Labels under a plot, left out where they would touch; grid lines through it, or ticks under a base
    /// line.
    /// </summary>
    /// <param name="canvas">Where to draw.</param>
    /// <param name="axis">Its values.</param>
    /// <param name="isRate">Percentages.</param>
    /// <param name="box">The plot.</param>
    /// <param name="hasGrid">Whether lines run through the plot.</param>
    /// <param name="isWhole">Whether only whole numbers bear labels.</param>
    public static void Bottom(Canvas canvas, Axis axis, bool isRate, Box box, bool hasGrid, bool isWhole = false) =>
        canvas.Within(marks => new AxisGroup(marks) { IsHorizontal = true }, () =>
        {
            if (!hasGrid) canvas.Add(new LineMark(box.Left, box.Bottom, box.Right, box.Bottom, canvas.Theme.Axis));
            var free = double.NegativeInfinity;
            foreach (var tick in axis.Ticks.Where(t => !isWhole || Math.Abs(t - Math.Round(t)) < 1e-9))
            {
                var x = box.Left + axis.Share(tick) * box.Width;
                canvas.Add(hasGrid ? new LineMark(x, box.Top, x, box.Bottom, canvas.Theme.Grid)
                    : new LineMark(x, box.Bottom, x, box.Bottom + 4, canvas.Theme.Axis));
                var label = axis.Label(tick, isRate, canvas.Language);
                var half = Canvas.Width(label, TickSize) / 2;
                if (x - half < free) continue;
                canvas.Text(x, box.Bottom + 18, label, TickSize, canvas.Theme.Muted, false, TextAnchor.Middle);
                free = x + half + 6;
            }
        });

    /// <summary>The plot these axes lie round, so that positions in it can be read as values.</summary>
    /// <param name="canvas">Where to draw.</param>
    /// <param name="box">The plot.</param>
    /// <param name="horizontal">Along the bottom; null where positions there mean no values.</param>
    /// <param name="vertical">Up the side; null where positions there mean no values.</param>
    /// <param name="draw">Adds axes and marks.</param>
    public static void Plot(Canvas canvas, Box box, PlotAxis? horizontal, PlotAxis? vertical, Action draw) =>
        canvas.Within(marks => new PlotGroup(box.Left, box.Top, box.Right, box.Bottom, horizontal, vertical, marks),
            draw);

    public static PlotAxis Of(Axis axis, bool isRate) => new(axis.From, axis.To, isRate ? "%" : "");
}
