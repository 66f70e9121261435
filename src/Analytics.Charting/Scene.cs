using Analytics.Tables;

namespace Analytics.Charting;

/// <summary>A laid-out picture: marks in pixels at 1×, origin at the top left, drawn in order. The middle form between
/// chart types and surfaces.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Language">The language of its words.</param>
/// <param name="Title">The picture's name for people who do not see it.</param>
/// <param name="Description">What it shows, in a few sentences, for people who do not see it.</param>
/// <param name="Marks">What is drawn, back to front.</param>
/// <param name="Warnings">What was left out or replaced, in the scene's language; empty when nothing was.</param>
public sealed record Scene(double Width, double Height, Language Language, string Title, string Description,
    IReadOnlyList<Mark> Marks, IReadOnlyList<string> Warnings)
{
    /// <summary>The colours and sizes it was laid out with.</summary>
    public Theme Theme { get; init; } = Themes.Paper;

    /// <summary>What it shows as a table for readers, headed in its language, a row for each datum group that names one
    /// (<see cref="DatumGroup.Row"/>); null where nothing is shown.</summary>
    public Table? Data { get; init; }
}

/// <summary>One primitive of a <see cref="Scene"/>. Colours are <c>#rrggbb</c>.</summary>
public abstract record Mark;

/// <summary>Marks that belong together.</summary>
/// <param name="Marks">Back to front.</param>
public abstract record Group(IReadOnlyList<Mark> Marks) : Mark
{
    /// <summary>The area it belongs to, by which one area is followed over many charts; "" for none.</summary>
    public string Area { get; init; } = "";

    /// <summary>The entry of the legend it belongs to, by which it is shown and hidden; "" for none.</summary>
    public string Series { get; init; } = "";
}

/// <summary>A group of marks standing for data.</summary>
/// <param name="Figures">The figure ids it stands for, at least one.</param>
/// <param name="Spoken">One sentence with place, period, value, interval and n: tooltip and screen reader
/// text.</param>
/// <param name="Marks">Its marks, back to front.</param>
public sealed record DatumGroup(IReadOnlyList<string> Figures, string Spoken, IReadOnlyList<Mark> Marks) : Group(Marks)
{
    /// <summary>Its row in the scene's <see cref="Scene.Data"/>; -1 for none.</summary>
    public int Row { get; init; } = -1;
}

/// <summary>Marks between data, such as the line through an area's points.</summary>
/// <param name="Marks">Back to front.</param>
public sealed record SeriesGroup(IReadOnlyList<Mark> Marks) : Group(Marks);

/// <summary>An entry of the legend: its sign and its words.</summary>
/// <param name="Marks">Back to front.</param>
public sealed record LegendGroup(IReadOnlyList<Mark> Marks) : Group(Marks);

/// <summary>Axis lines, grid and tick labels of one direction, which a reader who zooms in replaces.</summary>
/// <param name="Marks">Back to front.</param>
public sealed record AxisGroup(IReadOnlyList<Mark> Marks) : Group(Marks)
{
    /// <summary>Whether it runs along the bottom; else up the side.</summary>
    public bool IsHorizontal { get; init; }
}

/// <summary>A plot: what lies between its axes, in which positions mean values, with the axes themselves.</summary>
/// <param name="Left">Of the area between the axes.</param>
/// <param name="Top">Of the area.</param>
/// <param name="Right">Of the area.</param>
/// <param name="Bottom">Of the area.</param>
/// <param name="Horizontal">What runs along the bottom; null where positions there mean no values.</param>
/// <param name="Vertical">What runs up the side; null where positions there mean no values.</param>
/// <param name="Marks">Back to front.</param>
public sealed record PlotGroup(double Left, double Top, double Right, double Bottom, PlotAxis? Horizontal,
    PlotAxis? Vertical, IReadOnlyList<Mark> Marks) : Group(Marks);

/// <summary>What positions along a side of a plot mean.</summary>
/// <param name="From">The value at the left or the bottom.</param>
/// <param name="To">The value at the right or the top.</param>
/// <param name="Unit">Written after a tick, such as <c>%</c>; <c>year</c> for times in years.</param>
public sealed record PlotAxis(double From, double To, string Unit);

