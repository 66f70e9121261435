using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Analytics.Charting;
using Analytics.Pipelines.Checks;
using Analytics.Semantics;
using Analytics.Statistics;
using Analytics.Tables;

namespace Analytics.Delivery.Reports;

/// The folder pages are written to. <c>manifest.json</c> says what we wrote and from what; a file of others is never
/// touched.
sealed class OutputFolder(string path)
{
    sealed record Manifest(string Fingerprint, SortedDictionary<string, string> Files);

    static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true, NewLine = "\n",
        RespectRequiredConstructorParameters = true,
    };

    string ManifestPath => this["manifest.json"];

    public string this[string relative] => Path.Combine(path, relative.Replace('/', Path.DirectorySeparatorChar));

    /// What pages are made from: the program's code, the parts given, in order.
    public static string Fingerprint(params string[] parts)
    {
        Type[] rooms = [typeof(OutputFolder), typeof(Chart), typeof(CheckRule), typeof(Query), typeof(Analysis),
            typeof(Table)];
        var text = string.Join('\n', rooms.Select(t => t.Module.ModuleVersionId.ToString()).Concat(parts));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    /// The files, if all are there as they were written from the same parts; else null.
    public IReadOnlyList<string>? Holds(string fingerprint) =>
        Read() is { } manifest && manifest.Fingerprint == fingerprint
            && manifest.Files.All(file => File.Exists(this[file.Key])
                && HashOf(File.ReadAllBytes(this[file.Key])) == file.Value)
            ? [.. manifest.Files.Keys]
            : null;

    /// Replaces what is written by a whole new set. Each file appears whole or not at all.
    public void Write(string fingerprint, SortedDictionary<string, byte[]> files)
    {
        try
        {
            var before = Read()?.Files.Keys ?? Enumerable.Empty<string>();
            foreach (var (name, bytes) in files) Replace(this[name], bytes);
            foreach (var old in before.Where(name => !files.ContainsKey(name) && IsInside(name)))
                File.Delete(this[old]);
            var hashes = files.ToDictionary(file => file.Key, file => HashOf(file.Value));
            Replace(ManifestPath, JsonSerializer.SerializeToUtf8Bytes(
                new Manifest(fingerprint, new SortedDictionary<string, string>(hashes, StringComparer.Ordinal)), Form));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DeliveryErrors.OutputUnwritable(path, e);
        }
    }

    // A manifest that was damaged or edited only means that everything is written again.
    Manifest? Read()
    {
        try
        {
            return File.Exists(ManifestPath)
                ? JsonSerializer.Deserialize<Manifest>(File.ReadAllBytes(ManifestPath), Form) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    bool IsInside(string name) => Path.GetFullPath(this[name])
        .StartsWith(Path.GetFullPath(path) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    static void Replace(string file, byte[] bytes)
    {
        if (File.Exists(file) && File.ReadAllBytes(file).AsSpan().SequenceEqual(bytes)) return;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file + ".tmp", bytes);
        File.Move(file + ".tmp", file, overwrite: true);
    }

    static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
