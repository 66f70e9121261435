using System.Buffers;
using System.Globalization;
using System.Text;
using Analytics.Charting.Fonts;
using Analytics.Tables;

namespace Analytics.Charting;

sealed class SvgSurface : Surface
{
    const string FontStack =
        "'Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',"
        + "'Hiragino Sans GB',sans-serif";

    public override string Name => "svg";

    public override string MediaType => "image/svg+xml";

    public override byte[] Write(Scene scene, SurfaceOptions? options = null) =>
        Encoding.UTF8.GetBytes(Draw(scene, options ?? new SurfaceOptions()));

    public static string Draw(Scene scene, SurfaceOptions options)
    {
        if (options.IdPrefix.Length == 0 || !char.IsAsciiLetter(options.IdPrefix[0])
            || !options.IdPrefix.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            throw new ArgumentException(
                $"The id prefix '{options.IdPrefix}' must be a letter, then letters, digits and hyphens.",
                nameof(options));
        var svg = new StringBuilder(16384);
        var (id, width, height) = (options.IdPrefix, Number(scene.Width), Number(scene.Height));
        svg.Append($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" ");
        svg.Append($"viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" ");
        svg.Append($"lang=\"{(scene.Language == Language.Chinese ? "zh-Hans" : "en")}\"");
        if (!options.OutlineText) svg.Append($" font-family=\"{FontStack}\" style=\"font-kerning:none\"");
        svg.Append($">\n<title id=\"{id}-title\">{Escape(scene.Title)}</title>\n");
        svg.Append($"<desc id=\"{id}-desc\">{Escape(scene.Description)}</desc>\n");
        foreach (var mark in scene.Marks) Append(svg, mark, scene.Theme.Background, options.OutlineText);
        return svg.Append("</svg>\n").ToString();
    }

    static void Append(StringBuilder svg, Mark mark, string halo, bool outline)
    {
        switch (mark)
        {
            case Group group:
                svg.Append("<g").Append(Attributes(group)).Append('>');
                svg.Append(group is DatumGroup datum ? $"<title>{Escape(datum.Spoken)}</title>\n" : "\n");
                foreach (var inner in group.Marks) Append(svg, inner, halo, outline);
                svg.Append("</g>\n");
                break;
            case LineMark line:
                svg.Append($"<path d=\"M{Number(line.X1)} {Number(line.Y1)}L{Number(line.X2)} {Number(line.Y2)}\" ");
                svg.Append($"stroke=\"{line.Color}\" stroke-width=\"{Number(line.Thickness)}\"");
                if (line.Dash is not null) svg.Append($" stroke-dasharray=\"{line.Dash}\"");
                svg.Append("/>\n");
                break;
            case PolylineMark polyline:
                svg.Append($"<polyline points=\"{Points(polyline.Points)}\" fill=\"none\" ");
                svg.Append($"stroke=\"{polyline.Color}\" stroke-width=\"{Number(polyline.Thickness)}\"");
                svg.Append(" stroke-linejoin=\"round\"");
                if (polyline.Dash is not null) svg.Append($" stroke-dasharray=\"{polyline.Dash}\"");
                svg.Append("/>\n");
                break;
            case AreaMark area:
                svg.Append($"<polygon points=\"{Points(area.Points)}\" fill=\"{area.Fill}\"/>\n");
                break;
            case RingsMark rings:
                svg.Append("<path d=\"");
                foreach (var ring in rings.Rings) svg.Append('M').Append(Points(ring).Replace(' ', 'L')).Append('Z');
                svg.Append($"\" fill=\"{rings.Fill}\" fill-rule=\"evenodd\" stroke=\"{rings.Stroke}\" ");
                svg.Append($"stroke-width=\"{Number(rings.Thickness)}\" stroke-linejoin=\"round\"/>\n");
                break;
            case RectMark rect:
                svg.Append($"<rect x=\"{Number(rect.X)}\" y=\"{Number(rect.Y)}\" width=\"{Number(rect.Width)}\" ");
                svg.Append($"height=\"{Number(rect.Height)}\" fill=\"{rect.Fill}\"");
                svg.Append(rect.Radius > 0 ? $" rx=\"{Number(rect.Radius)}\"/>\n" : "/>\n");
                break;
            case MarkerMark marker:
                svg.Append(MarkerShapes.Element(marker)).Append('\n');
                break;
            case TextMark text:
                if (outline) AppendOutline(svg, text, halo);
                else AppendText(svg, text, halo);
                break;
        }
    }

    // What a page's script needs to find marks by: kind, figures, area, series, the row of the data and the axes.
    static string Attributes(Group group)
    {
        var text = new StringBuilder();
        text.Append(group switch
        {
            DatumGroup => " class=\"datum\"",
            SeriesGroup => " class=\"series\"",
            LegendGroup => " class=\"legend\"",
            AxisGroup { IsHorizontal: true } => " class=\"axis-x\"",
            AxisGroup => " class=\"axis-y\"",
            PlotGroup => " class=\"plot\"",
            _ => "",
        });
        if (group is DatumGroup datum)
        {
            text.Append($" data-figure=\"{Escape(string.Join('|', datum.Figures))}\"");
            if (datum.Row >= 0) text.Append($" data-row=\"{datum.Row}\"");
        }
        if (group.Area.Length > 0) text.Append($" data-area=\"{Escape(group.Area)}\"");
        if (group.Series.Length > 0) text.Append($" data-series=\"{Escape(group.Series)}\"");
        if (group is PlotGroup plot)
        {
            text.Append($" data-box=\"{Number(plot.Left)} {Number(plot.Top)} {Number(plot.Right)} {Number(
                plot.Bottom)}\"");
            if (plot.Horizontal is { } x) text.Append($" data-x=\"{Axis(x)}\"");
            if (plot.Vertical is { } y) text.Append($" data-y=\"{Axis(y)}\"");
        }
        return text.ToString();
    }

