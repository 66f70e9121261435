using System.Buffers.Binary;
using System.Text;

namespace Analytics.Pipelines.Sheets;

/// The streams of a compound file ([MS-CFB]), which old workbooks and encrypted new ones are. Chains that turn in a
/// circle or leave the file are refused.
sealed class CompoundFile
{
    const uint LastSector = 0xFFFFFFFA;

    readonly Stream _file;
    readonly int _sector, _miniSector;
    readonly uint[] _next, _miniNext;
    readonly uint[] _mini;
    readonly Dictionary<string, (uint Start, long Length)> _entries = new(StringComparer.OrdinalIgnoreCase);
    readonly uint _cutoff;

    public CompoundFile(Stream file)
    {
        _file = file;
        var head = new byte[512];
        file.ReadExactly(head);
        var (shift, miniShift) = (U16(head, 30), U16(head, 32));
        if (shift is not (9 or 12) || miniShift is < 2 or > 9) throw new InvalidDataException("CFB: sector size");
        (_sector, _miniSector, _cutoff) = (1 << shift, 1 << miniShift, U32(head, 56));
        _next = Table(FatSectors(head));
        ReadDirectory(U32(head, 48));
        _miniNext = U32(head, 60) < LastSector ? Table(Chain(U32(head, 60), _next)) : [];
        _mini = _entries.TryGetValue("", out var root) && root.Start < LastSector ? Chain(root.Start, _next) : [];
    }

    public bool Has(string name) => name.Length > 0 && _entries.ContainsKey(name);

    /// The bytes of a stream in pieces; nothing where there is no such stream.
    public IEnumerable<ReadOnlyMemory<byte>> Read(string name)
    {
        if (!_entries.TryGetValue(name, out var entry)) yield break;
        var isMini = entry.Length < _cutoff;
        var (size, left) = (isMini ? _miniSector : _sector, entry.Length);
        var buffer = new byte[size];
        foreach (var sector in Chain(entry.Start, isMini ? _miniNext : _next))
        {
            if (left <= 0) yield break;
            var place = isMini ? MiniPlace(sector) : Place(sector);
            if (place >= _file.Length) throw new InvalidDataException("CFB: past the end");
            _file.Position = place;
            var length = _file.ReadAtLeast(buffer, size, throwOnEndOfStream: false);
            yield return buffer.AsMemory(0, (int)Math.Min(length, left));
            left -= length;
        }
    }

    static ushort U16(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));

    static uint U32(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));

    long Place(uint sector) => ((long)sector + 1) * _sector;

    long MiniPlace(uint sector)
    {
        var offset = (long)sector * _miniSector;
        return offset / _sector < _mini.Length ? Place(_mini[offset / _sector]) + offset % _sector
            : throw new InvalidDataException("CFB: mini stream");
    }

    byte[] Sector(uint sector)
    {
        var bytes = new byte[_sector];
        if (Place(sector) >= _file.Length) throw new InvalidDataException("CFB: past the end");
        _file.Position = Place(sector);
        _file.ReadAtLeast(bytes, _sector, throwOnEndOfStream: false);
        return bytes;
    }

    List<uint> FatSectors(byte[] head)
    {
        var sectors = new List<uint>();
        for (var i = 0; i < 109; i++) sectors.Add(U32(head, 76 + i * 4));
        var most = _file.Length / _sector + 2;
        for (var more = U32(head, 68); more < LastSector;)
        {
            if (sectors.Count > most) throw new InvalidDataException("CFB: circle");
            var bytes = Sector(more);
            for (var i = 0; i < _sector / 4 - 1; i++) sectors.Add(U32(bytes, i * 4));
            more = U32(bytes, _sector - 4);
        }
        return [.. sectors.Where(sector => sector < LastSector)];
    }

    uint[] Table(IReadOnlyList<uint> sectors)
    {
        if (sectors.Count > _file.Length / _sector + 1) throw new InvalidDataException("CFB: table");
        var table = new uint[sectors.Count * (_sector / 4)];
        for (var i = 0; i < sectors.Count; i++)
        {
            var bytes = Sector(sectors[i]);
            for (var j = 0; j < _sector / 4; j++) table[i * (_sector / 4) + j] = U32(bytes, j * 4);
        }
        return table;
    }

    static uint[] Chain(uint start, uint[] table)
    {
        var chain = new List<uint>();
        for (var sector = start; sector < LastSector; sector = table[sector])
        {
            if (sector >= table.Length || chain.Count > table.Length) throw new InvalidDataException("CFB: chain");
            chain.Add(sector);
        }
        return [.. chain];
    }

    // The root entry is kept under no name: its stream holds the small ones.
    void ReadDirectory(uint start)
    {
        foreach (var sector in Chain(start, _next))
        {
            var bytes = Sector(sector);
            for (var at = 0; at < _sector; at += 128)
            {
                var (length, type) = (U16(bytes, at + 64), bytes[at + 66]);
                if (type is not (2 or 5) || length is < 2 or > 64) continue;
                var name = type == 5 ? "" : Encoding.Unicode.GetString(bytes, at, length - 2);
                _entries.TryAdd(name, (U32(bytes, at + 116), U32(bytes, at + 120)));
            }
        }
    }
}
