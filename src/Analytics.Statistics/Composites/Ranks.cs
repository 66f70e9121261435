namespace Analytics.Statistics.Composites;

// Ranks of values of which some may be absent; equal values share the least rank ("min"), absent ones have none.
static class Ranks
{
    /// 1 is the lowest.
    public static int?[] Ascending(ReadOnlySpan<double?> values) => Of(values, -1, 0);

    /// 1 is the highest. Values within `tolerance` of the best of their tie, relative to it, are equal.
    public static int?[] Descending(ReadOnlySpan<double?> values, double tolerance = 0) => Of(values, 1, tolerance);

    /// Ties share their mean, as Spearman's correlation has them.
    public static double[] Means(ReadOnlySpan<double> values)
    {
        var order = Order([.. values], -1);
        var ranks = new double[values.Length];
        for (var i = 0; i < order.Length;)
        {
            var next = i + 1;
            while (next < order.Length && values[order[next]] == values[order[i]]) next++;
            for (var k = i; k < next; k++) ranks[order[k]] = (i + 1 + next) / 2.0;
            i = next;
        }
        return ranks;
    }

    static int?[] Of(ReadOnlySpan<double?> values, int sign, double tolerance)
    {
        var present = new List<int>();
        for (var i = 0; i < values.Length; i++)
            if (values[i] is not null) present.Add(i);
        var numbers = new double[present.Count];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = values[present[i]]!.Value;
        var ranks = new int?[values.Length];
        var (rank, best) = (0, 0.0);
        var order = Order(numbers, sign);
        for (var i = 0; i < order.Length; i++)
        {
            var value = numbers[order[i]];
            if (i == 0 || Math.Abs(best - value) > tolerance * Math.Abs(best)) (rank, best) = (i + 1, value);
            ranks[present[order[i]]] = rank;
        }
        return ranks;
    }

    static int[] Order(double[] values, int sign)
    {
        var (keys, order) = (new double[values.Length], new int[values.Length]);
        for (var i = 0; i < keys.Length; i++) (keys[i], order[i]) = (-sign * values[i], i);
        Array.Sort(keys, order);
        return order;
    }
}
