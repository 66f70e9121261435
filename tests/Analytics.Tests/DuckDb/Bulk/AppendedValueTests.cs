using System.Numerics;
using System.Text;
using Analytics.DuckDb;

namespace Analytics.Tests.DuckDb.Bulk;

public class AppendedValueTests
{
    public static TheoryData<string, string, object> Extremes => new()
    {
        { "BOOLEAN", "true", true }, { "BOOLEAN", "false", false },
        { "TINYINT", "-128", sbyte.MinValue }, { "TINYINT", "127", sbyte.MaxValue },
        { "SMALLINT", "-32768", short.MinValue }, { "SMALLINT", "32767", short.MaxValue },
        { "INTEGER", "-2147483648", int.MinValue }, { "INTEGER", "2147483647", int.MaxValue },
        { "BIGINT", "-9223372036854775808", long.MinValue }, { "BIGINT", "9223372036854775807", long.MaxValue },
        { "UTINYINT", "255", byte.MaxValue }, { "USMALLINT", "65535", ushort.MaxValue }, { "UINTEGER", "4294967295", uint.MaxValue },
        { "UBIGINT", "18446744073709551615", ulong.MaxValue },
        { "HUGEINT", "-170141183460469231731687303715884105728", Int128.MinValue },
        { "HUGEINT", "170141183460469231731687303715884105727", Int128.MaxValue },
        { "UHUGEINT", "340282366920938463463374607431768211455", UInt128.MaxValue },
        { "FLOAT", "'3.4028235e38'", float.MaxValue }, { "DOUBLE", "'1.7976931348623157e308'", double.MaxValue },
        { "DOUBLE", "'-inf'", double.NegativeInfinity }, { "DOUBLE", "'nan'", double.NaN },
        { "DECIMAL(4,1)", "999.9", 999.9m }, { "DECIMAL(9,4)", "-99999.9999", -99999.9999m },
        { "DECIMAL(18,6)", "999999999999.999999", 999999999999.999999m }, { "DECIMAL(18,6)", "0", 0m },
        { "DECIMAL(18,6)", "-1.5", -1.50000000m }, { "DECIMAL(18,6)", "7", 7 },
        { "DECIMAL(38,10)", "7922816251426433759.3543950335", 7922816251426433759.3543950335m },
        { "DATE", "'0001-01-01'", DateOnly.MinValue }, { "DATE", "'9999-12-31'", DateOnly.MaxValue },
        { "TIME", "'23:59:59.999999'", new TimeOnly(23, 59, 59, 999, 999) },
        { "TIMESTAMP", "'0001-01-01 00:00:00'", DateTime.MinValue },
        { "TIMESTAMP", "'9999-12-31 23:59:59.999999'", new DateTime(9999, 12, 31, 23, 59, 59, 999, 999) },
        { "TIMESTAMP_S", "'1969-12-31 23:59:59'", new DateTime(1969, 12, 31, 23, 59, 59) },
        { "TIMESTAMP_MS", "'2026-11-24 01:02:03.004'", new DateTime(2026, 11, 24, 1, 2, 3, 4) },
        { "TIMESTAMP_NS", "'2026-11-24 01:02:03.0000001'", new DateTime(2026, 11, 24, 1, 2, 3).AddTicks(1) },
        { "TIMESTAMPTZ", "'2026-11-24 01:02:03+00'", new DateTimeOffset(2026, 11, 24, 9, 2, 3, TimeSpan.FromHours(8)) },
        { "UUID", "'ffffffff-0000-1111-2222-333344445555'", Guid.Parse("ffffffff-0000-1111-2222-333344445555") },
        { "UUID", "'00000000-0000-0000-0000-000000000000'", Guid.Empty },
        { "BLOB", "'\\x00\\xFF\\x00'::BLOB", new byte[] { 0, 255, 0 } }, { "BLOB", "''::BLOB", Array.Empty<byte>() },
        { "INTERVAL", "INTERVAL '14 months -3 days 5 microseconds'", new DuckDbInterval(14, -3, 5) },
        { "ENUM('高','中','低')", "'低'", "低" },
        { "VARCHAR", "''", "" }, { "VARCHAR", "'twelve bytes'", "twelve bytes" }, { "VARCHAR", "'thirteen byte'", "thirteen byte" },
        { "VARCHAR", "'行政诉讼'", "行政诉讼" }, { "VARCHAR", "'行政诉讼案'", "行政诉讼案" }, { "VARCHAR", "'𠮷野家👨‍👩‍👧'", "𠮷野家👨‍👩‍👧" },
        { "VARCHAR", "'a' || chr(0) || 'b'", "a\0b" },
    };

    [Theory]
    [MemberData(nameof(Extremes))]
    public void An_appended_value_equals_the_one_SQL_makes(string type, string sql, object value)
    {
        using var db = new BulkDatabase($"CREATE TABLE t (v {type})");
        using var appender = db.Connection.CreateAppender("t");
        appender.AppendRow(value);
        appender.AppendRow((object?)null);
        appender.Complete();
        Assert.True(db.Holds($"(SELECT count(*) = 2 AND count(v) = 1 AND max(v) = CAST({sql} AS {type}) FROM t)"),
            db.Ask<string>("SELECT max(v)::VARCHAR FROM t"));
    }

