using Analytics.Tables;

namespace Analytics.Charting;

/// <summary>Draws charts: table and spec in, scene out.</summary>
public static class Chart
{
    /// <summary>The picture of a table. A table without drawable rows gives a picture that says so.</summary>
    /// <param name="spec">What to draw.</param>
    /// <param name="table">One row an observation; rows of one unit.</param>
    /// <exception cref="AnalyticsException"><c>chart-type-unknown</c>, <c>chart-column-missing</c>,
    /// <c>chart-units-mixed</c>, <c>chart-comparison-mixed</c>, <c>chart-size-invalid</c>, or
    /// <c>chart-theme-unknown</c>, <c>chart-font-missing</c>.</exception>
    public static Scene Draw(ChartSpec spec, Table table)
    {
        var type = ChartTypes.Named(spec.Type);
        if (spec.Width is not (>= 320 and <= 4000)) throw ChartErrors.SizeInvalid("width", spec.Width, 320, 4000);
        if (spec.Height is not (null or (>= 120 and <= 20000)))
            throw ChartErrors.SizeInvalid("height", spec.Height.Value, 120, 20000);
        _ = Themes.Named(spec.Theme);
        return type.Draw(spec, table);
    }
}
