using Microsoft.Win32.SafeHandles;

namespace Analytics.Pipelines.Sheets;

/// A private copy of bytes on disk that any number of readers share. Where the system allows it, it has no name any
/// more, so that nothing is left behind however the program ends.
sealed class Snapshot : IDisposable
{
    readonly SafeFileHandle _file;
    long _length;

    public Snapshot()
    {
        var path = Path.GetTempFileName();
        var keepsName = OperatingSystem.IsWindows();
        _file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete,
            keepsName ? FileOptions.DeleteOnClose : FileOptions.None);
        if (!keepsName) File.Delete(path);
    }

    public long Length => _length;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        RandomAccess.Write(_file, bytes, _length);
        _length += bytes.Length;
    }

    public Stream OpenRead() => new BufferedStream(new Reader(this), 1 << 16);

    public void Dispose() => _file.Dispose();

    sealed class Reader(Snapshot snapshot) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => snapshot._length;

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var read = RandomAccess.Read(snapshot._file, buffer, Position);
            Position += read;
            return read;
        }

        public override long Seek(long offset, SeekOrigin origin)
        {
            var position = offset + origin switch
            {
                SeekOrigin.Current => Position, SeekOrigin.End => Length, _ => 0,
            };
            return Position = position >= 0 ? position : throw new IOException("A place before the beginning.");
        }

        public override void Flush() { }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
