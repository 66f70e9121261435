using System.Diagnostics;
using Analytics.DuckDb;

namespace Analytics.Tests.DuckDb;

/// One file, one process, one database object.
public sealed class FileTests : IDisposable
{
    const string HeldFile = "ANALYTICS_HELD_FILE", Holder = "ANALYTICS_HOLDER";

    readonly string _folder = Directory.CreateTempSubdirectory("duckdb").FullName;

    string Path(string name) => System.IO.Path.Combine(_folder, name);

    DuckDbConnection Open(string name, string options = "") => Asking.Opened($"Data Source={Path(name)};{options}");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_keeps_what_was_committed()
    {
        using (var db = Open("数据.duckdb")) db.Run("CREATE TABLE t AS SELECT '法治' AS a");
        using (var db = Open("数据.duckdb", "access_mode=READ_ONLY"))
        {
            Assert.Equal("法治", db.Value("FROM t"));
            Assert.Throws<DuckDbException>(() => db.Run("INSERT INTO t VALUES ('x')"));
        }
    }

    [Fact]
    public void Connections_to_one_file_share_its_database_by_whatever_name()
    {
        Directory.CreateSymbolicLink(Path("folder"), _folder);
        using var one = Open("a.duckdb");
        File.CreateSymbolicLink(Path("link.duckdb"), Path("a.duckdb"));
        foreach (var name in new[] { "a.duckdb", "./a.duckdb", "x/../a.duckdb", "link.duckdb", "folder/a.duckdb", "folder/link.duckdb" })
        {
            using var other = Open(name);
            other.Run("CREATE OR REPLACE TABLE t AS SELECT $1 AS a", name);
            Assert.Equal(name, one.Value("FROM t"));
        }
    }

    [Fact]
    public void A_file_that_is_open_is_refused_with_other_options()
    {
        using (Open("a.duckdb", "threads=2"))
        {
            var error = Assert.Throws<DuckDbException>(() => Open("a.duckdb", "access_mode=READ_ONLY"));
            Assert.Contains("is open in this process with other options", error.Message, StringComparison.Ordinal);
        }
        using var alone = Open("a.duckdb", "access_mode=READ_ONLY");
    }

    [Fact]
    public void A_file_is_let_go_when_its_last_connection_closes_whatever_was_left_open()
    {
        var db = Open("a.duckdb");
        db.Run("CREATE TABLE t AS FROM range(100000)");
        var prepared = db.Command("FROM t");
        prepared.Prepare();
        var reader = db.Command("FROM t").ExecuteReader();
        Assert.True(reader.Read());
        Assert.True(File.Exists(Path("a.duckdb.wal")));
        db.Close();
        Assert.False(File.Exists(Path("a.duckdb.wal"))); // written back when the database closed
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_by_name()
    {
        File.WriteAllText(Path("a.duckdb"), new string('x', 20_000));
        var error = Assert.Throws<DuckDbException>(() => Open("a.duckdb"));
        Assert.Equal(DuckDbErrorType.Io, error.ErrorType);
        Assert.Contains("a.duckdb", error.Message, StringComparison.Ordinal);
        File.Delete(Path("a.duckdb"));
        using var db = Open("a.duckdb"); // the failure left nothing behind
    }

    [Fact]
    public void A_missing_file_cannot_be_opened_to_read_only()
    {
        Assert.Equal(DuckDbErrorType.Io, Assert.Throws<DuckDbException>(() => Open("none.duckdb", "access_mode=READ_ONLY")).ErrorType);
        Assert.False(File.Exists(Path("none.duckdb")));
    }

    /// Runs itself a second time in another process, which tries to open what this one holds.
    [Fact]
    public void A_second_process_is_refused_with_the_number_of_the_first()
    {
        if (Environment.GetEnvironmentVariable(HeldFile) is { } held)
        {
            foreach (var mode in new[] { "READ_WRITE", "READ_ONLY" })
            {
                var error = Assert.Throws<DuckDbException>(() => Asking.Opened($"Data Source={held};access_mode={mode}"));
                Assert.Equal(DuckDbErrorType.Io, error.ErrorType);
                Assert.Contains($"(PID {Environment.GetEnvironmentVariable(Holder)})", error.Message, StringComparison.Ordinal);
            }
            return;
        }
        using var db = Open("a.duckdb");
        Open("a.duckdb").Dispose(); // must not let the lock go
        var self = System.IO.Path.Combine(AppContext.BaseDirectory, "Analytics.Tests.dll");
        var name = $"{typeof(FileTests).FullName}.{nameof(A_second_process_is_refused_with_the_number_of_the_first)}";
        var start = new ProcessStartInfo("dotnet", ["exec", self, "-method", name]) { RedirectStandardOutput = true };
        (start.Environment[HeldFile], start.Environment[Holder]) = (Path("a.duckdb"), $"{Environment.ProcessId}");
        using var second = Process.Start(start)!;
        var output = second.StandardOutput.ReadToEnd();
        second.WaitForExit();
        Assert.Contains("Total: 1, Errors: 0, Failed: 0", output, StringComparison.Ordinal);
        Assert.Equal(0, second.ExitCode);
    }
}
