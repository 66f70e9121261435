using System.Text;

namespace Analytics.Charting;

sealed class PngSurface : Surface
{
    public override string Name => "png";

    public override string MediaType => "image/png";

    /// <inheritdoc/>
    /// <remarks>Text is outlined first, so that pictures are alike on machines without fonts.</remarks>
    public override byte[] Write(Scene scene, SurfaceOptions? options = null)
    {
        options ??= new SurfaceOptions();
        if (options.Scale is not (>= 1 and <= 4)) throw ChartErrors.SizeInvalid("scale", options.Scale, 1, 4);
        var svg = SvgSurface.Draw(scene, options with { OutlineText = true });
        return Vips.Render(Encoding.UTF8.GetBytes(svg), options.Scale, options.Dpi ?? 96 * options.Scale);
    }
}
