using Analytics.Charting.Layout;

namespace Analytics.Charting.Charts;

/// <summary>The parts of a whole end to end from zero; as shares of it where the spec asks.</summary>
/// <remarks>Only what adds up is stacked: counts of parts, or shares of one whole, which have one denominator and come
/// to no more than 100 %.</remarks>
sealed class StackedBars : BarChart
{
    public override string Name => "stacked-bars";

    internal override IEnumerable<GalleryCase> Cases => BarSamples.Stacked;

    protected override bool HasWhiskers => false;

    protected override double Thickness(int series, bool isDense) => isDense ? 19 : 28;

    protected override bool IsPercent(ChartSpec spec, ValueFormat format) => spec.Shares == true || format.IsRate;

    protected override IEnumerable<double> Extent(ChartSpec spec, BarGroups bars) =>
        spec.Shares == true ? [100] : bars.Groups.Select(g => g.Sum);

    protected override void Check(ChartSpec spec, Observations data, BarGroups bars)
    {
        if (data.Rows.FirstOrDefault(o => o.Value < 0) is { } negative)
            throw ChartErrors.StackImpossible(ChartErrors.Problem("chart.stack.negative"),
                $"{negative.Area} {negative.Value}");
        if (!data.Format.IsRate) return;
        if (bars.Groups.FirstOrDefault(g => g.Sum > 100.5) is { } over)
            throw ChartErrors.StackImpossible(ChartErrors.Problem("chart.stack.rates"),
                $"{over.Name} {data.Format.Exact(over.Sum)}");
        if (bars.Groups.FirstOrDefault(g => BasesOf(g).Length > 1) is { } apart)
            throw ChartErrors.StackImpossible(ChartErrors.Problem("chart.stack.bases"),
                $"{apart.Name} n={string.Join(", ", BasesOf(apart).Select(ValueFormat.Whole))}");
    }

    static long[] BasesOf(BarGroup group) =>
        [.. group.Cells.Select(cell => cell?.Row?.Trials).OfType<long>().Distinct()];

    // A withheld part of a share stands beyond the whole.
    protected override double LabelRoom(ChartSpec spec, ValueFormat format, BarGroups bars) =>
        10 + bars.Groups.Max(g => Canvas.Width(EndOf(spec, format, g), LabelSize))
            + (spec.Shares == true && bars.Groups.Any(HasStub) ? 14 : 0);

    protected override IEnumerable<string> Notes(Canvas canvas, ChartSpec spec, ValueFormat format, BarGroups bars)
    {
        if (spec.Shares == true) yield return canvas.Say("chart.bars.shares");
        if (bars.Groups.Any(g => IsOpen(format, g)))
            yield return canvas.Say(spec.Shares == true ? "chart.bars.open-shares" : "chart.bars.open");
    }

    protected override void DrawGroup(Setting s, BarGroup group, double start, double end)
    {
        var (at, whole, isShare) = (0.0, group.Sum, s.Spec.Shares == true);
        for (var i = 0; i < s.Bars.Series.Count; i++)
        {
            if (group.Cells[i] is not { Value: { } value } cell) continue;
            var shown = !isShare ? value : whole > 0 ? 100 * value / whole : 0;
            s.Canvas.Add(Datum(s, group, cell, i,
                [.. Part(s, FillOf(s, group, i), at, at + shown, start, end, Text(s, group, cell, shown))]));
            at += shown;
        }
        var (text, theme) = (EndOf(s.Spec, s.Format, group), s.Canvas.Theme);
        if (s.IsFlat)
            s.Canvas.Text(s.Box.Right + (isShare && s.Bars.Groups.Any(HasStub) ? 22 : 8), (start + end) / 2 + 4,
                text, LabelSize,
                isShare ? theme.Muted : theme.Ink);
        // No wider than the place of a bar, lest it covers the next bar's.
        else if (Canvas.Width(text, LabelSize) <= s.Box.Width / s.Bars.Groups.Count - 3)
            s.Canvas.Text((start + end) / 2, s.At(at) - (HasStub(group) ? 16 : 5), text, LabelSize, theme.Ink, false,
                TextAnchor.Middle);
        // A withheld part has no length: its stub stands at the end, outside the sum.
        foreach (var (i, cell) in group.Cells.Index())
            if (cell is { Value: null })
            {
                var box = s.IsFlat ? new Box(s.At(at) + 2, start, s.At(at) + 12, end)
                    : new Box(start, s.At(at) - 12, end, s.At(at) - 2);
                if (box.Right > s.Box.Right + 1 && s.IsFlat && !isShare)
                    box = box with { Left = s.Box.Right - 10, Right = s.Box.Right };
                s.Canvas.Add(Datum(s, group, cell, i,
                    [new RectMark(box.Left, box.Top, box.Width, box.Height, s.Canvas.Theme.Faint(s.Canvas.Theme.Muted)),
                    .. Hatch.Lines(box, s.Canvas.Theme.Axis, 5)]));
            }
    }

