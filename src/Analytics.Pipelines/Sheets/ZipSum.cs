namespace Analytics.Pipelines.Sheets;

/// The CRC-32 by which a ZIP knows whether an entry is as it was packed (ISO 3309; APPNOTE 4.4.7). .NET reads on over a
/// wrong one.
static class ZipSum
{
    public const uint None = uint.MaxValue;

    static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(Entry)];

    public static uint Add(uint sum, ReadOnlySpan<byte> bytes)
    {
        foreach (var one in bytes) sum = Table[(byte)(sum ^ one)] ^ (sum >> 8);
        return sum;
    }

    public static uint Of(uint sum) => ~sum;

    static uint Entry(int index)
    {
        var entry = (uint)index;
        for (var bit = 0; bit < 8; bit++) entry = (entry & 1) == 0 ? entry >> 1 : (entry >> 1) ^ 0xEDB88320;
        return entry;
    }
}
