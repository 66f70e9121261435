using Analytics.Charting.Layout;

namespace Analytics.Charting.Charts;

/// <summary>The words that name the unit of an axis, where its ticks do not.</summary>
static class UnitLine
{
    /// <summary>Over a plot, at the left.</summary>
    /// <param name="canvas">Where to draw.</param>
    /// <param name="format">Of the values.</param>
    /// <param name="top">Of the room left.</param>
    /// <param name="lift">How far it moves up into the room above.</param>
    /// <param name="gap">Under it.</param>
    /// <returns>The top of the room left below it; <paramref name="top"/> where there is nothing to name.</returns>
    public static double Above(Canvas canvas, ValueFormat format, double top, double lift = 2, double gap = 0) =>
        !format.HasAxisUnit ? top
            : canvas.Lines([Words(canvas, format)], Frame.Margin, top - lift, 12, 20, canvas.Theme.Muted) + gap;

    /// <summary>Under a plot, in its middle.</summary>
    public static void Under(Canvas canvas, ValueFormat format, double x, double y)
    {
        if (format.HasAxisUnit)
            canvas.Text(x, y, Words(canvas, format), 12, canvas.Theme.Muted, false, TextAnchor.Middle);
    }

    public static string Words(Canvas canvas, ValueFormat format) =>
        canvas.Say("chart.unit-axis", ("unit", format.Unit));
}
