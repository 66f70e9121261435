using System.Globalization;

namespace Analytics.Semantics.Cells;

/// <summary>What a member of a group is.</summary>
public enum MemberKind
{
    /// <summary>A member of the dimension.</summary>
    Known,

    /// <summary>The row refers to nothing, or the member's attribute is absent.</summary>
    Unknown,

    /// <summary>The row refers to what the dimension does not have.</summary>
    Unmatched,

    /// <summary>All members outside a top list, together.</summary>
    Others,

    /// <summary>All members together.</summary>
    Total,
}

/// <summary>One member of one field.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">A string, long, decimal, double, <see cref="DateOnly"/> or bool; null unless known.</param>
public readonly record struct MemberValue(MemberKind Kind, object? Value)
{
    /// <summary>All members together.</summary>
    public static MemberValue Total { get; } = new(MemberKind.Total, null);

    /// <summary>All members outside a top list.</summary>
    public static MemberValue Others { get; } = new(MemberKind.Others, null);

    /// <summary>The member that is not known.</summary>
    public static MemberValue Unknown { get; } = new(MemberKind.Unknown, null);

    /// <summary>The member that the dimension does not have.</summary>
    public static MemberValue Unmatched { get; } = new(MemberKind.Unmatched, null);

    /// <summary>A member of the dimension.</summary>
    public static MemberValue Of(object value) => new(MemberKind.Known, value);

    /// <summary>As in files.</summary>
    public override string ToString() => Kind == MemberKind.Known
        ? Value is bool flag ? flag ? "true" : "false" : Convert.ToString(Value, CultureInfo.InvariantCulture) ?? "" : $"({Kind.ToString().ToLowerInvariant()})";
}

/// <summary>The members of a group, one for each field grouped by, in their order. Equal by members.</summary>
public sealed class MemberKey : IEquatable<MemberKey>
{
    readonly MemberValue[] _members;
    readonly int _hash;

    /// <summary>A key of these members.</summary>
    public MemberKey(params MemberValue[] members)
    {
        _members = members;
        var hash = new HashCode();
        foreach (var member in members) hash.Add(member);
        _hash = hash.ToHashCode();
    }

    /// <summary>The key without members: everything.</summary>
    public static MemberKey All { get; } = new();

    /// <summary>How many fields it has.</summary>
    public int Count => _members.Length;

    /// <summary>A member by its field's place.</summary>
    public MemberValue this[int field] => _members[field];

    /// <summary>The same key with another member of one field.</summary>
    public MemberKey With(int field, MemberValue member)
    {
        var members = (MemberValue[])_members.Clone();
        members[field] = member;
        return new MemberKey(members);
    }

    /// <inheritdoc/>
    public bool Equals(MemberKey? other) => other is not null && _hash == other._hash
        && _members.AsSpan().SequenceEqual(other._members);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MemberKey);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <inheritdoc/>
    public override string ToString() => string.Join(" | ", _members);
}
