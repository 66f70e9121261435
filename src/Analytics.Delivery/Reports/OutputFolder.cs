using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Analytics.Charting;
using Analytics.Pipelines.Checks;
using Analytics.Semantics;
using Analytics.Statistics;
using Analytics.Tables;
using Analytics.Warehousing;

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

    const int NamedInFinding = 3;

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
            var (before, after) = (Read()?.Files ?? [], new SortedDictionary<string, string>(StringComparer.Ordinal));
            foreach (var (name, bytes) in files) after.Add(name, HashOf(bytes));
            // Until all is written the manifest names old and new files, and no inputs: a crash leaves nothing unknown.
            WriteManifest("", new SortedDictionary<string, string>(before.Concat(after)
                .GroupBy(file => file.Key).ToDictionary(g => g.Key, g => g.Last().Value), StringComparer.Ordinal));
            foreach (var (name, bytes) in files) Replace(this[name], bytes);
            foreach (var old in before.Keys.Where(name => !files.ContainsKey(name) && IsInside(name)))
                File.Delete(this[old]);
            WriteManifest(fingerprint, after);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DeliveryErrors.OutputUnwritable(path, e);
        }
    }

    /// Whether every file is as it was written. A repair only lets the next run write them all again.
    public void Examine(DiagnosisList findings, bool mayMend)
    {
        if (!File.Exists(ManifestPath)) return;
        if (Read() is not { } manifest)
        {
            Found("pages-manifest-damaged", DiagnosisSeverity.Warning, () => File.Delete(ManifestPath),
                ("path", ManifestPath));
            return;
        }
        foreach (var left in manifest.Files.Keys.Append("manifest.json").Where(IsInside)
            .Select(name => this[name] + ".tmp").Where(File.Exists))
            Found("leftover", DiagnosisSeverity.Note, () => File.Delete(left),
                ("file", Path.GetRelativePath(path, left)));
        if (manifest.Fingerprint.Length == 0)
        {
            findings.Add("pages-interrupted", DiagnosisSeverity.Note);
            return;
        }
        var changed = manifest.Files.Where(file => !IsInside(file.Key) || !File.Exists(this[file.Key])
            || HashOf(File.ReadAllBytes(this[file.Key])) != file.Value).Select(file => file.Key).ToArray();
        if (changed.Length > 0)
            Found("pages-changed", DiagnosisSeverity.Warning, () => WriteManifest("", manifest.Files),
                ("count", changed.Length), ("files", changed.Take(NamedInFinding)));

        void Found(string code, DiagnosisSeverity severity, Action mend, params (string, object?)[] facts)
        {
            if (mayMend) findings.Add(code, severity, mend, facts);
            else findings.Add(code, severity, facts);
        }
    }

    void WriteManifest(string fingerprint, SortedDictionary<string, string> files) =>
        Replace(ManifestPath, JsonSerializer.SerializeToUtf8Bytes(new Manifest(fingerprint, files), Form));

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
