using System.Numerics;
using System.Runtime.CompilerServices;
using Analytics.DuckDb.Native;

namespace Analytics.DuckDb;

public sealed partial class DuckDbDataReader
{
    /// <inheritdoc/>
    public override bool IsDBNull(int ordinal) => !Vector(ordinal).IsValid(_row);

    /// <summary>The value as its column's <see cref="DuckDbTypeInfo.ClrType"/>, or <see cref="DBNull"/>.</summary>
    public override object GetValue(int ordinal)
    {
        ref readonly var vector = ref Vector(ordinal);
        try
        {
            return vector.Boxed(_row) ?? DBNull.Value;
        }
        catch (InvalidCastException e)
        {
            throw new InvalidCastException($"Column '{GetName(ordinal)}': {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public override int GetValues(object[] values)
    {
        var count = Math.Min(values.Length, FieldCount);
        for (var i = 0; i < count; i++) values[i] = GetValue(i);
        return count;
    }

    /// <inheritdoc/>
    public override bool GetBoolean(int ordinal)
    {
        ref readonly var vector = ref Valid(ordinal);
        return vector.Type.Id == DuckDbType.Boolean ? vector.At<byte>(_row) != 0 : throw Mismatch(ordinal, "bool");
    }

    /// <inheritdoc/>
    public override int GetInt32(int ordinal)
    {
        ref readonly var vector = ref Valid(ordinal);
        return vector.Type.Id == DuckDbType.Integer ? vector.At<int>(_row) : Narrow<int>(ordinal);
    }

    /// <inheritdoc/>
    public override long GetInt64(int ordinal)
    {
        ref readonly var vector = ref Valid(ordinal);
        return vector.Type.Id switch
        {
            DuckDbType.BigInt => vector.At<long>(_row),
            DuckDbType.Integer => vector.At<int>(_row),
            _ => Narrow<long>(ordinal),
        };
    }

    /// <inheritdoc/>
    public override short GetInt16(int ordinal) => Narrow<short>(ordinal);

    /// <inheritdoc/>
    public override byte GetByte(int ordinal) => Narrow<byte>(ordinal);

    /// <summary>The value of a DOUBLE or FLOAT as stored, of any other number as the nearest double.</summary>
    public override double GetDouble(int ordinal)
    {
        ref readonly var vector = ref Valid(ordinal);
        return vector.Type.Id switch
        {
            DuckDbType.Double => vector.At<double>(_row),
            DuckDbType.Float => vector.At<float>(_row),
            DuckDbType.Decimal => Conversions.ToDouble(vector.Unscaled(_row), vector.Type.Scale),
            DuckDbType.UHugeInt => (double)vector.At<NativeUHugeInt>(_row).Value,
            _ => (double)Whole(ordinal, "double"),
        };
    }

    /// <inheritdoc/>
    public override float GetFloat(int ordinal) =>
        Valid(ordinal).Type.Id == DuckDbType.Float ? Valid(ordinal).At<float>(_row) : throw Mismatch(ordinal, "float");

    /// <inheritdoc/>
    public override decimal GetDecimal(int ordinal)
    {
        ref readonly var vector = ref Valid(ordinal);
        var type = vector.Type;
        if (type.Id == DuckDbType.Decimal && type.Storage == DuckDbType.BigInt)
            return Conversions.ToDecimal(vector.At<long>(_row), type.Scale);
        try
        {
            return type.Id switch
            {
                DuckDbType.Decimal => vector.Decimal(_row),
                DuckDbType.UHugeInt => Conversions.ToDecimal(vector.At<NativeUHugeInt>(_row).Value, "UHUGEINT"),
                _ => Conversions.ToDecimal(Whole(ordinal, "decimal"), 0, vector.Type.ToString()),
            };
        }
        catch (InvalidCastException e)
        {
            throw new InvalidCastException($"Column '{GetName(ordinal)}': {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public override string GetString(int ordinal)
    {
        ref readonly var vector = ref Valid(ordinal);
        return vector.Type.Id is DuckDbType.Varchar or DuckDbType.Enum or DuckDbType.Bit ? vector.Text(_row)
            : throw Mismatch(ordinal, "string");
    }

    /// <inheritdoc/>
    public override Guid GetGuid(int ordinal) =>
        Valid(ordinal).Type.Id == DuckDbType.Uuid ? Conversions.ToGuid(Valid(ordinal).Huge(_row))
            : throw Mismatch(ordinal, "Guid");

    /// <summary>A DATE or TIMESTAMP; a TIMESTAMPTZ as UTC.</summary>
    public override DateTime GetDateTime(int ordinal)
    {
        ref readonly var vector = ref Valid(ordinal);
        return vector.Type.Id switch
        {
            DuckDbType.Date => GetDate(ordinal).ToDateTime(TimeOnly.MinValue),
            DuckDbType.Timestamp or DuckDbType.TimestampS or DuckDbType.TimestampMs or DuckDbType.TimestampNs
                or DuckDbType.TimestampTz =>
                Named(ordinal, static (v, row) => v.Timestamp(row)),
            _ => throw Mismatch(ordinal, "DateTime"),
        };
    }

    /// <summary>A DATE.</summary>
    public DateOnly GetDate(int ordinal)
    {
        ref readonly var vector = ref Valid(ordinal);
        if (vector.Type.Id != DuckDbType.Date) throw Mismatch(ordinal, "DateOnly");
        var number = (long)vector.At<int>(_row) + Conversions.EpochDay;
        return (ulong)number <= (ulong)DateOnly.MaxValue.DayNumber
            ? DateOnly.FromDayNumber((int)number)
            : Named(ordinal, static (v, row) => Conversions.ToDate(v.At<int>(row))); // says why not
    }

    /// <inheritdoc/>
    public override char GetChar(int ordinal) =>
        GetString(ordinal) is { Length: 1 } text ? text[0] : throw Mismatch(ordinal, "char");

    /// <inheritdoc/>
    public override Stream GetStream(int ordinal) => new MemoryStream((byte[])Boxed<byte[]>(ordinal), writable: false);

    /// <inheritdoc/>
    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) =>
        Part(((byte[])Boxed<byte[]>(ordinal)).AsSpan(), dataOffset, buffer, bufferOffset, length);

    /// <inheritdoc/>
    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) =>
        Part(GetString(ordinal).AsSpan(), dataOffset, buffer, bufferOffset, length);

    /// <summary>The value as any .NET type that holds it exactly: besides the common type Int128, UInt128 and
    /// BigInteger for whole numbers, DateOnly and DateTime for dates, TimeSpan for an interval, nullable types, and
    /// arrays and lists of LIST.</summary>
    public override T GetFieldValue<T>(int ordinal)
    {
        var target = Nullable.GetUnderlyingType(typeof(T));
        if (IsDBNull(ordinal))
            return typeof(T) == typeof(object) || typeof(T) == typeof(DBNull) ? (T)(object)DBNull.Value
                : default(T) is null ? default!
                : throw new InvalidCastException(
                    $"Column '{GetName(ordinal)}' is null in this row and {typeof(T).Name} cannot be.");
        return (T)Convert(ordinal, target ?? typeof(T));
    }

    object Convert(int ordinal, Type target)
    {
        var id = Vector(ordinal).Type.Id;
        if (target == typeof(object)) return GetValue(ordinal);
        if (target == typeof(int)) return GetInt32(ordinal);
        if (target == typeof(long)) return GetInt64(ordinal);
        if (target == typeof(double)) return GetDouble(ordinal);
        if (target == typeof(decimal)) return GetDecimal(ordinal);
        if (target == typeof(Int128)) return Whole(ordinal, "Int128");
        if (target == typeof(UInt128))
            return id == DuckDbType.UHugeInt ? Vector(ordinal).At<NativeUHugeInt>(_row).Value
            : Narrow<UInt128>(ordinal);
        if (target == typeof(BigInteger))
            return id == DuckDbType.UHugeInt ? (BigInteger)Vector(ordinal).At<NativeUHugeInt>(_row).Value
            : (BigInteger)Whole(ordinal, "BigInteger");
        if (target == typeof(short)) return Narrow<short>(ordinal);
        if (target == typeof(byte)) return Narrow<byte>(ordinal);
        if (target == typeof(sbyte)) return Narrow<sbyte>(ordinal);
        if (target == typeof(ushort)) return Narrow<ushort>(ordinal);
        if (target == typeof(uint)) return Narrow<uint>(ordinal);
        if (target == typeof(ulong)) return Narrow<ulong>(ordinal);
        if (target == typeof(DateTime)) return GetDateTime(ordinal);
        var value = GetValue(ordinal);
        if (target.IsInstanceOfType(value)) return value;
        if (target == typeof(TimeSpan) && value is DuckDbInterval)
            return Named(ordinal, static (v, row) => v.At<DuckDbInterval>(row).ToTimeSpan());
        if (target == typeof(TimeSpan) && value is TimeOnly time) return time.ToTimeSpan();
        if (target == typeof(DateTimeOffset) && value is DateTime { Kind: DateTimeKind.Unspecified })
            throw new InvalidCastException(
                $"Column '{GetName(ordinal)}' is a timestamp without a zone: read it as DateTime.");
        if (value is object?[] items && ElementOf(target) is { } element)
            return ListOf(ordinal, items, element, target);
        throw Mismatch(ordinal, target.Name);
    }

    static Type? ElementOf(Type target) => target.IsArray ? target.GetElementType()
        : target.IsGenericType && target.GetGenericTypeDefinition() == typeof(List<>) ? target.GetGenericArguments()[0]
            : null;

    object ListOf(int ordinal, object?[] items, Type element, Type target)
    {
        var array = Array.CreateInstance(element, items.Length);
        var bare = Nullable.GetUnderlyingType(element) ?? element;
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i] is { } item ? !bare.IsInstanceOfType(item) : element.IsValueType && bare == element)
                throw new InvalidCastException($"Column '{GetName(ordinal)}': element {i} is "
                    + $"{items[i]?.GetType().Name ?? "null"}, not {element.Name}.");
            array.SetValue(items[i], i);
        }
        return target.IsArray ? array : Activator.CreateInstance(target, array)!;
    }

    /// The value of any whole-number column.
    Int128 Whole(int ordinal, string target)
    {
        ref readonly var vector = ref Valid(ordinal);
        return vector.Type.Id switch
        {
            DuckDbType.TinyInt => vector.At<sbyte>(_row),
            DuckDbType.SmallInt => vector.At<short>(_row),
            DuckDbType.Integer => vector.At<int>(_row),
            DuckDbType.BigInt => vector.At<long>(_row),
            DuckDbType.UTinyInt => vector.At<byte>(_row),
            DuckDbType.USmallInt => vector.At<ushort>(_row),
            DuckDbType.UInteger => vector.At<uint>(_row),
            DuckDbType.UBigInt => vector.At<ulong>(_row),
            DuckDbType.HugeInt => vector.Huge(_row),
            _ => throw Mismatch(ordinal, target),
        };
    }

    T Narrow<T>(int ordinal) where T : INumberBase<T>
    {
        var value = Whole(ordinal, typeof(T).Name);
        try
        {
            return T.CreateChecked(value);
        }
        catch (OverflowException)
        {
            throw new InvalidCastException($"Column '{GetName(ordinal)}': {value} does not fit {typeof(T).Name}.");
        }
    }

    T Named<T>(int ordinal, Func<DuckDbVector, int, T> read)
    {
        try
        {
            return read(Vector(ordinal), _row);
        }
        catch (InvalidCastException e)
        {
            throw new InvalidCastException($"Column '{GetName(ordinal)}': {e.Message}", e);
        }
    }

    object Boxed<T>(int ordinal) => GetValue(ordinal) is T value ? value : throw Mismatch(ordinal, typeof(T).Name);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    ref readonly DuckDbVector Vector(int ordinal)
    {
        if ((uint)_row >= (uint)_chunk.Count) throw NoRow();
        return ref _chunk.Column(ordinal);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    ref readonly DuckDbVector Valid(int ordinal)
    {
        ref readonly var vector = ref Vector(ordinal);
        if (!vector.IsValid(_row)) throw NullRow(ordinal);
        return ref vector;
    }

    static InvalidOperationException NoRow() => new("There is no current row: call Read first.");

    InvalidCastException NullRow(int ordinal) =>
        new($"Column '{GetName(ordinal)}' is null in this row: ask IsDBNull first.");

    InvalidCastException Mismatch(int ordinal, string target)
    {
        var vector = Vector(ordinal);
        return vector.IsValid(_row)
            ? new($"Column '{GetName(ordinal)}' is {vector.Type} and cannot be read as {target}.")
            : NullRow(ordinal);
    }

    static long Part<T>(ReadOnlySpan<T> all, long offset, T[]? buffer, int bufferOffset, int length)
    {
        if (buffer is null) return all.Length;
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        if (offset >= all.Length) return 0;
        var part = all[(int)offset..];
        part = part[..Math.Min(length, part.Length)];
        part.CopyTo(buffer.AsSpan(bufferOffset));
        return part.Length;
    }
}
