using Analytics.Tests.Delivery;
using Analytics.Tests.Warehousing;
using Analytics.Warehousing;

namespace Analytics.Tests.Cli;

/// <summary>What a disk, a folder or another process can do to a run, shown on the program as it is started by users:
/// one line, and the published version as it was.</summary>
[Trait("Speed", "Slow")]
public sealed class FaultTests : IClassFixture<TwoVersions>, IDisposable
{
    // The workspace is copied into a small file system, which is filled until so many kilobytes are left.
    const string OnAFullDisk = """
        mount -t tmpfs -o size=32m none "$3" && cp -r "$1" "$3/w" || exit 77
        left=$(df -k --output=avail "$3" | tail -1)
        dd if=/dev/zero of="$3/filler" bs=1k count=$((left - $4)) 2> "$3/dd"
        analytics run --quiet --lang en --folder "$3/w" --content "$2"; echo "run $?"
        cat "$3/w/warehouse/current.json"; sha256sum < "$3/w/warehouse/warehouse-000002.duckdb"
        analytics query mediation_success_rate/MED-003 --folder "$3/w" > /dev/null; echo "query $?"
        analytics doctor --lang en --folder "$3/w"; echo "doctor $?"
        rm "$3/filler"
        analytics run --quiet --lang en --folder "$3/w" --content "$2"; echo "run again $?"
        analytics doctor --repair --lang en --folder "$3/w"; echo "doctor again $?"
        """;

    // No file may grow beyond so many blocks of 512 bytes. Without this setting the runtime's own memory counts, too.
    const string WithALimit = """
        trap '' XFSZ; export DOTNET_EnableWriteXorExecute=0
        (ulimit -f "$3"; analytics run --quiet --lang en --folder "$1" --content "$2"); echo "run $?"
        """;

    const string InAReadOnlyFolder = """
        mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" || exit 77
        analytics run --quiet --lang en --folder "$1" --content "$2"; echo "run $?"
        analytics doctor --repair --lang en --folder "$1"; echo "repair $?"
        analytics query mediation_success_rate/MED-003 --folder "$1" > "$3"; echo "query $?"
        analytics doctor --lang en --folder "$1"; echo "doctor $?"
        """;

    readonly Folder _folder = new(), _content = new(), _place = new();

    public FaultTests(TwoVersions built)
    {
        _folder.CopyFrom(built.Folder.Path);
        _content.CopyFrom(built.Content.Path);
        var figures = _content["seeds/published/figures.csv"];
        File.WriteAllText(figures, File.ReadAllText(figures).Replace("mediation_succeeded,10389,", "mediation_succeeded,10390,", StringComparison.Ordinal));
    }

    static CancellationToken Token => TestContext.Current.CancellationToken;

    Warehouse Store => Warehouse.Open(_folder.Path, Engines.Default);

    public void Dispose()
    {
        _folder.Dispose();
        _content.Dispose();
        _place.Dispose();
    }

    /// <summary>What is published, byte for byte.</summary>
    IReadOnlyList<(string, DateTime, string)> Published() => [.. _folder.State().Where(file =>
        file.Item1.Contains("warehouse/warehouse-", StringComparison.Ordinal) || file.Item1.EndsWith(".json", StringComparison.Ordinal))];

    Task<Ended> RunAsync() =>
        BuiltProgram.CallAsync("run", "--quiet", "--lang", "en", "--folder", _folder.Path, "--content", _content.Path);

