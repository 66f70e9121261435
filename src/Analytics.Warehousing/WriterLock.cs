using System.Globalization;

namespace Analytics.Warehousing;

/// One load at a time over all processes. The lock ends with the process; the file stays.
sealed class WriterLock : IDisposable
{
    readonly FileStream _stream;

    WriterLock(FileStream stream) => _stream = stream;

    public static WriterLock Take(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, ".writer");
        // The holder's number is in a file of its own: the locked one cannot be read.
        var holder = path + "-pid";
        FileStream stream;
        try
        {
            stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            var known = File.Exists(holder) && int.TryParse(File.ReadAllText(holder), out var pid) ? pid : (int?)null;
            throw WarehouseErrors.Locked(path, known, e);
        }
        File.WriteAllText(holder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return new WriterLock(stream);
    }

    public void Dispose() => _stream.Dispose();
}
