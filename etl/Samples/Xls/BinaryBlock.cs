using System.Buffers.Binary;
using System.Text;

namespace Analytics.Etl.Samples.Xls;

/// <summary>Bytes in the order they are written, little-endian as both formats want them.</summary>
sealed class BinaryBlock
{
    readonly List<byte> _bytes = [];

    public int Length => _bytes.Count;

    public BinaryBlock U8(int value) => Bytes([(byte)value]);

    public BinaryBlock U16(int value)
    {
        var buffer = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(buffer, (ushort)value);
        return Bytes(buffer);
    }

    public BinaryBlock U32(long value)
    {
        var buffer = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(buffer, (uint)value);
        return Bytes(buffer);
    }

    public BinaryBlock F64(double value)
    {
        var buffer = new byte[8];
        BinaryPrimitives.WriteDoubleLittleEndian(buffer, value);
        return Bytes(buffer);
    }

    public BinaryBlock Bytes(ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    /// The characters of a BIFF8 string: one byte that says UTF-16, then the text; its length stands before it.
    public BinaryBlock Wide(string text) => U8(1).Bytes(Encoding.Unicode.GetBytes(text));

    public BinaryBlock Zeros(int count) => Bytes(new byte[count]);

    /// Overwrites four bytes written before.
    public void Put32(int at, long value) =>
        BinaryPrimitives.WriteUInt32LittleEndian(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_bytes)[at..],
            (uint)value);

    public byte[] ToArray() => [.. _bytes];
}
