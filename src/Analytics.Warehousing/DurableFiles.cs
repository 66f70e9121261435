using System.Security.Cryptography;

namespace Analytics.Warehousing;

/// Closed files only: an open database file is never touched here.
static class DurableFiles
{
    public static void Replace(string path, byte[] content)
    {
        var aside = path + ".tmp";
        using (var stream = new FileStream(aside, FileMode.Create, FileAccess.Write))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }
        File.Move(aside, path, overwrite: true);
    }

    public static (long Bytes, string Sha256) Flush(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        stream.Flush(flushToDisk: true);
        return (stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }

    /// Renames a file to <c>*.damaged</c>, or <c>*.damaged-2</c> where that exists; nothing where there is none.
    public static void SetAside(string path)
    {
        if (!File.Exists(path)) return;
        var aside = path + ".damaged";
        for (var n = 2; File.Exists(aside); n++) aside = $"{path}.damaged-{n}";
        File.Move(path, aside);
    }
}
