using System.Data;
using System.Data.Common;

namespace Analytics.Tests.DuckDb;

public class ReaderTests
{
    [Fact]
    public void Typed_getters_read_their_columns()
    {
        using var db = Asking.Opened();
        db.Row("""
            SELECT true, 1::UTINYINT, -2::SMALLINT, 3, 4::BIGINT, 1.5::FLOAT, 2.5::DOUBLE, 1.25::DECIMAL(9,2), 'text', 'c',
                   '00000000-0000-0000-0000-000000000001'::UUID, TIMESTAMP '2026-11-24 01:02:03', DATE '2026-11-24', TIME '01:02:03'
            """, r =>
        {
            Assert.True(r.GetBoolean(0));
            Assert.Equal((1, -2, 3, 4L), (r.GetByte(1), r.GetInt16(2), r.GetInt32(3), r.GetInt64(4)));
            Assert.Equal((1.5f, 2.5, 1.25m), (r.GetFloat(5), r.GetDouble(6), r.GetDecimal(7)));
            Assert.Equal(("text", 'c'), (r.GetString(8), r.GetChar(9)));
            Assert.Equal(new Guid(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1), r.GetGuid(10));
            Assert.Equal(new DateTime(2026, 11, 24, 1, 2, 3), r.GetDateTime(11));
            Assert.Equal((new DateOnly(2026, 11, 24), new DateTime(2026, 11, 24)), (r.GetDate(12), r.GetDateTime(12)));
            Assert.Equal(new TimeOnly(1, 2, 3), r.GetFieldValue<TimeOnly>(13));
            return true;
        });
    }

    [Fact]
    public void Whole_numbers_are_read_as_any_number_that_holds_them()
    {
        using var db = Asking.Opened();
        foreach (var type in new[] { "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT" })
        {
            var row = db.Row($"SELECT 100::{type}", r => new object[] { r.GetDouble(0), r.GetDecimal(0) });
            Assert.Equal([100d, 100m], row);
            if (type != "UHUGEINT") Assert.Equal((100, 100L, (short)100, (byte)100),
                db.Row($"SELECT 100::{type}", r => (r.GetInt32(0), r.GetInt64(0), r.GetInt16(0), r.GetByte(0))));
        }
    }

    [Fact]
    public void GetFieldValue_takes_nullable_types_and_object()
    {
        using var db = Asking.Opened();
        Assert.Equal(5, db.Row("SELECT 5", r => r.GetFieldValue<int?>(0)));
        Assert.Null(db.Row("SELECT NULL::INTEGER", r => r.GetFieldValue<int?>(0)));
        Assert.Null(db.Row("SELECT NULL::VARCHAR", r => r.GetFieldValue<string>(0)));
        Assert.Equal(5, db.Row("SELECT 5", r => r.GetFieldValue<object>(0)));
        Assert.Same(DBNull.Value, db.Row("SELECT NULL::INTEGER", r => r.GetFieldValue<object>(0)));
        Assert.Same(DBNull.Value, db.Row("SELECT NULL::INTEGER", r => r.GetFieldValue<DBNull>(0)));
        Assert.Equal(new TimeSpan(1, 2, 3, 4), db.Row("SELECT INTERVAL '1 day 2:03:04'", r => r.GetFieldValue<TimeSpan>(0)));
    }

    [Fact]
    public void Bytes_and_characters_are_read_in_parts()
    {
        using var db = Asking.Opened();
        db.Row("SELECT 'abcdef'::BLOB, '法治政府'", r =>
        {
            var (bytes, chars) = (new byte[4], new char[3]);
            Assert.Equal((6, 4), (r.GetBytes(0, 0, null, 0, 0), r.GetChars(1, 0, null, 0, 0)));
            Assert.Equal(3, r.GetBytes(0, 3, bytes, 1, 9));
            Assert.Equal("\0def"u8, bytes);
            Assert.Equal(2, r.GetChars(1, 1, chars, 1, 2));
            Assert.Equal("\0治政", new string(chars));
            Assert.Equal((0, 0), (r.GetBytes(0, 6, bytes, 0, 1), r.GetChars(1, 9, chars, 0, 1)));
            using var stream = new StreamReader(r.GetStream(0));
            Assert.Equal("abcdef法治政府", stream.ReadToEnd() + r.GetTextReader(1).ReadToEnd());
            return true;
        });
    }

    [Fact]
    public void GetValues_fills_as_much_as_there_is_room()
    {
        using var db = Asking.Opened();
        var (few, many) = (new object[1], new object[4]);
        Assert.Equal((1, 3), db.Row("SELECT 1, NULL, 'c'", r => (r.GetValues(few), r.GetValues(many))));
        Assert.Equal([1], few);
        Assert.Equal([1, DBNull.Value, "c", null!], many);
    }

    [Fact]
    public void Columns_are_found_by_exact_name_before_any_case()
    {
        using var db = Asking.Opened();
        var found = db.Row("SELECT 1 AS a, 2 AS \"A\", 3 AS \"法院\", 4 AS a",
            r => (r.GetOrdinal("a"), r.GetOrdinal("A"), r["法院"], r.GetName(3)));
        Assert.Equal((0, 1, 3, "a"), found);
        Assert.Equal(0, db.Row("SELECT 1 AS name", r => r.GetOrdinal("NAME")));
    }

