using Analytics.Delivery;
using Analytics.Tables;
using Analytics.Tests.Warehousing;
using Analytics.Warehousing;

namespace Analytics.Tests.Delivery;

/// <summary>A workspace with two data versions; each test works on a copy.</summary>
public sealed class TwoVersions : IAsyncLifetime
{
    internal Folder Folder { get; } = new();

    internal Folder Content { get; } = new();

    public async ValueTask InitializeAsync()
    {
        BuiltWorkspace.CopyContent(Content);
        var workspace = BuiltWorkspace.Open(Folder.Path, Content.Path);
        await workspace.RunAsync(BuiltWorkspace.Now, null, TestContext.Current.CancellationToken);
        var figures = Content["seeds/published/figures.csv"];
        File.WriteAllText(figures, File.ReadAllText(figures).Replace("mediation_succeeded,10388,", "mediation_succeeded,10389,", StringComparison.Ordinal));
        await workspace.RunAsync(BuiltWorkspace.Now.AddDays(1), null, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        Folder.Dispose();
        Content.Dispose();
        return ValueTask.CompletedTask;
    }
}

public sealed class DoctorTests : IClassFixture<TwoVersions>, IDisposable
{
    readonly Folder _folder = new();
    readonly Workspace _workspace;

    public DoctorTests(TwoVersions built)
    {
        _folder.CopyFrom(built.Folder.Path);
        _workspace = BuiltWorkspace.Open(_folder.Path, built.Content.Path);
    }

    static CancellationToken Token => TestContext.Current.CancellationToken;

    string Current => _folder["warehouse/current.json"];

    string Version(int number) => _folder[$"warehouse/warehouse-{number:D6}.duckdb"];

    public void Dispose() => _folder.Dispose();

    static void Flip(string file)
    {
        var bytes = File.ReadAllBytes(file);
        for (var i = bytes.Length / 2; i < bytes.Length / 2 + 64; i++) bytes[i] ^= 0xff;
        File.WriteAllBytes(file, bytes);
    }

    async Task<string[]> CodesAsync(bool repair) => [.. (await _workspace.ExamineAsync(repair, Token)).Select(Text)];

    // Every wording is filled in both languages.
    static string Text(Diagnosis finding)
    {
        foreach (var language in new[] { Language.Chinese, Language.English })
            Assert.DoesNotContain('\n', finding.Describe(language));
        return (finding.IsOpen ? "!" : "") + finding.Code;
    }

    /// <summary>What is found, mended and left, as <c>code</c>, with a mark before what needs someone.</summary>
    async Task MendsAsync(string[] found, string[] left, bool isRun = true)
    {
        Assert.Equal(found, await CodesAsync(repair: false));
        var mended = await _workspace.ExamineAsync(repair: true, Token);
        Assert.DoesNotContain(mended, finding => finding.IsOpen);
        Assert.Equal(left, await CodesAsync(repair: false));
        if (!isRun) return;
        await _workspace.RunAsync(BuiltWorkspace.Now.AddDays(2), null, Token);
        Assert.Equal(left.Where(code => code == "set-aside"), await CodesAsync(repair: false));
        Assert.Equal(["10388", "10389"], await VintagesAsync());
    }

    async Task<string[]> VintagesAsync()
    {
        var history = await _workspace.TraceAsync("qp2017_fazhi/mediation_succeeded/310118/2017", Token);
        return [.. Enumerable.Range(0, history.RowCount).Select(row => history.Text(row, "printed_text")!)];
    }

