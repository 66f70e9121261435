using System.IO.Compression;

namespace Analytics.Pipelines.Sheets;

/// Unpacks entries of an archive, counting what really comes out: what the archive says of itself is not believed.
sealed class ZipGuard
{
    // A tag, a comment or a character-data section is never longer in a genuine part.
    const int LongestTag = 1 << 20;

    // Small entries may be packed to any ratio.
    const long Small = 32L << 20;

    readonly string _file;
    readonly SheetLimits _limits;
    readonly ZipBudget _budget;

    public ZipGuard(string file, ZipArchive zip, SheetLimits limits, ZipBudget budget)
    {
        (_file, _limits, _budget) = (file, limits, budget);
        if (zip.Entries.Count > limits.ArchiveEntries)
            throw SheetErrors.ArchiveTooLarge(file, zip.Entries[limits.ArchiveEntries].FullName, "entries",
                limits.ArchiveEntries);
    }

    /// <param name="entry">An entry of the archive.</param>
    /// <param name="isXml">Whether a tag may not be longer than a tag can be, since readers hold it whole.</param>
    public Stream Open(ZipArchiveEntry entry, bool isXml = false) => new Counting(this, entry, isXml);

    sealed class Counting(ZipGuard guard, ZipArchiveEntry entry, bool isXml) : Stream
    {
        readonly Stream _source = entry.Open();
        readonly long _packed = Math.Max(entry.CompressedLength, 1);
        long _count, _tag = -1;
        uint _sum = ZipSum.None;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => _count; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var read = _source.Read(buffer);
            if (read == 0 && buffer.Length > 0) CheckSum();
            _sum = ZipSum.Add(_sum, buffer[..read]);
            _count += read;
            guard._budget.Unpacked += read;
            if (guard._budget.Unpacked > guard._limits.ArchiveBytes)
                throw TooLarge("bytes", guard._limits.ArchiveBytes);
            if (_count > Small && _count / _packed > guard._limits.ArchiveRatio)
                throw TooLarge("ratio", guard._limits.ArchiveRatio);
            if (isXml) CheckTags(buffer[..read]);
            return read;
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

        Tables.AnalyticsException TooLarge(string what, long limit) =>
            SheetErrors.ArchiveTooLarge(guard._file, entry.FullName, what, limit);

        // A digit changed on its way is a digit still; only the sum tells.
        void CheckSum()
        {
            if (ZipSum.Of(_sum) != entry.Crc32)
                throw new InvalidDataException($"{entry.FullName}: CRC {ZipSum.Of(_sum):x8}, {entry.Crc32:x8}");
        }

        void CheckTags(ReadOnlySpan<byte> bytes)
        {
            var begin = _count - bytes.Length;
            for (var i = 0; i < bytes.Length;)
            {
                var next = bytes[i..].IndexOf(_tag < 0 ? (byte)'<' : (byte)'>');
                if (next < 0) break;
                i += next + 1;
                _tag = _tag < 0 ? begin + i : -1;
            }
            if (_tag >= 0 && _count - _tag > LongestTag)
                throw SheetErrors.Damaged(guard._file, $"{entry.FullName}: {LongestTag} < … >");
        }
    }
}

/// What came out of an archive and of the archives in it, in bytes.
sealed class ZipBudget
{
    public long Unpacked { get; set; }
}
