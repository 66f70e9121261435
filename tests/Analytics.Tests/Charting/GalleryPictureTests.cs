using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Analytics.Charting;
using Analytics.Tables;
using Analytics.Tests.House;

namespace Analytics.Tests.Charting;

/// <summary>Approved pictures of the gallery. After looking at a change, run with ANALYTICS_APPROVE=1 to accept it.</summary>
public class GalleryPictureTests
{
    /// <summary>How far the mean lightness of a cell and of all cells may lie apart, in steps of L*.</summary>
    const double MostOfOne = 6, MostOfAll = 0.5;

    static readonly Language[] Languages = [Language.Chinese, Language.English];

    public static TheoryData<string> Cases => [.. Gallery.All.Select(one => one.Name)];

    static GalleryCase Case(string name) => Gallery.All.Single(one => one.Name == name);

    static bool IsApproving => Environment.GetEnvironmentVariable("ANALYTICS_APPROVE") == "1";

    static string Code(Language language) => language == Language.Chinese ? "zh" : "en";

    static string FileOf(string name) => Path.Combine(Clone.Root, "tests", "expectations", "gallery", name);

    // Those of thousands of units, and the English of states other than the ordinary, are held by their digest alone.
    [Theory, MemberData(nameof(Cases))]
    public void The_picture_is_the_approved_one(string name)
    {
        var one = Case(name);
        if (one.State == "huge") return;
        foreach (var language in one.State == "ordinary" ? Languages : Languages[..1])
        {
            var svg = Encoding.UTF8.GetString(Surfaces.Svg.Write(one.Draw(language)));
            var path = FileOf($"{name}.{Code(language)}.svg");
            if (IsApproving) Write(path, svg);
            Assert.True(File.Exists(path), $"{path} is not approved yet; look at the picture and run with ANALYTICS_APPROVE=1.");
            Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), svg);
        }
    }

    [Fact, Trait("Speed", "Slow")]
    public void Every_picture_in_every_language_and_theme_has_the_approved_digest()
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        Parallel.ForEach(Gallery.All, one =>
        {
            foreach (var language in Languages)
                foreach (var theme in Themes.All)
                {
                    var svg = Surfaces.Svg.Write(one.Draw(language, theme.Name));
                    lock (found) found.Add($"{one.Name}.{Code(language)}.{theme.Name} {Convert.ToHexStringLower(SHA256.HashData(svg))[..16]}");
                }
        });
        var path = FileOf("digests.txt");
        if (IsApproving) Write(path, string.Join('\n', found) + "\n");
        var approved = File.ReadAllLines(path);
        Assert.Empty(found.Except(approved).Concat(approved.Except(found)).Order(StringComparer.Ordinal));
    }

    [Fact, Trait("Speed", "Slow")]
    public void Pixels_look_as_approved()
    {
        var names = Gallery.All.Where(one => one.State == "ordinary").Select(one => one.Name).ToArray();
        var path = FileOf("lightness.txt");
        if (IsApproving)
            Write(path, string.Concat(names.SelectMany(name => Languages.Select(language =>
                $"{name}.{Code(language)} {string.Join(' ', Pixels(name, language))}\n"))));
        var approved = File.ReadAllLines(path).Select(line => line.Split(' ')).ToDictionary(line => line[0],
            line => line[1..].Select(cell => int.Parse(cell, CultureInfo.InvariantCulture)).ToArray());
        Assert.Equal(names.Length * 2, approved.Count);
        foreach (var name in names)
            foreach (var language in Languages)
                Assert.True(IsAlike(approved[$"{name}.{Code(language)}"], Pixels(name, language)), $"{name}.{Code(language)}");
    }

    [Fact]
    public void Another_picture_does_not_look_alike()
    {
        var funnel = Pixels("funnel-ordinary", Language.Chinese);
        Assert.True(IsAlike(funnel, funnel));
        Assert.False(IsAlike(funnel, Pixels("funnel-ordinary", Language.English)));
        Assert.False(IsAlike(funnel, Pixels("funnel-target", Language.Chinese)));
    }

    static int[] Pixels(string name, Language language) =>
        new PngPicture(Surfaces.Png.Write(Case(name).Draw(language), new(Scale: 1))).Lightness();

    static bool IsAlike(int[] a, int[] b) => a.Length == b.Length
        && a.Zip(b, (x, y) => Math.Abs(x - y)).Max() <= MostOfOne && a.Zip(b, (x, y) => Math.Abs(x - y)).Average() <= MostOfAll;

    static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