    static string Axis(PlotAxis axis) => string.Create(CultureInfo.InvariantCulture,
        $"{axis.From:R} {axis.To:R} {Escape(axis.Unit)}").TrimEnd();

    static void AppendText(StringBuilder svg, TextMark text, string halo)
    {
        svg.Append($"<text x=\"{Number(text.X)}\" y=\"{Number(text.Y)}\" font-size=\"{Number(text.Size)}\" ");
        svg.Append($"fill=\"{text.Color}\"");
        if (text.Bold) svg.Append(" font-weight=\"700\"");
        if (text.Anchor != TextAnchor.Start)
            svg.Append($" text-anchor=\"{(text.Anchor == TextAnchor.Middle ? "middle" : "end")}\"");
        if (text.Halo) svg.Append(HaloAttributes(halo, 3));
        svg.Append($">{Escape(text.Text)}</text>\n");
    }

    // One path a line: the glyphs' outlines moved to their places, in font units, flipped by the transform.
    static void AppendOutline(StringBuilder svg, TextMark text, string halo)
    {
        var font = Typeface.Default.Weight(text.Bold);
        var width = Typeface.Default.Width(text.Text, text.Size, text.Bold);
        var x = text.X - text.Anchor switch { TextAnchor.Start => 0, TextAnchor.Middle => width / 2, _ => width };
        var scale = text.Size / font.UnitsPerEm;
        svg.Append($"<g fill=\"{text.Color}\" aria-label=\"{Escape(text.Text)}\"");
        if (text.Halo) svg.Append(HaloAttributes(halo, 3 / scale));
        svg.Append($" transform=\"translate({Number(x)} {Number(text.Y)}) scale({Fine(scale)} {Fine(-scale)})\">");
        var advance = 0;
        foreach (var character in text.Text.EnumerateRunes())
        {
            var glyph = Typeface.Shown(font, character);
            var outline = font.Outline(glyph);
            if (outline.Length > 0)
                svg.Append(advance == 0 ? $"<path d=\"{outline}\"/>"
                    : $"<path d=\"{outline}\" transform=\"translate({advance} 0)\"/>");
            advance += font.Advance(glyph);
        }
        svg.Append("</g>\n");
    }

    static string HaloAttributes(string color, double width) =>
        $" stroke=\"{color}\" stroke-width=\"{Number(width)}\" stroke-linejoin=\"round\""
        + " paint-order=\"stroke\"";

    static string Points(IReadOnlyList<(double X, double Y)> points) =>
        string.Join(' ', points.Select(p => $"{Number(p.X)},{Number(p.Y)}"));

    static Pixels Number(double value) => new(value);

    static string Fine(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    static readonly SearchValues<char> Plain = SearchValues.Create([.. Enumerable.Range(0x20, 0xD800 - 0x20)
        .Concat(Enumerable.Range(0xE000, 0xFFFE - 0xE000)).Select(c => (char)c).Except("&<>\"")]);

    // XML 1.0 forbids most control characters even as references, and lone surrogates: they are replaced.
    public static string Escape(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(Plain)) return text;
        var output = new StringBuilder(text.Length + 8);
        foreach (var rune in text.EnumerateRunes())
            _ = rune.Value switch
            {
                '&' => output.Append("&amp;"),
                '<' => output.Append("&lt;"),
                '>' => output.Append("&gt;"),
                '"' => output.Append("&quot;"),
                < 0x20 and not ('\t' or '\n' or '\r') or 0xFFFE or 0xFFFF => output.Append('\uFFFD'),
                _ => output.Append(rune.ToString()),
            };
        return output.ToString();
    }
}