    async Task CompletesAsync()
    {
        Assert.Equal((0, ""), await RunAsync() is var ended ? (ended.Code, ended.Error) : default);
        Assert.Equal(3, Store.Current()!.Epoch);
        var workspace = BuiltWorkspace.Open(_folder.Path, _content.Path);
        Assert.DoesNotContain(await workspace.ExamineAsync(repair: true, Token), finding => finding.IsOpen);
        Assert.Empty(await workspace.ExamineAsync(repair: false, Token));
        Assert.Equal(3, (await workspace.TraceAsync("qp2017_fazhi/mediation_succeeded/310118/2017", Token)).RowCount);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(200)]
    [InlineData(2000)]
    [InlineData(5000)]
    public async Task A_full_disk_is_told_in_one_line_and_leaves_what_is_published(int kilobytes)
    {
        if (!await BuiltProgram.MayMountAsync())
        {
            TestContext.Current.TestOutputHelper!.WriteLine("No file system may be mounted here: shown with a limit on file sizes only.");
            return;
        }
        var hash = Store.Current()!.Sha256;
        var ended = await BuiltProgram.MountingScriptAsync(OnAFullDisk, _folder.Path, _content.Path, _place.Path, $"{kilobytes}");
        Assert.True(ended.Output.StartsWith("run 1\n", StringComparison.Ordinal), $"{ended.Code}\n{ended.Output}\n{ended.Error}");
        Assert.Contains("No space left on device", ended.ErrorLine, StringComparison.Ordinal);
        Assert.Contains("disk space", ended.ErrorLine, StringComparison.Ordinal);
        Assert.Contains($"\"sha256\": \"{hash}\"", ended.Output, StringComparison.Ordinal);
        Assert.Contains($"\n{hash}  -\n", ended.Output.Replace("}", "}\n", StringComparison.Ordinal), StringComparison.Ordinal);
        foreach (var line in new[] { "query 0", "doctor 0", "run again 0", "doctor again 0" })
            Assert.Contains($"\n{line}\n", ended.Output, StringComparison.Ordinal);
        Assert.Contains("Data version 3 is published: 0 figures new, 446 unchanged, 1 corrected", ended.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    [InlineData(1200)]
    [InlineData(7000)]
    public async Task A_file_that_may_not_grow_is_told_in_one_line_and_leaves_what_is_published(int blocks)
    {
        var before = Published();
        var ended = await BuiltProgram.ScriptAsync(WithALimit, _folder.Path, _content.Path, $"{blocks}");
        Assert.Equal("run 1\n", ended.Output);
        Assert.Contains("disk space", ended.ErrorLine, StringComparison.Ordinal);
        Assert.Equal(before, Published());
        await CompletesAsync();
    }

    [Fact]
    public async Task A_read_only_folder_is_told_in_one_line_and_can_still_be_asked()
    {
        if (!await BuiltProgram.MayMountAsync())
        {
            TestContext.Current.TestOutputHelper!.WriteLine("No folder may be mounted read-only here.");
            return;
        }
        var before = _folder.State();
        var ended = await BuiltProgram.MountingScriptAsync(InAReadOnlyFolder, _folder.Path, _content.Path, _place["asked"]);
        Assert.Equal(0, ended.Code);
        Assert.Equal(["run 1", "repair 1", "query 0", "doctor 0"], ended.Output.Split('\n')
            .Where(line => line.Length > 0 && char.IsDigit(line[^1])));
        Assert.All(ended.Error.TrimEnd('\n').Split('\n'), line => Assert.StartsWith($"The folder {_folder.Path} cannot be used (Read-only", line, StringComparison.Ordinal));
        Assert.Equal(2, ended.Error.TrimEnd('\n').Split('\n').Length);
        Assert.Equal(before, _folder.State());
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_told_in_one_line()
    {
        var ended = await BuiltProgram.CallAsync("run", "--lang", "en", "--folder", _place.Write("file", "") + "/workspace");
        Assert.Equal(1, ended.Code);
        Assert.Contains(_place["file"], ended.ErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_beside_a_load_is_refused_with_its_process_while_readers_go_on()
    {
        await using (var load = await Store.BeginAsync("held", "", Token))
        {
            await using var reader = await Store.OpenReaderAsync(Token);
            var refused = await RunAsync();
            Assert.Equal(1, refused.Code);
            Assert.Contains($"(PID: {Environment.ProcessId})", refused.ErrorLine, StringComparison.Ordinal);
            var asked = await BuiltProgram.CallAsync("query", "mediation_success_rate/MED-003", "--area", "青浦区", "--folder", _folder.Path);
            Assert.Contains("10,389 / 10,876", asked.Output, StringComparison.Ordinal);
            Assert.Equal(1, (await BuiltProgram.CallAsync("doctor", "--repair", "--folder", _folder.Path)).Code);
            Assert.Equal(0, (await BuiltProgram.CallAsync("doctor", "--folder", _folder.Path)).Code);
            Assert.Equal(2, reader.Epoch);
            Assert.Equal(449, (await reader.QueryAsync("SELECT DISTINCT \"figure_id\" FROM \"fact_observation\"",
                new Dictionary<string, object?>(), null, Token)).RowCount);
        }
        await CompletesAsync();
    }

    [Fact]
    public async Task Of_two_runs_at_once_one_publishes_and_the_other_is_refused_or_finds_nothing_to_do()
    {
        var ended = await Task.WhenAll(RunAsync(), RunAsync());
        Assert.Contains(ended, run => run.Code == 0);
        Assert.All(ended.Where(run => run.Code != 0), run => Assert.Contains("held by another process (PID: ", run.ErrorLine, StringComparison.Ordinal));
        await CompletesAsync();
    }

    [Fact, Trait("Speed", "Slow")]
    public async Task Bytes_that_were_flipped_anywhere_never_end_the_process_and_are_always_found()
    {
        var (version, random) = (Path.Combine(Store.Folder, Store.Current()!.File), new Random(20261124));
        var whole = await File.ReadAllBytesAsync(version, Token);
        for (var i = 0; i < 12; i++)
        {
            var bytes = whole.ToArray();
            // The first four hit the file's headers.
            var at = i < 4 ? i * 4096 : random.Next(12288, bytes.Length - 64);
            foreach (ref var b in bytes.AsSpan(at, 64)) b ^= 0xff;
            await File.WriteAllBytesAsync(version, bytes, Token);
            var asked = await BuiltProgram.CallAsync("query", "mediation_success_rate/MED-003", "--lang", "en", "--folder", _folder.Path);
            if (asked.Code != 0) Assert.Equal((1, $"{version} cannot be read and may be damaged. Run 'analytics doctor --repair'."), (asked.Code, asked.ErrorLine));
            var found = await BuiltWorkspace.Open(_folder.Path, _content.Path).ExamineAsync(repair: false, Token);
            Assert.Equal("version-damaged", Assert.Single(found).Code);
        }
        var refused = await RunAsync();
        Assert.True(refused.Code == 1 && refused.ErrorLine.Contains("analytics doctor --repair", StringComparison.Ordinal) || refused.Code == 0, refused.Error);
        File.WriteAllBytes(version, whole);
    }

    [Fact]
    public async Task The_doctor_says_what_to_do_and_ends_with_1_until_it_is_mended()
    {
        File.Delete(_folder["warehouse/current.json"]);
        var told = await BuiltProgram.CallAsync("doctor", "--lang", "en", "--folder", _folder.Path);
        Assert.Equal((1, "1 findings need attention. 'analytics doctor --repair' mends what can be mended."), (told.Code, told.ErrorLine));
        Assert.StartsWith("[error] The pointer ", told.Output, StringComparison.Ordinal);
        var mended = await BuiltProgram.CallAsync("doctor", "--repair", "--folder", _folder.Path);
        Assert.Equal((0, ""), (mended.Code, mended.Error));
        Assert.StartsWith("[已修复] ", mended.Output, StringComparison.Ordinal);
        Assert.Equal("工作文件夹健全。\n", (await BuiltProgram.CallAsync("doctor", "--folder", _folder.Path)).Output);
    }
}
