using System.Collections;
using System.Numerics;
using Analytics.DuckDb;

namespace Analytics.Tests.DuckDb;

public class ParameterValueTests
{
    enum Verdict : short { Lost = -1, Won = 1 }

    static readonly DateTime Noon = new(2026, 11, 24, 12, 0, 0, 0, 1);

    public static TheoryData<object, string, string> Values => new()
    {
        { true, "BOOLEAN", "true" }, { sbyte.MinValue, "TINYINT", "-128" }, { byte.MaxValue, "UTINYINT", "255" },
        { short.MinValue, "SMALLINT", "-32768" }, { ushort.MaxValue, "USMALLINT", "65535" },
        { int.MinValue, "INTEGER", "-2147483648" }, { uint.MaxValue, "UINTEGER", "4294967295" },
        { long.MinValue, "BIGINT", "'-9223372036854775808'" }, { ulong.MaxValue, "UBIGINT", "18446744073709551615" },
        { Int128.MinValue, "HUGEINT", "'-170141183460469231731687303715884105728'" },
        { UInt128.MaxValue, "UHUGEINT", "'340282366920938463463374607431768211455'" },
        { (BigInteger)Int128.MaxValue, "HUGEINT", "'170141183460469231731687303715884105727'" },
        { (BigInteger)UInt128.MaxValue, "UHUGEINT", "'340282366920938463463374607431768211455'" },
        { Verdict.Lost, "SMALLINT", "-1" },
        { 0.1f, "FLOAT", "0.1" }, { double.Epsilon, "DOUBLE", "'5e-324'" }, { double.NaN, "DOUBLE", "'nan'" },
        { double.NegativeInfinity, "DOUBLE", "'-inf'" },
        { 1.50m, "DECIMAL(18,2)", "1.5" }, { -0.0000000000000000000000000001m, "DECIMAL(29,28)", "'-0.0000000000000000000000000001'" },
        { decimal.MaxValue, "DECIMAL(29,0)", "'79228162514264337593543950335'" },
        { "", "VARCHAR", "''" }, { "twelve bytes", "VARCHAR", "'twelve bytes'" }, { "𠮷野家👨‍👩‍👧", "VARCHAR", "'𠮷野家👨‍👩‍👧'" },
        { "it's ? $1 \\ --", "VARCHAR", "'it''s ? $1 \\ --'" }, { '法', "VARCHAR", "'法'" },
        { new byte[] { 0, 255 }, "BLOB", "'\\x00\\xFF'::BLOB" }, { Array.Empty<byte>(), "BLOB", "''::BLOB" },
        { (ReadOnlyMemory<byte>)new byte[] { 97 }, "BLOB", "'a'::BLOB" },
        { DateOnly.MinValue, "DATE", "'0001-01-01'" }, { DateOnly.MaxValue, "DATE", "'9999-12-31'" },
        { new TimeOnly(23, 59, 59, 999, 999), "TIME", "'23:59:59.999999'" },
        { DateTime.MinValue, "TIMESTAMP", "'0001-01-01 00:00:00'" }, { Noon, "TIMESTAMP", "'2026-11-24 12:00:00.000001'" },
        { Noon.AddTicks(1), "TIMESTAMP_NS", "'2026-11-24 12:00:00.0000011'" },
        { DateTime.SpecifyKind(Noon, DateTimeKind.Utc), "TIMESTAMP WITH TIME ZONE", "'2026-11-24 12:00:00.000001+00'" },
        { new DateTimeOffset(Noon, TimeSpan.FromHours(8)), "TIMESTAMP WITH TIME ZONE", "'2026-11-24 04:00:00.000001+00'" },
        { new TimeSpan(1, 2, 3), "INTERVAL", "INTERVAL '1:02:03'" }, { new DuckDbInterval(14, -3, 5), "INTERVAL", "INTERVAL '14 months -3 days 5 us'" },
        { Guid.Parse("80000000-0000-1111-2222-333344445555"), "UUID", "'80000000-0000-1111-2222-333344445555'" },
        { new[] { 1, 2 }, "INTEGER[]", "[1, 2]" }, { new int?[] { 1, null }, "INTEGER[]", "[1, NULL]" },
        { Array.Empty<string>(), "VARCHAR[]", "[]" }, { new List<string?> { null, "b" }, "VARCHAR[]", "[NULL, 'b']" },
        { new[] { 1.5m, 1.25m, 100m }, "DECIMAL(38,2)[]", "[1.5, 1.25, 100]" },
        { new[] { new[] { 1.5m }, [], [1.25m] }, "DECIMAL(38,2)[][]", "[[1.5], [], [1.25]]" },
        { new object[] { Array.Empty<object>(), new[] { 1 } }, "INTEGER[][]", "[[], [1]]" },
        { new Dictionary<string, object?> { ["年"] = 2026, ["b c"] = null }, "STRUCT(\"年\" INTEGER, \"b c\" INTEGER)", "{'年': 2026, 'b c': NULL}" },
        { new[] { Field(1.5m), Field(null), Field(1.25m) }, "STRUCT(a DECIMAL(38,2))[]", "[{'a': 1.5}, {'a': NULL}, {'a': 1.25}]" },
        { new SortedList { ["x"] = 1, ["y"] = null }, "MAP(VARCHAR, INTEGER)", "MAP {'x': 1, 'y': NULL}" },
        { new Dictionary<string, int>(), "MAP(VARCHAR, INTEGER)", "MAP {}" },
        { new Dictionary<int, List<string>> { [1] = ["a"], [2] = [] }, "MAP(INTEGER, VARCHAR[])", "MAP {1: ['a'], 2: []}" },
    };