    [Fact]
    public async Task A_sound_workspace_has_no_finding_and_only_the_lock_is_touched()
    {
        var before = _folder.State();
        Assert.Empty(await CodesAsync(repair: false));
        Assert.Empty(await CodesAsync(repair: true));
        Assert.Equal(before.Where(f => !f.Item1.Contains(".writer", StringComparison.Ordinal)),
            _folder.State().Where(f => !f.Item1.Contains(".writer", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_folder_without_data_says_so()
    {
        using var empty = new Folder();
        var finding = Assert.Single(await BuiltWorkspace.Open(empty.Path).ExamineAsync(repair: true, Token));
        Assert.Equal(("empty", false), (finding.Code, finding.IsOpen));
        Assert.Empty(Directory.EnumerateFileSystemEntries(empty.Path));
    }

    [Fact]
    public async Task A_damaged_version_is_set_aside_and_the_one_before_is_served_until_the_next_run()
    {
        Flip(Version(2));
        await MendsAsync(["!version-damaged"], ["set-aside"]);
        Assert.Equal(["warehouse-000001.duckdb", "warehouse-000002.duckdb.damaged", "warehouse-000003.duckdb"],
            Directory.EnumerateFiles(_folder["warehouse"], "*.duckdb*").Select(Path.GetFileName).Order());
        // The number of a version that was read is not given again.
        Assert.Equal(3, Warehouse.Open(_folder.Path, Engines.Default).Current()!.Epoch);
    }

    [Fact, Trait("Speed", "Slow")]
    public async Task A_version_that_was_cut_is_set_aside()
    {
        using (var file = new FileStream(Version(2), FileMode.Open)) file.SetLength(4096 * 3);
        await MendsAsync(["!version-damaged"], ["set-aside"]);
    }

    [Fact]
    public async Task A_version_that_is_missing_is_made_again()
    {
        File.Delete(Version(2));
        await MendsAsync(["!version-damaged"], ["set-aside"]);
    }

    [Fact]
    public async Task A_kept_version_that_is_damaged_is_set_aside()
    {
        Flip(Version(1));
        await MendsAsync(["!version-damaged-kept"], ["set-aside"]);
    }

    [Fact]
    public async Task Where_no_version_is_whole_nothing_is_touched()
    {
        Flip(Version(1));
        Flip(Version(2));
        var before = _folder.State().Where(f => !f.Item1.Contains(".writer", StringComparison.Ordinal)).ToArray();
        Assert.Equal(["!version-damaged-for-good"], await CodesAsync(repair: true));
        Assert.Equal(before, _folder.State().Where(f => !f.Item1.Contains(".writer", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_lost_pointer_is_restored()
    {
        var pointer = File.ReadAllText(Current);
        File.Delete(Current);
        await MendsAsync(["!pointer-lost"], [], isRun: false);
        Assert.Equal(pointer, File.ReadAllText(Current));
    }

    [Fact]
    public async Task Where_published_versions_are_all_gone_that_is_an_error()
    {
        foreach (var file in Directory.EnumerateFiles(_folder["warehouse"])) File.Delete(file);
        Assert.Equal(["!pointer-lost-for-good"], await CodesAsync(repair: true));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{ \"epoch\": ")]
    [InlineData("{ \"epoch\": 2 }")]
    [InlineData("\0\u0001garbage")]
    public async Task A_pointer_of_garbage_is_restored_and_kept_aside(string garbage)
    {
        var pointer = File.ReadAllText(Current);
        File.WriteAllText(Current, garbage);
        Assert.Equal("warehouse-pointer-invalid",
            (await Assert.ThrowsAsync<AnalyticsException>(() => _workspace.TraceAsync("qp2017_fazhi", Token))).Code);
        await MendsAsync(["!pointer-damaged"], ["set-aside"], isRun: false);
        Assert.Equal(pointer, File.ReadAllText(Current));
        Assert.Equal(garbage, File.ReadAllText(Current + ".damaged"));
    }

    [Fact]
    public async Task A_pointer_that_fell_behind_what_was_published_catches_up()
    {
        File.Copy(_folder["warehouse/warehouse-000001.json"], Current, overwrite: true);
        await MendsAsync(["!pointer-behind"], []);
    }

    [Fact]
    public async Task What_an_interrupted_load_left_is_removed()
    {
        _folder.Write("warehouse/warehouse-000003.duckdb.tmp", "half");
        _folder.Write("warehouse/warehouse-000003.duckdb.tmp.wal", "half");
        _folder.Write("warehouse/current.json.tmp", "{");
        _folder.Write("out/index.html.tmp", "<");
        var own = _folder.Write("out/mine.tmp", "notes");
        await MendsAsync(["leftover", "leftover", "leftover", "leftover"], []);
        Assert.True(File.Exists(own));
    }

    [Fact]
    public async Task A_version_that_never_was_published_is_removed()
    {
        File.Copy(Version(2), Version(3));
        await MendsAsync(["version-unpublished"], []);
    }

    [Fact]
    public async Task A_missing_record_of_a_version_is_written()
    {
        var record = _folder["warehouse/warehouse-000002.json"];
        var text = File.ReadAllText(record);
        File.Delete(record);
        await MendsAsync(["version-unrecorded"], []);
        Assert.Equal(text, File.ReadAllText(record));
    }

    [Fact]
    public async Task Run_records_that_are_missing_are_written()
    {
        File.Delete(_folder["operations/operations.duckdb"]);
        await MendsAsync(["!run-missing", "!run-missing"], []);
    }

    [Fact]
    public async Task Run_records_that_are_damaged_are_kept_aside()
    {
        File.WriteAllText(_folder["operations/operations.duckdb"], "garbage");
        await MendsAsync(["!operations-damaged", "!run-missing", "!run-missing"], ["set-aside"]);
    }

    [Fact, Trait("Speed", "Slow")]
    public async Task A_published_run_whose_version_is_gone_is_recorded_as_lost()
    {
        File.Copy(_folder["warehouse/warehouse-000001.json"], Current, overwrite: true);
        File.Delete(Version(2));
        await MendsAsync(["leftover", "!run-without-version"], []);
    }

    [Fact, Trait("Speed", "Slow")]
    public async Task Pages_that_were_edited_or_deleted_are_made_again()
    {
        var page = File.ReadAllText(_folder["out/index.html"]);
        _folder.Write("out/index.html", "edited");
        await MendsAsync(["!pages-changed"], ["pages-interrupted"]);
        Assert.Equal(page, File.ReadAllText(_folder["out/index.html"]));
        _folder.Write("out/manifest.json", "{");
        await MendsAsync(["!pages-manifest-damaged"], []);
    }

    [Fact]
    public async Task A_run_that_ended_between_publishing_and_recording_is_recorded_once()
    {
        var (store, now) = (OperationalStore.Open(_folder.Path, Engines.Default), BuiltWorkspace.Now.AddDays(2));
        var run = new RunRecord("c", now, 3, "published", "inputs", [], []);
        await store.PrepareRunAsync(run with { BatchId = "given up" }, Token);
        await store.PrepareRunAsync(run, Token);
        await using (var load = await Warehouse.Open(_folder.Path, Engines.Default).BeginAsync("c", "inputs", Token))
        {
            await load!.VerifyAsync(Token);
            await load.PublishAsync(Token);
        }
        Assert.Equal(["run-interrupted", "run-unrecorded"], (await CodesAsync(repair: false)).Order());
        Assert.Equal(["run-interrupted", "run-unrecorded"], (await CodesAsync(repair: true)).Order());
        Assert.Empty(await CodesAsync(repair: false));
    }

    [Fact]
    public async Task A_first_load_that_ended_just_before_publishing_is_published()
    {
        using var first = new Folder();
        var (store, warehouse) = (OperationalStore.Open(first.Path, Engines.Default), Warehouse.Open(first.Path, Engines.Default));
        await store.PrepareRunAsync(new RunRecord("a", BuiltWorkspace.Now, 1, "published", "inputs", [], []), Token);
        await using (var load = await warehouse.BeginAsync("a", "inputs", Token))
        {
            await load!.VerifyAsync(Token);
            await load.PublishAsync(Token);
        }
        File.Delete(first["warehouse/current.json"]);
        var workspace = BuiltWorkspace.Open(first.Path);
        Assert.Equal(["first-unpublished"], (await workspace.ExamineAsync(repair: false, Token)).Select(Text));
        await workspace.ExamineAsync(repair: true, Token);
        Assert.Equal(1, warehouse.Current()!.Epoch);
        Assert.Empty(await workspace.ExamineAsync(repair: false, Token));
    }

    [Fact]
    public async Task Nothing_is_mended_while_another_process_writes()
    {
        Flip(Version(1));
        using (Warehouse.Open(_folder.Path, Engines.Default).Hold())
        {
            Assert.Equal(["writer-busy"], await CodesAsync(repair: false));
            Assert.Equal("warehouse-locked",
                (await Assert.ThrowsAsync<AnalyticsException>(() => CodesAsync(repair: true))).Code);
        }
        Assert.Equal(["!version-damaged-kept"], await CodesAsync(repair: false));
    }

    [Fact]
    public async Task A_version_this_process_reads_is_examined_without_being_hashed()
    {
        await using var reader = await Warehouse.Open(_folder.Path, Engines.Default).OpenReaderAsync(Token);
        Assert.Empty(await CodesAsync(repair: true));
        Assert.Equal(1, (await reader.QueryAsync("SELECT 1 AS n", new Dictionary<string, object?>(), null, Token)).RowCount);
    }

    [Fact]
    public void Every_finding_that_can_be_mended_has_its_texts() => Assert.All(
        TextCatalog.BuiltIn.Keys.Where(key => key.StartsWith("finding.", StringComparison.Ordinal) && key.EndsWith(".repaired", StringComparison.Ordinal)),
        key => Assert.Contains(key[..^".repaired".Length], TextCatalog.BuiltIn.Keys));
}
