namespace Analytics.Tables.Text;

/// A state machine over bytes that knows where the first invalid sequence begins.
abstract class EncodingCheck
{
    /// The offset of the first invalid sequence; null so far or at the end where there is none.
    public long? Bad { get; set; }

    /// Where the unfinished sequence begins; null between characters.
    public long? Begun { get; set; }

    /// The bytes that follow, which begin at an offset.
    public abstract void Take(ReadOnlySpan<byte> bytes, long offset);

    /// Nothing follows.
    public void End(long length)
    {
        Finish();
        if (Begun is { } begun && begun < length) Bad ??= begun;
    }

    public virtual void Finish() { }
}

/// UTF-8 by table 3-7 of the Unicode Standard. It goes on after an error, to tell damaged UTF-8 from other encodings.
sealed class Utf8Check : EncodingCheck
{
    byte _low = 0x80, _high = 0xBF;
    int _wanted, _length;
    long _run;

    /// Bytes of three-byte characters of which two or more stand in a row.
    public long BytesInRuns { get; set; }

    public override void Take(ReadOnlySpan<byte> bytes, long offset)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            var b = bytes[i];
            if (_wanted > 0)
            {
                if (b >= _low && b <= _high)
                {
                    (_low, _high) = (0x80, 0xBF);
                    if (--_wanted == 0) Complete();
                    continue;
                }
                Fail();
            }
            if (b < 0x80)
            {
                Finish();
                var ascii = bytes[i..].IndexOfAnyInRange((byte)0x80, (byte)0xFF);
                i = ascii < 0 ? bytes.Length : i + ascii - 1;
                continue;
            }
            Begun = offset + i;
            Begin(b);
        }
    }

    /// A run ends.
    public override void Finish()
    {
        if (_run > 3) BytesInRuns += _run;
        _run = 0;
    }

    void Begin(byte b)
    {
        _wanted = _length = b switch
        {
            >= 0xC2 and <= 0xDF => 1, >= 0xE0 and <= 0xEF => 2, >= 0xF0 and <= 0xF4 => 3, _ => 0,
        };
        (_low, _high) = b switch
        {
            0xE0 => ((byte)0xA0, (byte)0xBF), 0xED => ((byte)0x80, (byte)0x9F), 0xF0 => ((byte)0x90, (byte)0xBF),
            0xF4 => ((byte)0x80, (byte)0x8F), _ => ((byte)0x80, (byte)0xBF),
        };
        if (_wanted == 0) Fail();
    }

    void Complete()
    {
        Begun = null;
        if (_length == 2) _run += 3;
        else Finish();
    }

    void Fail()
    {
        Bad ??= Begun;
        (Begun, _wanted, _low, _high) = (null, 0, 0x80, 0xBF);
        Finish();
    }
}

/// GB 18030: one, two or four bytes; four-byte sequences that stand for no character are invalid.
sealed class Gb18030Check : EncodingCheck
{
    // The last place of the Basic Multilingual Plane, and the places of the planes above it.
    const int LastBasic = 39_419, FirstAbove = 189_000, LastAbove = 1_237_575;

    int _state, _place;

    public override void Take(ReadOnlySpan<byte> bytes, long offset)
    {
        for (var i = 0; i < bytes.Length && Bad is null; i++)
        {
            var b = bytes[i];
            if (_state == 0 && b < 0x80)
            {
                var ascii = bytes[i..].IndexOfAnyInRange((byte)0x80, (byte)0xFF);
                i = ascii < 0 ? bytes.Length : i + ascii - 1;
                continue;
            }
            if (_state == 0) Begun = offset + i;
            if (!Step(b)) Bad = Begun;
            else if (_state == 0) Begun = null;
        }
    }

    bool Step(byte b)
    {
        switch (_state)
        {
            case 0:
                (_state, _place) = (1, b - 0x81);
                return b is >= 0x81 and <= 0xFE;
            case 1 when b is >= 0x30 and <= 0x39:
                (_state, _place) = (2, _place * 10 + b - 0x30);
                return true;
            case 1:
                _state = 0;
                return b is >= 0x40 and <= 0x7E or >= 0x80 and <= 0xFE;
            case 2:
                (_state, _place) = (3, _place * 126 + b - 0x81);
                return b is >= 0x81 and <= 0xFE;
            default:
                (_state, _place) = (0, _place * 10 + b - 0x30);
                return b is >= 0x30 and <= 0x39 && _place is <= LastBasic or >= FirstAbove and <= LastAbove;
        }
    }
}

/// UTF-16: pairs of surrogates are whole, and no unit is U+FFFE, which a wrong byte order gives.
sealed class Utf16Check(bool isBig) : EncodingCheck
{
    int _first = -1;
    bool _isHigh;

    /// Where the first U+0000 stands.
    public long? Zero { get; set; }

    /// Control characters other than tab and line ends.
    public long Controls { get; set; }

    /// Units below U+0080, whose high byte is zero.
    public long Latin { get; set; }

    public override void Take(ReadOnlySpan<byte> bytes, long offset)
    {
        for (var i = 0; i < bytes.Length && Bad is null; i++)
        {
            if (_first < 0)
            {
                _first = bytes[i];
                Begun ??= offset + i;
                continue;
            }
            var unit = isBig ? _first << 8 | bytes[i] : bytes[i] << 8 | _first;
            _first = -1;
            Count(unit, offset + i - 1);
            var isLow = unit is >= 0xDC00 and <= 0xDFFF;
            if (isLow != _isHigh || unit == 0xFFFE) Bad = Begun;
            _isHigh = unit is >= 0xD800 and <= 0xDBFF;
            if (!_isHigh) Begun = null;
        }
    }

    void Count(int unit, long offset)
    {
        if (unit == 0) Zero ??= offset;
        else if (unit < 0x80) Latin++;
        if (unit < 0x20 && unit is not (9 or 10 or 13)) Controls++;
    }
}
