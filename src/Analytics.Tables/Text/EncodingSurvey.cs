namespace Analytics.Tables.Text;

/// What all encodings say of one text, read once.
sealed class EncodingSurvey
{
    static readonly (string Name, byte[] Bytes)[] Marks =
    [
        ("utf-8", [0xEF, 0xBB, 0xBF]), ("gb18030", [0x84, 0x31, 0x95, 0x33]),
        ("utf-16le", [0xFF, 0xFE]), ("utf-16be", [0xFE, 0xFF]),
    ];

    readonly Utf16Check _little = new(isBig: false), _big = new(isBig: true);
    byte[] _start = [];
    long _length, _beyondAscii;
    long? _zero;

    public Utf8Check Utf8 { get; } = new();

    public Gb18030Check Gb18030 { get; } = new();

    /// The encoding that a byte order mark names.
    public string? Marked => Marks.FirstOrDefault(mark => _start.AsSpan().StartsWith(mark.Bytes)).Name;

    public bool IsAscii => _beyondAscii == 0 && _zero is null;

    /// UTF-8 with some other bytes in it. Chinese in GB 18030 hardly ever holds two characters of UTF-8 in a row, so a
    /// tenth of its bytes in such runs is no chance.
    public bool IsDamagedUtf8 => Utf8.Bad is not null && Utf8.BytesInRuns * 10 > _beyondAscii;

    public static EncodingSurvey Of(Stream stream)
    {
        var survey = new EncodingSurvey();
        var buffer = new byte[stream.CanSeek ? Math.Clamp(stream.Length, 1, 1 << 16) : 1 << 16];
        for (int read; (read = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)) > 0;)
            survey.Take(buffer.AsSpan(0, read));
        foreach (var check in (EncodingCheck[])[survey.Utf8, survey.Gb18030, survey._little, survey._big])
            check.End(survey._length);
        return survey;
    }

    public TextEncoding In(string name, EncodingReason reason)
    {
        var mark = Marks.FirstOrDefault(m => m.Name == name && _start.AsSpan().StartsWith(m.Bytes)).Bytes?.Length ?? 0;
        return name switch
        {
            "utf-16le" => new(name, reason, mark, _little.Bad, _little.Zero),
            "utf-16be" => new(name, reason, mark, _big.Bad, _big.Zero),
            "gb18030" => new(name, reason, mark, Gb18030.Bad, _zero),
            _ => new(name, reason, mark, Utf8.Bad, _zero),
        };
    }

    /// Without a mark: zero bytes, all of them the high halves of units, no stray control characters, all valid.
    public bool LooksLikeUtf16(string name)
    {
        var (check, other) = name == "utf-16le" ? (_little, _big) : (_big, _little);
        return check is { Bad: null, Zero: null, Controls: 0, Latin: > 1 } && other.Latin * 10 < check.Latin;
    }

    void Take(ReadOnlySpan<byte> bytes)
    {
        if (_length == 0) _start = bytes[..Math.Min(4, bytes.Length)].ToArray();
        foreach (var check in (EncodingCheck[])[Utf8, Gb18030, _little, _big]) check.Take(bytes, _length);
        if (_zero is null && bytes.IndexOf((byte)0) is >= 0 and var at) _zero = _length + at;
        foreach (var b in bytes)
            if (b >= 0x80) _beyondAscii++;
        _length += bytes.Length;
    }
}
