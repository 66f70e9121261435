namespace Analytics.Charting.Layout;

/// <summary>One explained sign: a small drawing and its words.</summary>
/// <param name="Width">Of the drawing, 0 for words alone.</param>
/// <param name="Draw">Draws it, given its left end and vertical middle.</param>
/// <param name="Text">The words.</param>
/// <param name="Key">The series it shows and hides; "" for none.</param>
sealed record LegendEntry(double Width, Action<Canvas, double, double> Draw, string Text, string Key = "");

/// <summary>What surrounds every plot: title, subtitle, legend above; source and footnotes below.</summary>
sealed class Frame
{
    public const double Margin = 24;

    const double LegendSize = 12;
    const double LegendLeading = 19;

    readonly Canvas _canvas;
    readonly ChartSpec _spec;
    readonly List<string> _foot = [];

    public Frame(Canvas canvas, ChartSpec spec, IEnumerable<string> notes)
    {
        (_canvas, _spec) = (canvas, spec);
        var paragraphs = new List<string>(notes);
        if (spec.Source is { } source) paragraphs.Add(canvas.Say("chart.source", ("source", source)));
        paragraphs.AddRange(spec.Footnotes.Select(f => f.In(spec.Language)));
        foreach (var paragraph in paragraphs) _foot.AddRange(TextWrap.Lines(paragraph, Inner, 11));
    }

    double Inner => _spec.Width - 2 * Margin;

    /// <summary>Height of source line and footnotes with the margins around them.</summary>
    public double FooterHeight => (_foot.Count > 0 ? 12 + 16 * _foot.Count : 0) + 16;

    /// <summary>Draws title, subtitle and legend; returns the y under them.</summary>
    public double Header(IReadOnlyList<LegendEntry> legend, bool isSimulated)
    {
        var y = 18.0;
        var (size, anchor) = (_canvas.Theme.TitleSize, _canvas.Theme.TitleAnchor);
        var x = anchor switch { TextAnchor.Start => Margin, TextAnchor.Middle => _spec.Width / 2, _ => Margin + Inner };
        y = _canvas.Lines(TextWrap.Lines(_spec.Title.In(_spec.Language), Inner, size, true), x, y, size, 1.4 * size,
            _canvas.Theme.Ink, true, anchor);
        if (_spec.Subtitle is { } subtitle)
            y = _canvas.Lines(TextWrap.Lines(subtitle.In(_spec.Language), Inner, 13), x, y + 1, 13, 19,
                _canvas.Theme.Muted, false, anchor);
        if (isSimulated)
            y = _canvas.Lines(TextWrap.Lines(_canvas.Say("chart.simulated"), Inner, 13, true), x, y + 2, 13, 20,
                _canvas.Theme.Alert, true, anchor);
        if (_canvas.Theme.Rule is { } rule)
        {
            _canvas.Add(new LineMark(Margin, y + 7, Margin + Inner, y + 7, rule, 1.5));
            y += 8;
        }
        return Legend(legend, y + 6) + 10;
    }

    /// <summary>Draws source and footnotes from <paramref name="y"/> on.</summary>
    public void Footer(double y) => _canvas.Lines(_foot, Margin, y + 12, 11, 16, _canvas.Theme.Muted);

    double Legend(IReadOnlyList<LegendEntry> entries, double y)
    {
        var x = Margin;
        foreach (var entry in entries)
        {
            var sample = entry.Width > 0 ? entry.Width + 6 : 0;
            var lines = TextWrap.Lines(entry.Text, Inner - sample, LegendSize);
            var width = sample + lines.Max(l => Canvas.Width(l, LegendSize));
            if (x > Margin && x + width > Margin + Inner) (x, y) = (Margin, y + LegendLeading);
            _canvas.Within(marks => new LegendGroup(marks) { Series = entry.Key }, () =>
            {
                if (entry.Width > 0) entry.Draw(_canvas, x, y + LegendLeading / 2);
                _canvas.Lines(lines, x + sample, y, LegendSize, LegendLeading, _canvas.Theme.Muted);
            });
            x += width + 20;
            if (lines.Count > 1) (x, y) = (Margin, y + LegendLeading * lines.Count);
        }
        return x > Margin ? y + LegendLeading : y;
    }

    /// <summary>The picture of a table without drawable rows.</summary>
    public static Scene Empty(Canvas canvas, ChartSpec spec, Frame frame)
    {
        var top = frame.Header([], false);
        var plot = Math.Max(120, (spec.Height ?? 0) - top - frame.FooterHeight);
        canvas.Text(spec.Width / 2, top + plot / 2, canvas.Say("chart.no-data"), 16, canvas.Theme.Ink, true,
            TextAnchor.Middle);
        var detail = TextWrap.Lines(canvas.Say("chart.no-data.detail"), spec.Width - 2 * Margin, 12);
        canvas.Lines(detail, spec.Width / 2, top + plot / 2 + 8, 12, 18, canvas.Theme.Muted, false, TextAnchor.Middle);
        frame.Footer(top + plot);
        var words = $"{canvas.Say("chart.no-data")}: {canvas.Say("chart.no-data.detail")}";
        return canvas.Finish(spec.Width, top + plot + frame.FooterHeight, spec.Title.In(spec.Language), words);
    }
}
