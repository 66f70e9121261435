namespace Analytics.Statistics.Series;

// Puts the values of some ranks in their places, and sorts no more than that needs: quicksort by the median of three
// that leaves out the parts without a rank wanted. Singleton (1969), Communications of the ACM 12:185-187.
static class PartialOrder
{
    /// The sum of the two middle values as STL has taken it since 1990: it asks for the upper middle before the lower,
    /// while the search takes ranks to rise. Where the values part just between the two, the upper is not looked for,
    /// and another value above the middle stands in. Robust fits are compared after 15 rounds, before they settle, so
    /// with the true median they would differ from everyone else's by as much as 1e-3.
    public static double SumOfMiddle(double[] values)
    {
        double[] parted = [.. values];
        var (upper, lower) = (parted.Length / 2, (parted.Length - 1) / 2);
        Arrange(parted, 0, parted.Length - 1, [upper, lower]);
        return parted[upper] + parted[lower];
    }

    /// Between two places, both included; `ranks` are places, from 0, taken to rise.
    static void Arrange(double[] a, int from, int to, int[] ranks)
    {
        while (to - from > 10 || from == 0 && from < to)
        {
            var (left, right) = Part(a, from, to);
            if (left - from <= to - right)
            {
                var kept = ranks.Length;
                while (kept > 0 && ranks[kept - 1] > left) kept--;
                var (own, others) = (ranks[..kept], kept == 0 ? ranks : ranks[kept..]);
                if (others.Length > 0) Arrange(a, right, to, others);
                if (own.Length == 0) return;
                (to, ranks) = (left, own);
            }
            else
            {
                var first = 0;
                while (first < ranks.Length && ranks[first] < right) first++;
                var (own, others) = (ranks[first..], first == ranks.Length ? ranks : ranks[..first]);
                if (others.Length > 0) Arrange(a, from, left, others);
                if (own.Length == 0) return;
                (from, ranks) = (right, own);
            }
        }
        a.AsSpan(from, to - from + 1).Sort();
    }

    /// Not above the middle one of three on the left, not below it on the right; the end of the left, the start of the
    /// right.
    static (int Left, int Right) Part(double[] a, int from, int to)
    {
        var middle = (from + to + 2) / 2 - 1;
        if (a[from] > a[middle]) (a[from], a[middle]) = (a[middle], a[from]);
        if (a[to] < a[middle]) (a[to], a[middle]) = (a[middle], a[to]);
        if (a[from] > a[middle]) (a[from], a[middle]) = (a[middle], a[from]);
        var (pivot, left, right) = (a[middle], to, from);
        while (true)
        {
            do left--; while (a[left] > pivot);
            do right++; while (a[right] < pivot);
            if (right > left) return (left, right);
            (a[left], a[right]) = (a[right], a[left]);
        }
    }
}
