namespace Analytics.Charting.Layout;

/// <summary>A matrix with names at the left and headings on top: where each cell lies.</summary>
/// <param name="Left">Of the cells.</param>
/// <param name="Top">Of the cells, under the headings.</param>
/// <param name="CellWidth">In pixels.</param>
/// <param name="CellHeight">In pixels.</param>
readonly record struct Grid(double Left, double Top, double CellWidth, double CellHeight)
{
    public const double NameSize = 12, HeadingSize = 11;

    public Box Cell(int row, int column) => new(Left + column * CellWidth + 1, Top + row * CellHeight + 1,
        Left + (column + 1) * CellWidth - 1, Top + (row + 1) * CellHeight - 1);

    /// <summary>A cell without gaps above and below: low rows with gaps would flicker.</summary>
    public Box Strip(int row, int column) =>
        new(Left + column * CellWidth + 1, Top + row * CellHeight, Left + (column + 1) * CellWidth - 1,
        Top + (row + 1) * CellHeight);

    public double Bottom(int rows) => Top + rows * CellHeight;

    /// <summary>A grid that fits the width, with its names and headings drawn; names are shortened to a third of the
    /// picture, headings thinned where they would touch.</summary>
    /// <param name="canvas">Where to draw.</param>
    /// <param name="width">Of the picture.</param>
    /// <param name="top">Of the headings.</param>
    /// <param name="names">Of the rows; none where rows are too low for words.</param>
    /// <param name="headings">Of the columns.</param>
    /// <param name="cellHeight">Of every row.</param>
    /// <param name="right">Room to leave at the right, such as for sums.</param>
    /// <param name="most">The greatest width of a cell.</param>
    /// <param name="labels">Room at the left for labels the caller draws, where rows have no names.</param>
    public static Grid Draw(Canvas canvas, double width, double top, IReadOnlyList<string> names,
        IReadOnlyList<string> headings, double cellHeight, double right = 0, double most = 96, double labels = 0)
    {
        var room = width / 3;
        string[] shown = [.. names.Select(name => TextWrap.Shorten(name, room, NameSize))];
        var left = Frame.Margin + (shown.Length == 0 ? labels : shown.Max(name => Canvas.Width(name, NameSize)) + 12);
        var cell = Math.Min(most, (width - Frame.Margin - right - left) / headings.Count);
        var lines = headings.Select(heading => TextWrap.Lines(heading, Math.Max(cell - 4, 40), HeadingSize)).ToArray();
        var tall = Math.Min(3, lines.Max(l => l.Count));
        var grid = new Grid(left, top + 15 * tall + 4, cell, cellHeight);
        var free = double.NegativeInfinity;
        for (var i = 0; i < headings.Count; i++)
        {
            var half = lines[i].Take(tall).Max(line => Canvas.Width(line, HeadingSize)) / 2;
            var x = left + (i + 0.5) * cell;
            if (x - half < free || x + half > width - Frame.Margin + 12) continue;
            canvas.Lines([.. lines[i].Take(tall)], x, top + 15 * (tall - Math.Min(tall, lines[i].Count)),
                HeadingSize, 15,
                canvas.Theme.Muted, false, TextAnchor.Middle);
            free = x + half + 4;
        }
        for (var i = 0; i < shown.Length; i++)
            canvas.Text(left - 8, grid.Top + (i + 0.5) * cellHeight + 4.3, shown[i], NameSize, canvas.Theme.Ink, false,
                TextAnchor.End);
        return grid;
    }
}
