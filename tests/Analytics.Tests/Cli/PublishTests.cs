using System.Diagnostics;
using Analytics.Tests.House;
using Analytics.Tests.Warehousing;

namespace Analytics.Tests.Cli;

/// <summary>The published program, called as a stranger would on a machine without SDK, clone or npm.</summary>
[Trait("Speed", "Slow")]
public sealed class PublishTests : IDisposable
{
    readonly Folder _program = new(), _workspace = new();

    public void Dispose()
    {
        _program.Dispose();
        _workspace.Dispose();
    }

    static async Task<string> CallAsync(string file, IEnumerable<string> args, string folder, string? path = null)
    {
        var start = new ProcessStartInfo(file, args) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        if (path is not null) start.Environment["PATH"] = path;
        foreach (var name in path is null ? [] : new[] { "DOTNET_ROOT", "DOTNET_HOST_PATH", "MSBUILD_EXE_PATH" }) start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{output}\n{await error}");
        return output;
    }

    [Fact]
    public async Task A_published_program_runs_without_the_SDK_and_a_second_run_changes_no_file()
    {
        await CallAsync("dotnet", ["publish", Clone.Full("src/Analytics.Cli"), "--configuration", "Release", "--runtime", "linux-x64",
            "--self-contained", "--output", _program.Path, "--verbosity", "quiet"], Clone.Root);
        var program = _program["analytics"];
        var empty = _workspace["no-programs"];
        var first = await CallAsync(program, ["run", "--lang", "en"], _workspace.Path, empty);
        Assert.Contains("449 figures new", first, StringComparison.Ordinal);
        Assert.True(File.Exists(_workspace["out/index.html"]));
        var before = _workspace.State();
        await CallAsync(program, ["run"], _workspace.Path, empty);
        Assert.Equal(before, _workspace.State());
        Assert.Contains("figures.csv:23", await CallAsync(program, ["lineage", "qp2017_fazhi/mediation_succeeded"], _workspace.Path, empty),
            StringComparison.Ordinal);
        Assert.Contains("As stored: ", await CallAsync(program, ["notebook", "check", "--lang", "en"], _workspace.Path, empty), StringComparison.Ordinal);
    }
}
