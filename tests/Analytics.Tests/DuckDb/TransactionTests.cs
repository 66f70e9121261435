using System.Data;
using Analytics.DuckDb;

namespace Analytics.Tests.DuckDb;

public class TransactionTests
{
    static DuckDbConnection WithTable()
    {
        var db = Asking.Opened();
        db.Run("CREATE TABLE t (a INTEGER)");
        return db;
    }

    static object? Count(DuckDbConnection db) => db.Value("SELECT count(*) FROM t");

    [Fact]
    public void Commit_keeps_and_rollback_drops()
    {
        using var db = WithTable();
        using (var kept = db.BeginTransaction())
        {
            db.Run("INSERT INTO t VALUES (1)");
            kept.Commit();
        }
        using (var dropped = db.BeginTransaction())
        {
            db.Run("INSERT INTO t VALUES (2)");
            Assert.Equal(2L, Count(db));
            dropped.Rollback();
        }
        Assert.Equal(1L, Count(db));
    }

    [Fact]
    public void Disposing_rolls_back_and_closing_the_connection_too()
    {
        using var source = new DuckDbDataSource("");
        using var watch = source.OpenConnection();
        watch.Run("CREATE TABLE t (a INTEGER)");
        using (var db = source.OpenConnection())
        {
            using (db.BeginTransaction()) db.Run("INSERT INTO t VALUES (1)");
            Assert.Equal(0L, Count(db));
            db.BeginTransaction();
            db.Run("INSERT INTO t VALUES (2)");
        }
        Assert.Equal(0L, Count(watch));
    }

    [Fact]
    public void An_ended_transaction_refuses_to_end_again_and_is_disposed_twice()
    {
        using var db = WithTable();
        var transaction = db.BeginTransaction();
        Assert.Same(db, transaction.Connection);
        transaction.Commit();
        Assert.Null(transaction.Connection);
        Assert.Throws<InvalidOperationException>(transaction.Commit);
        Assert.Throws<InvalidOperationException>(transaction.Rollback);
        transaction.Dispose();
        transaction.Dispose();
    }

    [Fact]
    public void A_second_transaction_on_the_connection_is_refused()
    {
        using var db = WithTable();
        using var transaction = db.BeginTransaction();
        Assert.Throws<InvalidOperationException>(() => db.BeginTransaction());
        db.Run("INSERT INTO t VALUES (1)");
        transaction.Commit();
        Assert.Equal(1L, Count(db));
    }

    [Fact]
    public void Only_snapshot_isolation_is_offered()
    {
        using var db = WithTable();
        using (var transaction = db.BeginTransaction(IsolationLevel.Snapshot)) Assert.Equal(IsolationLevel.Snapshot, transaction.IsolationLevel);
        Assert.Throws<NotSupportedException>(() => db.BeginTransaction(IsolationLevel.Serializable));
    }

