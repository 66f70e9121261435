using System.Diagnostics;
using System.Text.Json;
using Analytics.Charting;
using Analytics.Statistics.Intervals;
using Analytics.Tables;

namespace Analytics.Benchmarks;

/// Charts as SVG against ECharts on the server with the same rows, PNG against the bare call of libvips on the same SVG,
/// and profiles of all counties with the memory they take.
static class ChartsBenchmark
{
    const double SvgGoal = 20, PngGoal = 1.2, ProfilesGoal = 60;

    static readonly string[] Types =
        ["funnel", "heat-map", "points-over-time", "ranked-dots", "small-multiples", "tile-map"];

    internal static int Run(string[] args)
    {
        int Option(string name, int otherwise) =>
            Array.IndexOf(args, name) is var at and >= 0 ? int.Parse(args[at + 1]) : otherwise;
        var (rounds, counties) = (Option("--rounds", 9), Option("--counties", 2850));
        var cases = Types.ToDictionary(type => type, type => Gallery.All.Single(one => one.Name == type + "-ordinary"));
        var met = Svg(cases, rounds) & Png(cases, rounds) & Profiles(counties);
        return met ? 0 : 1;
    }

    static bool Svg(Dictionary<string, GalleryCase> cases, int rounds)
    {
        // Both sides are compiled while they run: each draws as often as that takes before it is timed.
        const int Each = 20, Warm = 600;
        var file = Path.Combine(Path.GetTempPath(), $"charts-{Environment.ProcessId}.json");
        File.WriteAllText(file, JsonSerializer.Serialize(cases.ToDictionary(one => one.Key, one => Rows(one.Value))));
        try
        {
            using var node = new NodeSide(NodeSide.Folder(), "charts.mjs", file);
            Console.WriteLine($"SVG, median of {rounds} rounds of {Each} drawings after {Warm} untimed; ECharts {node.Version}");
            var ratios = new List<double>();
            foreach (var (type, one) in cases)
            {
                double[] Ours(int times) =>
                    [.. Enumerable.Range(0, times).Select(_ => Time(() => Surfaces.Svg.Write(one.Draw(Language.Chinese))))];
                double[] Peer(int times) =>
                    [.. node.Ask($"{type} {times}").GetProperty("ms").EnumerateArray().Select(v => v.GetDouble())];
                List<double> ours = [], peer = [];
                Ours(Warm);
                Peer(Warm);
                for (var round = 0; round < rounds; round++)
                    for (var turn = 0; turn < 2; turn++)
                        if ((turn + round) % 2 == 0) ours.AddRange(Ours(Each));
                        else peer.AddRange(Peer(Each));
                ratios.Add(Median(peer) / Median(ours));
                Console.WriteLine($"  {type,-18} ours {Median(ours),7:0.00} ms  ECharts {Median(peer),7:0.00} ms  {ratios[^1]:0.0}x");
            }
            Console.WriteLine($"  median {Median(ratios):0.0}x, goal {SvgGoal}x");
            return Median(ratios) >= SvgGoal;
        }
        finally
        {
            File.Delete(file);
        }
    }

    static bool Png(Dictionary<string, GalleryCase> cases, int rounds)
    {
        var ratios = new List<double>();
        Console.WriteLine($"PNG at 2x, median of {rounds} rounds, from the scene on and from its outlined SVG");
        foreach (var (type, one) in cases)
        {
            var scene = one.Draw(Language.Chinese);
            var svg = Surfaces.Svg.Write(scene, new SurfaceOptions(OutlineText: true));
            List<double> ours = [], bare = [];
            for (var round = -1; round <= rounds; round++)
                for (var turn = 0; turn < 2; turn++)
                {
                    var isOurs = (turn + round) % 2 == 0;
                    var time = Time(() => isOurs ? Surfaces.Png.Write(scene) : Vips.Render(svg, 2, 192));
                    if (round > 0) (isOurs ? ours : bare).Add(time);
                }
            ratios.Add(Median(ours) / Median(bare));
            Console.WriteLine($"  {type,-18} ours {Median(ours),7:0.0} ms  libvips {Median(bare),7:0.0} ms  {ratios[^1]:0.00}x");
        }
        Console.WriteLine($"  median {Median(ratios):0.00}x, goal {PngGoal}x");
        return Median(ratios) <= PngGoal;
    }

