using System.Globalization;
using System.Security.Cryptography;
using Analytics.Pipelines;
using Analytics.Pipelines.Received;

namespace Analytics.Delivery;

/// Where files of offices are kept: a folder for each instant at which some came, so that names sort as they arrived.
/// Nothing there is ever overwritten.
sealed class Inbox(string workspace, string folder, string instant)
{
    /// The path a file is given, in the workspace: its name below the instant, with a number where another has it.
    public string Take(string name, IReadOnlyDictionary<string, string> taken)
    {
        var (stem, ending) = (Path.ChangeExtension(name, null), Path.GetExtension(name));
        for (var number = 1; ; number++)
        {
            var path = number == 1 ? $"{folder}/{instant}/{name}"
                : $"{folder}/{instant}/{stem}_{number.ToString(CultureInfo.InvariantCulture)}{ending}";
            if (!taken.ContainsKey(path) && !File.Exists(Path.Combine(workspace, path))) return path;
        }
    }

    /// Copies files whole, all or none. While one is copied its name is a hidden one, which no job reads.
    /// <exception cref="Tables.AnalyticsException"><c>input-changed</c>: a file is not what was hashed.</exception>
    public static void Put(IEnumerable<(string From, string To, string Sha256)> files)
    {
        var put = new List<string>();
        try
        {
            foreach (var (from, to, sha256) in files)
            {
                Put(from, to, sha256);
                put.Add(to);
            }
        }
        catch
        {
            foreach (var file in put) File.Delete(file);
            throw;
        }
    }

    public static void Put(string from, string to, string sha256)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        var aside = Path.Combine(Path.GetDirectoryName(to)!, "." + Path.GetFileName(to) + ".tmp");
        try
        {
            using (var source = File.OpenRead(from))
            using (var target = new FileStream(aside, FileMode.Create, FileAccess.Write))
            {
                source.CopyTo(target);
                target.Flush(flushToDisk: true);
            }
            using (var copy = File.OpenRead(aside))
                if (Convert.ToHexStringLower(SHA256.HashData(copy)) != sha256) throw DeliveryErrors.FileChanged(from);
            File.Move(aside, to);
        }
        catch
        {
            File.Delete(aside);
            throw;
        }
    }
}

/// The files an inbox holds, found by content. Only files of the same size are hashed, each once.
sealed class KeptFiles(string workspace, string inbox)
{
    readonly ILookup<long, string> _bySize = !Directory.Exists(inbox) ? Array.Empty<string>().ToLookup(_ => 0L)
        : Directory.EnumerateFiles(inbox, "*", SearchOption.AllDirectories)
            .Where(file => !ReceivedReader.IsAside(Path.GetRelativePath(inbox, file).Replace('\\', '/')))
            .Order(StringComparer.Ordinal).ToLookup(file => new FileInfo(file).Length);

    readonly Dictionary<string, string> _hashes = new(StringComparer.Ordinal);

    /// The path of the file with this content, in the workspace; null where none has it.
    public string? PathOf(string full, string sha256) => _bySize[new FileInfo(full).Length]
        .Select(file => Path.GetRelativePath(workspace, file).Replace('\\', '/'))
        .FirstOrDefault(path => HashOf(path) == sha256);

    string HashOf(string path) => _hashes.TryGetValue(path, out var hash) ? hash
        : _hashes[path] = Source.Read(workspace, path, "received").Sha256;
}
