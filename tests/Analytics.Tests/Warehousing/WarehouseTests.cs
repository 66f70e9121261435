using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Tests.Warehousing;

public sealed class WarehouseTests : IDisposable
{
    static readonly Dictionary<string, object?> None = [];
    readonly Folder _folder = new();
    readonly Warehouse _warehouse;

    public WarehouseTests() => _warehouse = Warehouse.Open(_folder.Path, Engines.Default);

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    async Task<CurrentVersion?> PublishAsync(string batch, string? scope = null)
    {
        await using var load = await _warehouse.BeginAsync(batch, "inputs of " + batch, Token);
        if (load is null) return null;
        if (scope is not null)
            await load.ReplaceAsync("dim_scope", ["scope_key"], ["scope_key", "scope_id"], [[7L, scope]], Token);
        await load.VerifyAsync(Token);
        return await load.PublishAsync(Token);
    }

    static async Task<string?> ScopeAsync(WarehouseReader reader) =>
        (await reader.QueryAsync("SELECT \"scope_id\" FROM \"dim_scope\" WHERE \"scope_key\" = 7", None, null, Token))
        is { RowCount: 1 } table ? table.Text(0, "scope_id") : null;

    static async Task<string> CodeAsync(Func<Task> act) =>
        (await Assert.ThrowsAsync<AnalyticsException>(act)).Code;

    [Fact]
    public async Task A_reader_keeps_its_version_while_the_next_is_published()
    {
        await PublishAsync("a", "one");
        await using var old = await _warehouse.OpenReaderAsync(Token);
        foreach (var batch in new[] { "b", "c", "d" }) await PublishAsync(batch, "two");
        await using var fresh = await _warehouse.OpenReaderAsync(Token);
        Assert.Equal(("one", 1L), (await ScopeAsync(old), old.Epoch));
        Assert.Equal(("two", 4L), (await ScopeAsync(fresh), fresh.Epoch));
        Assert.Equal([1, 3, 4], Directory.EnumerateFiles(_warehouse.Folder, "*.duckdb").Order()
            .Select(f => int.Parse(Path.GetFileNameWithoutExtension(f)[^6..], null)));
    }

    [Fact]
    public async Task A_published_batch_is_not_loaded_again()
    {
        await PublishAsync("a");
        await PublishAsync("b");
        Assert.Null(await PublishAsync("b"));
        Assert.Null(await PublishAsync("a"));
        Assert.Equal(2, _warehouse.Current()!.Epoch);
    }

    [Fact]
    public async Task A_load_given_up_leaves_the_old_version_and_no_file()
    {
        await PublishAsync("a", "one");
        var before = _folder.State();
        await using (var load = await _warehouse.BeginAsync("b", "", Token)) Assert.NotNull(load);
        Assert.Equal(before.Select(f => f.Item1), _folder.State().Select(f => f.Item1));
        Assert.Equal(1, _warehouse.Current()!.Epoch);
    }

    [Fact]
    public async Task What_a_crash_left_aside_is_removed_by_the_next_load()
    {
        await PublishAsync("a", "one");
        _folder.Write("warehouse/warehouse-000002.duckdb.tmp", "half");
        _folder.Write("warehouse/current.json.tmp", "{");
        Assert.Equal(2, (await PublishAsync("b"))!.Epoch);
        Assert.Empty(Directory.EnumerateFiles(_warehouse.Folder, "*.tmp*"));
    }

    [Fact]
    public async Task A_crash_between_rename_and_pointer_serves_the_old_version_and_a_retry_publishes()
    {
        await PublishAsync("a", "one");
        var pointer = File.ReadAllText(_folder["warehouse/current.json"]);
        await PublishAsync("b", "two");
        File.WriteAllText(_folder["warehouse/current.json"], pointer);
        await using (var reader = await _warehouse.OpenReaderAsync(Token))
            Assert.Equal("one", await ScopeAsync(reader));
        Assert.Equal(2, (await PublishAsync("b", "three"))!.Epoch);
        await using var after = await _warehouse.OpenReaderAsync(Token);
        Assert.Equal("three", await ScopeAsync(after));
    }

    [Fact]
    public async Task A_second_load_at_the_same_time_is_refused_with_the_holder()
    {
        await using var load = await _warehouse.BeginAsync("a", "", Token);
        var error = await Assert.ThrowsAsync<AnalyticsException>(() => _warehouse.BeginAsync("b", "", Token));
        Assert.Equal("warehouse-locked", error.Code);
        Assert.Equal(Environment.ProcessId, error.Facts["pid"]);
    }

    [Fact]
    public async Task Each_damage_has_its_own_error()
    {
        Assert.Equal("warehouse-empty", await CodeAsync(() => _warehouse.OpenReaderAsync(Token)));
        var version = (await PublishAsync("a"))!;
        var (pointer, file) = (_folder["warehouse/current.json"], Path.Combine(_warehouse.Folder, version.File));
        var json = File.ReadAllText(pointer);

        File.WriteAllText(pointer, json.Replace("\"schema_version\": ", "\"schema_version\": 9", StringComparison.Ordinal));
        Assert.Equal("warehouse-schema-newer", await CodeAsync(() => _warehouse.OpenReaderAsync(Token)));
        File.WriteAllText(pointer, "{ \"epoch\": ");
        Assert.Equal("warehouse-pointer-invalid", await CodeAsync(() => _warehouse.OpenReaderAsync(Token)));
        File.WriteAllText(pointer, json);
        File.WriteAllBytes(file, new byte[version.Bytes]);
        Assert.Equal("warehouse-version-damaged", await CodeAsync(() => _warehouse.OpenReaderAsync(Token)));
        File.WriteAllText(file, "short");
        Assert.Equal("warehouse-version-truncated", await CodeAsync(() => _warehouse.OpenReaderAsync(Token)));
        File.Delete(file);
        Assert.Equal("warehouse-version-missing", await CodeAsync(() => _warehouse.OpenReaderAsync(Token)));
    }

    [Fact]
    public async Task A_key_that_stands_twice_is_not_published()
    {
        await using var load = (await _warehouse.BeginAsync("a", "", Token))!;
        await load.WriteAsync("dim_scope", ["scope_key", "scope_id"], [[7L, "x"], [7L, "y"]], Token);
        Assert.Equal("warehouse-check-failed", await CodeAsync(() => load.VerifyAsync(Token)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => load.PublishAsync(Token));
    }

    // Computed with Python's hashlib over "area", U+0002, "310101".
    [Fact]
    public void Keys_are_the_same_on_every_machine() => Assert.Equal(4322576370571613648, StableKey.Of("area", "310101"));
}
