using Analytics.Semantics.Cells;
using Analytics.Semantics.Stars;
using Analytics.Statistics.Comparisons;
using Analytics.Statistics.Intervals;

namespace Analytics.Semantics.Composition;

/// <summary>How much of something wider, in percent.</summary>
/// <param name="part">What is a part.</param>
/// <param name="whole">What it is a part of.</param>
/// <param name="over">The field left open; null leaves all open.</param>
sealed class ShareNode(Node part, Node whole, int? over) : Node
{
    public override IEnumerable<Node> Parts => [part, whole];

    public override bool IsPresent(MemberKey key) => part.IsPresent(key);

    public override void AddKeys(HashSet<MemberKey> keys) => part.AddKeys(keys);

    public override IEnumerable<(LeafNode Leaf, MemberKey Key)> LeavesAt(MemberKey key) =>
        part.LeavesAt(key).Concat(whole.LeavesAt(Whole(key)));

    public override Cell At(MemberKey key)
    {
        var (one, other) = (part.At(key), whole.At(Whole(key)));
        if (Missing(one, other) is { } missing) return missing;
        return other.Real == 0 ? Cell.Empty : Cell.Of(one.Real * 100 / other.Real) with
        {
            Numerator = Arithmetic.Count(one), Denominator = Arithmetic.Count(other),
        };
    }

    /// <summary>Over the last field that a group tells apart.</summary>
    public const int LastField = -1;

    MemberKey Whole(MemberKey key) => over == LastField
        ? GroupSets.Of(key) is var mask and > 0
            ? key.With(System.Numerics.BitOperations.Log2((uint)mask), MemberValue.Total) : key
        : over is { } field ? key.With(field, MemberValue.Total) : GroupSets.Project(key, 0);
}

/// <summary>The place among the groups that share all other fields.</summary>
sealed class RankNode(Node of, int over, bool descending, int minimumBase) : Node
{
    Dictionary<MemberKey, double[]>? _ranked;
    IReadOnlyCollection<MemberKey> _members = [];

    public override IEnumerable<Node> Parts => [of];

    /// <summary>Groups that have a row without rows of facts: of a dense answer, all.</summary>
    public void Among(IReadOnlyCollection<MemberKey> members) => (_members, _ranked) = (members, null);

    /// <summary>Forgets places: a cell among them was hidden.</summary>
    public void Reset() => _ranked = null;

    public override bool IsPresent(MemberKey key) => of.IsPresent(key) && At(key).State != CellState.Empty;

    public override Cell At(MemberKey key)
    {
        if (key[over].Kind is MemberKind.Total or MemberKind.Others) return Cell.Empty;
        var cell = of.At(key);
        if (!cell.HasValue) return cell with { Reason = cell.Reason };
        if (IsSmall(cell)) return Cell.Empty;
        _ranked ??= Ranked();
        if (!_ranked.TryGetValue(key.With(over, MemberValue.Total), out var values)) return Cell.Of(1m);
        return Cell.Of(1m + Better(values, descending ? -cell.Real : cell.Real));
    }

    Dictionary<MemberKey, double[]> Ranked()
    {
        var keys = new HashSet<MemberKey>(_members);
        of.AddKeys(keys);
        return keys.Where(key => key[over].Kind is not (MemberKind.Total or MemberKind.Others))
            .Select(key => (Peers: key.With(over, MemberValue.Total), Cell: of.At(key)))
            .Where(one => one.Cell.HasValue && !IsSmall(one.Cell))
            .GroupBy(one => one.Peers, one => descending ? -one.Cell.Real : one.Cell.Real)
            .ToDictionary(peers => peers.Key, peers => peers.Order().ToArray());
    }

    bool IsSmall(Cell cell) => cell.Denominator is { } trials && trials < minimumBase;

    // How many are before the first that is not: values are sorted, the best first.
    static int Better(double[] values, double own)
    {
        var (low, high) = (0, values.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (values[middle] < own) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}

/// <summary>A limit of the Wilson interval, in the ratio's unit.</summary>
sealed class IntervalNode(Node of, IntervalLimit body, decimal times) : Node
{
    public override IEnumerable<Node> Parts => [of];

    public override Cell At(MemberKey key)
    {
        var cell = of.At(key);
        if (!cell.HasValue) return cell;
        if (Trials.Of(cell) is not var (events, trials)) return Cell.Empty;
        var interval = Wilson.Interval(events, trials, body.Confidence);
        return Cell.Of((body.Upper ? interval.High : interval.Low) * (double)times);
    }
}

/// <summary>Whether a group lies apart from all others together.</summary>
/// <param name="of">The ratio.</param>
/// <param name="all">The ratio with all members together.</param>
/// <param name="over">The field over which the others are.</param>
/// <param name="isOthers">Whether the group is that of all members outside a top list.</param>
sealed class MarkNode(Node of, Node all, int over, bool isOthers) : Node
{
    // Two-sided 95 % and 99.8 %.
    const double Notable = 1.959963984540054, Strong = 3.090232306167813;

    public override IEnumerable<Node> Parts => [of, all];

    public override bool IsPresent(MemberKey key) => of.IsPresent(key) && base.IsPresent(key);

    public override void AddKeys(HashSet<MemberKey> keys) => of.AddKeys(keys);

    public override IEnumerable<(LeafNode Leaf, MemberKey Key)> LeavesAt(MemberKey key) =>
        of.LeavesAt(key).Concat(all.LeavesAt(key.With(over, MemberValue.Total)));

    public override Cell At(MemberKey key)
    {
        if (!isOthers && key[over].Kind == MemberKind.Total) return Cell.Empty;
        var (own, whole) = (of.At(key), all.At(key.With(over, MemberValue.Total)));
        if (Missing(own, whole) is { } missing) return missing;
        if (Trials.Of(own) is not var (events, trials) || Trials.Of(whole) is not var (allEvents, allTrials))
            return Cell.Empty;
        var (otherEvents, others) = (allEvents - events, allTrials - trials);
        if (others < 1 || otherEvents < 0 || otherEvents > others) return Cell.Empty;
        var z = TwoProportions.Test(events, trials, otherEvents, others).Z ?? 0;
        return Cell.Of((decimal)(Math.Sign(z) * (Math.Abs(z) >= Strong ? 2 : Math.Abs(z) >= Notable ? 1 : 0)));
    }
}

/// <summary>Counts of a ratio.</summary>
static class Trials
{
    /// <summary>Events and trials; null where they are no whole counts, or more events than trials.</summary>
    public static (long Events, long Trials)? Of(Cell cell) =>
        cell is { Numerator: { } events, Denominator: { } trials } && events >= 0 && trials >= 1 && events <= trials
        && trials <= long.MaxValue && decimal.Truncate(events) == events && decimal.Truncate(trials) == trials
            ? ((long)events, (long)trials) : null;
}
