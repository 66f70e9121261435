using Analytics.DuckDb;

namespace Analytics.Tests.DuckDb.Bulk;

public class AppenderTests
{
    [Fact]
    public void Abandoned_rows_are_not_inserted()
    {
        using var db = new BulkDatabase("CREATE TABLE t (a INTEGER)");
        using (var appender = db.Connection.CreateAppender("t")) appender.AppendRow(1);
        Assert.Equal(0, db.Ask<long>("SELECT count(*) FROM t"));
    }

    [Fact]
    public void Abandoned_rows_are_not_inserted_even_after_DuckDB_has_written_some()
    {
        using var db = new BulkDatabase("CREATE TABLE t (a INTEGER)");
        using (var appender = db.Connection.CreateAppender("t"))
            for (var i = 0; i < 500_000; i++)
            {
                appender.Writer.Set(0, i);
                appender.EndRow();
            }
        Assert.Equal(0, db.Ask<long>("SELECT count(*) FROM t"));
    }

    [Fact]
    public void Completed_rows_are_all_there()
    {
        using var db = new BulkDatabase("CREATE TABLE t (a INTEGER)");
        using (var appender = db.Connection.CreateAppender("t"))
        {
            for (var i = 0; i < 500_000; i++)
            {
                appender.Writer.Set(0, i);
                appender.EndRow();
            }
            appender.Complete();
            Assert.Equal(500_000, appender.Rows);
        }
        Assert.True(db.Holds("(SELECT count(*) = 500000 AND sum(a) = 124999750000 FROM t)"));
    }

    [Fact]
    public void A_rollback_takes_appended_rows_with_it()
    {
        using var db = new BulkDatabase("CREATE TABLE t (a INTEGER)");
        using (var transaction = db.Connection.BeginTransaction())
        {
            using (var appender = db.Connection.CreateAppender("t"))
            {
                appender.AppendRow(1);
                appender.Complete();
            }
            Assert.Equal(1, db.Ask<long>("SELECT count(*) FROM t"));
            transaction.Rollback();
        }
        Assert.Equal(0, db.Ask<long>("SELECT count(*) FROM t"));
    }

    [Fact]
    public void A_transaction_begun_in_SQL_is_left_open()
    {
        using var db = new BulkDatabase("CREATE TABLE t (a INTEGER); BEGIN");
        using (var appender = db.Connection.CreateAppender("t"))
        {
            appender.AppendRow(1);
            appender.Complete();
        }
        db.Run("ROLLBACK");
        Assert.Equal(0, db.Ask<long>("SELECT count(*) FROM t"));
    }

    [Fact]
    public void An_exception_in_the_middle_leaves_nothing_and_the_session_usable()
    {
        using var db = new BulkDatabase("CREATE TABLE t (a INTEGER)");
        Assert.Throws<InvalidCastException>(() =>
        {
            using var appender = db.Connection.CreateAppender("t");
            appender.AppendRow(1);
            appender.AppendRow("two");
            appender.Complete();
        });
        Assert.Equal(0, db.Ask<long>("SELECT count(*) FROM t"));
        db.Run("INSERT INTO t VALUES (3)");
        Assert.Equal(1, db.Ask<long>("SELECT count(*) FROM t"));
    }

    [Fact]
    public void Rows_that_a_statement_beside_them_has_doomed_are_not_reported_as_inserted()
    {
        using var db = new BulkDatabase("CREATE TABLE t (a INTEGER); CREATE TABLE u AS SELECT 'x' AS a");
        using (var appender = db.Connection.CreateAppender("t"))
        {
            appender.AppendRow(1);
            Assert.Throws<DuckDbException>(() => db.Run("SELECT a::INTEGER FROM u"));
            Assert.Throws<DuckDbException>(appender.Complete);
        }
        db.Run("INSERT INTO t VALUES (2)");
        Assert.Equal(2, db.Ask<int>("FROM t"));
    }