    // A profile is a county's six charts: its own names and counts in the shape of the gallery's ordinary ones.
    static bool Profiles(int counties)
    {
        var cases = Types.Select(type => Gallery.All.Single(one => one.Name == type + "-ordinary")).ToArray();
        var (clock, bytes, done) = (Stopwatch.StartNew(), 0L, 0);
        var memory = new List<(int Done, double Heap, double Resident)>();
        Parallel.For(0, counties, new ParallelOptions { MaxDegreeOfParallelism = 2 }, county =>
        {
            foreach (var one in cases)
            {
                var spec = one.Spec with { Title = new($"县{county:0000}", $"County {county:0000}"), Language = (Language)(county % 2) };
                Interlocked.Add(ref bytes, Surfaces.Svg.Write(Chart.Draw(spec, Own(one, county))).Length);
            }
            if (Interlocked.Increment(ref done) is var count && count % Math.Max(1, counties / 5) == 0)
                lock (memory) memory.Add((count, GC.GetTotalMemory(true) / 1048576.0, Process.GetCurrentProcess().WorkingSet64 / 1048576.0));
        });
        var seconds = clock.Elapsed.TotalSeconds;
        Console.WriteLine($"{counties:N0} profiles of {cases.Length} charts on two threads: {seconds:0.0} s, {bytes / 1048576.0:N0} MB of SVG; goal {ProfilesGoal} s");
        foreach (var (count, heap, resident) in memory)
            Console.WriteLine($"  after {count,5:N0}: live heap {heap,6:0.0} MB, resident {resident,6:0} MB");
        return seconds < ProfilesGoal && memory[^1].Heap < 1.2 * memory[0].Heap;
    }

    // Tiles are found by name, so those keep theirs.
    static Table Own(GalleryCase one, int county)
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        return new Table(one.Table.Columns, [.. Enumerable.Range(0, one.Table.RowCount).Select(row =>
        {
            var area = one.Table.Text(row, "area_id")!;
            names.TryAdd(area, names.Count);
            long? trials = one.Table.Whole(row, "trials"), events = one.Table.Whole(row, "events") is { } count
                ? Math.Min(trials!.Value, count + (county * 7 + row) % 11) : null;
            Interval? limits = events is null ? null : Wilson.Interval(events.Value, trials!.Value);
            return (object?[])[.. one.Table.Columns.Select(column => column.Name switch
            {
                "area_id" or "area_zh" or "area_en" when one.Spec.Type != "tile-map" => $"县{county:0000}·{names[area]:00}",
                "events" => events,
                "value" when events is not null => 100.0 * events / trials,
                "low" when limits is { } found => 100 * found.Low,
                "high" when limits is { } found => 100 * found.High,
                _ => one.Table[row, column.Name],
            })];
        })]);
    }

    static object Rows(GalleryCase one)
    {
        var scene = one.Draw(Language.Chinese);
        return new
        {
            width = scene.Width, height = scene.Height,
            rows = Enumerable.Range(0, one.Table.RowCount).Where(row => one.Table[row, "value"] is not null).Select(row => new
            {
                area = one.Table.Text(row, "area_zh"), year = ((DateOnly)one.Table[row, "period_start"]!).Year,
                value = one.Table.Number(row, "value"), low = one.Table.Number(row, "low"), high = one.Table.Number(row, "high"),
                events = one.Table.Number(row, "events"), trials = one.Table.Number(row, "trials"),
            }),
        };
    }

    static double Time(Func<byte[]> write)
    {
        var clock = Stopwatch.StartNew();
        if (write().Length == 0) throw new InvalidOperationException("Nothing was written.");
        return clock.Elapsed.TotalMilliseconds;
    }

    static double Median(List<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
