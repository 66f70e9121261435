using Analytics.DuckDb;

namespace Analytics.Tests.DuckDb.Bulk;

public class RowSourceTests
{
    static readonly DuckDbColumnSpec[] Columns =
    [
        new("id", DuckDbType.BigInt), new("name", DuckDbType.Varchar), new("amount", DuckDbType.Decimal, 18, 2), new("day", DuckDbType.Date),
    ];

    /// Rows first, first + step, … below the end.
    sealed class Numbers(long first, long step, long end, Action<long>? onRow = null) : IDuckDbRowWorker
    {
        long _next = first;

        public bool Fill(DuckDbRowWriter rows)
        {
            for (; !rows.IsFull && _next < end; _next += step)
            {
                onRow?.Invoke(_next);
                rows.Set(0, _next);
                if (_next % 10 != 0) rows.Set(1, _next % 2 == 0 ? $"短{_next}" : $"a text of more than twelve bytes {_next}");
                rows.Set(2, new decimal((int)_next, 0, 0, false, 2));
                rows.Set(3, new DateOnly(2000, 1, 1).AddDays((int)(_next % 1000)));
                rows.EndRow();
            }
            return _next < end;
        }
    }

    [Fact]
    public void Two_workers_load_200_000_rows_with_exact_sums()
    {
        const int Rows = 200_000;
        var worker = -1;
        using var db = new BulkDatabase("SET threads = 2; SET preserve_insertion_order = false; "
            + "CREATE TABLE t (id BIGINT, name VARCHAR, amount DECIMAL(18,2), day DATE)");
        // Worker n takes the rows n, n + 2, …; were there a third, its rows would be counted twice.
        using var source = db.Connection.AddRowSource(Columns, () => new Numbers(Interlocked.Increment(ref worker), 2, Rows), maxThreads: 2);
        db.Run($"INSERT INTO t SELECT * FROM {source.Sql}");
        if (worker == 0) db.Run($"INSERT INTO t SELECT * FROM {source.Sql}"); // one thread took part: the other half comes now
        Assert.Equal(1, worker);
        Assert.True(db.Holds("""
            (SELECT count(*) = 200000 AND sum(id) = 19999900000 AND sum(amount) = 199999000.00 AND count(name) = 180000
               AND bool_and(name IS NULL OR name = CASE WHEN id % 2 = 0 THEN '短' ELSE 'a text of more than twelve bytes ' END || id)
               AND bool_and(day = DATE '2000-01-01' + (id % 1000)::INTEGER) FROM t)
            """));
    }

    [Fact]
    public void Sources_do_not_replace_each_other()
    {
        using var db = new BulkDatabase();
        using var one = db.Connection.AddRowSource(Columns, () => new Numbers(0, 1, 10));
        using var other = db.Connection.AddRowSource([new("n", DuckDbType.BigInt), .. Columns[1..]], () => new Numbers(0, 1, 20));
        Assert.Equal(10, db.Ask<long>($"SELECT count(id) FROM {one.Sql}"));
        Assert.Equal(20, db.Ask<long>($"SELECT count(n) FROM {other.Sql}"));
    }

