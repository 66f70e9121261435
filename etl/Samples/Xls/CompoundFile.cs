using System.Text;

namespace Analytics.Etl.Samples.Xls;

/// <summary>The container of old Office files, after [MS-CFB] version 3: a file system of 512-byte sectors.</summary>
/// <remarks>Sectors are laid out as: the FAT, the directory, then the streams one after another. Streams are filled
/// up with zeros to 4,096 bytes, so that the mini FAT is never needed.</remarks>
static class CompoundFile
{
    const int Sector = 512, SmallestStream = 4096, EntriesInFat = Sector / 4, EntriesInDirectory = Sector / 128;
    const int FatsInHeader = 109;
    const long FatSector = 0xFFFFFFFD, EndOfChain = 0xFFFFFFFE, Free = 0xFFFFFFFF;

    /// A file with up to three streams below its root.
    public static byte[] Bytes(IReadOnlyList<(string Name, byte[] Bytes)> streams)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(streams.Count, EntriesInDirectory - 1);
        var sizes = streams.Select(stream => Math.Max(stream.Bytes.Length, SmallestStream)).ToArray();
        var sectors = sizes.Select(size => (size + Sector - 1) / Sector).ToArray();
        var fats = 1;
        while (fats * EntriesInFat < fats + 1 + sectors.Sum()) fats++;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fats, FatsInHeader);

        var file = Header(fats);
        foreach (var entry in Fat(fats, sectors)) file.U32(entry);
        Directory(file, streams, sizes, First(fats, sectors));
        for (var i = 0; i < streams.Count; i++)
            file.Bytes(streams[i].Bytes).Zeros(sectors[i] * Sector - streams[i].Bytes.Length);
        return file.ToArray();
    }

    // 2.2: signature, version 3, sectors of 2^9 and mini sectors of 2^6 bytes, then where FAT and directory are.
    static BinaryBlock Header(int fats)
    {
        var header = new BinaryBlock().Bytes([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).Zeros(16)
            .U16(0x3E).U16(3).U16(0xFFFE).U16(9).U16(6).Zeros(6)
            .U32(0).U32(fats).U32(fats).U32(0).U32(SmallestStream)
            .U32(EndOfChain).U32(0).U32(EndOfChain).U32(0);
        for (var i = 0; i < FatsInHeader; i++) header.U32(i < fats ? i : Free);
        return header;
    }

    static int[] First(int fats, int[] sectors) =>
        [.. sectors.Select((_, index) => fats + 1 + sectors.Take(index).Sum())];

    static IEnumerable<long> Fat(int fats, int[] sectors)
    {
        var entries = Enumerable.Repeat(FatSector, fats).Append(EndOfChain).ToList();
        foreach (var count in sectors)
        {
            for (var i = 1; i < count; i++) entries.Add(entries.Count + 1);
            entries.Add(EndOfChain);
        }
        return entries.Concat(Enumerable.Repeat(Free, fats * EntriesInFat - entries.Count));
    }

    // 2.6: one sector of four entries. The streams are a tree ordered by length of name, then name; a chain to the
    // right is one.
    static void Directory(BinaryBlock file, IReadOnlyList<(string Name, byte[] Bytes)> streams, int[] sizes,
        int[] first)
    {
        var order = Enumerable.Range(0, streams.Count).OrderBy(i => streams[i].Name.Length)
            .ThenBy(i => streams[i].Name.ToUpperInvariant(), StringComparer.Ordinal).ToArray();
        Entry(file, "Root Entry", type: 5, right: Free, child: order[0] + 1, EndOfChain, size: 0);
        for (var i = 0; i < streams.Count; i++)
        {
            var place = Array.IndexOf(order, i);
            var right = place + 1 < order.Length ? order[place + 1] + 1 : Free;
            Entry(file, streams[i].Name, type: 2, right, child: Free, first[i], sizes[i]);
        }
        for (var i = streams.Count + 1; i < EntriesInDirectory; i++)
            file.Zeros(68).U32(Free).U32(Free).U32(Free).Zeros(48);
    }

    static void Entry(BinaryBlock file, string name, int type, long right, long child, long first, int size) => file
        .Bytes(Encoding.Unicode.GetBytes(name)).Zeros(64 - name.Length * 2).U16((name.Length + 1) * 2)
        .U8(type).U8(1).U32(Free).U32(right).U32(child).Zeros(36).U32(first).U32(size).U32(0);
}
