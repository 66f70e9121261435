namespace Analytics.Statistics.Hierarchies;

/// <summary>What adds up to what: nodes, each the sum of bottom nodes.</summary>
/// <remarks>A city, its districts and groups of them are nodes; the districts are the bottom.</remarks>
public sealed class Hierarchy
{
    Hierarchy(int[][] members, int[] bottom)
    {
        (Members, Bottom) = (members, bottom);
        var isBottom = new bool[members.Length];
        foreach (var node in bottom) isBottom[node] = true;
        Sums = [.. Enumerable.Range(0, members.Length).Where(node => !isBottom[node])];
    }

    /// <summary>Of every node its members, numbers in <see cref="Bottom"/> from 0.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Members { get; }

    /// <summary>The node of every member: the last of those that have it alone.</summary>
    public IReadOnlyList<int> Bottom { get; }

    /// <summary>The nodes that are not bottom.</summary>
    public IReadOnlyList<int> Sums { get; }

    /// <summary>A hierarchy of nodes given by their members.</summary>
    /// <param name="members">Of every node, in order; any labels, each with a node of its own.</param>
    /// <exception cref="ArgumentException">A node has no member or one twice, or a member has no node of its own.
    /// </exception>
    public static Hierarchy Of(IReadOnlyList<IReadOnlyList<string>> members)
    {
        var own = new Dictionary<string, int>();
        for (var node = 0; node < members.Count; node++)
        {
            if (members[node].Count == 0) throw new ArgumentException($"Node {node} has no members.", nameof(members));
            if (members[node].Count == 1) own[members[node][0]] = node;
        }
        string[] labels = [.. own.OrderBy(pair => pair.Value).Select(pair => pair.Key)];
        var numbers = labels.Select((label, i) => (label, i)).ToDictionary(p => p.label, p => p.i);
        var found = new int[members.Count][];
        for (var node = 0; node < found.Length; node++)
        {
            if (members[node].Distinct().Count() < members[node].Count)
                throw new ArgumentException($"Node {node} has a member twice.", nameof(members));
            found[node] = [.. members[node].Select(label => numbers.TryGetValue(label, out var number) ? number
                : throw new ArgumentException($"Member '{label}' has no node of its own.", nameof(members)))];
        }
        return new(found, [.. labels.Select(label => own[label])]);
    }

    /// <summary>Values of all nodes from those of the members.</summary>
    /// <param name="members">In order of <see cref="Bottom"/>.</param>
    public double[] Sum(ReadOnlySpan<double> members)
    {
        var all = new double[Members.Count];
        for (var node = 0; node < all.Length; node++)
            foreach (var member in Members[node]) all[node] += members[member];
        return all;
    }
}
