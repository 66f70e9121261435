using System.Diagnostics;
using Analytics.Tests.Warehousing;

namespace Analytics.Tests.Cli;

/// <summary>When to kill a run: so long after it started, or after one of its files appeared.</summary>
/// <param name="folder">The workspace.</param>
/// <param name="file">Part of the file's name; null for the start.</param>
/// <param name="delay">From then on.</param>
sealed class KillMoment(string folder, string? file, TimeSpan delay)
{
    /// <summary>Two of five fall anywhere in a run; the others near a step from building to the last page, for the
    /// renames take a thousandth of it.</summary>
    /// <param name="random">Seeded.</param>
    /// <param name="folder">The workspace.</param>
    /// <param name="epoch">The one that the run would publish.</param>
    /// <param name="duration">Of a whole run.</param>
    public static KillMoment Next(Random random, Folder folder, long epoch, TimeSpan duration)
    {
        var (file, longest) = random.Next(10) switch
        {
            < 4 => (null, duration),
            4 => ($"warehouse-{epoch:D6}.duckdb.tmp", duration / 4),
            5 => ("operations.duckdb.wal", TimeSpan.FromMilliseconds(40)),
            6 => ($"warehouse-{epoch:D6}.json", TimeSpan.FromMilliseconds(8)),
            7 => ($"warehouse-{epoch:D6}.json", TimeSpan.FromMilliseconds(60)),
            8 => ("current.json", TimeSpan.FromMilliseconds(25)),
            _ => ("out/manifest.json", TimeSpan.FromMilliseconds(40)),
        };
        return new KillMoment(folder.Path, file, longest * random.NextDouble());
    }

    /// <summary>Ends at the moment, or when the process does.</summary>
    public async Task WaitAsync(Process process)
    {
        if (file is not null)
        {
            var appeared = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true };
            watcher.Created += (_, e) => Seen(e.FullPath);
            watcher.Changed += (_, e) => Seen(e.FullPath);
            watcher.Renamed += (_, e) => Seen(e.FullPath);
            watcher.EnableRaisingEvents = true;
            await Task.WhenAny(appeared.Task, process.WaitForExitAsync(TestContext.Current.CancellationToken));

            void Seen(string path)
            {
                if (path.Contains(file, StringComparison.Ordinal)) appeared.TrySetResult();
            }
        }
        // A timer is too coarse for what a rename takes.
        if (delay > TimeSpan.FromMilliseconds(20)) await Task.Delay(delay, TestContext.Current.CancellationToken);
        else for (var from = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(from) < delay;) Thread.SpinWait(20);
    }
}
