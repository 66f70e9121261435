using Analytics.Charting.Layout;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

/// <summary>Rows are compared only where they are alike in all that is not shown.</summary>
static class Alike
{
    static IEnumerable<(string Column, Func<Observation, string> Of)> Parts(ChartColumns columns) =>
    [
        (columns.Measure, o => o.Measure), (columns.Variant, o => o.Variant), (columns.ScopeId, o => o.Scope),
        (columns.Part, o => o.Part), (columns.PeriodId, o => o.Period), (columns.AreaLevel, o => o.Level),
        (columns.Dataset, o => o.Dataset),
    ];

    /// <summary>Refuses rows that differ in a column other than those named.</summary>
    /// <param name="columns">Their names.</param>
    /// <param name="rows">What is compared.</param>
    /// <param name="shown">Columns in which they may differ, since the picture tells them apart.</param>
    /// <exception cref="AnalyticsException"><c>chart-comparison-mixed</c>.</exception>
    public static void Check(ChartColumns columns, IReadOnlyList<Observation> rows, params string[] shown)
    {
        foreach (var (column, of) in Parts(columns))
            if (!shown.Contains(column) && rows.Select(of).Distinct().ToArray() is { Length: > 1 } values)
                throw ChartErrors.ComparisonMixed(column, values);
    }

    /// <summary>Names the areas of rows that another row already stands for, in a remark and a warning.</summary>
    /// <param name="canvas">Takes the warning.</param>
    /// <param name="notes">Takes the remark.</param>
    /// <param name="left">Rows that are not drawn.</param>
    public static void NoteTwice(Canvas canvas, List<string> notes, IEnumerable<Observation> left)
    {
        const int Most = 6;
        var rows = left.ToArray();
        if (rows.Length == 0) return;
        var areas = rows.Select(o => o.Area).Distinct().ToArray();
        (string, object?)[] facts = [("count", rows.Length),
            ("areas", areas.Length > Most ? [.. areas[..Most], "…"] : areas)];
        notes.Add(canvas.Say("chart.twice", facts));
        canvas.Warn("chart.twice", facts);
    }

    /// <summary>What all rows share, in words; "" for nothing.</summary>
    public static string Facts(Canvas canvas, IReadOnlyList<Observation> rows) => string.Join(Comma(canvas, "、"),
        new Func<Observation, string>[] { o => o.MeasureName, o => o.Period, o => o.VariantName, o => o.ScopeWords,
            o => o.PartName }
            .Where(of => rows.All(o => of(o) == of(rows[0]))).Select(of => of(rows[0])).Where(t => t.Length > 0));

    /// <summary>As <see cref="Facts"/> in a sentence of its own, where there are any.</summary>
    public static IEnumerable<string> Said(Canvas canvas, IReadOnlyList<Observation> rows) =>
        Facts(canvas, rows) is { Length: > 0 } facts ? [canvas.Say("chart.all-rows", ("facts", facts))] : [];

    /// <summary>The mark between parts of a list.</summary>
    public static string Comma(Canvas canvas, string chinese = "，") => canvas.Language == Language.Chinese
        ? chinese : ", ";

    /// <summary>The sign of rows that are not public, with their number.</summary>
    public static IEnumerable<LegendEntry> WithheldSign(Canvas canvas, int count)
    {
        if (count > 0)
            yield return new(16, (c, x, y) =>
            {
                c.Add(new RectMark(x, y - 7, 14, 14, c.Theme.Faint(c.Theme.Muted)));
                foreach (var line in Hatch.Lines(new Box(x, y - 7, x + 14, y + 7), c.Theme.Muted, 5)) c.Add(line);
            }, canvas.Say("chart.distribution.withheld", ("count", count)));
    }

    /// <summary>A quantile, which may lie between two values: of whole numbers it has the decimals it needs, at most
    /// two.
    /// </summary>
    public static string Quantile(ValueFormat format, double value) => format.IsRate ? format.Short(value)
        : format.Exact(value);

    /// <summary>How many values there are, and how many rows have none and are not withheld.</summary>
    public static string Counted(Canvas canvas, Observations data, Table table)
    {
        var missing = table.RowCount - data.Rows.Count - data.Withheld.Count;
        return canvas.Say(missing > 0 ? "chart.distribution.n-missing" : "chart.distribution.n",
            ("n", ValueFormat.Whole(data.Rows.Count)),
            ("missing", missing));
    }
}
