namespace Analytics.Statistics.Hierarchies;

/// <summary>Makes forecasts of all nodes of a hierarchy add up, once prepared for any number of periods.</summary>
/// <remarks>With W the covariance of the base forecasts' errors and C the sums less their members, the forecasts are
/// ŷ - W C′ (C W C′)⁻¹ C ŷ, which is S (S′W⁻¹S)⁻¹ S′W⁻¹ ŷ but asks for no inverse of W. Wickramasuriya, Athanasopoulos
/// and Hyndman (2019), JASA 114:804-819. Checked in tests/reference/17-hierarchical-reconciliation.csv.</remarks>
public sealed class Reconciliation
{
    readonly Hierarchy _hierarchy;
    // Of every member, what of each sum's surplus goes to it.
    readonly double[][] _gain;

    Reconciliation(Hierarchy hierarchy, double[][] gain, double[] variances) =>
        (_hierarchy, _gain, Variances) = (hierarchy, gain, variances);

    /// <summary>Of the reconciled forecasts' errors, in order of nodes, if W was their covariance before.</summary>
    public IReadOnlyList<double> Variances { get; }

    /// <summary>Sums from the members' own forecasts; those of the sums are not used.</summary>
    /// <param name="hierarchy">What adds up.</param>
    /// <param name="forecasts">Of every node.</param>
    public static double[] BottomUp(Hierarchy hierarchy, ReadOnlySpan<double> forecasts)
    {
        Check(hierarchy, forecasts.Length);
        var members = new double[hierarchy.Bottom.Count];
        for (var i = 0; i < members.Length; i++) members[i] = forecasts[hierarchy.Bottom[i]];
        return hierarchy.Sum(members);
    }

    /// <summary>Ordinary least squares: all nodes weigh alike.</summary>
    public static Reconciliation Ols(Hierarchy hierarchy) => Of(hierarchy, (i, j) => i == j ? 1 : 0)!;

    /// <summary>Weighted least squares: a node's variance is its number of members.</summary>
    public static Reconciliation WlsStructural(Hierarchy hierarchy) =>
        Of(hierarchy, (i, j) => i == j ? hierarchy.Members[i].Count : 0)!;

    /// <summary>Weighted least squares with variances of the nodes' own errors.</summary>
    /// <param name="hierarchy">What adds up.</param>
    /// <param name="variances">Of every node, 0 or more.</param>
    /// <returns>Null where a sum and all its members have no variance.</returns>
    public static Reconciliation? WlsVariance(Hierarchy hierarchy, ReadOnlySpan<double> variances)
    {
        Check(hierarchy, variances.Length);
        var own = variances.ToArray();
        return Of(hierarchy, (i, j) => i == j ? own[i] : 0);
    }

    /// <summary>Minimum trace: the full covariance of the nodes' errors. Least variance of any unbiased sum.</summary>
    /// <param name="hierarchy">What adds up.</param>
    /// <param name="covariance">Symmetric, a row and a column for every node.</param>
    /// <returns>Null where it is not positive definite in what does not add up.</returns>
    public static Reconciliation? MinT(Hierarchy hierarchy, double[,] covariance)
    {
        Check(hierarchy, covariance.GetLength(0));
        Check(hierarchy, covariance.GetLength(1));
        return Of(hierarchy, (i, j) => covariance[i, j]);
    }

    /// <summary>Forecasts of one period that add up.</summary>
    /// <param name="forecasts">Of every node.</param>
    /// <returns>In order of nodes. Sums are added from the members, so they add up to the last bits.</returns>
    public double[] Of(ReadOnlySpan<double> forecasts)
    {
        Check(_hierarchy, forecasts.Length);
        var members = new double[_hierarchy.Bottom.Count];
        for (var i = 0; i < members.Length; i++) members[i] = forecasts[_hierarchy.Bottom[i]];
        var surplus = new double[_hierarchy.Sums.Count];
        for (var s = 0; s < surplus.Length; s++)
        {
            surplus[s] = forecasts[_hierarchy.Sums[s]];
            foreach (var member in _hierarchy.Members[_hierarchy.Sums[s]]) surplus[s] -= members[member];
        }
        for (var i = 0; i < members.Length; i++)
            for (var s = 0; s < surplus.Length; s++) members[i] -= _gain[i][s] * surplus[s];
        return _hierarchy.Sum(members);
    }

    /// <summary>Forecasts of many periods, each as in <see cref="Of(ReadOnlySpan{double})"/>.</summary>
    public double[][] OfAll(IEnumerable<double[]> periods) => [.. periods.Select(period => Of(period))];

    static Reconciliation? Of(Hierarchy hierarchy, Func<int, int, double> covariance)
    {
        var (nodes, sums) = (hierarchy.Members.Count, hierarchy.Sums);
        // W C′, then C W C′.
        var spread = new double[nodes][];
        for (var node = 0; node < nodes; node++)
        {
            spread[node] = new double[sums.Count];
            for (var s = 0; s < sums.Count; s++)
            {
                spread[node][s] = covariance(node, sums[s]);
                foreach (var member in hierarchy.Members[sums[s]])
                    spread[node][s] -= covariance(node, hierarchy.Bottom[member]);
            }
        }
        var surplus = new double[sums.Count][];
        for (var s = 0; s < sums.Count; s++)
        {
            surplus[s] = [.. spread[sums[s]]];
            foreach (var member in hierarchy.Members[sums[s]])
                for (var k = 0; k < sums.Count; k++) surplus[s][k] -= spread[hierarchy.Bottom[member]][k];
        }
        if (Cholesky.Of(surplus) is not { } root) return null;
        var gain = spread.Select(root.Solve).ToArray();
        return new(hierarchy, [.. hierarchy.Bottom.Select(node => gain[node])], [.. Enumerable.Range(0, nodes).Select(
            node => Math.Max(0, covariance(node, node) - gain[node].Zip(spread[node], (g, c) => g * c).Sum()))]);
    }

    static void Check(Hierarchy hierarchy, int found)
    {
        if (found != hierarchy.Members.Count)
            throw new ArgumentException($"Found {found} values, expected {hierarchy.Members.Count}.");
    }
}
