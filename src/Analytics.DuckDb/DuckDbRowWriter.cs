using System.Globalization;
using System.Runtime.CompilerServices;
using Analytics.DuckDb.Native;

namespace Analytics.DuckDb;

/// <summary>Writes rows into the vectors of one chunk, column by column, without boxing. A column left unset in a row
/// is null.</summary>
/// <remarks>One object a thread. Values are checked against the column's type: <c>1.5</c> into INTEGER is refused,
/// never cut. Row numbers in errors count from 1.</remarks>
public sealed unsafe partial class DuckDbRowWriter
{
    static readonly Int128[] PowersOfTen = [.. Enumerable.Range(0, 39).Select(i =>
        (Int128)System.Numerics.BigInteger.Pow(10, i))];

    readonly string _place;
    readonly DuckDbColumnSpec[] _columns;
    readonly DuckDbTypeInfo[] _types;
    readonly Type?[] _physical;
    readonly Target[] _targets;
    readonly bool[] _set;
    nint _chunk;
    long _rowsBefore;
    bool _atEnd;

    internal DuckDbRowWriter(string place, DuckDbColumnSpec[] columns, DuckDbTypeInfo[] types)
    {
        (_place, _columns, _types) = (place, columns, types);
        (_targets, _set) = (new Target[types.Length], new bool[types.Length]);
        _physical = [.. types.Select(Physical.ClrOf)];
    }

    /// <summary>Rows a chunk holds: 2,048.</summary>
    public static int Capacity { get; } = (int)NativeMethods.duckdb_vector_size();

    /// <summary>Rows ended so far in this chunk.</summary>
    public int Row { get; private set; }

    /// <summary>Whether the chunk takes no more rows.</summary>
    public bool IsFull => Row >= Capacity;

    /// <summary>Columns to write.</summary>
    public int ColumnCount => _types.Length;

    /// <summary>The type of a column.</summary>
    public DuckDbTypeInfo TypeOf(int column) => _types[column];

    /// <summary>Ends the row; columns not set become null.</summary>
    public void EndRow()
    {
        if (IsFull) throw Full();
        for (var i = 0; i < _set.Length; i++)
        {
            if (!_set[i]) SetNull(i);
            _set[i] = false;
        }
        Row++;
    }

    /// <summary>Gives up the values set since the last <see cref="EndRow"/>, nulls included.</summary>
    public void AbandonRow() => Array.Clear(_set);

    /// <summary>Sets a column to null.</summary>
    public void SetNull(int column)
    {
        if (IsFull) throw Full();
        SetNull(ref _targets[column], column, Row);
        _set[column] = true;
    }

    /// <summary>The room left in a column, to be written as raw values: int for DATE, long for TIMESTAMP and so on. End
    /// the rows with <see cref="EndRows"/>.</summary>
    /// <exception cref="InvalidCastException"><typeparamref name="T"/> is not the column's physical type, or the column
    /// is text, bytes, DECIMAL or ENUM, whose values need a check each.</exception>
    public Span<T> Span<T>(int column) where T : unmanaged
    {
        if (_atEnd) throw Full();
        var type = _types[column];
        if (type.Id is DuckDbType.Decimal or DuckDbType.Enum || !IsPhysical<T>(column))
            throw Mismatch(column, "span of " + typeof(T).Name, "set the values one by one");
        _set[column] = true;
        ref var target = ref _targets[column];
        for (var row = Row; target.Validity is not null && row < Capacity; row++) SetValid(ref target, row);
        return new Span<T>((T*)target.Data + Row, Capacity - Row);
    }

