using System.Security.Cryptography;
using System.Text;

namespace Analytics.Pipelines;

/// <summary>An input file as read: its content, hash and size.</summary>
public sealed class Source
{
    readonly byte[] _content;

    Source(string path, byte[] content) =>
        (Path, _content, Sha256) = (path, content, Convert.ToHexStringLower(SHA256.HashData(content)));

    /// <summary>Relative to the content root, forward slashes; the value of <c>dim_file.path</c>.</summary>
    public string Path { get; }

    /// <summary>Hash of the bytes in lower hex.</summary>
    public string Sha256 { get; }

    /// <summary>The size in bytes.</summary>
    public long Bytes => _content.LongLength;

    /// <summary>The whole text, which must be UTF-8; a byte order mark is dropped.</summary>
    /// <exception cref="Tables.AnalyticsException"><c>input-encoding</c>, with the offset of the first bad byte.
    /// </exception>
    public string ReadText()
    {
        ReadOnlySpan<byte> bytes = _content;
        if (bytes.StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[Encoding.UTF8.Preamble.Length..];
        for (var rest = bytes; !rest.IsEmpty;)
        {
            var status = Rune.DecodeFromUtf8(rest, out _, out var length);
            if (status != System.Buffers.OperationStatus.Done)
                throw PipelineErrors.Encoding(Path, _content.Length - rest.Length);
            rest = rest[length..];
        }
        return Encoding.UTF8.GetString(bytes);
    }

    internal static Source Read(string contentRoot, string path, string job)
    {
        var full = System.IO.Path.Combine(contentRoot, path);
        return File.Exists(full) ? new(path, File.ReadAllBytes(full)) : throw PipelineErrors.InputMissing(job, path);
    }
}
