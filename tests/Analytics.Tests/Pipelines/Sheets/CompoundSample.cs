using System.Text;

namespace Analytics.Tests.Pipelines.Sheets;

/// <summary>Writes compound files ([MS-CFB], version 3) of a few streams, each of 4,096 bytes or more.</summary>
static class CompoundSample
{
    const int Sector = 512;
    const uint End = 0xFFFFFFFE, Free = 0xFFFFFFFF, Fat = 0xFFFFFFFD;

    public static byte[] Of(params (string Name, byte[] Bytes)[] streams)
    {
        var padded = streams.Select(s => (s.Name, Bytes: s.Bytes.Concat(new byte[Math.Max(0, 4096 - s.Bytes.Length)]).ToArray())).ToArray();
        var counts = padded.Select(s => (s.Bytes.Length + Sector - 1) / Sector).ToArray();
        var directory = (padded.Length + 1 + 3) / 4;
        var data = counts.Sum() + directory;
        var fats = 1;
        while (fats * 128 < data + fats) fats++;
        var table = Enumerable.Repeat(Free, fats * 128).ToArray();
        for (var i = 0; i < fats; i++) table[i] = Fat;
        var next = Chain(table, fats, directory);
        var entries = new MemoryStream();
        entries.Write(Entry("Root Entry", 5, End, 0, padded.Length > 0 ? 1 : -1));
        var starts = new List<int>();
        foreach (var (count, i) in counts.Select((c, i) => (c, i)))
        {
            starts.Add(next);
            entries.Write(Entry(padded[i].Name, 2, (uint)next, padded[i].Bytes.Length, -1, i + 1 < counts.Length ? i + 2 : -1));
            next = Chain(table, next, count);
        }
        var file = new MemoryStream();
        var writer = new BinaryWriter(file);
        writer.Write([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[16]]);
        foreach (var number in (ushort[])[0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0]) writer.Write(number);
        foreach (var number in (uint[])[0, (uint)fats, (uint)fats, 0, 4096, End, 0, End, 0]) writer.Write(number);
        for (var i = 0; i < 109; i++) writer.Write(i < fats ? (uint)i : Free);
        foreach (var cell in table) writer.Write(cell);
        Pad(file, entries.ToArray(), directory);
        foreach (var (stream, i) in padded.Select((s, i) => (s, i))) Pad(file, stream.Bytes, counts[i]);
        return file.ToArray();
    }

    static int Chain(uint[] table, int from, int count)
    {
        for (var i = 0; i < count; i++) table[from + i] = i + 1 < count ? (uint)(from + i + 1) : End;
        return from + count;
    }

    static void Pad(MemoryStream file, byte[] bytes, int sectors)
    {
        file.Write(bytes);
        file.Write(new byte[sectors * Sector - bytes.Length]);
    }

    static byte[] Entry(string name, byte type, uint start, long length, int child, int right = -1)
    {
        var entry = new byte[128];
        Encoding.Unicode.GetBytes(name).CopyTo(entry, 0);
        BitConverter.TryWriteBytes(entry.AsSpan(64), (ushort)(name.Length * 2 + 2));
        (entry[66], entry[67]) = (type, 1);
        BitConverter.TryWriteBytes(entry.AsSpan(68), -1);
        BitConverter.TryWriteBytes(entry.AsSpan(72), right);
        BitConverter.TryWriteBytes(entry.AsSpan(76), child);
        BitConverter.TryWriteBytes(entry.AsSpan(116), start);
        BitConverter.TryWriteBytes(entry.AsSpan(120), (uint)length);
        return entry;
    }
}
