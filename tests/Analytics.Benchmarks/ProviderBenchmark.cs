namespace Analytics.Benchmarks;

/// Our provider against Node's official client: one library, one data set, passes in turn, medians.
static class ProviderBenchmark
{
    static readonly (string Name, string Ours, string[] Node, double Goal)[] Comparisons =
    [
        ("typed getters", "read: typed getters", ["read: rows", "read: items"], 1),
        ("spans", "columns: spans", ["columns: values", "columns: items"], 3),
        ("appending", "append: writer", ["append: values", "append: chunks"], 2),
    ];

    internal static int Run(string[] args)
    {
        int rows = Option(args, "--rows", 10_000_000), rounds = Option(args, "--rounds", 5);
        var setup = $"""
            CREATE TABLE facts AS SELECT i::INTEGER AS a, i * 0.5::DOUBLE AS b, ((i % 1000000) / 100)::DECIMAL(18,2) AS c,
              DATE '2000-01-01' + (i % 3650)::INTEGER AS d, 'court ' || (i % 1000) AS e FROM range({rows}) t(i)
            """;
        using var ours = new ProviderPasses(rows, setup);
        using var node = new NodeSide(NodeSide.Folder(), "provider.mjs", $"{rows}", setup);
        Console.WriteLine($"{rows:N0} rows (INTEGER, DOUBLE, DECIMAL(18,2), DATE, VARCHAR), {rounds} rounds, {Environment.ProcessorCount} cores");
        Console.WriteLine($"DuckDB: ours {ours.Version}, Node's {node.Version}");
        if (ours.Version.TrimStart('v') != node.Version.TrimStart('v')) throw new InvalidOperationException("The libraries differ: nothing to compare.");
        var met = true;
        foreach (var (name, way, nodeWays, goal) in Comparisons) met &= Compare(ours, node, name, way, nodeWays, goal, rounds);
        return met ? 0 : 1;
    }

    static bool Compare(ProviderPasses ours, NodeSide node, string name, string way, string[] nodeWays, double goal, int rounds)
    {
        var contenders = nodeWays.Select(w => (Label: "Node " + w, Run: (Func<Pass>)(() => node.Run(w))))
            .Prepend((Label: "ours " + way, Run: () => ours.Run(way))).ToArray();
        var times = contenders.Select(_ => new List<double>()).ToArray();
        double[]? expected = null;
        for (var round = 0; round <= rounds; round++)
            foreach (var k in round % 2 == 0 ? Enumerable.Range(0, contenders.Length) : Enumerable.Range(0, contenders.Length).Reverse())
            {
                var pass = contenders[k].Run();
                expected ??= pass.Check;
                if (!pass.Check.Zip(expected).All(p => Math.Abs(p.First - p.Second) <= 1e-9 * Math.Abs(p.Second)))
                    throw new InvalidOperationException($"{contenders[k].Label} read other sums: {string.Join(", ", pass.Check)}; expected {string.Join(", ", expected)}.");
                if (round > 0) times[k].Add(pass.Milliseconds); // the first round warms up
            }
        var medians = times.Select(Median).ToArray();
        var ratio = medians[1..].Min() / medians[0];
        for (var k = 0; k < contenders.Length; k++) Console.WriteLine($"{contenders[k].Label,-26} {medians[k],9:N0} ms  ({times[k].Min():N0}-{times[k].Max():N0})");
        Console.WriteLine($"{name}: {ratio:0.0} times as fast as Node's best way; the goal is {goal:0} {(ratio >= goal ? "(met)" : "(MISSED)")}");
        return ratio >= goal;
    }

    static double Median(List<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    static int Option(string[] args, string name, int otherwise)
    {
        var at = Array.IndexOf(args, name);
        return at < 0 ? otherwise : int.Parse(args[at + 1]);
    }
}
