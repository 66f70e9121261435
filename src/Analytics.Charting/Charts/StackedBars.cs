using Analytics.Charting.Layout;

namespace Analytics.Charting.Charts;

/// <summary>The parts of a whole end to end from zero; as shares of it where the spec asks.</summary>
/// <remarks>Only what adds up is stacked: counts of parts, or shares of one whole that come to no more than 100 %.</remarks>
sealed class StackedBars : BarChart
{
    public override string Name => "stacked-bars";

    internal override IEnumerable<GalleryCase> Cases => BarSamples.Stacked;

    protected override double Thickness(BarGroups bars) => bars.Groups.Count > 30 ? 19 : 28;

    protected override bool IsPercent(ChartSpec spec, ValueFormat format) => spec.Shares == true || format.IsRate;

    protected override IEnumerable<double> Extent(ChartSpec spec, BarGroups bars) =>
        spec.Shares == true ? [100] : bars.Groups.Select(g => g.Sum);

    protected override void Check(ChartSpec spec, Observations data, BarGroups bars)
    {
        if (data.Rows.FirstOrDefault(o => o.Value < 0) is { } negative)
            throw ChartErrors.StackImpossible("negative", $"{negative.Area} {negative.Value}");
        if (data.Format.IsRate && bars.Groups.FirstOrDefault(g => g.Sum > 100.5) is { } over)
            throw ChartErrors.StackImpossible("rates", $"{over.Name} {data.Format.Exact(over.Sum)}");
    }

    protected override double LabelRoom(ChartSpec spec, ValueFormat format, BarGroups bars) =>
        spec.Shares == true ? 4 : 10 + bars.Groups.Max(g => Canvas.Width(SumOf(format, g), LabelSize));

    protected override IEnumerable<string> Notes(Canvas canvas, ChartSpec spec)
    {
        if (spec.Shares == true) yield return canvas.Say("chart.bars.shares");
    }

    protected override void DrawGroup(Setting s, BarGroup group, double start, double end)
    {
        var (at, whole, isShare) = (0.0, group.Sum, s.Spec.Shares == true);
        var isOpen = group.Cells.Any(cell => cell is { Value: null });
        for (var i = 0; i < s.Bars.Series.Count; i++)
        {
            if (group.Cells[i] is not { Value: { } value } cell) continue;
            var shown = !isShare ? value : whole > 0 ? 100 * value / whole : 0;
            s.Canvas.Add(Datum(s, group, cell, i, [.. Part(s, i, at, at + shown, start, end, Text(s, value, shown))]));
            at += shown;
        }
        if (!isShare && s.IsFlat)
            s.Canvas.Text(s.Box.Right + 8, (start + end) / 2 + 4, SumOf(s.Format, group), LabelSize, s.Canvas.Theme.Ink);
        else if (!isShare && Canvas.Width(SumOf(s.Format, group), LabelSize) <= end - start + 20)
            s.Canvas.Text((start + end) / 2, s.At(at) - 5, SumOf(s.Format, group), LabelSize, s.Canvas.Theme.Ink, false, TextAnchor.Middle);
        // A withheld part has no length: its stub stands at the end, outside the sum.
        if (!isOpen) return;
        foreach (var (i, cell) in group.Cells.Index())
            if (cell is { Value: null })
            {
                var box = s.IsFlat ? new Box(s.At(at) + 2, start, s.At(at) + 12, end) : new Box(start, s.At(at) - 12, end, s.At(at) - 2);
                if (box.Right > s.Box.Right + 1 && s.IsFlat) box = box with { Left = s.Box.Right - 10, Right = s.Box.Right };
                s.Canvas.Add(Datum(s, group, cell, i, [new RectMark(box.Left, box.Top, box.Width, box.Height, s.Canvas.Theme.Faint(s.Canvas.Theme.Muted)),
                    .. Hatch.Lines(box, s.Canvas.Theme.Axis, 5)]));
            }
    }

    static IEnumerable<Mark> Part(Setting s, int series, double from, double to, double start, double end, string text)
    {
        var box = s.Along(from, to, start, end);
        // A hair's breadth of background between parts tells them apart in any ink.
        if (s.IsFlat && box.Width > 2) box = box with { Right = box.Right - 1 };
        else if (!s.IsFlat && box.Height > 2) box = box with { Top = box.Top + 1 };
        var fill = ColorOf(s.Canvas.Theme, s.Bars, series);
        yield return new RectMark(box.Left, box.Top, box.Width, box.Height, fill);
        if (Canvas.Width(text, LabelSize) <= box.Width - 6 && box.Height >= 14)
            yield return new TextMark((box.Left + box.Right) / 2, (box.Top + box.Bottom) / 2 + 4, text, LabelSize,
                s.Canvas.Theme.InkOn(fill), false, TextAnchor.Middle);
    }

    static string Text(Setting s, double value, double shown) => s.Spec.Shares == true
        ? shown.ToString("0", System.Globalization.CultureInfo.InvariantCulture) + "%" : s.Format.Short(value);

    static string SumOf(ValueFormat format, BarGroup group) =>
        (group.Cells.Any(cell => cell is { Value: null }) ? "≥" : "") + format.Short(group.Sum);
}
