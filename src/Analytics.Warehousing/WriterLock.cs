using System.Globalization;

namespace Analytics.Warehousing;

/// <summary>The writer's place in a workspace: over all processes one holds it, to load, to write pages or to repair.
/// It is free again when disposed or when the process ends, however it ends.</summary>
public sealed class WriterLock : IDisposable
{
    readonly FileStream _stream;

    WriterLock(FileStream stream) => _stream = stream;

    internal static WriterLock Take(string folder)
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
        catch (IOException e) when (IsHeld(e))
        {
            var known = File.Exists(holder) && int.TryParse(File.ReadAllText(holder), out var pid) ? pid : (int?)null;
            throw WarehouseErrors.Locked(path, known, e);
        }
        try
        {
            File.WriteAllText(holder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new WriterLock(stream);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    // The system's own number: EWOULDBLOCK on Linux and macOS, a sharing violation on Windows. Anything else is a
    // folder that cannot be written.
    static bool IsHeld(IOException e) => e.HResult is 11 or 35 or unchecked((int)0x80070020);
}
