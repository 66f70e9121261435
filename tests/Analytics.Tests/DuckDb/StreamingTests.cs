using Analytics.DuckDb;
using Analytics.Tests.DuckDb.Bulk;

namespace Analytics.Tests.DuckDb;

public class StreamingTests
{
    [Fact]
    public void Rows_arrive_long_before_the_query_has_made_the_last()
    {
        using var db = new BulkDatabase();
        var made = 0L;
        db.Connection.RegisterScalarFunction("counted", (long i) =>
        {
            Interlocked.Increment(ref made);
            return i;
        });
        using var command = db.Connection.Command("SELECT counted(i) FROM range(100000000) t(i)");
        using var reader = command.ExecuteReader();
        for (var i = 0; i < 10_000; i++) Assert.True(reader.Read());
        Assert.InRange(Interlocked.Read(ref made), 10_000, 10_000_000);
    }

    [Fact]
    public void A_result_of_a_hundred_million_rows_takes_no_memory()
    {
        using var source = new DuckDbDataSource("");
        using var db = source.OpenConnection();
        using var watch = source.OpenConnection();
        using var command = db.Command("SELECT i, i::VARCHAR || ' is longer than twelve bytes' FROM range(100000000) t(i)");
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        var managed = GC.GetAllocatedBytesForCurrentThread();
        var sum = 0L;
        for (var i = 0; i < 2_000_000 && reader.Read(); i++) sum += reader.GetInt64(0);
        Assert.Equal(2_000_001_000_000, sum);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - managed, 0, 5_000_000);
        Assert.InRange((decimal)watch.Value("SELECT sum(memory_usage_bytes) FROM duckdb_memory()")!, 0, 50_000_000);
    }

    [Fact]
    public void A_half_read_stream_is_given_up_and_the_session_goes_on()
    {
        using var db = Asking.Opened();
        for (var i = 0; i < 20; i++)
        {
            using (var command = db.Command("SELECT i FROM range(100000000) t(i)"))
            using (var reader = command.ExecuteReader()) Assert.True(reader.Read());
            Assert.Equal(i, db.Value("SELECT $1", i));
        }
    }

    [Fact]
    public void A_half_read_stream_in_a_transaction_leaves_the_transaction_whole()
    {
        using var db = Asking.Opened();
        db.Run("CREATE TABLE t (a INTEGER)");
        using (var transaction = db.BeginTransaction())
        {
            db.Run("INSERT INTO t VALUES (1)");
            using (var command = db.Command("SELECT i FROM range(100000) t(i)"))
            using (var reader = command.ExecuteReader()) Assert.True(reader.Read());
            db.Run("INSERT INTO t VALUES (2)");
            transaction.Commit();
        }
        Assert.Equal(2L, db.Value("SELECT count(*) FROM t"));
    }

    [Fact]
    public void What_a_statement_returned_may_be_half_read_and_is_done_all_the_same()
    {
        using var db = Asking.Opened();
        db.Run("CREATE TABLE t (a BIGINT)");
        using (var command = db.Command("INSERT INTO t FROM range(100000) RETURNING a"))
        using (var reader = command.ExecuteReader()) Assert.True(reader.Read());
        Assert.Equal(100_000L, db.Value("SELECT count(*) FROM t"));
    }

    [Fact]
    public void A_reader_sees_its_snapshot_while_others_write()
    {
        using var source = new DuckDbDataSource("");
        using var db = source.OpenConnection();
        using var writer = source.OpenConnection();
        writer.Run("CREATE TABLE t AS FROM range(500000)");
        using var command = db.Command("SELECT range FROM t");
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        writer.Run("DELETE FROM t; INSERT INTO t VALUES (-1)");
        var rows = 1;
        for (; reader.Read(); rows++) Assert.True(reader.GetInt64(0) >= 0);
        Assert.Equal(500_000, rows);
    }

    [Fact]
    public void An_error_in_a_stream_surfaces_after_the_rows_before_it()
    {
        using var db = Asking.Opened();
        db.Run("SET threads = 1; CREATE TABLE t AS SELECT CASE WHEN i = 400000 THEN 'not a number' ELSE i::VARCHAR END AS v FROM range(500000) r(i)");
        using var command = db.Command("SELECT v::BIGINT FROM t");
        using var reader = command.ExecuteReader();
        var rows = 0;
        var error = Assert.Throws<DuckDbException>(() =>
        {
            for (; reader.Read(); rows++) Assert.Equal(rows, reader.GetInt64(0));
        });
        Assert.Equal(DuckDbErrorType.Conversion, error.ErrorType);
        Assert.Contains("not a number", error.Message, StringComparison.Ordinal);
        Assert.InRange(rows, 1, 400_000);
        Assert.False(reader.Read());
        reader.Close();
        Assert.Equal(1, db.Value("SELECT 1"));
    }

    [Fact]
    public void One_session_has_one_reader()
    {
        using var db = Asking.Opened();
        db.Run("ATTACH ':memory:' AS other");
        using var command = db.Command("SELECT i FROM range(100000) t(i)");
        using var prepared = db.Command("SELECT 1");
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        foreach (var beside in new Action[] { () => db.Run("SELECT 1"), () => db.BeginTransaction(), prepared.Prepare, () => db.ChangeDatabase("other"), () => command.ExecuteReader() })
            Assert.Contains("A reader is open", Assert.Throws<InvalidOperationException>(beside).Message, StringComparison.Ordinal);
        for (var i = 1L; i < 100_000; i++) Assert.Equal((true, i), (reader.Read(), reader.GetInt64(0)));
        Assert.False(reader.Read());
    }

    [Fact]
    public void Closing_the_connection_ends_its_reader()
    {
        using var db = Asking.Opened();
        using var command = db.Command("SELECT i FROM range(100000) t(i)");
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        db.Close();
        Assert.Throws<InvalidOperationException>(() => reader.GetInt64(0));
        Assert.Throws<ObjectDisposedException>(() => reader.Read());
    }
}
