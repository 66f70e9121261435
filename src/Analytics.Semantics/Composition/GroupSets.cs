using Analytics.Semantics.Cells;

namespace Analytics.Semantics.Composition;

/// <summary>Grouping sets, each as bits of the fields that are told apart. Equal by sets.</summary>
sealed class GroupSets(IEnumerable<int> masks) : IEquatable<GroupSets>
{
    readonly int[] _masks = [.. masks.Distinct()];

    /// <summary>Everything together.</summary>
    public static GroupSets All { get; } = new([0]);

    public IReadOnlyList<int> Masks => _masks;

    /// <summary>Those that tell a field apart, without it.</summary>
    public GroupSets Closed(int field) =>
        new(_masks.Where(mask => (mask & 1 << field) != 0).Select(mask => mask & ~(1 << field)));

    /// <summary>All of them without a field.</summary>
    public GroupSets Without(int field) => new(_masks.Select(mask => mask & ~(1 << field)));

    /// <summary>All of them without the last field of each.</summary>
    public GroupSets Parents() =>
        new(_masks.Select(mask => mask == 0 ? 0 : mask & ~(1 << System.Numerics.BitOperations.Log2((uint)mask))));

    /// <summary>As positions, the form of a <see cref="CellQuestion"/>.</summary>
    public IEnumerable<IReadOnlyList<int>> Positions(int fields) =>
        _masks.Select(mask => (int[])[.. Enumerable.Range(0, fields).Where(field => (mask & 1 << field) != 0)]);

    /// <summary>The set a key is of.</summary>
    public static int Of(MemberKey key)
    {
        var mask = 0;
        for (var field = 0; field < key.Count; field++)
            if (key[field].Kind != MemberKind.Total) mask |= 1 << field;
        return mask;
    }

    /// <summary>A key of a set: other fields are totals.</summary>
    public static MemberKey Project(MemberKey key, int mask)
    {
        var members = new MemberValue[key.Count];
        for (var field = 0; field < key.Count; field++)
            members[field] = (mask & 1 << field) != 0 ? key[field] : MemberValue.Total;
        return new MemberKey(members);
    }

    /// <inheritdoc/>
    public bool Equals(GroupSets? other) => other is not null && _masks.AsSpan().SequenceEqual(other._masks);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GroupSets);

    /// <inheritdoc/>
    public override int GetHashCode() => _masks.Aggregate(17, HashCode.Combine);
}

/// <summary>Which rows a node is of, apart from time and group. Equal by parts.</summary>
/// <param name="IsWhole">Whether the query's own filters are left out.</param>
/// <param name="More">Filters of filtered measures.</param>
/// <param name="Others">Leaves out the members of a top list; null where nothing is left out.</param>
sealed record Slice(bool IsWhole, RowFilter More, Filter? Others)
{
    /// <summary>What the query lets through.</summary>
    public static Slice Query { get; } = new(false, RowFilter.None, null);

    /// <summary>The same with filters of a filtered measure.</summary>
    public Slice With(IReadOnlyList<Filter> filters) =>
        this with { More = More with { Where = [.. More.Where, .. filters] } };
}
