using Analytics.Charting.Layout;

namespace Analytics.Charting.Charts;

/// <summary>A bar for each series beside one another, from zero, with intervals where there are any.</summary>
sealed class GroupedBars : BarChart
{
    public override string Name => "grouped-bars";

    internal override IEnumerable<GalleryCase> Cases => BarSamples.Grouped;

    protected override double Thickness(BarGroups bars) => bars.Series.Count switch
    {
        1 => bars.Groups.Count > 30 ? 19 : 24,
        var count => 15 * count + 10,
    };

    protected override IEnumerable<double> Extent(ChartSpec spec, BarGroups bars) => bars.Groups.SelectMany(g => g.Cells)
        .Where(cell => cell?.Value is not null).SelectMany(cell => new[] { cell!.Value!.Value, cell.Row?.Low ?? 0, cell.Row?.High ?? 0 });

    protected override void Check(ChartSpec spec, Observations data, BarGroups bars) { }

    protected override double LabelRoom(ChartSpec spec, ValueFormat format, BarGroups bars) => 10
        + bars.Groups.SelectMany(g => g.Cells).OfType<BarCell>().Max(cell => Canvas.Width(LabelOf(spec, format, cell), LabelSize));

    protected override void DrawGroup(Setting s, BarGroup group, double start, double end)
    {
        var size = (end - start) / s.Bars.Series.Count;
        for (var i = 0; i < s.Bars.Series.Count; i++)
        {
            if (group.Cells[i] is not { } cell) continue;
            var (from, to) = (start + i * size + (i > 0 ? 0.5 : 0), start + (i + 1) * size - 0.5);
            s.Canvas.Add(Datum(s, group, cell, i, [.. Bar(s, cell, i, from, to, size)]));
        }
    }

    static IEnumerable<Mark> Bar(Setting s, BarCell cell, int series, double from, double to, double size)
    {
        if (cell.Value is not { } value)
        {
            foreach (var mark in WithheldStub(s, from, to)) yield return mark;
            yield break;
        }
        var (theme, color) = (s.Canvas.Theme, ColorOf(s.Canvas.Theme, s.Bars, series));
        var box = s.Along(0, value, from, to);
        yield return new RectMark(box.Left, box.Top, box.Width, box.Height, color, Math.Min(1.5, size / 6));
        // A small base is hollow.
        if (cell.Row is { IsSmallBase: true } && box.Width > 5 && box.Height > 5)
            yield return new RectMark(box.Left + 2, box.Top + 2, box.Width - 4, box.Height - 4, theme.Background);
        var (middle, reach) = ((from + to) / 2, value);
        if (cell.Row is { Low: { } low, High: { } high })
        {
            reach = Math.Max(value, high);
            foreach (var mark in s.IsFlat ? Marks.Whisker(s.At(low), middle, s.At(high), middle, theme.Ink)
                : Marks.Whisker(middle, s.At(high), middle, s.At(low), theme.Ink)) yield return mark;
        }
        var label = LabelOf(s.Spec, s.Format, cell);
        var ink = s.Spec.Highlight.Any(name => cell.Row?.IsNamed(name) == true) ? theme.Ink : theme.Muted;
        if (s.IsFlat && size >= 11)
            yield return new TextMark(s.Box.Right + 8, middle + 4, label, LabelSize, ink);
        if (!s.IsFlat && Canvas.Width(label, LabelSize) <= size + (s.Bars.Series.Count == 1 ? 14 : -2))
            yield return new TextMark(middle, s.At(Math.Max(0, reach)) - 5, label, LabelSize, ink, false, TextAnchor.Middle);
    }

    // n stands beside a rate in a wide picture.
    static string LabelOf(ChartSpec spec, ValueFormat format, BarCell cell)
    {
        if (cell.Value is null) return "";
        var label = cell.Row is { } row ? format.Label(row) + (row.IsProvisional ? "*" : "") : format.Short(cell.Value.Value);
        return spec.Width >= 520 && cell.Row?.Trials is { } n && !(cell.Row.Part.Length > 0) ? $"{label} n={ValueFormat.Whole(n)}" : label;
    }
}
