using Analytics.DuckDb;

namespace Analytics.Tests.DuckDb;

public class ErrorTests
{
    [Theory]
    [InlineData("SELEC 1", DuckDbErrorType.Parser, "syntax error at or near \"SELEC\"")]
    [InlineData("SELECT nothing FROM range(1)", DuckDbErrorType.Binder, "\"nothing\" not found")]
    [InlineData("FROM nowhere", DuckDbErrorType.Catalog, "nowhere does not exist")]
    [InlineData("SELECT no_function(1)", DuckDbErrorType.Catalog, "no_function")]
    [InlineData("SELECT v::INTEGER FROM (VALUES ('12a')) t(v)", DuckDbErrorType.Conversion, "12a")]
    [InlineData("SELECT (v + 1)::TINYINT FROM (VALUES (127)) t(v)", DuckDbErrorType.Conversion, "128")]
    [InlineData("SELECT v + 1::BIGINT FROM (VALUES (9223372036854775807)) t(v)", DuckDbErrorType.OutOfRange, "Overflow")]
    [InlineData("CREATE TABLE t (a INTEGER NOT NULL); INSERT INTO t VALUES (NULL)", DuckDbErrorType.Constraint, "NOT NULL constraint failed: t.a")]
    [InlineData("CREATE TABLE t (a INTEGER PRIMARY KEY); INSERT INTO t VALUES (1), (1)", DuckDbErrorType.Constraint, "uplicate key")]
    [InlineData("CREATE TABLE t (a INTEGER CHECK (a > 0)); INSERT INTO t VALUES (0)", DuckDbErrorType.Constraint, "CHECK constraint failed")]
    [InlineData("SELECT error('found 1万388')", DuckDbErrorType.InvalidInput, "found 1万388")]
    [InlineData("COMMIT", DuckDbErrorType.Transaction, "no transaction is active")]
    [InlineData("FROM read_csv('no/such/file.csv')", DuckDbErrorType.Io, "no/such/file.csv")]
    [InlineData("ATTACH 'no/such/folder/file.duckdb' AS a", DuckDbErrorType.Io, "no/such/folder/file.duckdb")]
    [InlineData("SET no_setting = 1", DuckDbErrorType.Catalog, "no_setting")]
    [InlineData("SET enable_external_access = false; FROM read_csv('a.csv')", DuckDbErrorType.Permission, "disabled by configuration")]
    [InlineData("CREATE TABLE t (a INTEGER); CREATE VIEW v AS FROM t; CREATE TABLE t (b INTEGER)", DuckDbErrorType.Catalog, "already exists")]
    [InlineData("SET memory_limit = '20MB'; SET temp_directory = ''; SELECT count(DISTINCT i) FROM range(10000000) t(i)", DuckDbErrorType.OutOfMemory, "memory")]
    public void An_error_has_DuckDBs_class_and_text(string sql, DuckDbErrorType type, string text)
    {
        using var db = Asking.Opened();
        var error = Assert.Throws<DuckDbException>(() => db.Run(sql));
        Assert.Equal(type, error.ErrorType);
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
        Assert.False(error.IsTransient);
        Assert.Equal(1, db.Value("SELECT 1"));
    }

    [Fact]
    public void An_error_while_streaming_has_its_class_too()
    {
        using var db = Asking.Opened();
        using var command = db.Command("SELECT v::INTEGER FROM (VALUES ('1'), ('12a')) t(v)");
        Assert.Equal(DuckDbErrorType.Conversion, Assert.Throws<DuckDbException>(() =>
        {
            using var reader = command.ExecuteReader();
            while (reader.Read()) { }
        }).ErrorType);
    }

    [Fact]
    public void An_error_points_at_its_place_in_the_text()
    {
        using var db = Asking.Opened();
        var error = Assert.Throws<DuckDbException>(() => db.Run("SELECT 1,\n       nothing\nFROM range(1)"));
        Assert.Contains("LINE 2:        nothing\n               ^", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Extensions_are_neither_installed_nor_loaded_by_themselves()
    {
        using var db = Asking.Opened();
        Assert.Equal("false,false", db.Value("SELECT string_agg(value, ',') FROM duckdb_settings() WHERE name LIKE 'auto%_known_extensions'"));
        Assert.Throws<DuckDbException>(() => db.Run("LOAD spatial"));
        var error = Assert.Throws<DuckDbException>(() => db.Run("SELECT ST_Point(1, 2)"));
        Assert.Equal(DuckDbErrorType.Catalog, error.ErrorType);
        Assert.Throws<DuckDbException>(() => db.Run("ATTACH 'x' (TYPE postgres)"));
    }

    [Fact]
    public void An_exception_of_a_function_called_while_streaming_is_the_cause()
    {
        using var db = Asking.Opened();
        var thrown = new FormatException("row 5000000");
        db.RegisterScalarFunction("checked", (long i) => i < 5_000_000 ? i : throw thrown);
        using var command = db.Command("SELECT checked(i) FROM range(100000000) t(i)");
        using var reader = command.ExecuteReader();
        Assert.Same(thrown, Assert.Throws<DuckDbException>(() =>
        {
            while (reader.Read()) { }
        }).InnerException);
    }
}
