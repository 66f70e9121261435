using System.IO.Compression;
using Analytics.Etl.Samples.Xls;

namespace Analytics.Etl.Samples;

/// <summary>Makes the sample files of <c>seeds/forms</c>: files such as offices send, ugly on purpose, with made-up
/// numbers. The same description gives the same bytes on every run.</summary>
public static class SampleFiles
{
    /// <summary>Where the descriptions lie, below the content root.</summary>
    public const string Folder = "seeds/forms";

    // A ZIP without days in it: the earliest it can tell.
    static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The names of the samples, in order.</summary>
    /// <param name="contentRoot">The folder that holds <c>seeds</c>.</param>
    public static IReadOnlyList<string> Names(string contentRoot) =>
        [.. Directory.EnumerateFiles(Path.Combine(contentRoot, Folder), "*" + Sample.Extension)
            .Select(path => Path.GetFileName(path)[..^Sample.Extension.Length]).Order(StringComparer.Ordinal)];

    /// <summary>Makes every sample as a real file.</summary>
    /// <param name="contentRoot">The folder that holds <c>seeds</c>.</param>
    /// <param name="folder">Where to; made if need be, files of the same names are replaced.</param>
    /// <param name="withLarge">Whether to make those of 10 MB and more too: the 100 MB cell, the ZIP bomb.</param>
    /// <returns>The path of the file by name of the sample.</returns>
    /// <exception cref="Tables.AnalyticsException">A description is wrong; the text names file and line.</exception>
    public static IReadOnlyDictionary<string, string> Write(string contentRoot, string folder,
        bool withLarge = false) =>
        Names(contentRoot).Select(name => Read(contentRoot, name)).Where(sample => withLarge || !sample.IsLarge)
            .ToDictionary(sample => sample.Name, sample => Write(contentRoot, folder, sample));

    /// <summary>Makes one sample as a real file and returns its path.</summary>
    /// <param name="contentRoot">The folder that holds <c>seeds</c>.</param>
    /// <param name="folder">Where to; made if need be.</param>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="Tables.AnalyticsException">The description is wrong; the text names file and line.</exception>
    public static string Write(string contentRoot, string folder, string name) =>
        Write(contentRoot, folder, Read(contentRoot, name));

    internal static Sample Read(string contentRoot, string name)
    {
        var path = $"{Folder}/{name}{Sample.Extension}";
        return Sample.Parse(path, File.ReadAllText(Path.Combine(contentRoot, path)));
    }

    internal static byte[] Bytes(string contentRoot, Sample sample)
    {
        var bytes = sample.Kind switch
        {
            "xls" => XlsWriter.Bytes(sample.Sheets),
            "xlsx" => XlsxWriter.Bytes(sample.Sheets),
            "zip" => Archive(contentRoot, sample),
            "generated" => Generated(sample),
            _ => SampleText.Bytes(sample),
        };
        return bytes[..(int)(bytes.Length * sample.Truncate)];
    }

    /// A ZIP whose bytes depend on its entries alone.
    internal static byte[] Zip(IEnumerable<(string Name, byte[] Bytes)> entries, System.Text.Encoding? names = null)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true, names))
            foreach (var (name, bytes) in entries)
            {
                var entry = archive.CreateEntry(name, CompressionLevel.NoCompression);
                entry.LastWriteTime = Epoch;
                entry.ExternalAttributes = 0;
                using var content = entry.Open();
                content.Write(bytes);
            }
        return stream.ToArray();
    }

    static byte[] Archive(string contentRoot, Sample sample) => Zip(
        sample.Parts.Select(part => Read(contentRoot, part)).Select(part => (part.File, Bytes(contentRoot, part))),
        sample.Encoding == "utf-8" ? null : SampleText.Encoding(sample.Encoding));

    static byte[] Generated(Sample sample)
    {
        using var stream = new MemoryStream();
        SampleGenerators.Write(sample, stream);
        return stream.ToArray();
    }

    static string Write(string contentRoot, string folder, Sample sample)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, sample.File);
        if (sample.Generator is null) File.WriteAllBytes(path, Bytes(contentRoot, sample));
        else
        {
            // Straight to the disk: some are larger than memory should hold.
            using var stream = File.Create(path);
            SampleGenerators.Write(sample, stream);
        }
        return path;
    }
}
