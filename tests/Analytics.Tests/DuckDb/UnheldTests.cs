using Analytics.DuckDb;

namespace Analytics.Tests.DuckDb;

/// What .NET cannot hold is refused with the column and the value, never turned into another value.
public class UnheldTests
{
    public static TheoryData<string, string> Values => new()
    {
        { "DATE 'infinity'", "infinity" }, { "DATE '-infinity'", "-infinity" }, { "DATE '0044-03-15 (BC)'", "-735160 days" },
        { "DATE '10000-01-01'", "2932897 days" },
        { "TIMESTAMP 'infinity'", "infinity" }, { "TIMESTAMP '-infinity'", "-infinity" },
        { "TIMESTAMP '0001-12-31 (BC) 00:00:00'", "-62135683200000000" }, { "TIMESTAMP '10000-01-01 00:00:00'", "253402300800000000" },
        { "TIMESTAMP_S 'infinity'", "infinity" }, { "TIMESTAMP_S '0044-03-15 (BC) 00:00:00'", "-63517824000" },
        { "TIMESTAMP_MS '-infinity'", "-infinity" }, { "TIMESTAMP_NS 'infinity'", "infinity" },
        { "TIMESTAMP_NS '-infinity'", "-infinity" }, { "TIMESTAMP_NS '2026-11-24 01:02:03.123456789'", "1795482123123456789" },
        { "TIMESTAMPTZ 'infinity'", "infinity" }, { "TIMESTAMPTZ '0044-03-15 (BC) 00:00:00+00'", "-63517824000000000" },
        { "TIME '24:00:00'", "24:00:00" }, { "TIME_NS '01:02:03.123456789'", "3723123456789" },
        { "TIMETZ '24:00:00+00'", "24:00:00" },
        { "79228162514264337593543950336::HUGEINT", "79228162514264337593543950336" },
        { "'-170141183460469231731687303715884105728'::HUGEINT", "-170141183460469231731687303715884105728" },
        { "'340282366920938463463374607431768211455'::UHUGEINT", "340282366920938463463374607431768211455" },
        { "99999999999999999999999999999999999999::DECIMAL(38,0)", "99999999999999999999999999999999999999" },
        { "1234567890.1234567890123456789012345678::DECIMAL(38,28)", "12345678901234567890123456789012345678" },
        { "'12'::BIGNUM", "BIGNUM" }, { "1::VARIANT", "VARIANT" }, { "1::UNION(a INTEGER, b VARCHAR)", "UNION" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void It_is_refused_with_column_and_value(string sql, string value)
    {
        using var db = Asking.Opened();
        foreach (var column in new[] { sql, $"[{sql}]", $"{{'f': {sql}}}" })
        {
            var error = Assert.Throws<InvalidCastException>(() => db.Value($"SELECT {column} AS \"判决日\""));
            Assert.StartsWith("Column '判决日': ", error.Message, StringComparison.Ordinal);
            Assert.Contains(value, error.Message, StringComparison.Ordinal);
        }
    }

    public static TheoryData<string, Func<DuckDbDataReader, object>, string> Getters => new()
    {
        { "2147483648", r => r.GetInt32(0), "2147483648 does not fit Int32" },
        { "32768", r => r.GetInt16(0), "32768 does not fit Int16" }, { "-1", r => r.GetByte(0), "-1 does not fit Byte" },
        { "9223372036854775808::HUGEINT", r => r.GetInt64(0), "9223372036854775808 does not fit Int64" },
        { "-1", r => r.GetFieldValue<ulong>(0), "-1 does not fit UInt64" },
        { "-1", r => r.GetFieldValue<UInt128>(0), "-1 does not fit UInt128" },
        { "1.5", r => r.GetInt32(0), "DECIMAL(2,1) and cannot be read as Int32" },
        { "1.5::DOUBLE", r => r.GetInt64(0), "DOUBLE and cannot be read as Int64" },
        { "0.1::DOUBLE", r => r.GetDecimal(0), "DOUBLE and cannot be read as decimal" },
        { "0.1::DOUBLE", r => r.GetFloat(0), "DOUBLE and cannot be read as float" },
        { "'1'", r => r.GetInt32(0), "VARCHAR and cannot be read as Int32" }, { "'1'", r => r.GetDouble(0), "VARCHAR" },
        { "1", r => r.GetBoolean(0), "INTEGER and cannot be read as bool" }, { "1", r => r.GetString(0), "INTEGER" },
        { "'ab'", r => r.GetChar(0), "char" }, { "'x'", r => r.GetGuid(0), "Guid" }, { "'x'", r => r.GetDateTime(0), "DateTime" },
        { "TIMESTAMP '2026-01-01 00:00:00'", r => r.GetDate(0), "DateOnly" },
        { "DATE 'infinity'", r => r.GetDateTime(0), "infinity" }, { "DATE '-infinity'", r => r.GetDate(0), "-infinity" },
        { "TIMESTAMP_NS '2026-11-24 01:02:03.123456789'", r => r.GetDateTime(0), "1795482123123456789" },
        { "99999999999999999999999999999999999999::DECIMAL(38,0)", r => r.GetDecimal(0), "99999999999999999999999999999999999999" },
        { "INTERVAL '1 month'", r => r.GetFieldValue<TimeSpan>(0), "1 months" },
        { "TIMESTAMP '2026-01-01 00:00:00'", r => r.GetFieldValue<DateTimeOffset>(0), "without a zone" },
        { "'a'", r => r.GetBytes(0, 0, null, 0, 0), "VARCHAR" }, { "1", r => r.GetFieldValue<Uri>(0), "Uri" },
        { "NULL::INTEGER", r => r.GetInt32(0), "null in this row" }, { "NULL::VARCHAR", r => r.GetString(0), "null in this row" },
        { "NULL::DECIMAL(9,2)", r => r.GetDouble(0), "null in this row" }, { "NULL::DATE", r => r.GetFieldValue<DateOnly>(0), "null in this row" },
        { "NULL::INTEGER", r => r.GetFieldValue<long>(0), "null in this row" }, { "NULL::BLOB", r => r.GetStream(0), "null in this row" },
    };

    [Theory]
    [MemberData(nameof(Getters))]
    public void A_getter_that_does_not_fit_says_why(string sql, Func<DuckDbDataReader, object> get, string reason)
    {
        using var db = Asking.Opened();
        var error = Assert.Throws<InvalidCastException>(() => db.Row($"SELECT {sql} AS share", get));
        Assert.Contains("Column 'share'", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_row_behind_a_refused_value_can_still_be_read()
    {
        using var db = Asking.Opened();
        using var command = db.Command("SELECT unnest([DATE 'infinity', DATE '2026-11-24'])");
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        Assert.Throws<InvalidCastException>(() => reader.GetDate(0));
        Assert.True(reader.Read());
        Assert.Equal(new DateOnly(2026, 11, 24), reader.GetDate(0));
    }
}
