using System.Text;
using Analytics.Tables.Text;

namespace Analytics.Pipelines.Sheets;

/// A text file as a stream of UTF-8 that still knows where its lines begin in the file as received. Memory: a buffer
/// and the lines in it.
sealed class Utf8Text : Stream
{
    readonly Stream _source;
    readonly Decoder? _decoder;
    readonly int _unit, _carry;
    readonly byte[] _input = new byte[1 << 14];
    readonly char[] _chars = new char[(1 << 14) + 2];
    readonly MemoryStream _output = new();
    readonly Queue<(long Utf8, long Source)> _lines = [];
    (long Utf8, long Source) _line;
    long _utf8, _read;
    char _high;

    public Utf8Text(ReceivedFile file, TextEncoding encoding)
    {
        _source = file.OpenRead();
        if (encoding.Name == "utf-8") return;
        _source.Position = _read = encoding.MarkLength;
        _line = (0, _read);
        _decoder = encoding.Decoder.GetDecoder();
        _unit = encoding.Name.StartsWith("utf-16", StringComparison.Ordinal) ? 2 : 1;
        _carry = encoding.Name == "utf-16be" ? 1 : 0;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// Where a line that begins at an offset of the UTF-8 form begins in the file. Offsets are asked in order.
    public long InFile(long utf8)
    {
        if (_decoder is null) return utf8;
        while (_lines.TryPeek(out var line) && line.Utf8 <= utf8) _line = _lines.Dequeue();
        return _line.Source;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_decoder is null) return _source.Read(buffer);
        if (_output.Position == _output.Length && !Fill()) return 0;
        return _output.Read(buffer);
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _source.Dispose();
        base.Dispose(disposing);
    }

    bool Fill()
    {
        _output.SetLength(0);
        while (_output.Length == 0)
        {
            var length = _source.ReadAtLeast(_input, _input.Length, throwOnEndOfStream: false);
            if (length == 0) return false;
            var from = 0;
            for (var i = 0; i + _unit <= length; i += _unit)
                if (IsLineEnd(i))
                {
                    Convert(from, i + _unit);
                    from = i + _unit;
                    _lines.Enqueue((_utf8, _read + from));
                }
            Convert(from, length);
            _read += length;
        }
        _output.Position = 0;
        return true;
    }

    // A byte of a line end is never part of a longer character of GB 18030.
    bool IsLineEnd(int i) =>
        _input[i + _carry] is (byte)'\n' or (byte)'\r' && (_unit == 1 || _input[i + 1 - _carry] == 0);

    void Convert(int from, int to)
    {
        var start = 0;
        if (_high != 0) _chars[start++] = _high;
        var count = start + _decoder!.GetChars(_input.AsSpan(from, to - from), _chars.AsSpan(start), flush: false);
        _high = count > 0 && char.IsHighSurrogate(_chars[count - 1]) ? _chars[--count] : '\0';
        var bytes = Encoding.UTF8.GetBytes(_chars, 0, count);
        _output.Write(bytes);
        _utf8 += bytes.Length;
    }
}