/// <summary>A straight line.</summary>
/// <param name="X1">Start.</param>
/// <param name="Y1">Start.</param>
/// <param name="X2">End.</param>
/// <param name="Y2">End.</param>
/// <param name="Color">Stroke colour.</param>
/// <param name="Thickness">Stroke width.</param>
/// <param name="Dash">SVG dash pattern; null is solid.</param>
public sealed record LineMark(double X1, double Y1, double X2, double Y2, string Color, double Thickness = 1,
    string? Dash = null) : Mark;

/// <summary>An open line through several points.</summary>
/// <param name="Points">At least two.</param>
/// <param name="Color">Stroke colour.</param>
/// <param name="Thickness">Stroke width.</param>
/// <param name="Dash">SVG dash pattern; null is solid.</param>
public sealed record PolylineMark(IReadOnlyList<(double X, double Y)> Points, string Color, double Thickness = 1.5,
    string? Dash = null) : Mark;

/// <summary>A filled area within a closed outline.</summary>
/// <param name="Points">Its corners, at least three.</param>
/// <param name="Fill">Fill colour.</param>
public sealed record AreaMark(IReadOnlyList<(double X, double Y)> Points, string Fill) : Mark;

/// <summary>A filled area of several closed outlines, with a rim; what two of them hold both is a hole.</summary>
/// <param name="Rings">Each at least three corners.</param>
/// <param name="Fill">Fill colour.</param>
/// <param name="Stroke">Rim colour.</param>
/// <param name="Thickness">Of the rim.</param>
public sealed record RingsMark(IReadOnlyList<IReadOnlyList<(double X, double Y)>> Rings, string Fill, string Stroke,
    double Thickness = 1) : Mark;

/// <summary>A filled rectangle.</summary>
/// <param name="X">Left.</param>
/// <param name="Y">Top.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Fill">Fill colour.</param>
/// <param name="Radius">Corner radius.</param>
public sealed record RectMark(double X, double Y, double Width, double Height, string Fill, double Radius = 0) : Mark;

/// <summary>The shape of a marker.</summary>
public enum MarkerShape
{
    /// <summary>A disc.</summary>
    Circle,

    /// <summary>A square on its side.</summary>
    Square,

    /// <summary>A triangle pointing up.</summary>
    Triangle,

    /// <summary>A square on its corner.</summary>
    Diamond,

    /// <summary>A triangle pointing down.</summary>
    TriangleDown,

    /// <summary>A regular pentagon.</summary>
    Pentagon,

    /// <summary>An upright cross.</summary>
    Cross,

    /// <summary>A diagonal cross.</summary>
    Saltire,
}

/// <summary>A point's marker.</summary>
/// <param name="X">Centre.</param>
/// <param name="Y">Centre.</param>
/// <param name="Shape">Its shape; shapes of one radius cover about the same area.</param>
/// <param name="Radius">Of the circle; other shapes are scaled to look equal.</param>
/// <param name="Fill">Fill colour; the background's for a hollow marker.</param>
/// <param name="Stroke">Outline colour.</param>
public sealed record MarkerMark(double X, double Y, MarkerShape Shape, double Radius, string Fill, string Stroke)
    : Mark;

/// <summary>Which point of a text its position means.</summary>
public enum TextAnchor
{
    /// <summary>Its left end.</summary>
    Start,

    /// <summary>Its middle.</summary>
    Middle,

    /// <summary>Its right end.</summary>
    End,
}

/// <summary>One line of text.</summary>
/// <param name="X">Where the anchor is.</param>
/// <param name="Y">The alphabetic baseline.</param>
/// <param name="Text">Without line breaks.</param>
/// <param name="Size">Font size in pixels.</param>
/// <param name="Color">Ink.</param>
/// <param name="Bold">Whether the bold weight is used.</param>
/// <param name="Anchor">Which point of it <paramref name="X"/> means.</param>
/// <param name="Halo">Whether a rim in the background's colour keeps lines away from it.</param>
public sealed record TextMark(double X, double Y, string Text, double Size, string Color, bool Bold = false,
    TextAnchor Anchor = TextAnchor.Start, bool Halo = false) : Mark;
