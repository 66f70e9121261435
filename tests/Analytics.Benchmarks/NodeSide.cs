using System.Diagnostics;
using System.Text.Json;

namespace Analytics.Benchmarks;

/// Time and column sums of one pass.
sealed record Pass(double Milliseconds, double[] Check);

/// A Node process that does the same with a peer; a line in, a line of JSON out.
sealed class NodeSide : IDisposable
{
    readonly Process _process;

    internal NodeSide(string folder, string script, params string[] args)
    {
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            using var install = Process.Start(new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]) { WorkingDirectory = folder })!;
            install.WaitForExit();
            if (install.ExitCode != 0) throw new InvalidOperationException($"npm ci failed in {folder}: the benchmark needs Node 20 with npm.");
        }
        _process = Process.Start(new ProcessStartInfo("node", ["node/" + script, .. args])
        {
            WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true,
        })!;
        Version = Answer().GetProperty("version").GetString()!;
    }

    /// The folder of the Node scripts and their packages.
    internal static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Analytics.sln"))) folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? throw new InvalidOperationException("Run the benchmark inside the clone."), "tests", "Analytics.Benchmarks");
    }

    internal string Version { get; }

    internal JsonElement Ask(string what)
    {
        _process.StandardInput.WriteLine(what);
        var answer = Answer();
        return answer.TryGetProperty("error", out var error)
            ? throw new InvalidOperationException($"Node, {what}: {error}") : answer;
    }

    internal Pass Run(string way)
    {
        var answer = Ask(way);
        return new Pass(answer.GetProperty("ms").GetDouble(), [.. answer.GetProperty("check").EnumerateArray().Select(v => v.GetDouble())]);
    }

    JsonElement Answer()
    {
        var line = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("Node ended; its error stands above.");
        return JsonDocument.Parse(line).RootElement;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