    static IEnumerable<Mark> Part(Setting s, string fill, double from, double to, double start, double end, string text)
    {
        var box = s.Along(from, to, start, end);
        // A hair's breadth of background between parts tells them apart in any ink.
        if (s.IsFlat && box.Width > 2) box = box with { Right = box.Right - 1 };
        else if (!s.IsFlat && box.Height > 2) box = box with { Top = box.Top + 1 };
        yield return new RectMark(box.Left, box.Top, box.Width, box.Height, fill);
        if (Canvas.Width(text, LabelSize) <= box.Width - 6 && box.Height >= 14)
            yield return new TextMark((box.Left + box.Right) / 2, (box.Top + box.Bottom) / 2 + 4, text, LabelSize,
                s.Canvas.Theme.InkOn(fill), false, TextAnchor.Middle);
    }

    static string Text(Setting s, BarGroup group, BarCell cell, double shown)
    {
        var value = s.Spec.Shares == true ? ShareSign(s.Format, group, cell)
            + shown.ToString("0", System.Globalization.CultureInfo.InvariantCulture) + "%"
            : cell.Row is { } row ? s.Format.Label(row)
            : BarCell.Sign(cell.Bounds) + s.Format.Short(cell.Value!.Value);
        return value + (cell.Row is { IsProvisional: true } ? "*" : "");
    }

    static bool HasStub(BarGroup group) => group.Cells.Any(cell => cell is { Value: null });

    // Rates that come to the whole leave nothing for a part that is not there.
    static bool IsOpen(ValueFormat format, BarGroup group) => group.IsOpen && !(format.IsRate && group.Sum >= 99.5);

    // The sum; beside shares what they are shares of: the sum of counts, or the denominator of rates.
    static string EndOf(ChartSpec spec, ValueFormat format, BarGroup group) => spec.Shares != true
        ? SumOf(format, group)
        : !format.IsRate ? (SumOf(format, group) is ['≥' or '≤' or '≈', ..] sum ? "n" + sum
            : "n=" + SumOf(format, group)) : BasesOf(group) is [var n] ? "n=" + ValueFormat.Whole(n) : "";

    static string SumOf(ValueFormat format, BarGroup group) =>
        BarCell.Sign(group.Cells.SelectMany(cell => BoundsOf(format, group, cell))) + format.Short(group.Sum);

    static IEnumerable<string> BoundsOf(ValueFormat format, BarGroup group, BarCell? cell) =>
        cell is not null || IsOpen(format, group) ? BarCell.BoundsOf(cell) : [];

    // The more the other parts are, the less is the share.
    static string ShareSign(ValueFormat format, BarGroup group, BarCell cell) => BarCell.Sign(cell.Bounds
        .Concat(group.Cells.Where(other => !ReferenceEquals(other, cell))
            .SelectMany(other => BoundsOf(format, group, other))
            .Select(bound => bound switch { "at_least" => "at_most", "at_most" => "at_least", _ => bound })));
}
