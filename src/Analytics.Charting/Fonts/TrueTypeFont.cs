using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text;

namespace Analytics.Charting.Fonts;

/// <summary>Metrics and outlines of one TrueType file, read per glyph on demand. Thread-safe.</summary>
/// <remarks>Tables head, hhea, hmtx, cmap (formats 4 and 12), loca and glyf of the OpenType specification
/// 1.9.</remarks>
sealed partial class TrueTypeFont
{
    readonly byte[] _data;
    readonly Dictionary<string, (int Offset, int Length)> _tables = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<int, int> _glyphs = new();
    readonly ConcurrentDictionary<int, string> _outlines = new();
    readonly bool _longOffsets;
    readonly int _horizontalMetrics;
    readonly (int Offset, int Format) _characterMap;

    public TrueTypeFont(byte[] data)
    {
        _data = data;
        if (data.Length < 12 || U32(0) is not (0x00010000 or 0x74727565))
            throw new InvalidDataException("not a TrueType file");
        for (int i = 0, at = 12; i < U16(4); i++, at += 16)
            _tables[Encoding.ASCII.GetString(data, at, 4)] = (checked((int)U32(at + 8)), checked((int)U32(at + 12)));
        var head = Table("head");
        UnitsPerEm = U16(head + 18);
        _longOffsets = U16(head + 50) != 0;
        var hhea = Table("hhea");
        (Ascender, Descender) = (S16(hhea + 4), S16(hhea + 6));
        _horizontalMetrics = U16(hhea + 34);
        _characterMap = FindCharacterMap();
        _ = (Table("hmtx"), Table("loca"), Table("glyf"));
    }

    /// <summary>Font units in the font size.</summary>
    public int UnitsPerEm { get; }

    /// <summary>Typographic ascent in font units, above the baseline.</summary>
    public int Ascender { get; }

    /// <summary>Typographic descent in font units, negative below the baseline.</summary>
    public int Descender { get; }

    /// <summary>The glyph of a character; 0 where the font has none.</summary>
    public int Glyph(Rune character) => _glyphs.GetOrAdd(character.Value, FindGlyph);

    /// <summary>The advance width of a glyph in font units.</summary>
    public int Advance(int glyph) => U16(Table("hmtx") + 4 * Math.Min(glyph, _horizontalMetrics - 1));

    int Table(string name) => _tables.TryGetValue(name, out var table)
        ? table.Offset
        : throw new InvalidDataException($"the table '{name}' is missing");

    // Format 12 covers all of Unicode and is preferred over format 4.
    (int Offset, int Format) FindCharacterMap()
    {
        var cmap = Table("cmap");
        (int Offset, int Format) best = default;
        for (var i = 0; i < U16(cmap + 2); i++)
        {
            var record = cmap + 4 + 8 * i;
            var platform = U16(record);
            var offset = cmap + (int)U32(record + 4);
            var format = U16(offset);
            if (platform is 0 or 3 && format is 4 or 12 && format > best.Format) best = (offset, format);
        }
        return best.Format != 0 ? best : throw new InvalidDataException("no character map of format 4 or 12");
    }

    int FindGlyph(int character) => _characterMap.Format == 12 ? FindInGroups(character) : FindInSegments(character);

    int FindInGroups(int character)
    {
        var (low, high) = (0, (int)U32(_characterMap.Offset + 12) - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var group = _characterMap.Offset + 16 + 12 * middle;
            if (character < U32(group)) high = middle - 1;
            else if (character > U32(group + 4)) low = middle + 1;
            else return (int)(U32(group + 8) + character - U32(group));
        }
        return 0;
    }

    int FindInSegments(int character)
    {
        if (character > 0xFFFF) return 0;
        var map = _characterMap.Offset;
        var twice = U16(map + 6);
        for (var i = 0; i < twice; i += 2)
        {
            if (U16(map + 14 + i) < character) continue;
            var start = U16(map + 16 + twice + i);
            if (start > character) return 0;
            var delta = U16(map + 16 + 2 * twice + i);
            var rangeAt = map + 16 + 3 * twice + i;
            var range = U16(rangeAt);
            if (range == 0) return (character + delta) & 0xFFFF;
            var glyph = U16(rangeAt + range + 2 * (character - start));
            return glyph == 0 ? 0 : (glyph + delta) & 0xFFFF;
        }
        return 0;
    }

    ushort U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(_data.AsSpan(at));

    short S16(int at) => BinaryPrimitives.ReadInt16BigEndian(_data.AsSpan(at));

    uint U32(int at) => BinaryPrimitives.ReadUInt32BigEndian(_data.AsSpan(at));
}
