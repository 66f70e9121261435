namespace Analytics.DuckDb;

/// A .NET type as an argument or result of a scalar function.
sealed class ScalarType<T>
{
    internal static readonly ScalarType<T> Instance = new();

    readonly Func<DuckDbVector, int, object> _read;

    ScalarType()
    {
        var bare = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        TakesNull = bare != typeof(T) || !typeof(T).IsValueType;
        (Type, _read) = bare switch
        {
            _ when bare == typeof(bool) => (DuckDbType.Boolean, (v, row) => v.At<byte>(row) != 0),
            _ when bare == typeof(short) => (DuckDbType.SmallInt, (v, row) => v.At<short>(row)),
            _ when bare == typeof(int) => (DuckDbType.Integer, (v, row) => v.At<int>(row)),
            _ when bare == typeof(long) => (DuckDbType.BigInt, (v, row) => v.At<long>(row)),
            _ when bare == typeof(byte) => (DuckDbType.UTinyInt, (v, row) => v.At<byte>(row)),
            _ when bare == typeof(ulong) => (DuckDbType.UBigInt, (v, row) => v.At<ulong>(row)),
            _ when bare == typeof(float) => (DuckDbType.Float, (v, row) => v.At<float>(row)),
            _ when bare == typeof(double) => (DuckDbType.Double, (v, row) => v.At<double>(row)),
            _ when bare == typeof(string) => (DuckDbType.Varchar, (v, row) => v.Text(row)),
            _ when bare == typeof(byte[]) => (DuckDbType.Blob, (v, row) => v.RawBytes(row).ToArray()),
            _ when bare == typeof(DateOnly) => (DuckDbType.Date, (v, row) => Conversions.ToDate(v.At<int>(row))),
            _ when bare == typeof(DateTime) => (DuckDbType.Timestamp, (v, row) => v.Timestamp(row)),
            _ when bare == typeof(Guid) =>
                (DuckDbType.Uuid, (Func<DuckDbVector, int, object>)((v, row) => Conversions.ToGuid(v.Huge(row)))),
            _ => throw new NotSupportedException(
                $"A scalar function takes and gives no {bare.Name}; use the form that reads vectors."),
        };
    }

    internal DuckDbType Type { get; }

    internal bool TakesNull { get; }

    /// The value of a row; null rows give the type's null, so they come here only where it has one.
    internal T Read(in DuckDbVector vector, int row)
    {
        if (!vector.IsValid(row)) return default!;
        if (typeof(T) == typeof(long)) return (T)(object)vector.At<long>(row); // no box: the JIT sees through it
        if (typeof(T) == typeof(int)) return (T)(object)vector.At<int>(row);
        if (typeof(T) == typeof(double)) return (T)(object)vector.At<double>(row);
        return (T)_read(vector, row);
    }

    internal static void Write(DuckDbRowWriter writer, T value)
    {
        if (typeof(T) == typeof(long)) writer.Set(0, (long)(object)value!);
        else if (typeof(T) == typeof(int)) writer.Set(0, (long)(int)(object)value!);
        else if (typeof(T) == typeof(double)) writer.Set(0, (double)(object)value!);
        else writer.Set(0, (object?)value);
        writer.EndRow();
    }

    internal static DuckDbType Argument(string name, bool seesNulls)
    {
        if (seesNulls && !Instance.TakesNull)
            throw new ArgumentException(
                $"Function '{name}' is to see nulls, which {typeof(T).Name} cannot be: use {typeof(T).Name}?.");
        return Instance.Type;
    }
}