    [Fact]
    public void A_command_may_name_its_transaction_but_not_one_of_another_connection()
    {
        using var db = WithTable();
        using var other = Asking.Opened();
        using var transaction = db.BeginTransaction();
        using var command = db.Command("INSERT INTO t VALUES (1)");
        command.Transaction = transaction;
        Assert.Equal(1, command.ExecuteNonQuery());
        using var foreign = other.BeginTransaction();
        command.Transaction = foreign;
        Assert.Contains("another connection", Assert.Throws<InvalidOperationException>(() => command.ExecuteNonQuery()).Message, StringComparison.Ordinal);
        command.Transaction = transaction;
        transaction.Rollback();
        Assert.Contains("has ended", Assert.Throws<InvalidOperationException>(() => command.ExecuteNonQuery()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_sessions_see_a_transaction_when_it_is_committed()
    {
        using var source = new DuckDbDataSource("");
        using var writer = source.OpenConnection();
        using var reader = source.OpenConnection();
        writer.Run("CREATE TABLE t (a INTEGER)");
        using var transaction = writer.BeginTransaction();
        writer.Run("INSERT INTO t VALUES (1)");
        Assert.Equal(0L, Count(reader));
        transaction.Commit();
        Assert.Equal(1L, Count(reader));
    }

    [Fact]
    public void A_write_conflict_is_a_transient_error_and_leaves_the_session_usable()
    {
        using var source = new DuckDbDataSource("");
        using var one = source.OpenConnection();
        using var other = source.OpenConnection();
        one.Run("CREATE TABLE t AS SELECT 1 AS a");
        using (var first = one.BeginTransaction())
        using (other.BeginTransaction())
        {
            one.Run("UPDATE t SET a = 2");
            var error = Assert.Throws<DuckDbException>(() => other.Run("UPDATE t SET a = 3"));
            Assert.Equal((DuckDbErrorType.Transaction, true), (error.ErrorType, error.IsTransient));
            Assert.False(Assert.Throws<DuckDbException>(() => other.Run("SELECT 1")).IsTransient); // aborted
            first.Commit();
        }
        Assert.Equal(1, other.Run("UPDATE t SET a = a + 10"));
        Assert.Equal(12, one.Value("FROM t"));
    }

    [Fact]
    public void After_an_error_nothing_of_the_transaction_is_kept()
    {
        using var db = WithTable();
        db.Run("ALTER TABLE t ADD PRIMARY KEY (a)");
        using (var transaction = db.BeginTransaction())
        {
            db.Run("INSERT INTO t VALUES (1)");
            Assert.Equal(DuckDbErrorType.Constraint, Assert.Throws<DuckDbException>(() => db.Run("INSERT INTO t VALUES (1)")).ErrorType);
            Assert.Throws<DuckDbException>(transaction.Commit);
        }
        Assert.Equal(0L, Count(db));
    }

    [Fact]
    public void A_commit_that_DuckDB_refuses_is_an_error_and_keeps_nothing()
    {
        using var source = new DuckDbDataSource("");
        using var one = source.OpenConnection();
        using var other = source.OpenConnection();
        one.Run("CREATE TABLE t (a INTEGER PRIMARY KEY)");
        using (var first = one.BeginTransaction())
        using (var second = other.BeginTransaction())
        {
            one.Run("INSERT INTO t VALUES (1)");
            other.Run("INSERT INTO t VALUES (1), (2)");
            first.Commit();
            Assert.Contains("duplicate key", Assert.Throws<DuckDbException>(second.Commit).Message, StringComparison.Ordinal);
        }
        other.Run("INSERT INTO t VALUES (3)");
        Assert.Equal("1,3", other.Value("SELECT string_agg(a, ',' ORDER BY a) FROM t"));
    }

    [Fact]
    public void A_table_made_thinned_and_narrowed_in_one_transaction_is_whole()
    {
        using var db = WithTable();
        using (var transaction = db.BeginTransaction())
        {
            db.Run("CREATE TABLE made AS SELECT i AS a, i + 1 AS b, 'x' || i AS c FROM range(200000) r(i)");
            Assert.Equal(100_000, db.Run("DELETE FROM made WHERE a % 2 = 0"));
            db.Run("ALTER TABLE made DROP COLUMN a");
            transaction.Commit();
        }
        Assert.Equal(true, db.Value("SELECT count(*) = 100000 AND sum(b) = 10000100000 AND max(c) = 'x99999' FROM made"));
    }

    [Fact]
    public void A_transaction_that_SQL_has_ended_is_disposed_in_peace()
    {
        using var db = WithTable();
        using (db.BeginTransaction()) db.Run("INSERT INTO t VALUES (1); COMMIT");
        using (var transaction = db.BeginTransaction())
        {
            db.Run("ROLLBACK");
            Assert.Throws<DuckDbException>(transaction.Commit);
        }
        Assert.Equal(1L, Count(db));
    }

    [Fact]
    public void Ending_a_transaction_ends_a_half_read_reader()
    {
        using var db = WithTable();
        using var transaction = db.BeginTransaction();
        using var command = db.Command("FROM range(100000)");
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        transaction.Commit();
        Assert.Throws<ObjectDisposedException>(() =>
        {
            while (reader.Read()) { }
        });
    }
}