    static Dictionary<string, object?> Field(object? value) => new() { ["a"] = value };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_parameter_is_the_value_that_SQL_makes(object value, string type, string sql)
    {
        using var db = Asking.Opened();
        Assert.Equal(type is "STRUCT(\"年\" INTEGER, \"b c\" INTEGER)" ? "STRUCT(\"年\" INTEGER, \"b c\" \"NULL\")" : type,
            db.Value("SELECT typeof($1)", [value]));
        Assert.True((bool)db.Value($"SELECT $1 IS NOT DISTINCT FROM CAST({sql} AS {type})", [value])!,
            $"{db.Value("SELECT $1::VARCHAR", [value])}");
    }

    [Fact]
    public void Null_and_DBNull_are_null()
    {
        using var db = Asking.Opened();
        Assert.Equal(true, db.Value("SELECT $1 IS NULL AND $2 IS NULL", null, DBNull.Value));
    }

    public static TheoryData<object, string> Refused => new()
    {
        { new TimeOnly(1), "00:00:00.0000001 has parts below a microsecond" }, { new TimeSpan(1), "00:00:00.0000001 has parts below a microsecond" },
        { new DateTimeOffset(1, default), "microsecond" }, { new DateTime(1), "microsecond" }, { new DateTime(1, DateTimeKind.Utc), "microsecond" },
        { BigInteger.Pow(2, 128), "does not fit" }, { -BigInteger.Pow(2, 127) - 1, "does not fit" },
        { "a\0b", "NUL" }, { "a\uD842", "half a surrogate pair" },
        { new object[] { 1, 2L }, "mixes INTEGER and BIGINT" }, { new object[] { 1, "a" }, "mixes INTEGER and VARCHAR" },
        { new object[] { new[] { 1 }, new[] { "a" } }, "mixes INTEGER and VARCHAR" },
        { new[] { Field(1), new() { ["b"] = 1 } }, "mixes STRUCT(a INTEGER) and STRUCT(b INTEGER)" },
        { new[] { decimal.MaxValue, 0.0000000000000000000000000001m }, "38" },
        { new Dictionary<string, object?>(), "needs a field" }, { new object(), "System.Object has no DuckDB type" },
        { new[] { new Uri("urn:x") }, "System.Uri has no DuckDB type" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_DuckDB_cannot_hold_is_refused_by_the_name_of_the_parameter(object value, string reason)
    {
        using var db = Asking.Opened();
        var error = Assert.Throws<InvalidCastException>(() => db.Value("SELECT $v", new DuckDbParameter("v", value)));
        Assert.StartsWith("Parameter '$v': ", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hundred_thousand_elements_arrive_in_order()
    {
        using var db = Asking.Opened();
        Assert.Equal(true, db.Value("SELECT $1 = list(i) FROM (SELECT i FROM range(100000) t(i) ORDER BY i)",
            [Enumerable.Range(0, 100_000).Select(i => (long)i)]));
    }

    [Theory]
    [MemberData(nameof(TypeTests.Values), MemberType = typeof(TypeTests))]
    public void A_value_read_and_given_back_is_the_same(string type, string sql, object expected)
    {
        using var db = Asking.Opened();
        if (type is "TIME_NS" or "TIMETZ" || expected is "a\0b") return; // no parameter is of these types, or has a NUL
        Assert.Equal(true, db.Value($"SELECT CAST($1 AS {type}) IS NOT DISTINCT FROM CAST({sql} AS {type})", [expected]));
    }
}
