using Analytics.Semantics.Cells;

namespace Analytics.Semantics.Composition;

/// <summary>A measure at one moment, for one slice: a cell for each group.</summary>
abstract class Node
{
    /// <summary>The cell of a group, counts of nothing included.</summary>
    public abstract Cell At(MemberKey key);

    /// <summary>Whether it speaks of the group at all: a count of 0 does not.</summary>
    public virtual bool IsPresent(MemberKey key) => At(key).State != CellState.Empty;

    /// <summary>What it is computed from.</summary>
    public virtual IEnumerable<Node> Parts => [];

    /// <summary>Leaves it is computed from at a group, each with the group it is read at.</summary>
    public virtual IEnumerable<(LeafNode Leaf, MemberKey Key)> LeavesAt(MemberKey key) =>
        Parts.SelectMany(part => part.LeavesAt(key));

    /// <summary>Adds the groups any of its leaves has rows of.</summary>
    public virtual void AddKeys(HashSet<MemberKey> keys)
    {
        foreach (var part in Parts) part.AddKeys(keys);
    }

    /// <summary>What parts without a value make of the whole; null where all have one.</summary>
    protected static Cell? Missing(Cell one, Cell other)
    {
        if (one.HasValue && other.HasValue) return null;
        if (one.State == CellState.NotAvailable) return one;
        if (other.State == CellState.NotAvailable) return other;
        return one.State == CellState.Suppressed || other.State == CellState.Suppressed ? Cell.Suppressed : Cell.Empty;
    }
}

/// <summary>Nothing, of every group.</summary>
sealed class EmptyNode : Node
{
    public static EmptyNode Instance { get; } = new();

    public override Cell At(MemberKey key) => Cell.Empty;
}

/// <summary>A leaf over some days, evaluated from rows.</summary>
/// <param name="leaf">What is evaluated.</param>
/// <param name="range">Over which days.</param>
/// <param name="filter">Of which rows.</param>
/// <param name="sets">For which groups.</param>
/// <param name="absent">What a group without rows has.</param>
sealed class LeafNode(Leaf leaf, Calendars.DateRange range, RowFilter filter, GroupSets sets, Cell absent) : Node
{
    static readonly Dictionary<MemberKey, Cell> Nothing = [];

    public Leaf Leaf { get; } = leaf;

    public Calendars.DateRange Range { get; } = range;

    public RowFilter Filter { get; } = filter;

    public GroupSets Sets { get; } = sets;

    public IReadOnlyDictionary<MemberKey, Cell> Cells { get; set; } = Nothing;

    public override Cell At(MemberKey key) => Cells.TryGetValue(key, out var cell)
        ? cell.State == CellState.Empty && absent.HasValue ? absent : cell : absent;

    public override bool IsPresent(MemberKey key) => Cells.TryGetValue(key, out var cell)
        && cell.State != CellState.Empty && !(absent.HasValue && cell.HasValue && cell.Real == 0);

    public override IEnumerable<(LeafNode Leaf, MemberKey Key)> LeavesAt(MemberKey key) => [(this, key)];

    public override void AddKeys(HashSet<MemberKey> keys)
    {
        foreach (var key in Cells.Keys) keys.Add(key);
    }
}

/// <summary>Keeps small counts, and what would reveal them, from a reader.</summary>
/// <param name="of">The measure.</param>
/// <param name="hidden">Groups that are kept although they are not small.</param>
/// <param name="limit">Counts from 1 below this are kept; 0 for none.</param>
/// <param name="isCount">Whether the measure itself is a count.</param>
sealed class GuardedNode(Node of, HashSet<MemberKey> hidden, int limit, bool isCount) : Node
{
    /// <summary>Keeps a group's cell too.</summary>
    public bool Hide(MemberKey key) => hidden.Add(key);

    public override IEnumerable<Node> Parts => [of];

    public override Cell At(MemberKey key)
    {
        if (hidden.Contains(key)) return Cell.Suppressed;
        var cell = of.At(key);
        return cell.HasValue && (isCount && IsSmall((decimal?)cell.Exact) || IsSmall(cell.Numerator)
            || IsSmall(cell.Denominator)) ? Cell.Suppressed : cell;
    }

    public override bool IsPresent(MemberKey key) => of.IsPresent(key);

    bool IsSmall(decimal? count) => count is { } value && value > 0 && value < limit;
}
