using Analytics.Charting.Layout;

namespace Analytics.Charting.Charts;

sealed partial class BoxPlot
{
    static string BaseOf(BoxGroup group) => "n=" + ValueFormat.Whole(group.Rows.Count);

    static string ReferenceWords(Setting s) => s.Spec.Reference is not { } reference ? ""
        : $"{reference.Label.In(s.Spec.Language)} {s.Format.Exact(reference.Value)}";

    // Standing boxes, where every name fits under its own; else null.
    static Setting? LayUpright(Setting s, Frame frame, double top)
    {
        var (spec, groups) = (s.Spec, s.Boxes.Groups);
        var left = Frame.Margin + AxisLines.Width(s.Canvas, s.Values, s.Format.IsRate);
        var gutter = ReferenceWords(s).Length == 0 ? 6 : 12 + TextWrap.Lines(ReferenceWords(s), 76, 12, true)
            .Max(l => Canvas.Width(l, 12, true));
        var slot = (spec.Width - Frame.Margin - gutter - left) / groups.Count;
        if (groups.Count < 2 || slot < 30
            || groups.Any(g => Math.Max(Canvas.Width(g.Name, NameSize), Canvas.Width(BaseOf(g), BaseSize)) > slot - 6))
            return null;
        if (s.Format.HasAxisUnit) top += 18;
        var height =
            Math.Max(180, (spec.Height ?? top + 300 + 48 + frame.FooterHeight) - top - 48 - frame.FooterHeight);
        return s with { Box = new(left, top + 6, spec.Width - Frame.Margin - gutter, top + 6 + height) };
    }

    // Boxes lying down, with names at the left and medians in a column at the right.
    static Setting LayLying(Setting s, Frame frame, double top)
    {
        var (spec, groups, canvas) = (s.Spec, s.Boxes.Groups, s.Canvas);
        s = s with { IsLying = true };
        var names = groups.Max(g => NamesOf(s, g).Select(l => Canvas.Width(l, NameSize))
            .Append(Canvas.Width(BaseOf(g), BaseSize)).Max());
        var medians = groups.Max(g => Canvas.Width(Alike.Quantile(s.Format, g.Median), NameSize, true));
        var heading = Canvas.Width(canvas.Say("chart.distribution.median"), BaseSize);
        top += spec.Reference is null ? 20 : 20 + TopLabels.Leading;
        var tall = groups.Max(g => NamesOf(s, g).Count) * 17 + 24.0;
        var row = groups.Count > 12 ? Math.Max(38, tall) : Math.Max(52, tall);
        if (groups.Count == 1) row = 110;
        var below = s.Format.HasAxisUnit ? 46 : 28;
        var stretch = Math.Max(0, (spec.Height ?? 0) - top - row * groups.Count - below - frame.FooterHeight);
        return s with
        {
            Box = new(Frame.Margin + names + 14, top, spec.Width - Frame.Margin - Math.Max(medians, heading) - 14,
                top + row * groups.Count + stretch),
        };
    }

    static IReadOnlyList<string> NamesOf(Setting s, BoxGroup group) =>
        group.Name.Length == 0 ? [] : TextWrap.Lines(group.Name, 0.28 * s.Spec.Width, NameSize);

    static void DrawWords(Setting s)
    {
        var (canvas, box) = (s.Canvas, s.Box);
        if (s.IsLying)
            canvas.Text(s.Spec.Width - Frame.Margin, box.Top - (s.Spec.Reference is null ? 8 : 8 + TopLabels.Leading),
                canvas.Say("chart.distribution.median"), BaseSize, canvas.Theme.Muted, false, TextAnchor.End);
        foreach (var (i, group) in s.Boxes.Groups.Index())
        {
            var at = s.Middle(i);
            if (!s.IsLying)
            {
                canvas.Text(at, box.Bottom + 19, group.Name, NameSize, canvas.Theme.Ink, false, TextAnchor.Middle);
                canvas.Text(at, box.Bottom + 35, BaseOf(group), BaseSize, canvas.Theme.Muted, false, TextAnchor.Middle);
                continue;
            }
            var names = NamesOf(s, group);
            var under = canvas.Lines(names, box.Left - 14, at - (17 * names.Count + 14) / 2.0, NameSize, 17,
                canvas.Theme.Ink, false, TextAnchor.End);
            canvas.Lines([BaseOf(group)], box.Left - 14, under, BaseSize, 14, canvas.Theme.Muted, false,
                TextAnchor.End);
            canvas.Text(s.Spec.Width - Frame.Margin, at + 4.5, Alike.Quantile(s.Format, group.Median), NameSize,
                canvas.Theme.Ink, true, TextAnchor.End);
        }
    }

    // Returns the y under everything.
    static double Draw(Setting s)
    {
        var (canvas, box) = (s.Canvas, s.Box);
        var axis = AxisLines.Of(s.Values, s.Format.IsRate);
        AxisLines.Plot(canvas, box, s.IsLying ? axis : null, s.IsLying ? null : axis, () =>
        {
            if (s.IsLying) AxisLines.Bottom(canvas, s.Values, s.Format.IsRate, box, hasGrid: true);
            else AxisLines.Side(canvas, s.Values, s.Format.IsRate, box);
            DrawReference(s);
            DrawGroups(s);
        });
        DrawWords(s);
        if (!s.Format.HasAxisUnit) return box.Bottom + (s.IsLying ? 28 : 48);
        var unit = UnitLine.Words(canvas, s.Format);
        if (s.IsLying)
            canvas.Text((box.Left + box.Right) / 2, box.Bottom + 38, unit, 12, canvas.Theme.Muted, false,
                TextAnchor.Middle);
        else canvas.Text(Frame.Margin, box.Top - 10, unit, 12, canvas.Theme.Muted);
        return box.Bottom + (s.IsLying ? 46 : 48);
    }

    static void DrawReference(Setting s)
    {
        if (s.Spec.Reference is not { } reference) return;
        var (canvas, at, words) = (s.Canvas, s.Along(reference.Value), ReferenceWords(s));
        if (s.IsLying)
        {
            TopLabels.Draw(canvas, [new(at, words, canvas.Theme.Ink, "5 4")], s.Spec.Width, s.Box);
            return;
        }
        canvas.Add(new LineMark(s.Box.Left, at, s.Box.Right, at, canvas.Theme.Ink, 1.2, "5 4"));
        var lines = TextWrap.Lines(words, 76, 12, true);
        canvas.Lines(lines, s.Box.Right + 8, at - 8 * lines.Count, 12, 16, canvas.Theme.Ink, true);
    }
}
