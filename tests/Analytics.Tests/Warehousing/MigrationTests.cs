using System.Text.Json;
using Analytics.Tables;
using Analytics.Tests.House;
using Analytics.Warehousing;

namespace Analytics.Tests.Warehousing;

public sealed class MigrationTests : IDisposable
{
    static readonly Dictionary<string, object?> None = [];
    readonly Folder _folder = new();
    readonly Warehouse _warehouse;

    public MigrationTests() => _warehouse = Warehouse.Open(_folder.Path, Engines.Default);

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    /// <summary>A served version as a program that knew these statements left it.</summary>
    async Task WriteAsync(int schemaVersion, params string[] statements)
    {
        var file = $"warehouse-000001.{Engines.Default.FileExtension}";
        var path = _folder["warehouse/" + file];
        Directory.CreateDirectory(_warehouse.Folder);
        await using (var connection = await Engines.Default.OpenWriterAsync(path, Token))
        {
            foreach (var sql in statements)
            {
                await using var command = connection.CreateCommand();
                command.CommandText = sql;
                await command.ExecuteNonQueryAsync(Token);
            }
            await Engines.Default.CheckpointAsync(connection, Token);
        }
        _folder.Write("warehouse/current.json", JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["epoch"] = 1, ["file"] = file, ["bytes"] = new FileInfo(path).Length, ["sha256"] = "",
            ["inputs_fingerprint"] = "old", ["schema_version"] = schemaVersion, ["batch_id"] = "a",
        }));
    }

    static string[] SchemaOne(int number) =>
    [
        Clone.Read("src/Analytics.Warehousing/Migrations/0001_schema.sql"),
        $"INSERT INTO \"schema_migration\" (\"number\", \"name\", \"applied_epoch\") VALUES ({number}, 'x', 1)",
        "INSERT INTO \"load_batch\" (\"batch_id\", \"epoch\") VALUES ('a', 1)",
        "INSERT INTO \"dim_framework_node\" (\"framework_node_key\", \"framework\") VALUES (5, '2019')",
    ];

    [Fact]
    public async Task A_version_of_schema_1_is_read_and_the_next_load_migrates_it()
    {
        await WriteAsync(1, SchemaOne(1));
        await using (var old = await _warehouse.OpenReaderAsync(Token)) Assert.Equal(1, old.Epoch);
        await using (var load = (await _warehouse.BeginAsync("b", "new", Token))!)
        {
            await load.VerifyAsync(Token);
            Assert.Equal(Warehouse.SchemaVersion, (await load.PublishAsync(Token)).SchemaVersion);
        }
        await using var reader = await _warehouse.OpenReaderAsync(Token);
        var nodes = await reader.QueryAsync("""
            SELECT n."framework", f."framework_id" FROM "dim_framework_node" n
            JOIN "dim_framework" f ON f."framework_key" = n."framework_key" ORDER BY n."framework_node_key"
            """, None, null, Token);
        Assert.Equal((2, "2019", ""), (nodes.RowCount, nodes.Text(1, "framework"), nodes.Text(1, "framework_id")));
        var duties = await reader.QueryAsync("SELECT \"duty_key\" FROM \"dim_duty\"", None, null, Token);
        Assert.Equal((1, 0L), (duties.RowCount, duties.Whole(0, "duty_key")));
    }

    [Fact]
    public async Task A_version_of_a_newer_schema_is_refused_and_stays()
    {
        await WriteAsync(Warehouse.SchemaVersion, SchemaOne(99));
        var error = await Assert.ThrowsAsync<AnalyticsException>(() => _warehouse.BeginAsync("b", "", Token));
        Assert.Equal(("warehouse-schema-newer", 99), (error.Code, error.Facts["found"]));
        Assert.Equal(1, _warehouse.Current()!.Epoch);
    }

    [Fact]
    public async Task A_node_of_no_edition_is_not_published()
    {
        await using var load = (await _warehouse.BeginAsync("a", "", Token))!;
        await load.WriteAsync("dim_framework_node", ["framework_node_key", "framework_key"], [[5L, 6L]], Token);
        var error = await Assert.ThrowsAsync<AnalyticsException>(() => load.VerifyAsync(Token));
        Assert.Equal("dim_framework_node.framework_key in dim_framework", error.Facts["check"]);
    }
}
