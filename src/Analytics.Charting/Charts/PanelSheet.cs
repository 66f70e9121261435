using Analytics.Charting.Layout;

namespace Analytics.Charting.Charts;

/// <summary>How a panel an area is set out: as many columns as fit, then as few as need no further line.</summary>
/// <param name="Left">Of the first plot.</param>
/// <param name="TickWidth">Of the labels up its side.</param>
/// <param name="Columns">In a line.</param>
/// <param name="Width">Of a plot.</param>
/// <param name="Head">Height over a plot.</param>
/// <param name="Plot">Height of a plot.</param>
/// <param name="IsFree">Whether every panel has tick labels of its own.</param>
sealed record PanelSheet(double Left, double TickWidth, int Columns, double Width, double Head, double Plot,
    bool IsFree)
{
    public const double Gap = 22, TitleSize = 13, ValueSize = 11.5, Between = 16;

    public double Line => Head + Plot + Between;

    /// <summary>Columns that fit.</summary>
    public static int MostColumns(ChartSpec spec, double tickWidth, bool isFree = false)
    {
        var inner = spec.Width - 2 * Frame.Margin;
        var least = spec.Width < 520 ? 116 : isFree ? 140 : 150;
        return Math.Max(1,
            (int)(isFree ? (inner + Gap) / (least + tickWidth + Gap) : (inner - tickWidth + Gap) / (least + Gap)));
    }

    /// <param name="spec">Width, and the height if one is asked for.</param>
    /// <param name="count">Panels.</param>
    /// <param name="tickWidth">Of the widest labels.</param>
    /// <param name="isFree">Whether every panel has its own.</param>
    /// <param name="head">Height over a plot.</param>
    /// <param name="plot">Height of a plot where none is asked for.</param>
    /// <param name="around">Height of what lies over and under the panels.</param>
    public static PanelSheet Of(ChartSpec spec, int count, double tickWidth, bool isFree, double head, double plot,
        double around)
    {
        var most = MostColumns(spec, tickWidth, isFree);
        var lines = (count + most - 1) / most;
        var columns = (count + lines - 1) / lines;
        var left = Frame.Margin + tickWidth;
        var width = (spec.Width - Frame.Margin - left - (columns - 1) * (Gap + (isFree ? tickWidth : 0))) / columns;
        if (spec.Height is { } height) plot = Math.Max(64, (height - around) / lines - head - Between);
        return new(left, tickWidth, columns, width, head, plot, isFree);
    }

    /// <summary>The plot of a panel.</summary>
    public Box Box(int panel, double top)
    {
        var x = Left + panel % Columns * (Width + Gap + (IsFree ? TickWidth : 0));
        var y = top + panel / Columns * Line + Head;
        return new(x, y, x + Width, y + Plot);
    }

    public bool IsFirstColumn(int panel) => panel % Columns == 0;

    /// <summary>Whether nothing stands under it.</summary>
    public bool IsLowest(int panel, int count) => panel + Columns >= count;

    /// <summary>Under all panels, where the axis labels begin.</summary>
    public double Bottom(int count, double top) => top + (count + Columns - 1) / Columns * Line - Between;

    /// <summary>Name and last value; under them a verdict, if there is one.</summary>
    public void DrawHead(Canvas canvas, Box box, string name, string value, bool isBack,
        (string Text, string Color, bool IsBold)? verdict)
    {
        var theme = canvas.Theme;
        var y = box.Top - Head;
        canvas.Text(box.Left, y + 14,
            TextWrap.Shorten(name, Width - 8 - Canvas.Width(value, ValueSize), TitleSize, true),
            TitleSize, isBack ? theme.Muted : theme.Ink, !isBack);
        canvas.Text(box.Right, y + 14, value, ValueSize, isBack ? theme.Muted : theme.Ink, false, TextAnchor.End);
        if (verdict is not var (text, color, isBold)) return;
        canvas.Text(box.Left, y + 31, TextWrap.Shorten(text, Width, ValueSize, isBold), ValueSize,
            isBack ? theme.Muted : color, isBold && !isBack);
    }
}
