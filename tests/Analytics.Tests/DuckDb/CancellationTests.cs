using Analytics.DuckDb;

namespace Analytics.Tests.DuckDb;

public class CancellationTests
{
    /// A query without end that calls back once it runs.
    const string Endless = "SELECT sum(started(i)) FROM range(1000000000000) t(i)";

    static DuckDbConnection Started(Action onStart)
    {
        var db = Asking.Opened();
        var calls = 0;
        db.RegisterScalarFunction("started", (long i) =>
        {
            if (Interlocked.Increment(ref calls) == 5000) onStart();
            return i;
        });
        return db;
    }

    [Fact]
    public async Task A_token_stops_a_running_statement_and_the_session_goes_on()
    {
        using var cancellation = new CancellationTokenSource();
        await using var db = Started(cancellation.Cancel);
        await using var command = db.Command(Endless);
        var error = await Assert.ThrowsAsync<OperationCanceledException>(() => command.ExecuteScalarAsync(cancellation.Token));
        Assert.Equal(cancellation.Token, error.CancellationToken);
        Assert.Equal(DuckDbErrorType.Interrupt, Assert.IsType<DuckDbException>(error.InnerException).ErrorType);
        Assert.Equal(1, db.Value("SELECT 1"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_token_stops_a_later_statement_of_a_text(bool scalar)
    {
        using var cancellation = new CancellationTokenSource();
        await using var db = Started(cancellation.Cancel);
        await using var command = db.Command("SELECT 1; " + Endless);
        await Assert.ThrowsAsync<OperationCanceledException>(() =>
            scalar ? command.ExecuteScalarAsync(cancellation.Token) : command.ExecuteNonQueryAsync(cancellation.Token));
    }

    [Fact]
    public async Task A_token_stops_a_stream_that_is_being_read()
    {
        using var cancellation = new CancellationTokenSource();
        await using var db = Started(cancellation.Cancel);
        await using var command = db.Command("SELECT i FROM range(1000000000000) t(i) WHERE i = 0 OR started(i) < 0");
        await Assert.ThrowsAsync<OperationCanceledException>(async () =>
        {
            await using var reader = await command.ExecuteReaderAsync(cancellation.Token);
            while (await reader.ReadAsync(cancellation.Token)) { }
        });
        Assert.Equal(1, db.Value("SELECT 1"));
    }

    [Fact]
    public async Task A_cancelled_token_starts_nothing()
    {
        await using var db = Asking.Opened();
        var cancelled = new CancellationToken(canceled: true);
        await using var command = db.Command("CREATE TABLE t (a INTEGER)");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => command.ExecuteNonQueryAsync(cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => command.ExecuteScalarAsync(cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => command.ExecuteReaderAsync(cancelled));
        Assert.Equal(0L, db.Value("SELECT count(*) FROM duckdb_tables()"));
    }

    [Fact]
    public async Task A_token_that_is_cancelled_between_two_statements_stops_the_second()
    {
        using var cancellation = new CancellationTokenSource();
        await using var db = Asking.Opened();
        db.RegisterScalarFunction("cancelled", (long i) =>
        {
            cancellation.Cancel();
            return i;
        });
        await using var command = db.Command("CREATE TABLE t AS SELECT cancelled(1); CREATE TABLE u (a INTEGER)");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => command.ExecuteNonQueryAsync(cancellation.Token));
        Assert.Equal(0L, db.Value("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'u'"));
    }

    [Fact]
    public async Task A_token_cancelled_after_the_statement_touches_nothing()
    {
        await using var db = Asking.Opened();
        for (var i = 0; i < 50; i++)
        {
            using var cancellation = new CancellationTokenSource();
            await using var command = db.Command("SELECT 1");
            Assert.Equal(1, await command.ExecuteScalarAsync(cancellation.Token));
            await cancellation.CancelAsync();
            Assert.Equal(100_000L, db.Value("SELECT count(*) FROM range(100000)"));
        }
    }

    [Fact]
    public void Cancel_of_the_command_interrupts_from_another_thread()
    {
        DuckDbCommand? command = null;
        using var db = Started(() => command!.Cancel());
        command = db.Command(Endless);
        Assert.Equal(DuckDbErrorType.Interrupt, Assert.Throws<DuckDbException>(() => command.ExecuteScalar()).ErrorType);
        Assert.Equal(1, db.Value("SELECT 1"));
        command.Dispose();
    }

    [Fact]
    public void A_cancelled_statement_leaves_no_rows()
    {
        DuckDbConnection? db = null;
        using var opened = db = Started(() => db!.Interrupt());
        db.Run("CREATE TABLE t (a BIGINT)");
        Assert.Throws<DuckDbException>(() => db.Run("INSERT INTO t SELECT started(i) FROM range(1000000000000) r(i)"));
        Assert.Equal(0L, db.Value("SELECT count(*) FROM t"));
    }

    [Fact]
    public void A_timeout_is_a_TimeoutException()
    {
        using var db = Started(() => { });
        using var command = db.Command(Endless);
        command.CommandTimeout = 1;
        Assert.IsType<DuckDbException>(Assert.Throws<TimeoutException>(() => command.ExecuteScalar()).InnerException);
        command.CommandText = "SELECT 1";
        Assert.Equal(1, command.ExecuteScalar());
    }

    [Fact]
    public void An_interrupt_of_an_idle_session_is_forgotten()
    {
        using var db = Asking.Opened();
        db.Interrupt();
        Assert.Equal(1, db.Value("SELECT 1"));
        using var command = db.Command("SELECT i FROM range(1000000) t(i)");
        var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        db.Interrupt();
        reader.Dispose();
        Assert.Equal(1, db.Value("SELECT 1"));
    }

    [Fact]
    public void Interrupt_and_progress_are_safe_before_opening_and_after_closing()
    {
        var db = new DuckDbConnection();
        db.Interrupt();
        Assert.Null(db.Progress);
        db.Open();
        using var command = db.Command("SELECT 1");
        db.Close();
        command.Cancel();
        db.Interrupt();
        Assert.Null(db.Progress);
        db.Dispose();
        db.Interrupt();
    }

    [Fact]
    public void Interrupt_and_progress_are_safe_while_sessions_open_and_close()
    {
        using var source = new DuckDbDataSource("");
        DuckDbConnection? current = null;
        using var done = new CancellationTokenSource();
        var meddler = new Thread(() =>
        {
            while (!done.IsCancellationRequested)
            {
                current?.Interrupt();
                _ = current?.Progress;
            }
        });
        meddler.Start();
        for (var i = 0; i < 300; i++)
        {
            using var db = (DuckDbConnection)source.CreateConnection();
            try
            {
                db.Open();
                current = db;
                db.Value("SELECT sum(range) FROM range(10000)");
            }
            catch (DuckDbException e) when (e.ErrorType == DuckDbErrorType.Interrupt)
            {
                // that is what interrupts are for
            }
        }
        done.Cancel();
        meddler.Join();
    }

    [Fact]
    public async Task Progress_grows_while_a_statement_runs()
    {
        using var cancellation = new CancellationTokenSource();
        await using var db = Asking.Opened();
        db.Run("CREATE TABLE t AS FROM range(300000)");
        await using var command = db.Command("SELECT sum(a.range ^ b.range) FROM t a, t b");
        command.CommandTimeout = 60; // ends the loop where there is no progress
        var running = command.ExecuteScalarAsync(cancellation.Token);
        while (db.Progress is null or 0 && !running.IsCompleted) Thread.Yield();
        Assert.InRange(db.Progress ?? -1, 0.000001, 100);
        await cancellation.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => running);
        Assert.Null(db.Progress);
    }
}
