using System.Globalization;

namespace Analytics.Delivery;

/// Where files of offices are kept: a folder for each day on which some came. Nothing there is ever overwritten.
sealed class Inbox(string workspace, string folder, string day)
{
    /// The path a file is given, in the workspace: its name below the day, with a number where another file has it.
    public string Take(string name, string sha256, IReadOnlyDictionary<string, string> taken)
    {
        var (stem, ending) = (Path.ChangeExtension(name, null), Path.GetExtension(name));
        for (var number = 1; ; number++)
        {
            var path = number == 1 ? $"{folder}/{day}/{name}"
                : $"{folder}/{day}/{stem}-{number.ToString(CultureInfo.InvariantCulture)}{ending}";
            if (!taken.ContainsKey(path) && !File.Exists(Path.Combine(workspace, path))) return path;
        }
    }

    /// Copies a file whole or not at all. While it is copied its name is a hidden one, which no job reads.
    public static void Put(string from, string to)
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
            File.Move(aside, to);
        }
        catch
        {
            File.Delete(aside);
            throw;
        }
    }
}