    [Fact]
    public void A_missing_column_is_an_error_that_lists_those_there_are()
    {
        using var db = Asking.Opened();
        var error = Assert.Throws<IndexOutOfRangeException>(() => db.Row("SELECT 1 AS a, 2 AS b", r => r["c"]));
        Assert.Equal("The result has no column 'c'; it has a, b.", error.Message);
        Assert.Throws<IndexOutOfRangeException>(() => db.Row("SELECT 1", r => r.GetValue(1)));
    }

    [Fact]
    public void The_schema_names_columns_types_and_digits()
    {
        using var db = Asking.Opened();
        using var command = db.Command("SELECT 1::DECIMAL(12,3) AS amount, DATE '2026-01-01' AS \"日\"");
        using var reader = command.ExecuteReader();
        var (amount, day) = (reader.GetColumnSchema()[0], reader.GetColumnSchema()[1]);
        Assert.Equal(("amount", 0, typeof(decimal), "DECIMAL(12,3)", 12, 3),
            (amount.ColumnName, amount.ColumnOrdinal, amount.DataType, amount.DataTypeName, amount.NumericPrecision, amount.NumericScale));
        Assert.Equal(("日", 1, typeof(DateOnly), "DATE", null),
            (day.ColumnName, day.ColumnOrdinal, day.DataType, day.DataTypeName, day.NumericScale));
        var rows = reader.GetSchemaTable().Rows;
        Assert.Equal(("amount", typeof(decimal), (short)3, typeof(DateOnly)),
            (rows[0][SchemaTableColumn.ColumnName], rows[0][SchemaTableColumn.DataType], rows[0][SchemaTableColumn.NumericScale], rows[1]["DataType"]));
    }

    [Fact]
    public void A_DataTable_loads_a_reader()
    {
        using var db = Asking.Opened();
        using var command = db.Command("SELECT i, CASE WHEN i > 0 THEN 'v' || i END AS v FROM range(3000) t(i) ORDER BY i");
        using var reader = command.ExecuteReader();
        using var table = new DataTable();
        table.Load(reader);
        Assert.Equal((3000, 2999L, "v2999", DBNull.Value), (table.Rows.Count, table.Rows[2999]["i"], table.Rows[2999]["v"], table.Rows[0]["v"]));
    }

    [Fact]
    public void Enumeration_gives_records()
    {
        using var db = Asking.Opened();
        using var command = db.Command("SELECT i FROM range(3) t(i)");
        using var reader = command.ExecuteReader();
        Assert.Equal([0L, 1L, 2L], reader.Cast<IDataRecord>().Select(r => r.GetInt64(0)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2048)]
    [InlineData(5000)]
    public void HasRows_may_be_asked_at_any_time_and_skips_and_repeats_nothing(int count)
    {
        using var db = Asking.Opened();
        using var command = db.Command($"SELECT i FROM range({count}) t(i)");
        using var reader = command.ExecuteReader();
        Assert.Equal((count > 0, count > 0), (reader.HasRows, reader.HasRows));
        var next = 0L;
        for (; reader.Read(); next++) Assert.Equal((next, true), (reader.GetInt64(0), reader.HasRows));
        Assert.Equal((count, count > 0, false), (next, reader.HasRows, reader.Read()));
    }

    [Fact]
    public void HasRows_before_chunks_skips_none()
    {
        using var db = Asking.Opened();
        using var command = db.Command("FROM range(5000)");
        using var reader = command.ExecuteReader();
        Assert.True(reader.HasRows);
        var rows = 0;
        while (reader.ReadChunk() is { } chunk) rows += chunk.Count;
        Assert.Equal(5000, rows);
    }

    [Fact]
    public void There_is_no_row_before_the_first_and_after_the_last()
    {
        using var db = Asking.Opened();
        using var command = db.Command("SELECT 1");
        using var reader = command.ExecuteReader();
        Assert.Contains("call Read first", Assert.Throws<InvalidOperationException>(() => reader.GetInt32(0)).Message, StringComparison.Ordinal);
        Assert.True(reader.Read());
        Assert.False(reader.Read());
        Assert.Throws<InvalidOperationException>(() => reader.GetValue(0));
        Assert.False(reader.Read());
    }

    [Fact]
    public void A_closed_reader_refuses_to_read_and_closes_twice()
    {
        using var db = Asking.Opened();
        using var command = db.Command("FROM range(5000)");
        var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        reader.Dispose();
        reader.Close();
        Assert.True(reader.IsClosed);
        Assert.Throws<ObjectDisposedException>(() => reader.Read());
        Assert.Throws<ObjectDisposedException>(() => reader.NextResult());
        Assert.Throws<ObjectDisposedException>(() => reader.ReadChunk());
        Assert.Throws<InvalidOperationException>(() => reader.GetValue(0));
    }

    [Fact]
    public void A_reader_can_close_its_connection()
    {
        using var db = Asking.Opened();
        using (var command = db.Command("FROM range(5000)"))
        using (var reader = command.ExecuteReader(CommandBehavior.CloseConnection)) Assert.True(reader.Read());
        Assert.Equal(ConnectionState.Closed, db.State);
    }
}
