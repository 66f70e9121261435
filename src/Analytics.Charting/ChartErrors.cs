using Analytics.Tables;

namespace Analytics.Charting;

/// <summary>Where something stands in a tile grid.</summary>
/// <param name="Words">The line of a file, or the entry of a spec such as <c>grid[2]</c>.</param>
/// <param name="Line">Of a file, from 1.</param>
readonly record struct GridPlace(LocalText Words, int? Line)
{
    public static GridPlace Of(int line) => new(ChartErrors.Problem("chart.place.line", ("line", line)), line);

    public static GridPlace Of(string entry) => new(new(entry, entry), null);
}

static class ChartErrors
{
    public static AnalyticsException TypeUnknown(string name)
    {
        var known = ChartTypes.All.Select(t => t.Name).ToArray();
        return new("chart-type-unknown", ("name", name), ("nearest", Names.Nearest(name, known)), ("known", known));
    }

    public static AnalyticsException ThemeUnknown(string name)
    {
        var known = Themes.All.Select(t => t.Name).ToArray();
        return new("chart-theme-unknown", ("name", name), ("nearest", Names.Nearest(name, known)), ("known", known));
    }

    /// <param name="place">The part, such as <c>reference.label</c>, or the line.</param>
    /// <param name="problem">Words in both languages, or those of the JSON reader.</param>
    /// <param name="inner">What the JSON reader said.</param>
    public static AnalyticsException SpecInvalid(object place, object problem, Exception? inner) =>
        new("chart-spec-invalid", inner, ("place", place), ("problem", problem));

    public static AnalyticsException ColumnMissing(string column, Table table) =>
        new("chart-column-missing", ("column", column), ("known", table.Columns.Select(c => c.Name).ToArray()));

    public static AnalyticsException UnitsMixed(IEnumerable<string> units) =>
        new("chart-units-mixed", ("units", units.ToArray()));

    public static AnalyticsException ComparisonMixed(string column, IEnumerable<string> values) =>
        new("chart-comparison-mixed", ("column", column), ("values", values.ToArray()));

    public static AnalyticsException MeasureAbsent(string name, IReadOnlyCollection<string> known) =>
        new("chart-measure-absent", ("name", name), ("nearest", Names.Nearest(name, known)),
            ("known", known.ToArray()));

    public static AnalyticsException SizeInvalid(string what, double value, double least, double most) =>
        new("chart-size-invalid", ("what", what), ("value", value), ("least", least), ("most", most));

    public static AnalyticsException FontMissing(string path) => new("chart-font-missing", ("path", path));

    public static AnalyticsException FontInvalid(string path, string problem) =>
        new("chart-font-invalid", ("path", path), ("problem", problem));

    public static AnalyticsException GridInvalid(GridPlace at, string found, string expected) =>
        new("chart-grid-invalid", ("place", at.Words), ("line", at.Line), ("found", found), ("expected", expected));

    public static AnalyticsException GridTaken(GridPlace at, TilePlace tile, string by) =>
        new("chart-grid-taken", ("place", at.Words), ("line", at.Line), ("column", tile.Column), ("row", tile.Row),
            ("by", by));

    public static AnalyticsException GridTwice(GridPlace at, string area) =>
        new("chart-grid-twice", ("place", at.Words), ("line", at.Line), ("area", area));

    /// <param name="place">The feature, the area or the line.</param>
    /// <param name="problem">Words in both languages, or those of the JSON reader.</param>
    /// <param name="inner">What the JSON reader said.</param>
    public static AnalyticsException ShapesInvalid(string place, object problem, Exception? inner = null) =>
        new("chart-shapes-invalid", inner, ("place", place), ("problem", problem));

    /// <summary>A problem in both languages, as a fact of an error.</summary>
    public static LocalText Problem(string key, params (string Name, object? Value)[] facts) =>
        new(TextCatalog.BuiltIn.Format(key, Language.Chinese, facts),
            TextCatalog.BuiltIn.Format(key, Language.English, facts));

    public static AnalyticsException ShapesMissing() => new("chart-shapes-missing");

    public static AnalyticsException StackImpossible(LocalText problem, object? found) =>
        new("chart-stack-impossible", ("problem", problem), ("found", found));

    public static AnalyticsException PngLibraryMissing(IEnumerable<string> tried, Exception? inner) =>
        new("chart-png-library-missing", inner, ("tried", tried.ToArray()));

    public static AnalyticsException PngFailed(string problem) => new("chart-png-failed", ("problem", problem));
}
