using System.Text;
using Analytics.Tables;

namespace Analytics.Charting;

/// <summary>A page of one chart that works from disk: inline SVG, its data, one script and one style sheet.</summary>
sealed class HtmlSurface : Surface
{
    public override string Name => "html";

    public override string MediaType => "text/html";

    public override byte[] Write(Scene scene, SurfaceOptions? options = null)
    {
        // Outlines are for SVG files: a page without texts has no names to read aloud.
        options = (options ?? new SurfaceOptions()) with { OutlineText = false };
        return Encoding.UTF8.GetBytes(HtmlPage.Write(scene.Title, [(options.IdPrefix, scene)], scene.Language,
            options, hasHeading: false));
    }
}

/// <summary>Several charts in one interactive page.</summary>
public static class ChartPage
{
    /// <summary>A complete HTML document that works from disk and asks the network for nothing. An area pointed at in
    /// one chart stands out in all. Equal scenes give equal text.</summary>
    /// <param name="title">The page's heading.</param>
    /// <param name="charts">From top to bottom, at least one. Ids begin every id inside and name the downloads:
    /// letters, digits and hyphens, unlike each other. The first chart's theme colours the page.</param>
    /// <param name="language">The page's; a chart keeps its own.</param>
    /// <exception cref="ArgumentException">No chart, or an id that is not of this form or stands twice.</exception>
    public static string Write(string title, IReadOnlyList<(string Id, Scene Scene)> charts, Language language)
    {
        if (charts.Count == 0) throw new ArgumentException("A page needs a chart.", nameof(charts));
        if (charts.GroupBy(c => c.Id, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ArgumentException($"The chart id '{twice.Key}' stands twice.", nameof(charts));
        return HtmlPage.Write(title, charts, language, new SurfaceOptions(), hasHeading: true);
    }
}
