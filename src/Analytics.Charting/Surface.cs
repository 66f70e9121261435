namespace Analytics.Charting;

/// <summary>How a scene is written to a file.</summary>
/// <param name="IdPrefix">Begins every id inside an SVG, so that many charts may stand in one page; letters, digits,
/// hyphens.</param>
/// <param name="OutlineText">SVG: write text as glyph outlines, so that no font is needed where it is shown.</param>
/// <param name="Scale">PNG: pixels per scene pixel, 1 to 4.</param>
/// <param name="Dpi">PNG: resolution recorded in the file; null is 96 times the scale, the chart's size on
/// screen.</param>
public sealed record SurfaceOptions(string IdPrefix = "chart", bool OutlineText = false, double Scale = 2,
    double? Dpi = null);

/// <summary>A file format scenes are written in. Stateless and thread-safe; equal scenes give equal bytes.</summary>
public abstract class Surface
{
    /// <summary>Its name and file extension without a dot, such as <c>svg</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Its media type.</summary>
    public abstract string MediaType { get; }

    /// <summary>The file's bytes.</summary>
    /// <param name="scene">What to draw.</param>
    /// <param name="options">How to write it; null takes the defaults.</param>
    public abstract byte[] Write(Scene scene, SurfaceOptions? options = null);
}

/// <summary>The catalog of surfaces.</summary>
public static class Surfaces
{
    /// <summary>A page that works from disk: tooltips, zoom, table and downloads.</summary>
    public static Surface Html { get; } = new HtmlSurface();

    /// <summary>Pixels, by libvips from outlined SVG.</summary>
    public static Surface Png { get; } = new PngSurface();

    /// <summary>Scalable, with tooltips and figure ids.</summary>
    public static Surface Svg { get; } = new SvgSurface();

    /// <summary>Every surface, in order of name.</summary>
    public static IReadOnlyList<Surface> All { get; } = [Html, Png, Svg];
}
