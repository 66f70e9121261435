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
        foreach (var mark in scene.Marks) Append(svg, mark, options.OutlineText);
        return svg.Append("</svg>\n").ToString();
    }

    static void Append(StringBuilder svg, Mark mark, bool outline)
    {
        switch (mark)
        {
            case DatumGroup group:
                svg.Append($"<g data-figure=\"{Escape(string.Join('|', group.Figures))}\">");
                svg.Append($"<title>{Escape(group.Spoken)}</title>\n");
                foreach (var inner in group.Marks) Append(svg, inner, outline);
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
            case RectMark rect:
                svg.Append($"<rect x=\"{Number(rect.X)}\" y=\"{Number(rect.Y)}\" width=\"{Number(rect.Width)}\" ");
                svg.Append($"height=\"{Number(rect.Height)}\" fill=\"{rect.Fill}\"");
                svg.Append(rect.Radius > 0 ? $" rx=\"{Number(rect.Radius)}\"/>\n" : "/>\n");
                break;
            case MarkerMark marker:
                svg.Append(MarkerShapes.Element(marker, Number)).Append('\n');
                break;
            case TextMark text:
                if (outline) AppendOutline(svg, text);
                else AppendText(svg, text);
                break;
        }
    }

    static void AppendText(StringBuilder svg, TextMark text)
    {
        svg.Append($"<text x=\"{Number(text.X)}\" y=\"{Number(text.Y)}\" font-size=\"{Number(text.Size)}\" ");
        svg.Append($"fill=\"{text.Color}\"");
        if (text.Bold) svg.Append(" font-weight=\"700\"");
        if (text.Anchor != TextAnchor.Start)
            svg.Append($" text-anchor=\"{(text.Anchor == TextAnchor.Middle ? "middle" : "end")}\"");
        if (text.Halo) svg.Append(HaloAttributes(3));
        svg.Append($">{Escape(text.Text)}</text>\n");
    }

    // One path a line: the glyphs' outlines moved to their places, in font units, flipped by the transform.
    static void AppendOutline(StringBuilder svg, TextMark text)
    {
        var font = Typeface.Default.Weight(text.Bold);
        var width = Typeface.Default.Width(text.Text, text.Size, text.Bold);
        var x = text.X - text.Anchor switch { TextAnchor.Start => 0, TextAnchor.Middle => width / 2, _ => width };
        var scale = text.Size / font.UnitsPerEm;
        svg.Append($"<g fill=\"{text.Color}\" aria-label=\"{Escape(text.Text)}\"");
        if (text.Halo) svg.Append(HaloAttributes(3 / scale));
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

    static string HaloAttributes(double width) =>
        $" stroke=\"{Layout.Palette.Background}\" stroke-width=\"{Number(width)}\" stroke-linejoin=\"round\""
        + " paint-order=\"stroke\"";

    static string Points(IReadOnlyList<(double X, double Y)> points) =>
        string.Join(' ', points.Select(p => $"{Number(p.X)},{Number(p.Y)}"));

    static string Number(double value) => (Math.Round(value, 2, MidpointRounding.AwayFromZero) + 0.0)
        .ToString("0.##", CultureInfo.InvariantCulture);

    static string Fine(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    // XML 1.0 forbids most control characters even as references, and lone surrogates: they are replaced.
    static string Escape(string text)
    {
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
