using System.Data.Common;
using Analytics.DuckDb.Native;

namespace Analytics.DuckDb;

/// <summary>A column of a result.</summary>
public sealed class DuckDbColumn : DbColumn
{
    internal DuckDbColumn(string name, int ordinal, DuckDbTypeInfo type)
    {
        (ColumnName, ColumnOrdinal, Type) = (name, ordinal, type);
        (DataType, DataTypeName, AllowDBNull, IsReadOnly) = (type.ClrType, type.ToString(), true, true);
        if (type.Id == DuckDbType.Decimal) (NumericPrecision, NumericScale) = (type.Width, type.Scale);
    }

    /// <summary>DuckDB's type.</summary>
    public DuckDbTypeInfo Type { get; }
}

/// <summary>A chunk of up to 2,048 rows, column by column. It is one object that moves on with the result: vectors
/// taken from it, and their spans, end there.</summary>
public sealed class DuckDbChunk
{
    readonly DuckDbColumn[] _columns;
    readonly DuckDbVector[] _vectors;
    nint _chunk;

    internal DuckDbChunk(DuckDbColumn[] columns) => (_columns, _vectors) = (columns, new DuckDbVector[columns.Length]);

    /// <summary>Rows in the chunk; 0 before the first and after the last.</summary>
    public int Count { get; private set; }

    /// <summary>Columns in the chunk.</summary>
    public int ColumnCount => _vectors.Length;

    /// <summary>The vector of a column.</summary>
    /// <exception cref="InvalidOperationException">There is no chunk: none was read yet, or the last has
    /// passed.</exception>
    public DuckDbVector this[int column] => Count > 0
        ? _vectors[column]
        : throw new InvalidOperationException(
            "There is no current chunk: call ReadChunk first, and use what it gives before the next.");

    internal int Version { get; private set; }

    internal ref readonly DuckDbVector Column(int column) => ref _vectors[column];

    internal void Load(nint chunk)
    {
        Version++;
        if (_chunk != 0) NativeMethods.duckdb_destroy_data_chunk(ref _chunk);
        _chunk = chunk;
        Count = chunk == 0 ? 0 : (int)NativeMethods.duckdb_data_chunk_get_size(chunk);
        for (var i = 0; Count > 0 && i < _vectors.Length; i++)
            _vectors[i] = new DuckDbVector(this, NativeMethods.duckdb_data_chunk_get_vector(chunk, (ulong)i),
                _columns[i].Type, Count);
    }
}