    /// <summary>Ends rows written through <see cref="Span{T}"/>; columns without a span taken are null in all of
    /// them.</summary>
    /// <param name="count">Rows, at most what the chunk has left.</param>
    public void EndRows(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Capacity - Row);
        for (var i = 0; i < _set.Length; i++)
        {
            for (var row = Row; !_set[i] && row < Row + count; row++) SetNull(ref _targets[i], i, row);
            _set[i] = false;
        }
        Row += count;
    }

    /// <summary>Sets a value of a span to null, before <see cref="EndRows"/>.</summary>
    /// <param name="column">The column; its span is taken.</param>
    /// <param name="index">Index in the span.</param>
    public void SetNullAt(int column, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        if (Row + index >= Capacity) throw Full();
        SetNull(ref _targets[column], column, Row + index);
    }

    internal void Bind(nint chunk)
    {
        Restart(chunk);
        for (var i = 0; i < _targets.Length; i++) Aim(i, NativeMethods.duckdb_data_chunk_get_vector(chunk, (ulong)i));
    }

    /// Binds the one result vector of a scalar function.
    internal void BindVector(nint vector)
    {
        Restart(0);
        Aim(0, vector);
    }

    /// Ends the use of what was bound: whoever kept the writer is refused from here on.
    internal void End()
    {
        _rowsBefore += Row;
        (Row, _atEnd) = (Capacity, true);
    }

    /// Makes a row null that was ended already.
    internal void SetNullAfter(int row) => SetNull(ref _targets[0], 0, row);

    /// Sets the chunk's size; a row begun and neither ended nor given up is a mistake that would lose it.
    internal void Finish()
    {
        if (Array.IndexOf(_set, true) is >= 0 and var column)
            throw new InvalidOperationException(
                $"{Where(column)}: the row has values but was not ended; call EndRow or AbandonRow.");
        NativeMethods.duckdb_data_chunk_set_size(_chunk, (ulong)Row);
    }

    void Restart(nint chunk)
    {
        if (!_atEnd) _rowsBefore += Row;
        (_chunk, Row, _atEnd) = (chunk, 0, false);
        Array.Clear(_set);
    }

    void Aim(int column, nint vector) =>
        _targets[column] = new Target { Vector = vector, Data = NativeMethods.duckdb_vector_get_data(vector) };

    void SetNull(ref Target target, int column, int row)
    {
        if (target.Validity is null)
        {
            NativeMethods.duckdb_vector_ensure_validity_writable(target.Vector);
            target.Validity = NativeMethods.duckdb_vector_get_validity(target.Vector);
        }
        target.Validity[row >> 6] &= ~(1UL << (row & 63));
        if (_types[column].Id is DuckDbType.Varchar or DuckDbType.Blob)
            NativeString.WriteInline((NativeString*)target.Data + row, []);
    }

    // A byte is no safe BOOLEAN: only 0 and 1 are.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    bool IsPhysical<T>(int column) =>
        _types[column].Id == DuckDbType.Boolean ? typeof(T) == typeof(bool) : typeof(T) == _physical[column];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void SetValid(ref Target target, int row) => target.Validity[row >> 6] |= 1UL << (row & 63);

    // A row that was given up half-way may have left a null bit here: setting a value sets the bit again.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    ref Target Slot(int column)
    {
        ref var target = ref _targets[column];
        if (IsFull) throw Full();
        if (target.Validity is not null) SetValid(ref target, Row);
        _set[column] = true;
        return ref target;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Put<T>(int column, T value) where T : unmanaged => ((T*)Slot(column).Data)[Row] = value;

    void PutBytes(int column, ReadOnlySpan<byte> bytes)
    {
        ref var target = ref Slot(column);
        if (bytes.Length <= NativeString.InlineMax) NativeString.WriteInline((NativeString*)target.Data + Row, bytes);
        else fixed (byte* p = bytes)
            NativeMethods.duckdb_unsafe_vector_assign_string_element_len(target.Vector, (ulong)Row, p,
                (ulong)bytes.Length);
    }

    void Expect(int column, DuckDbType type, object value)
    {
        if (_types[column].Id != type) throw Mismatch(column, value.GetType().Name, value);
    }

    string Where(int column) => string.Create(CultureInfo.InvariantCulture,
        $"{_place}, column '{_columns[column].Name}', row {_rowsBefore + Row + 1}");

    InvalidOperationException Full() => new(_atEnd
        ? $"{_place}: there is no chunk to write to any more."
        : $"The chunk holds {Capacity} rows already.");

    InvalidCastException Mismatch(int column, string given, object? value) =>
        new($"{Where(column)}: is {_types[column]} and takes no {given} ({Shown(value)}).");

    InvalidCastException Unfit(int column, object value, string why) => new($"{Where(column)}: {Shown(value)} {why}.");

    static string Shown(object? value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return text.Length > 60 ? $"{text.AsSpan(0, 60)}…" : text;
    }

    struct Target
    {
        internal nint Vector;
        internal void* Data;
        internal ulong* Validity;
    }
}
