namespace Analytics.Charting;

sealed class PngSurface : Surface
{
    public override string Name => "png";

    public override string MediaType => "image/png";

    public override byte[] Write(Scene scene, SurfaceOptions? options = null) => [];
}