    public static TheoryData<string, object> Refused => new()
    {
        { "INTEGER", 1.5m }, { "INTEGER", 1.5 }, { "INTEGER", "1" }, { "INTEGER", 2147483648L }, { "TINYINT", 128 }, { "UBIGINT", -1 },
        { "HUGEINT", UInt128.MaxValue }, { "DECIMAL(4,1)", 1000 }, { "DECIMAL(4,1)", 999.99m }, { "DECIMAL(4,1)", 1000.0m },
        { "DECIMAL(18,6)", 1000000000000m }, { "DECIMAL(38,38)", 1 }, { "DECIMAL(18,6)", 1.5 }, { "FLOAT", 0.1 }, { "DOUBLE", 1 }, { "DOUBLE", 0.1m },
        { "VARCHAR", 1 }, { "ENUM('a')", "b" }, { "DATE", new DateTime(2026, 1, 1) },
        { "TIMESTAMP", new DateTime(1) }, { "TIMESTAMP_S", new DateTime(2026, 1, 1, 0, 0, 0, 1) }, { "TIMESTAMP_NS", DateTime.MaxValue },
        { "TIMESTAMPTZ", new DateTime(2026, 1, 1) }, { "BLOB", "text" }, { "UUID", "text" }, { "BOOLEAN", 1 }, { "VARCHAR", new BigInteger(1) },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_value_that_the_column_cannot_hold_is_refused(string type, object value)
    {
        using var db = new BulkDatabase($"CREATE TABLE t (v {type})");
        using var appender = db.Connection.CreateAppender("t");
        var error = Assert.Throws<InvalidCastException>(() => appender.AppendRow(value));
        Assert.StartsWith("Table 't', column 'v', row 1: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused()
    {
        using var db = new BulkDatabase("CREATE TABLE t (v VARCHAR)");
        using var appender = db.Connection.CreateAppender("t");
        foreach (var text in new[] { "\uD842", "a\uDFB7b", new string('长', 500) + "\uD842" })
            Assert.Contains("column 'v', row 1: ", Assert.Throws<InvalidCastException>(() => appender.AppendRow(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Raw_values_are_checked_for_type_and_width()
    {
        using var db = new BulkDatabase("CREATE TABLE t (d DECIMAL(9,2), e ENUM('a', 'b'), f BOOLEAN, g DATE, h DECIMAL(38,0))");
        using var appender = db.Connection.CreateAppender("t");
        var row = appender.Writer;
        Assert.Throws<InvalidCastException>(() => row.SetRaw(4, Int128.MinValue));
        Assert.Throws<InvalidCastException>(() => row.SetRaw(0, 5L));
        Assert.Throws<InvalidCastException>(() => row.SetRaw(0, 1_000_000_000));
        Assert.Throws<InvalidCastException>(() => row.SetRaw(1, (byte)2));
        Assert.Throws<InvalidCastException>(() => row.SetRaw(2, (byte)7));
        Assert.Throws<InvalidCastException>(() => row.SetRaw(3, 1L));
        row.SetRaw(0, 150);
        row.SetRaw(1, (byte)1);
        row.SetRaw(2, true);
        row.SetRaw(3, int.MaxValue);
        appender.EndRow();
        appender.Complete();
        Assert.True(db.Holds("(SELECT d = 1.50 AND e = 'b' AND f AND g = 'infinity' FROM t)"));
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_refused_before_they_spoil_the_rest()
    {
        using var db = new BulkDatabase("CREATE TABLE t (v VARCHAR)");
        using var appender = db.Connection.CreateAppender("t");
        appender.AppendRow("good");
        var error = Assert.Throws<InvalidCastException>(() => appender.Writer.SetUtf8(0, [0xB9, 0xFA]));
        Assert.Contains("column 'v', row 2: the bytes B9FA are not UTF-8", error.Message, StringComparison.Ordinal);
        appender.Writer.SetUtf8(0, Encoding.UTF8.GetBytes("法治"));
        appender.EndRow();
        appender.Complete();
        Assert.Equal("good,法治", db.Ask<string>("SELECT string_agg(v, ',' ORDER BY rowid) FROM t"));
    }

    [Fact]
    public void Texts_of_a_million_bytes_survive_beside_short_ones()
    {
        using var db = new BulkDatabase("CREATE TABLE t (i INTEGER, v VARCHAR)");
        using (var appender = db.Connection.CreateAppender("t"))
        {
            for (var i = 0; i < 40; i++)
            {
                appender.AppendRow(2 * i, new string((char)('a' + i % 26), 1_000_000 + i));
                appender.AppendRow(2 * i + 1, "短" + i);
            }
            appender.Complete();
        }
        Assert.True(db.Holds("(SELECT bool_and(CASE WHEN i % 2 = 0 THEN v = repeat(chr(97 + (i // 2) % 26), 1000000 + i // 2) ELSE v = '短' || (i // 2) END) FROM t)"));
    }
}
