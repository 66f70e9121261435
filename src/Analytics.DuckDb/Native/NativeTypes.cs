using System.Runtime.InteropServices;

namespace Analytics.DuckDb.Native;

/// duckdb_result: six words, owned by the caller.
[StructLayout(LayoutKind.Sequential)]
struct NativeResult
{
    nint _1, _2, _3, _4, _5, _6;
}

[StructLayout(LayoutKind.Sequential)]
struct NativeProgress
{
    internal double Percentage;
    internal ulong RowsProcessed, RowsTotal;
}

[StructLayout(LayoutKind.Sequential)]
readonly struct NativeHugeInt(Int128 value)
{
    readonly ulong _lower = (ulong)value;
    readonly long _upper = (long)(value >> 64);

    internal Int128 Value => new((ulong)_upper, _lower);
}

[StructLayout(LayoutKind.Sequential)]
readonly struct NativeUHugeInt(UInt128 value)
{
    readonly ulong _lower = (ulong)value, _upper = (ulong)(value >> 64);

    internal UInt128 Value => new(_upper, _lower);
}

[StructLayout(LayoutKind.Sequential)]
readonly struct NativeDecimal(byte width, byte scale, Int128 value)
{
    readonly byte _width = width, _scale = scale;
    readonly NativeHugeInt _value = new(value);
}

[StructLayout(LayoutKind.Sequential)]
unsafe struct NativeBlob
{
    internal void* Data;
    internal ulong Size;
}
