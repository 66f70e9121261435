using System.Numerics;
using Analytics.DuckDb;

namespace Analytics.Tests.DuckDb;

public class TypeTests
{
    const string ManyScripts = "二〇二六年十一月二十四日👨‍👩‍👧𠮷野家 𠀀𪜶 zwölf Áéí";

    public static TheoryData<string, string, object> Values => new()
    {
        { "BOOLEAN", "true", true }, { "BOOLEAN", "false", false },
        { "TINYINT", "-128", sbyte.MinValue }, { "TINYINT", "127", sbyte.MaxValue },
        { "SMALLINT", "-32768", short.MinValue }, { "SMALLINT", "32767", short.MaxValue },
        { "INTEGER", "-2147483648", int.MinValue }, { "INTEGER", "2147483647", int.MaxValue },
        { "BIGINT", "-9223372036854775808", long.MinValue }, { "BIGINT", "9223372036854775807", long.MaxValue },
        { "UTINYINT", "255", byte.MaxValue }, { "USMALLINT", "65535", ushort.MaxValue },
        { "UINTEGER", "4294967295", uint.MaxValue }, { "UBIGINT", "18446744073709551615", ulong.MaxValue },
        { "HUGEINT", "-79228162514264337593543950335", decimal.MinValue }, { "HUGEINT", "7", 7m },
        { "UHUGEINT", "79228162514264337593543950335", decimal.MaxValue },
        { "FLOAT", "'3.4028235e38'", float.MaxValue }, { "FLOAT", "0.1", 0.1f }, { "FLOAT", "'nan'", float.NaN },
        { "FLOAT", "'-inf'", float.NegativeInfinity },
        { "DOUBLE", "'1.7976931348623157e308'", double.MaxValue }, { "DOUBLE", "'5e-324'", double.Epsilon },
        { "DOUBLE", "'nan'", double.NaN }, { "DOUBLE", "'inf'", double.PositiveInfinity },
        { "DOUBLE", "'-inf'", double.NegativeInfinity },
        { "DECIMAL(1,0)", "-9", -9m }, { "DECIMAL(4,4)", "0.9999", 0.9999m }, { "DECIMAL(4,1)", "-999.9", -999.9m },
        { "DECIMAL(5,0)", "99999", 99999m }, { "DECIMAL(9,4)", "-99999.9999", -99999.9999m },
        { "DECIMAL(10,2)", "12345678.90", 12345678.90m }, { "DECIMAL(18,6)", "-999999999999.999999", -999999999999.999999m },
        { "DECIMAL(19,0)", "9999999999999999999", 9999999999999999999m },
        { "DECIMAL(38,10)", "7922816251426433759.3543950335", 7922816251426433759.3543950335m },
        { "DECIMAL(38,38)", "0", 0m }, { "DECIMAL(38,36)", "-1.25", -1.25m },
        { "VARCHAR", "''", "" }, { "VARCHAR", "'twelve bytes'", "twelve bytes" },
        { "VARCHAR", "'thirteen byte'", "thirteen byte" }, { "VARCHAR", "'行政诉讼'", "行政诉讼" },
        { "VARCHAR", $"'{ManyScripts}'", ManyScripts }, { "VARCHAR", "'a' || chr(0) || 'b'", "a\0b" },
        { "BLOB", "'\\x00\\xFF\\x00'::BLOB", new byte[] { 0, 255, 0 } }, { "BLOB", "''::BLOB", Array.Empty<byte>() },
        { "BLOB", "repeat('ab', 5000)::BLOB", Enumerable.Repeat("ab"u8.ToArray(), 5000).SelectMany(b => b).ToArray() },
        { "DATE", "'0001-01-01'", DateOnly.MinValue }, { "DATE", "'9999-12-31'", DateOnly.MaxValue },
        { "DATE", "'1969-12-31'", new DateOnly(1969, 12, 31) },
        { "TIME", "'00:00:00'", TimeOnly.MinValue }, { "TIME", "'23:59:59.999999'", new TimeOnly(23, 59, 59, 999, 999) },
        { "TIME_NS", "'23:59:59.9999999'", TimeOnly.MaxValue },
        { "TIMETZ", "'01:02:03+08:00'", new DuckDbTimeTz(new(1, 2, 3), TimeSpan.FromHours(8)) },
        { "TIMETZ", "'01:02:03-15:59:59'", new DuckDbTimeTz(new(1, 2, 3), new(-15, -59, -59)) },
        { "TIMESTAMP", "'0001-01-01 00:00:00'", DateTime.MinValue },
        { "TIMESTAMP", "'9999-12-31 23:59:59.999999'", new DateTime(9999, 12, 31, 23, 59, 59, 999, 999) },
        { "TIMESTAMP_S", "'1969-12-31 23:59:59'", new DateTime(1969, 12, 31, 23, 59, 59) },
        { "TIMESTAMP_MS", "'2026-11-24 01:02:03.004'", new DateTime(2026, 11, 24, 1, 2, 3, 4) },
        { "TIMESTAMP_NS", "'1969-12-31 23:59:59.9999999'", new DateTime(1970, 1, 1).AddTicks(-1) },
        { "TIMESTAMPTZ", "'2026-11-24 09:02:03.000004+08'", new DateTimeOffset(2026, 11, 24, 1, 2, 3, 0, 4, default) },
        { "INTERVAL", "INTERVAL '14 months -3 days 5 microseconds'", new DuckDbInterval(14, -3, 5) },
        { "UUID", "'ffffffff-0000-1111-2222-333344445555'", Guid.Parse("ffffffff-0000-1111-2222-333344445555") },
        { "UUID", "'00000000-0000-0000-0000-000000000000'", Guid.Empty },
        { "ENUM('高','中','低')", "'低'", "低" }, { "BIT", "'0101101001'", "0101101001" }, { "BIT", "'1'", "1" },
        { "JSON", "'{\"a\": [1]}'", "{\"a\": [1]}" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_is_read_whole_alone_and_inside_others(string type, string sql, object expected)
    {
        using var db = Asking.Opened();
        var row = db.Row($"SELECT v, [v, NULL], {{'f': v, 'g': NULL::{type}}}, MAP {{1: v}}, array_value(v, v) "
            + $"FROM (SELECT CAST({sql} AS {type}) AS v)", r => Enumerable.Range(0, 5).Select(r.GetValue).ToArray());
        Assert.IsType(expected.GetType(), row[0]);
        Assert.Equal(expected, row[0]);
        Assert.Equal(new[] { expected, null }, row[1]);
        Assert.Equal(new Dictionary<string, object?> { ["f"] = expected, ["g"] = null }, row[2]);
        Assert.Equal(new List<KeyValuePair<object, object?>> { new(1, expected) }, row[3]);
        Assert.Equal(new[] { expected, expected }, row[4]);
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void A_null_of_any_type_is_DBNull_beside_a_value(string type, string sql, object expected)
    {
        using var db = Asking.Opened();
        using var command = db.Command($"SELECT CAST(CASE WHEN i = 1 THEN {sql} END AS {type}) FROM range(3) t(i) ORDER BY i");
        using var reader = command.ExecuteReader();
        Assert.Equal(expected.GetType(), reader.GetFieldType(0));
        var rows = new List<object>();
        while (reader.Read()) rows.Add(reader.IsDBNull(0) ? DBNull.Value : reader.GetValue(0));
        Assert.Equal([DBNull.Value, expected, DBNull.Value], rows);
    }

    [Theory]
    [InlineData("BOOLEAN")]
    [InlineData("UHUGEINT")]
    [InlineData("DECIMAL(38,10)")]
    [InlineData("TIMESTAMP WITH TIME ZONE")]
    [InlineData("TIME WITH TIME ZONE")]
    [InlineData("TIMESTAMP_S")]
    [InlineData("TIMESTAMP_MS")]
    [InlineData("TIMESTAMP_NS")]
    [InlineData("TIME_NS")]
    [InlineData("INTERVAL")]
    [InlineData("BIT")]
    [InlineData("BIGNUM")]
    [InlineData("VARIANT")]
    [InlineData("INTEGER[]")]
    [InlineData("DECIMAL(9,2)[3][]")]
    [InlineData("MAP(VARCHAR, STRUCT(a INTEGER, \"b c\" DATE[]))")]
    [InlineData("STRUCT(INTEGER, VARCHAR)")]
    public void The_type_name_is_what_typeof_says(string type)
    {
        using var db = Asking.Opened();
        var value = type.StartsWith("STRUCT(I", StringComparison.Ordinal) ? "row(1, 'a')" : $"NULL::{type}";
        var (name, expected) = db.Row($"SELECT {value}, typeof({value})", r => (r.GetDataTypeName(0), r.GetString(1)));
        Assert.Equal(expected, name);
    }

    [Fact]
    public void An_enum_of_any_width_is_read_as_its_label()
    {
        using var db = Asking.Opened();
        foreach (var count in new[] { 3, 300, 70_000 })
        {
            db.Run($"CREATE OR REPLACE TYPE e AS ENUM (SELECT 'label ' || i FROM range({count}) t(i) ORDER BY i)");
            Assert.Equal($"label {count - 1}", db.Value($"SELECT ('label ' || {count - 1})::e"));
        }
    }

    [Fact]
    public void Whole_numbers_of_any_width_are_read_as_big_types()
    {
        using var db = Asking.Opened();
        Assert.Equal(Int128.MinValue, db.Row("SELECT '-170141183460469231731687303715884105728'::HUGEINT", r => r.GetFieldValue<Int128>(0)));
        Assert.Equal(UInt128.MaxValue, db.Row("SELECT '340282366920938463463374607431768211455'::UHUGEINT", r => r.GetFieldValue<UInt128>(0)));
        Assert.Equal((BigInteger)Int128.MaxValue, db.Row("SELECT '170141183460469231731687303715884105727'::HUGEINT", r => r.GetFieldValue<BigInteger>(0)));
        Assert.Equal((BigInteger)UInt128.MaxValue, db.Row("SELECT '340282366920938463463374607431768211455'::UHUGEINT", r => r.GetFieldValue<BigInteger>(0)));
        Assert.Equal(5, db.Row("SELECT 5::TINYINT", r => r.GetFieldValue<Int128>(0)));
    }

    [Fact]
    public void A_timestamp_has_no_zone_and_one_with_a_zone_is_UTC()
    {
        using var db = Asking.Opened();
        db.Run("SET TimeZone = 'Asia/Shanghai'");
        Assert.Equal(DateTimeKind.Unspecified, db.Row("SELECT TIMESTAMP '2026-11-24 01:00:00'", r => r.GetDateTime(0)).Kind);
        var utc = db.Row("SELECT TIMESTAMPTZ '2026-11-24 01:00:00+08'", r => r.GetDateTime(0));
        Assert.Equal((new DateTime(2026, 11, 23, 17, 0, 0), DateTimeKind.Utc), (utc, utc.Kind));
    }

    [Fact]
    public void The_sum_of_integers_is_a_decimal_and_any_integer_it_fits()
    {
        using var db = Asking.Opened();
        Assert.Equal(4950m, Assert.IsType<decimal>(db.Value("SELECT sum(i::INTEGER) FROM range(100) t(i)")));
        Assert.Equal(4950, db.Row("SELECT sum(i::INTEGER) FROM range(100) t(i)", r => r.GetInt32(0)));
        Assert.Equal(4950L, db.Row("SELECT sum(i::INTEGER) FROM range(100) t(i)", r => r.GetFieldValue<long>(0)));
    }

    [Fact]
    public void A_decimal_is_read_as_the_nearest_double()
    {
        using var db = Asking.Opened();
        var random = new Random(1);
        for (var i = 0; i < 300; i++)
        {
            var text = $"{random.NextInt64(-1L << 60, 1L << 60)}.{random.Next(1_000_000):D6}";
            Assert.Equal(double.Parse(text), db.Row($"SELECT {text}::DECIMAL(38,6)", r => r.GetDouble(0)));
            Assert.Equal(double.Parse($"0.{i:D3}"), db.Row($"SELECT 0.{i:D3}::DECIMAL(9,3)", r => r.GetDouble(0)));
        }
        Assert.Equal(1e38, db.Row("SELECT 99999999999999999999999999999999999999::DECIMAL(38,0)", r => r.GetDouble(0)));
        Assert.Equal(9007199254740993d, db.Row("SELECT 9007199254740993", r => r.GetDouble(0)));
    }

    [Fact]
    public void The_fields_of_an_unnamed_struct_are_known_by_position()
    {
        using var db = Asking.Opened();
        Assert.Equal(new Dictionary<string, object?> { ["1"] = 7, ["2"] = "b" }, db.Value("SELECT row(7, 'b')"));
    }

    [Fact]
    public void Nested_values_of_every_row_of_a_chunk_are_their_own()
    {
        using var db = Asking.Opened();
        // Constant, dictionary and sliced vectors lie differently in memory.
        using var command = db.Command("""
            SELECT i, [s, s], {'a': [1, NULL], 'b': s}, MAP {s: i}, array_value(i, 3), [[i]], [1, 2, 3]
            FROM (SELECT i, CASE i % 3 WHEN 0 THEN 'short' WHEN 1 THEN 'longer than twelve bytes' END AS s FROM range(7000) t(i))
            WHERE i % 7 = 3 AND s IS NOT NULL ORDER BY i
            """);
        using var reader = command.ExecuteReader();
        var rows = 0;
        for (; reader.Read(); rows++)
        {
            var i = reader.GetInt64(0);
            var s = i % 3 == 0 ? "short" : "longer than twelve bytes";
            Assert.Equal(new object?[] { s, s }, reader.GetValue(1));
            Assert.Equal(new Dictionary<string, object?> { ["a"] = new object?[] { 1, null }, ["b"] = s }, reader.GetValue(2));
            Assert.Equal([new(s, i)], reader.GetFieldValue<List<KeyValuePair<object, object?>>>(3));
            Assert.Equal(new object?[] { i, 3L }, reader.GetValue(4));
            Assert.Equal(new object?[] { new object?[] { i } }, reader.GetValue(5));
            Assert.Equal(new object?[] { 1, 2, 3 }, reader.GetValue(6));
        }
        Assert.Equal(667, rows);
    }

    [Fact]
    public void A_list_is_read_as_an_array_or_list_of_its_elements()
    {
        using var db = Asking.Opened();
        Assert.Equal([1, 2], db.Row("SELECT [1, 2]", r => r.GetFieldValue<int[]>(0)));
        Assert.Equal(["a", "b"], db.Row("SELECT ['a', 'b']", r => r.GetFieldValue<List<string>>(0)));
        Assert.Equal([1, null], db.Row("SELECT [1, NULL]", r => r.GetFieldValue<int?[]>(0)));
        Assert.Empty(db.Row("SELECT []::INTEGER[]", r => r.GetFieldValue<int[]>(0)));
        Assert.Contains("element 1 is null", Assert.Throws<InvalidCastException>(
            () => db.Row("SELECT [1, NULL]", r => r.GetFieldValue<int[]>(0))).Message, StringComparison.Ordinal);
    }
}
