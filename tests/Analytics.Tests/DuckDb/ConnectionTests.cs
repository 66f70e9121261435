using System.Data;
using System.Data.Common;
using Analytics.DuckDb;

namespace Analytics.Tests.DuckDb;

public class ConnectionTests
{
    [Fact]
    public void A_connection_opens_closes_and_tells_its_state()
    {
        using var db = new DuckDbConnection();
        var states = new List<ConnectionState>();
        db.StateChange += (_, e) => states.Add(e.CurrentState);
        Assert.Equal(ConnectionState.Closed, db.State);
        db.Open();
        Assert.Equal((":memory:", "v1.5."), (db.DataSource, db.ServerVersion[..5]));
        db.Close();
        db.Close();
        Assert.Equal([ConnectionState.Open, ConnectionState.Closed], states);
    }

    [Fact]
    public void A_closed_connection_refuses_work_and_an_open_one_a_second_Open()
    {
        using var db = new DuckDbConnection();
        foreach (var work in new Action[] { () => db.Value("SELECT 1"), () => db.BeginTransaction(), () => db.CreateAppender("t"), () => db.ChangeDatabase("x") })
            Assert.Contains("call Open first", Assert.Throws<InvalidOperationException>(work).Message, StringComparison.Ordinal);
        db.Open();
        Assert.Throws<InvalidOperationException>(db.Open);
        Assert.Throws<InvalidOperationException>(() => db.ConnectionString = "Data Source=other");
    }

    [Fact]
    public void Disposing_twice_is_fine_in_any_order()
    {
        var db = Asking.Opened();
        var command = db.Command("FROM range(100000)");
        var transaction = db.BeginTransaction();
        var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        for (var i = 0; i < 2; i++)
        {
            db.Dispose();
            transaction.Dispose();
            reader.Dispose();
            command.Dispose();
        }
    }

    [Fact]
    public void A_database_in_memory_is_private_to_its_connection()
    {
        using var one = Asking.Opened();
        using var other = Asking.Opened("Data Source=:memory:");
        one.Run("CREATE TABLE t (a INTEGER)");
        Assert.Throws<DuckDbException>(() => other.Value("FROM t"));
    }

    [Fact]
    public void ChangeDatabase_quotes_what_it_is_given()
    {
        using var db = Asking.Opened();
        db.Run("ATTACH ':memory:' AS \"a \"\"b\"\"\"");
        db.ChangeDatabase("a \"b\"");
        Assert.Equal("a \"b\"", db.Value("SELECT current_database()"));
    }

    [Fact]
    public void Options_come_from_the_connection_string()
    {
        var settings = new DuckDbConnectionStringBuilder { ["threads"] = 1, ["Memory Limit"] = "100MB" };
        using var db = Asking.Opened(settings.ConnectionString);
        Assert.Equal("95.3 MiB,1", db.Value("SELECT string_agg(value, ',' ORDER BY name) FROM duckdb_settings() WHERE name IN ('threads', 'memory_limit')"));
        using var wrong = new DuckDbConnection("thread=1");
        Assert.Contains("thread", Assert.Throws<DuckDbException>(wrong.Open).Message, StringComparison.Ordinal);
        Assert.Equal(ConnectionState.Closed, wrong.State);
    }

    [Fact]
    public void A_locked_configuration_can_be_opened_worked_with_and_not_changed()
    {
        using var source = new DuckDbDataSource("enable_external_access=false;lock_configuration=true");
        using var db = source.OpenConnection();
        db.RegisterScalarFunction("twice", (long i) => 2 * i);
        Assert.Equal(14L, db.Value("SELECT twice(7)"));
        Assert.Equal("common_subplan", db.Value("SELECT current_setting('disabled_optimizers')"));
        Assert.Throws<DuckDbException>(() => db.Run("SET disabled_optimizers = ''"));
        Assert.Throws<DuckDbException>(() => db.Run("FROM read_csv('a.csv')"));
    }

    [Fact]
    public void More_optimisers_can_be_switched_off_but_none_of_ours_on()
    {
        using var source = new DuckDbDataSource("disabled_optimizers=filter_pushdown");
        using var one = source.OpenConnection();
        using var other = source.OpenConnection();
        one.RegisterScalarFunction("twice", (long i) => 2 * i);
        foreach (var db in new[] { one, other })
            Assert.Equal("common_subplan,filter_pushdown", db.Value("SELECT list_aggregate(list_sort(string_split(current_setting('disabled_optimizers'), ',')), 'string_agg', ',')"));
    }

    [Fact]
    public void A_data_source_shares_one_database_in_memory()
    {
        using var source = new DuckDbDataSource("");
        using (var one = source.OpenConnection()) one.Run("CREATE TABLE t AS SELECT 7 AS a");
        using var command = source.CreateCommand("FROM t");
        Assert.Equal(7, command.ExecuteScalar());
    }

    [Fact]
    public async Task A_data_source_opens_asynchronously_and_not_after_its_end()
    {
        var source = new DuckDbDataSource("");
        await using var db = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await source.DisposeAsync();
        source.Dispose();
        Assert.Equal(1, ((DuckDbConnection)db).Value("SELECT 1"));
        Assert.Throws<ObjectDisposedException>(() => source.OpenConnection());
    }

    [Fact]
    public void The_factory_makes_what_the_provider_is_made_of()
    {
        DbProviderFactory factory = DuckDbProviderFactory.Instance;
        var settings = factory.CreateConnectionStringBuilder()!;
        settings["threads"] = 1;
        using var source = factory.CreateDataSource(settings.ConnectionString);
        using var db = factory.CreateConnection()!;
        Assert.Same(factory, DbProviderFactories.GetFactory(db));
        db.ConnectionString = settings.ConnectionString;
        db.Open();
        using var command = factory.CreateCommand()!;
        (command.Connection, command.CommandText) = (db, "SELECT $a + 1");
        var parameter = factory.CreateParameter()!;
        (parameter.ParameterName, parameter.Value) = ("a", 1);
        command.Parameters.Add(parameter);
        Assert.Equal(2, command.ExecuteScalar());
        using var ofSource = source.OpenConnection();
        Assert.IsType<DuckDbConnection>(ofSource);
    }

    [Fact]
    public async Task Sessions_of_one_database_work_side_by_side()
    {
        using var source = new DuckDbDataSource("");
        using var db = source.OpenConnection();
        db.Run("CREATE TABLE t AS SELECT i, i % 16 AS part FROM range(160000) r(i); CREATE TABLE u (part INTEGER, sum HUGEINT)");
        await Task.WhenAll(Enumerable.Range(0, 16).Select(part => Task.Run(() =>
        {
            using var own = source.OpenConnection();
            for (var round = 0; round < 5; round++)
            {
                using var command = own.Command("SELECT i FROM t WHERE part = $1 ORDER BY i", part);
                using var reader = command.ExecuteReader();
                var i = 0L;
                for (; reader.Read(); i++) Assert.Equal(part + 16 * i, reader.GetInt64(0));
                Assert.Equal(10_000, i);
            }
            own.Run("INSERT INTO u SELECT $1, sum(i) FROM t WHERE part = $1", part);
        }, TestContext.Current.CancellationToken)));
        Assert.Equal(true, db.Value("SELECT count(*) = 16 AND sum(sum) = 160000::BIGINT * 159999 / 2 FROM u"));
    }
}