    [Fact]
    public void A_broken_constraint_inserts_nothing_and_names_the_table()
    {
        using var db = new BulkDatabase("CREATE TABLE t (a INTEGER PRIMARY KEY)");
        using (var appender = db.Connection.CreateAppender("t"))
        {
            appender.AppendRow(1);
            appender.AppendRow(1);
            var error = Assert.Throws<DuckDbException>(appender.Complete);
            Assert.Equal(DuckDbErrorType.Constraint, error.ErrorType);
            Assert.Contains("'t'", error.Message, StringComparison.Ordinal);
        }
        Assert.Equal(0, db.Ask<long>("SELECT count(*) FROM t"));
    }

    [Fact]
    public void A_row_given_up_half_way_leaves_no_nulls()
    {
        using var db = new BulkDatabase("CREATE TABLE t (a INTEGER, b VARCHAR)");
        using var appender = db.Connection.CreateAppender("t");
        Assert.Throws<InvalidCastException>(() => appender.AppendRow(null, 5));
        appender.AppendRow(7, "seven");
        appender.Complete();
        Assert.True(db.Holds("(SELECT count(*) = 1 AND max(a) = 7 AND max(b) = 'seven' FROM t)"));
    }

    [Fact]
    public void Columns_not_set_are_null_and_columns_not_named_take_their_defaults()
    {
        using var db = new BulkDatabase("CREATE TABLE t (a INTEGER, b INTEGER DEFAULT 9, c VARCHAR)");
        using var appender = db.Connection.CreateAppender("t", ["c", "a"]);
        appender.Writer.Set(0, "x");
        appender.EndRow();
        appender.Complete();
        Assert.True(db.Holds("(SELECT a IS NULL AND b = 9 AND c = 'x' FROM t)"));
    }

