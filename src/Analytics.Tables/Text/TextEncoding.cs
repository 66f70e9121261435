using System.Text;

namespace Analytics.Tables.Text;

/// <summary>Why a text was held to be in an encoding.</summary>
public enum EncodingReason
{
    /// <summary>The caller named it.</summary>
    Named,

    /// <summary>A byte order mark says so.</summary>
    Mark,

    /// <summary>Every byte is ASCII.</summary>
    Ascii,

    /// <summary>It is valid in this encoding; UTF-8 is asked first.</summary>
    Valid,

    /// <summary>Zero bytes stand only where UTF-16 has them.</summary>
    Zeros,

    /// <summary>It is valid in none; this one is the most plausible.</summary>
    Nearest,
}

/// <summary>The encoding of a text: found out or named, never changed silently.</summary>
/// <param name="Name">One of <see cref="Known"/>.</param>
/// <param name="Reason">Why.</param>
/// <param name="MarkLength">Length of the byte order mark, which is no part of the text; 0 without one.</param>
/// <param name="BadOffset">Where the first sequence begins that is not valid in this encoding; null where all is valid.
/// </param>
/// <param name="ZeroOffset">Where the first character U+0000 stands, which no text of a table holds; else null.</param>
public sealed record TextEncoding(string Name, EncodingReason Reason, int MarkLength, long? BadOffset, long? ZeroOffset)
{
    const string Gb18030 = "gb18030", Utf16Be = "utf-16be", Utf16Le = "utf-16le", Utf8 = "utf-8";

    // What offices and programs call them; GBK and GB 2312 are subsets of GB 18030.
    static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        [Gb18030] = Gb18030, ["gbk"] = Gb18030, ["gb2312"] = Gb18030, ["cp936"] = Gb18030, ["936"] = Gb18030,
        ["x-gbk"] = Gb18030, ["gb_2312-80"] = Gb18030, [Utf16Be] = Utf16Be, [Utf16Le] = Utf16Le, ["utf-16"] = Utf16Le,
        ["unicode"] = Utf16Le, [Utf8] = Utf8, ["utf8"] = Utf8, ["ascii"] = Utf8, ["us-ascii"] = Utf8,
    };

    /// <summary>The names of encodings that are read, in ordinal order.</summary>
    public static IReadOnlyList<string> Known { get; } = [Gb18030, Utf16Be, Utf16Le, Utf8];

    /// <summary>Whether the text can be read: all of it is valid.</summary>
    public bool IsValid => BadOffset is null;

    /// <summary>The decoder, which throws at what is not valid.</summary>
    public Encoding Decoder => Name switch
    {
        Utf8 => new UTF8Encoding(false, true),
        Utf16Le => new UnicodeEncoding(false, false, true),
        Utf16Be => new UnicodeEncoding(true, false, true),
        _ => CodePagesEncodingProvider.Instance.GetEncoding(Gb18030, EncoderFallback.ExceptionFallback,
            DecoderFallback.ExceptionFallback)!,
    };

    /// <summary>The known name for any usual one: <c>gb18030</c> for GBK; null for one that is not read.</summary>
    public static string? Canonical(string name) => Names.GetValueOrDefault(name.Trim());

    /// <summary>Reads a stream to its end and finds its encoding. Memory does not grow with its length.</summary>
    /// <param name="stream">From its present position, which is offset 0.</param>
    /// <param name="name">The encoding, where the caller knows it; any usual name.</param>
    /// <exception cref="AnalyticsException"><c>encoding-unknown</c> for a name that is not read.</exception>
    /// <remarks>A mark decides; else UTF-16 where zero bytes betray it, UTF-8 where valid, GB 18030 where valid. Text
    /// that is UTF-8 but for a few bytes is not taken for GB 18030, though it often is valid there by chance.</remarks>
    public static TextEncoding Detect(Stream stream, string? name = null)
    {
        var named = name is null ? null : Canonical(name) ?? throw EncodingErrors.Unknown(name, Known);
        var survey = EncodingSurvey.Of(stream);
        return named is not null ? survey.In(named, EncodingReason.Named)
            : survey.Marked is { } marked ? survey.In(marked, EncodingReason.Mark)
            : survey.IsAscii ? survey.In(Utf8, EncodingReason.Ascii)
            : survey.LooksLikeUtf16(Utf16Le) ? survey.In(Utf16Le, EncodingReason.Zeros)
            : survey.LooksLikeUtf16(Utf16Be) ? survey.In(Utf16Be, EncodingReason.Zeros)
            : survey.Utf8.Bad is null ? survey.In(Utf8, EncodingReason.Valid)
            : survey.IsDamagedUtf8 ? survey.In(Utf8, EncodingReason.Nearest)
            : survey.Gb18030.Bad is null ? survey.In(Gb18030, EncodingReason.Valid)
            : survey.In(survey.Gb18030.Bad > survey.Utf8.Bad ? Gb18030 : Utf8, EncodingReason.Nearest);
    }
}
