namespace Analytics.Charting;

sealed class SvgSurface : Surface
{
    public override string Name => "svg";

    public override string MediaType => "image/svg+xml";

    public override byte[] Write(Scene scene, SurfaceOptions? options = null) => "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"u8.ToArray();
}
