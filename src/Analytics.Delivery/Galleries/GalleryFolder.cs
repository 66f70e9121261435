using System.Text;
using Analytics.Charting;
using Analytics.Delivery.Reports;
using Analytics.Tables;

namespace Analytics.Delivery;

/// <summary>What a gallery's folder holds.</summary>
/// <param name="Index">The page that shows it.</param>
/// <param name="Pictures">How many pictures, each an SVG.</param>
public sealed record GalleryWritten(string Index, int Pictures);

/// <summary>Every chart type with ordinary and awkward data, in both languages, light and dark: <c>index.html</c> with
/// the pictures in <c>svg/</c>, the ordinary ones in <c>png/</c>, and a page to try each type in
/// <c>pages/</c>.</summary>
public static class GalleryFolder
{
    static readonly Language[] Languages = [Language.Chinese, Language.English];
    static readonly Theme[] Looks = [Themes.Paper, Themes.Dark];

    /// <summary>Writes the gallery; the same program writes the same files. Files of others in the folder
    /// stay.</summary>
    /// <param name="folder">Made where it is absent.</param>
    /// <param name="ct">Stops between pictures; nothing is written then.</param>
    /// <exception cref="AnalyticsException">The folder cannot be written.</exception>
    public static async Task<GalleryWritten> WriteAsync(string folder, CancellationToken ct)
    {
        var output = new OutputFolder(folder);
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(Gallery.All, ct, (one, _) =>
        {
            foreach (var language in Languages)
                foreach (var look in Looks)
                    foreach (var (name, bytes) in FilesOf(one, language, look))
                        lock (files) files.Add(name, bytes);
            return ValueTask.CompletedTask;
        });
        foreach (var type in ChartTypes.All)
            foreach (var language in Languages)
                files.Add(GalleryPage.Trial(type, language), Encoding.UTF8.GetBytes(Trial(type, language)));
        files.Add("index.html", Encoding.UTF8.GetBytes(GalleryPage.Write()));
        output.Write(OutputFolder.Fingerprint("gallery"), files);
        return new GalleryWritten(output["index.html"], Gallery.All.Count * Languages.Length * Looks.Length);
    }

    static IEnumerable<(string Name, byte[] Bytes)> FilesOf(GalleryCase one, Language language, Theme look)
    {
        var scene = one.Draw(language, look.Name);
        yield return (GalleryPage.Picture(one, language, look, "svg"),
            Surfaces.Svg.Write(scene, new SurfaceOptions(one.Name)));
        if (one.State == Gallery.States[0])
            yield return (GalleryPage.Picture(one, language, look, "png"), Surfaces.Png.Write(scene));
    }

    // The states a reader learns from; those with thousands of units would only make the page slow.
    static string Trial(ChartType type, Language language) => ChartPage.Write(
        type.Purpose.In(language), [.. Gallery.Of(type).Where(one => one.State != "huge")
            .Select(one => (one.Name, one.Draw(language)))], language);
}