    [Fact]
    public void A_disposed_source_is_an_error_and_a_source_is_of_one_database_only()
    {
        using var db = new BulkDatabase();
        using var stranger = new BulkDatabase();
        var source = db.Connection.AddRowSource(Columns, () => new Numbers(0, 1, 10));
        Assert.Throws<DuckDbException>(() => stranger.Ask<long>($"SELECT count(*) FROM {source.Sql}"));
        source.Dispose();
        var error = Assert.Throws<DuckDbException>(() => db.Ask<long>($"SELECT count(*) FROM {source.Sql}"));
        Assert.Contains("no row source", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_outlives_a_rollback_and_can_be_read_twice()
    {
        using var db = new BulkDatabase();
        var transaction = db.Connection.BeginTransaction();
        using var source = db.Connection.AddRowSource(Columns, () => new Numbers(0, 1, 5000));
        Assert.Equal(5000, db.Ask<long>($"SELECT count(*) FROM {source.Sql}"));
        transaction.Rollback();
        Assert.Equal(12497500, db.Ask<decimal>($"SELECT sum(id) FROM {source.Sql}"));
    }

    [Fact]
    public void An_exception_of_a_worker_is_the_cause_of_the_query_error()
    {
        using var db = new BulkDatabase("CREATE TABLE t (id BIGINT, name VARCHAR, amount DECIMAL(18,2), day DATE)");
        var thrown = new FormatException("row 7777: found '1万388'");
        using var source = db.Connection.AddRowSource(Columns, () => new Numbers(0, 1, 10_000, i =>
        {
            if (i == 7777) throw thrown;
        }));
        var error = Assert.Throws<DuckDbException>(() => db.Run($"INSERT INTO t SELECT * FROM {source.Sql}"));
        Assert.Same(thrown, error.InnerException);
        Assert.EndsWith("row 7777: found '1万388'", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, db.Ask<long>("SELECT count(*) FROM t"));
    }

    [Fact]
    public void An_exception_while_a_worker_is_made_is_the_cause_of_the_query_error()
    {
        using var db = new BulkDatabase();
        var thrown = new FileNotFoundException("no such file");
        using var source = db.Connection.AddRowSource(Columns, () => throw thrown);
        Assert.Same(thrown, Assert.Throws<DuckDbException>(() => db.Ask<long>($"SELECT count(*) FROM {source.Sql}")).InnerException);
    }

    [Fact]
    public void A_wrong_value_names_column_and_row()
    {
        using var db = new BulkDatabase();
        using var source = db.Connection.AddRowSource([new("share", DuckDbType.Decimal, 4, 1)], () => new Wrong());
        var error = Assert.Throws<DuckDbException>(() => db.Ask<decimal>($"SELECT sum(share) FROM {source.Sql}"));
        Assert.IsType<InvalidCastException>(error.InnerException);
        Assert.Contains("column 'share', row 1: 1000.5 does not fit DECIMAL(4,1)", error.Message, StringComparison.Ordinal);
    }

    sealed class Wrong : IDuckDbRowWorker
    {
        public bool Fill(DuckDbRowWriter rows)
        {
            rows.Set(0, 1000.5m);
            rows.EndRow();
            return false;
        }
    }

    [Fact]
    public async Task A_load_can_be_cancelled_and_leaves_nothing()
    {
        using var db = new BulkDatabase("CREATE TABLE t (id BIGINT, name VARCHAR, amount DECIMAL(18,2), day DATE)");
        using var cancellation = new CancellationTokenSource();
        using var source = db.Connection.AddRowSource(Columns, () => new Numbers(0, 1, int.MaxValue, i =>
        {
            if (i == 5000) cancellation.Cancel();
        }));
        using var command = db.Connection.CreateCommand();
        command.CommandText = $"INSERT INTO t SELECT * FROM {source.Sql}";
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => command.ExecuteNonQueryAsync(cancellation.Token));
        Assert.Equal(0, db.Ask<long>("SELECT count(*) FROM t"));
    }

    [Fact]
    public void A_writer_kept_after_its_chunk_is_refused()
    {
        using var db = new BulkDatabase();
        var keeper = new Keeper();
        using var source = db.Connection.AddRowSource([new("a", DuckDbType.BigInt)], () => keeper);
        Assert.Equal(1, db.Ask<long>($"SELECT count(*) FROM {source.Sql}"));
        Assert.Contains("no chunk", Assert.Throws<InvalidOperationException>(() => keeper.Rows!.Set(0, 1)).Message, StringComparison.Ordinal);
    }

    sealed class Keeper : IDuckDbRowWorker
    {
        public DuckDbRowWriter? Rows { get; private set; }

        public bool Fill(DuckDbRowWriter rows)
        {
            Rows = rows;
            rows.Set(0, 1);
            rows.EndRow();
            return false;
        }
    }

    [Fact]
    public void A_row_given_up_half_way_leaves_nothing_in_the_next()
    {
        using var db = new BulkDatabase();
        using var source = db.Connection.AddRowSource(Columns, () => new Hesitant());
        Assert.True(db.Holds($"(SELECT count(*) = 1 AND max(id) = 7 AND max(name) IS NULL AND max(amount) = 1.5 FROM {source.Sql})"));
    }

    sealed class Hesitant : IDuckDbRowWorker
    {
        public bool Fill(DuckDbRowWriter rows)
        {
            rows.SetNull(0);
            rows.Set(1, "a text of more than twelve bytes");
            Assert.Throws<InvalidCastException>(() => rows.Set(2, 1.234m));
            rows.AbandonRow();
            rows.Set(0, 7);
            rows.Set(2, 1.5m);
            rows.EndRow();
            return false;
        }
    }

    [Fact]
    public void Spans_write_whole_columns()
    {
        using var db = new BulkDatabase();
        using var source = db.Connection.AddRowSource([new("a", DuckDbType.BigInt), new("b", DuckDbType.Double), new("c", DuckDbType.Varchar)],
            () => new Spans());
        Assert.True(db.Holds($"(SELECT count(*) = 5000 AND sum(a) = 12497500 AND count(b) = 4950 AND count(c) = 0 FROM {source.Sql})"));
    }

    sealed class Spans : IDuckDbRowWorker
    {
        long _next;

        public bool Fill(DuckDbRowWriter rows)
        {
            var a = rows.Span<long>(0);
            var b = rows.Span<double>(1);
            Assert.Throws<InvalidCastException>(() => _ = rows.Span<int>(0).Length);
            var count = (int)Math.Min(a.Length, 5000 - _next);
            for (var i = 0; i < count; i++, _next++)
            {
                (a[i], b[i]) = (_next, _next);
                if (_next % 100 == 0) rows.SetNullAt(1, i);
            }
            rows.EndRows(count);
            return _next < 5000;
        }
    }
}
