using System.Text.Json;

namespace Analytics.Etl.Simulated;

/// The folder a panel is written to. <c>manifest.json</c> names what we wrote; files of others stay as they are.
sealed class PanelFolder(string folder)
{
    public const string ManifestName = "manifest.json";

    const string Maker = "analytics simulate panel";

    sealed record Manifest(string MadeBy, IReadOnlyList<string> Files);

    static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true, NewLine = "\n",
        RespectRequiredConstructorParameters = true,
    };

    /// Makes the folder hold these files and no others of ours; how many were written and removed.
    public (int Written, int Removed) Write(SortedDictionary<string, byte[]> files)
    {
        try
        {
            var before = Read();
            foreach (var (name, bytes) in files)
                if (!before.Contains(name) && File.Exists(At(name)) && !Holds(name, bytes))
                    throw SimulatedErrors.FileForeign(At(name));
            string[] stale = [.. before.Where(name => !files.ContainsKey(name) && File.Exists(At(name)))];
            // Named before they are there: a run that is stopped leaves nothing it would not know as its own.
            if (files.Keys.Except(before).Any()) Replace(ManifestName, Print(files.Keys.Union(before)));
            var written = files.Count(file => Replace(file.Key, file.Value));
            foreach (var name in stale) Remove(name);
            Replace(ManifestName, Print(files.Keys));
            return (written, stale.Length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SimulatedErrors.FolderUnusable(folder, e);
        }
    }

    // A manifest of others, or one that was edited, is a file of others.
    HashSet<string> Read()
    {
        if (!File.Exists(At(ManifestName))) return [];
        try
        {
            var manifest = JsonSerializer.Deserialize<Manifest>(File.ReadAllBytes(At(ManifestName)), Form);
            if (manifest is { MadeBy: Maker } ours)
                return [.. ours.Files.Where(IsInside)];
        }
        catch (JsonException)
        {
        }
        throw SimulatedErrors.FileForeign(At(ManifestName));
    }

    static byte[] Print(IEnumerable<string> names) => [.. JsonSerializer.SerializeToUtf8Bytes(
        new Manifest(Maker, [.. names.Order(StringComparer.Ordinal)]), Form), (byte)'\n'];

    bool Replace(string name, byte[] bytes)
    {
        if (Holds(name, bytes)) return false;
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        File.WriteAllBytes(At(name) + ".tmp", bytes);
        File.Move(At(name) + ".tmp", At(name), overwrite: true);
        return true;
    }

    void Remove(string name)
    {
        File.Delete(At(name));
        var parent = Path.GetDirectoryName(At(name))!;
        if (!Directory.EnumerateFileSystemEntries(parent).Any()) Directory.Delete(parent);
    }

    bool Holds(string name, byte[] bytes) =>
        File.Exists(At(name)) && File.ReadAllBytes(At(name)).AsSpan().SequenceEqual(bytes);

    bool IsInside(string name) => Path.GetFullPath(At(name))
        .StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    string At(string name) => Path.Combine(folder, name.Replace('/', Path.DirectorySeparatorChar));
}
