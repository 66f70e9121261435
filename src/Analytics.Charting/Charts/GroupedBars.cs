using Analytics.Charting.Layout;

namespace Analytics.Charting.Charts;

/// <summary>A bar for each series beside one another, from zero, with intervals where there are any.</summary>
sealed class GroupedBars : BarChart
{
    public override string Name => "grouped-bars";

    internal override IEnumerable<GalleryCase> Cases => BarSamples.Grouped;

    protected override bool HasWhiskers => true;

    protected override double Thickness(int series, bool isDense) => series > 1 ? 15 * series + 10 : isDense ? 19 : 24;

    protected override IEnumerable<double> Extent(ChartSpec spec, BarGroups bars) =>
        bars.Groups.SelectMany(g => g.Cells)
        .Where(cell => cell?.Value is not null)
        .SelectMany(cell => new[] { cell!.Value!.Value, cell.Row?.Low ?? 0, cell.Row?.High ?? 0 });

    protected override void Check(ChartSpec spec, Observations data, BarGroups bars) { }

    protected override double LabelRoom(ChartSpec spec, ValueFormat format, BarGroups bars) => 10
        + bars.Groups.SelectMany(g => g.Cells).OfType<BarCell>()
        .Max(cell => Canvas.Width(LabelOf(spec, format, cell), LabelSize));

    protected override void DrawGroup(Setting s, BarGroup group, double start, double end)
    {
        var size = (end - start) / s.Bars.Series.Count;
        for (var i = 0; i < s.Bars.Series.Count; i++)
        {
            if (group.Cells[i] is not { } cell) continue;
            var (from, to) = (start + i * size + (i > 0 ? 0.5 : 0), start + (i + 1) * size - 0.5);
            s.Canvas.Add(Datum(s, group, cell, i, [.. Bar(s, cell, FillOf(s, group, i), from, to, size)]));
        }
    }

    static IEnumerable<Mark> Bar(Setting s, BarCell cell, string color, double from, double to, double size)
    {
        if (cell.Value is not { } value)
        {
            foreach (var mark in WithheldStub(s, from, to)) yield return mark;
            yield break;
        }
        var theme = s.Canvas.Theme;
        var box = s.Along(0, value, from, to);
        yield return new RectMark(box.Left, box.Top, box.Width, box.Height,
            cell.Row is { IsPrintedRate: true } ? theme.Pale(color) : color, Math.Min(1.5, size / 6));
        // A small base is hollow.
        if (cell.Row is { IsSmallBase: true } && box.Width > 5 && box.Height > 5)
            yield return new RectMark(box.Left + 2, box.Top + 2, box.Width - 4, box.Height - 4, theme.Background);
        var (middle, reach) = ((from + to) / 2, value);
        if (cell.Row is { Low: { } low, High: { } high })
        {
            reach = Math.Max(value, high);
            // A rim of the background's colour keeps the half of it that lies on the bar in sight.
            yield return s.IsFlat ? new LineMark(s.At(low) - 1, middle, s.At(high) + 1, middle, theme.Background, 4)
                : new LineMark(middle, s.At(low) + 1, middle, s.At(high) - 1, theme.Background, 4);
            foreach (var mark in s.IsFlat ? Marks.Whisker(s.At(low), middle, s.At(high), middle, theme.Ink)
                : Marks.Whisker(middle, s.At(high), middle, s.At(low), theme.Ink)) yield return mark;
        }
        var label = LabelOf(s.Spec, s.Format, cell);
        var ink = s.Spec.Highlight.Any(name => cell.Row?.IsNamed(name) == true) ? theme.Ink : theme.Muted;
        // Values of several series stand at their bars; those of one with their n under one another, as in a table.
        if (s.IsFlat && size >= 11)
            yield return new TextMark(s.Bars.Series.Count > 1 ? s.At(Math.Max(0, reach)) + 6 : s.Box.Right + 8,
                middle + 4, label, LabelSize,
                ink, Halo: true);
        if (!s.IsFlat && Canvas.Width(label, LabelSize) <= (s.Bars.Series.Count == 1 ? 1.28 * size : size) - 3)
            yield return new TextMark(middle, s.At(Math.Max(0, reach)) - 5, label, LabelSize, ink, false,
                TextAnchor.Middle);
    }

    // n stands beside a rate in a wide picture.
    static string LabelOf(ChartSpec spec, ValueFormat format, BarCell cell)
    {
        if (cell.Value is null) return "";
        var label = cell.Row is { } row ? format.Label(row) + (row.IsProvisional ? "*" : "")
            : BarCell.Sign(cell.Bounds) + format.Short(cell.Value.Value);
        return spec.Width >= 520 && cell.Row?.Trials is { } n && !(cell.Row.Part.Length > 0)
            ? $"{label} n={ValueFormat.Whole(n)}" : label;
    }
}
