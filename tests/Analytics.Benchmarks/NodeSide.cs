using System.Diagnostics;
using System.Text.Json;

namespace Analytics.Benchmarks;

/// Time and column sums of one pass.
sealed record Pass(double Milliseconds, double[] Check);

/// The Node process that runs the same passes on its own copy of the data.
sealed class NodeSide : IDisposable
{
    readonly Process _process;

    internal NodeSide(string folder, int rows, string setup)
    {
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            using var install = Process.Start(new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]) { WorkingDirectory = folder })!;
            install.WaitForExit();
            if (install.ExitCode != 0) throw new InvalidOperationException($"npm ci failed in {folder}: the benchmark needs Node 20 with npm.");
        }
        _process = Process.Start(new ProcessStartInfo("node", ["node/provider.mjs", $"{rows}", setup])
        {
            WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true,
        })!;
        Version = Answer().GetProperty("version").GetString()!;
    }

    internal string Version { get; }

    internal Pass Run(string way)
    {
        _process.StandardInput.WriteLine(way);
        var answer = Answer();
        if (answer.TryGetProperty("error", out var error)) throw new InvalidOperationException($"Node, {way}: {error}");
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
