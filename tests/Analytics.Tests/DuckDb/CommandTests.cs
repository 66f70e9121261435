using System.Data;
using Analytics.DuckDb;

namespace Analytics.Tests.DuckDb;

public class CommandTests
{
    [Fact]
    public void ExecuteNonQuery_counts_the_rows_that_all_statements_changed()
    {
        using var db = Asking.Opened();
        Assert.Equal(-1, db.Run("CREATE TABLE t (a INTEGER)"));
        Assert.Equal(-1, db.Run("SELECT 1"));
        Assert.Equal(-1, db.Run(" -- nothing"));
        Assert.Equal(5, db.Run("INSERT INTO t FROM range(3); UPDATE t SET a = a + 1 WHERE a > 0"));
        Assert.Equal(0, db.Run("DELETE FROM t WHERE a > 99"));
        Assert.Equal(3, db.Run("BEGIN; DELETE FROM t; COMMIT"));
    }

    [Fact]
    public void ExecuteScalar_gives_the_first_value_of_the_first_result()
    {
        using var db = Asking.Opened();
        Assert.Equal(1, db.Value("CREATE TABLE t (a INTEGER); SELECT 1, 2; INSERT INTO t VALUES (7); SELECT 3"));
        Assert.Equal(7, db.Value("FROM t"));
        Assert.Null(db.Value("FROM t WHERE a > 7"));
        Assert.Same(DBNull.Value, db.Value("SELECT NULL"));
        Assert.Null(db.Value("CREATE TABLE u (a INTEGER)"));
    }

    [Fact]
    public void NextResult_goes_through_the_statements_that_give_rows()
    {
        using var db = Asking.Opened();
        using var command = db.Command("CREATE TABLE t (a INTEGER); FROM range(5000); INSERT INTO t VALUES (1), (2); SELECT a AS b FROM t WHERE a > 9");
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        Assert.True(reader.NextResult()); // the rest of the first is given up
        Assert.Equal(("b", 2, false), (reader.GetName(0), reader.RecordsAffected, reader.HasRows));
        Assert.False(reader.Read());
        Assert.False(reader.NextResult());
        Assert.False(reader.Read());
        Assert.Equal(0, reader.FieldCount);
    }

    [Fact]
    public void A_later_statement_uses_what_an_earlier_one_made_and_its_error_stops_the_rest()
    {
        using var db = Asking.Opened();
        Assert.Throws<DuckDbException>(() => db.Run("CREATE TABLE t AS SELECT 1 AS a; SELECT nothing FROM t; CREATE TABLE u AS FROM t"));
        Assert.Equal("t", db.Value("SELECT string_agg(table_name) FROM duckdb_tables()"));
    }

    [Fact]
    public void A_prepared_command_runs_again_with_new_values()
    {
        using var db = Asking.Opened();
        using var command = db.Command("SELECT $a + 1", new DuckDbParameter("a", 0));
        command.Prepare();
        for (var i = 0; i < 100; i++)
        {
            command.Parameters["a"].Value = i;
            Assert.Equal(i + 1, command.ExecuteScalar());
        }
        command.Parameters["a"].Value = 1.5m;
        Assert.Equal(2.5m, command.ExecuteScalar());
    }

    [Fact]
    public void A_prepared_command_of_several_statements_runs_them_all_each_time()
    {
        using var db = Asking.Opened();
        db.Run("CREATE TABLE t (a INTEGER)");
        using var command = db.Command("INSERT INTO t VALUES (?); SELECT count(*) FROM t", 1);
        command.Prepare();
        Assert.Equal([1L, 2L, 3L], Enumerable.Range(0, 3).Select(_ => command.ExecuteScalar()));
    }

    [Fact]
    public void A_prepared_command_follows_a_changed_table()
    {
        using var db = Asking.Opened();
        db.Run("CREATE TABLE t AS SELECT 1 AS a");
        using var command = db.Command("SELECT * FROM t");
        command.Prepare();
        db.Run("ALTER TABLE t ADD COLUMN b VARCHAR DEFAULT 'x'");
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        Assert.Equal((2, "x"), (reader.FieldCount, reader.GetString(1)));
    }

    [Fact]
    public void A_failed_Prepare_leaves_no_part_of_the_text_to_run()
    {
        using var db = Asking.Opened();
        using var command = db.Command("SELECT 1; SELECT nothing");
        Assert.Throws<DuckDbException>(command.Prepare);
        Assert.Throws<DuckDbException>(() => command.ExecuteNonQuery());
    }

    [Fact]
    public void A_prepared_command_lives_on_when_its_connection_is_opened_again()
    {
        using var db = Asking.Opened();
        db.Run("CREATE TABLE t AS SELECT 'of the first database' AS a");
        using var command = db.Command("SELECT count(*) FROM duckdb_tables()");
        command.Prepare();
        Assert.Equal(1L, command.ExecuteScalar());
        db.Close();
        db.Open();
        Assert.Equal(0L, command.ExecuteScalar());
    }

    [Fact]
    public void New_text_replaces_what_was_prepared()
    {
        using var db = Asking.Opened();
        using var command = db.Command("SELECT 1");
        command.Prepare();
        command.CommandText = "SELECT 2";
        Assert.Equal(2, command.ExecuteScalar());
    }

    [Fact]
    public void SQL_that_DuckDB_would_read_in_part_is_refused()
    {
        using var db = Asking.Opened();
        Assert.Contains("NUL", Assert.Throws<DuckDbException>(() => db.Value("SELECT 1\0 + 1")).Message, StringComparison.Ordinal);
        Assert.Contains("surrogate", Assert.Throws<DuckDbException>(() => db.Value("SELECT '\uD842'")).Message, StringComparison.Ordinal);
        Assert.Equal("𠮷", db.Value("SELECT '𠮷'"));
    }

    [Fact]
    public void What_a_command_cannot_do_is_refused()
    {
        using var db = Asking.Opened();
        using var command = db.Command("CREATE TABLE t (a INTEGER)");
        Assert.Throws<NotSupportedException>(() => command.CommandType = CommandType.StoredProcedure);
        Assert.Throws<NotSupportedException>(() => command.ExecuteReader(CommandBehavior.SchemaOnly));
        Assert.Equal(0L, db.Value("SELECT count(*) FROM duckdb_tables()"));
        using var alone = new DuckDbCommand("SELECT 1");
        Assert.Contains("no connection", Assert.Throws<InvalidOperationException>(() => alone.ExecuteScalar()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asynchronous_forms_give_the_same()
    {
        using var db = Asking.Opened();
        var token = TestContext.Current.CancellationToken;
        await using var command = db.Command("CREATE TABLE t AS FROM range(5000); INSERT INTO t VALUES (-1); FROM t ORDER BY ALL; SELECT 'last'");
        await using (var reader = await command.ExecuteReaderAsync(token))
        {
            var rows = 0;
            for (; await reader.ReadAsync(token); rows++) Assert.Equal(rows - 1, reader.GetInt64(0));
            Assert.Equal((5001, true, 1), (rows, await reader.NextResultAsync(token), reader.RecordsAffected));
            Assert.True(await reader.ReadAsync(token) && !await reader.IsDBNullAsync(0, token));
            Assert.Equal("last", await reader.GetFieldValueAsync<string>(0, token));
        }
        command.CommandText = "DELETE FROM t";
        Assert.Equal(5001, await command.ExecuteNonQueryAsync(token));
        command.CommandText = "SELECT count(*) FROM t";
        Assert.Equal(0L, await command.ExecuteScalarAsync(token));
    }
}