    [Fact]
    public void A_row_begun_and_not_ended_is_refused_rather_than_lost()
    {
        using var db = new BulkDatabase("CREATE TABLE t (a INTEGER)");
        using var appender = db.Connection.CreateAppender("t");
        appender.Writer.Set(0, 1);
        Assert.Contains("not ended", Assert.Throws<InvalidOperationException>(appender.Complete).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_name_table_column_and_row()
    {
        using var db = new BulkDatabase("CREATE SCHEMA s; CREATE TABLE s.t (\"年份\" INTEGER, b INTEGER)");
        using var appender = db.Connection.CreateAppender("t", schema: "s");
        for (var i = 0; i < 3000; i++) appender.AppendRow(i, i);
        var error = Assert.Throws<InvalidCastException>(() => appender.AppendRow(1.5m, 1));
        Assert.StartsWith("Table 's.t', column '年份', row 3001: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INTEGER[]")]
    [InlineData("STRUCT(a INTEGER)")]
    [InlineData("MAP(VARCHAR, INTEGER)")]
    public void Types_with_parts_are_refused_by_name(string type)
    {
        using var db = new BulkDatabase($"CREATE TABLE t (parts {type})");
        var error = Assert.Throws<NotSupportedException>(() => db.Connection.CreateAppender("t"));
        Assert.Contains("'parts'", error.Message, StringComparison.Ordinal);
        db.Run("INSERT INTO t VALUES (NULL)"); // no transaction was left open
    }

    [Fact]
    public void A_missing_table_is_an_error_that_names_it()
    {
        using var db = new BulkDatabase();
        Assert.Contains("nowhere", Assert.Throws<DuckDbException>(() => db.Connection.CreateAppender("nowhere")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Generated_columns_are_left_to_the_table()
    {
        using var db = new BulkDatabase("CREATE TABLE t (a INTEGER, twice INTEGER GENERATED ALWAYS AS (a * 2), b INTEGER)");
        using var appender = db.Connection.CreateAppender("t");
        appender.AppendRow(1, 5);
        appender.Complete();
        Assert.True(db.Holds("(SELECT a = 1 AND twice = 2 AND b = 5 FROM t)"));
    }

    [Fact]
    public void A_second_appender_joins_an_open_transaction()
    {
        using var db = new BulkDatabase("CREATE TABLE t (a INTEGER); CREATE TABLE u (a INTEGER)");
        using (var transaction = db.Connection.BeginTransaction())
        {
            using var one = db.Connection.CreateAppender("t");
            using var other = db.Connection.CreateAppender("u");
            one.AppendRow(1);
            other.AppendRow(2);
            one.Complete();
            other.Complete();
            transaction.Commit();
        }
        Assert.True(db.Holds("(SELECT count(*) = 2 FROM (FROM t UNION ALL FROM u))"));
    }

    [Fact]
    public void What_an_abandoned_appender_would_take_with_it_is_refused()
    {
        using var db = new BulkDatabase("CREATE TABLE t (a INTEGER); CREATE TABLE u (a INTEGER)");
        using (var one = db.Connection.CreateAppender("t"))
        {
            one.AppendRow(1);
            Assert.Throws<InvalidOperationException>(() => db.Connection.CreateAppender("u"));
            Assert.Throws<InvalidOperationException>(() => db.Connection.BeginTransaction());
            one.Complete();
            using var other = db.Connection.CreateAppender("u");
            other.AppendRow(2);
        }
        Assert.True(db.Holds("(SELECT count(*) = 1 FROM (FROM t UNION ALL FROM u))"));
    }

    [Fact]
    public void Appending_beside_an_open_reader_is_refused()
    {
        using var db = new BulkDatabase("CREATE TABLE t (a INTEGER)");
        using var command = db.Connection.CreateCommand();
        command.CommandText = "FROM range(100000)";
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        Assert.Throws<InvalidOperationException>(() => db.Connection.CreateAppender("t"));
        Assert.True(reader.Read());
    }

    [Fact]
    public void A_reader_opened_beside_an_appender_is_not_ended_by_it()
    {
        using var db = new BulkDatabase("CREATE TABLE t (a INTEGER)");
        using var appender = db.Connection.CreateAppender("t");
        using (var command = db.Connection.Command("SELECT i FROM range(100000) t(i)"))
        using (var reader = command.ExecuteReader())
        {
            Assert.True(reader.Read());
            Assert.Throws<InvalidOperationException>(() =>
            {
                for (var i = 0; i < 3000; i++) appender.AppendRow(i);
            });
            Assert.Throws<InvalidOperationException>(appender.Complete);
            for (var i = 1L; i < 100_000; i++) Assert.Equal((true, i), (reader.Read(), reader.GetInt64(0)));
        }
        for (var i = (int)appender.Rows; i < 3000; i++) appender.AppendRow(i);
        appender.Complete();
        Assert.True(db.Holds("(SELECT count(*) = 3000 AND sum(a) = 4498500 FROM t)"));
    }

    [Fact]
    public void Rows_after_the_end_are_refused_rather_than_lost()
    {
        using var db = new BulkDatabase("CREATE TABLE t (a INTEGER)");
        var appender = db.Connection.CreateAppender("t");
        appender.AppendRow(1);
        appender.Complete();
        Assert.Throws<InvalidOperationException>(() => appender.AppendRow(2));
        appender.Dispose();
        appender.Dispose();
        Assert.Throws<InvalidOperationException>(() => appender.Writer.Set(0, 3));
        Assert.Throws<InvalidOperationException>(() => appender.Writer.SetNull(0));
        Assert.Throws<InvalidOperationException>(() => appender.Writer.Span<int>(0).Length);
        Assert.Throws<ObjectDisposedException>(appender.Complete);
        Assert.Equal(1, db.Ask<long>("SELECT count(*) FROM t"));
    }

    [Fact]
    public void Closing_the_connection_abandons_its_appenders()
    {
        using var source = new DuckDbDataSource("");
        using var watch = source.OpenConnection();
        watch.Run("CREATE TABLE t (a INTEGER)");
        var db = source.OpenConnection();
        var appender = db.CreateAppender("t");
        appender.AppendRow(1);
        db.Close();
        Assert.Throws<InvalidOperationException>(() => appender.AppendRow(2));
        Assert.Throws<ObjectDisposedException>(appender.Complete);
        Assert.Equal(0L, watch.Value("SELECT count(*) FROM t"));
    }

    [Fact]
    public void An_appender_may_be_disposed_after_its_connection()
    {
        using var db = new BulkDatabase("CREATE TABLE t (a INTEGER)");
        var appender = db.Connection.CreateAppender("t");
        appender.AppendRow(1);
        db.Connection.Close();
        appender.Dispose();
    }
}
