using Analytics.Tables;

namespace Analytics.Semantics.Stars;

/// <summary>Rows that are counted and added up, of one grain.</summary>
/// <param name="Name">snake_case.</param>
/// <param name="Title">For people.</param>
/// <param name="Source">The rows.</param>
/// <param name="Grain">What one row is, in words.</param>
/// <param name="Key">What is unique to a row; empty where nothing is, and then nothing may refer to it.</param>
/// <param name="Where">Rows that do not fit are no facts; null takes all.</param>
/// <param name="Dates">Roles of time by name: filed on, closed on.</param>
/// <param name="DefaultDate">The role used unless another is asked for; null where it has no dates of its own, see
/// <see cref="FieldPath.DefaultDate"/>.</param>
/// <param name="Dimensions">By role: the area of the defendant, of the court.</param>
/// <param name="Parents">Facts of which each row belongs to one: the case of a hearing. Their roles are its own,
/// unless it has one of that name.</param>
/// <param name="Bridges">Dimensions of which a row has several members: the parties of a case, by role.</param>
/// <param name="Versions">How rows of one record follow each other; null where a record is never told again.</param>
/// <param name="AbsentIsZero">Whether no row means none happened (cases), else nothing was reported (returns).</param>
/// <param name="Lineage">Where a row came from, by word (<c>source</c>, <c>file</c>, <c>row</c>).</param>
public sealed record Fact(string Name, LocalText Title, Relation Source, string Grain, IReadOnlyList<Expression> Key,
    Expression? Where, IReadOnlyDictionary<string, DateRole> Dates, string? DefaultDate,
    IReadOnlyDictionary<string, DimensionUse> Dimensions, IReadOnlyDictionary<string, ParentUse> Parents,
    IReadOnlyDictionary<string, BridgeUse> Bridges, RecordVersions? Versions, bool AbsentIsZero,
    IReadOnlyDictionary<string, Expression> Lineage);

/// <summary>A role of time.</summary>
/// <param name="Name">snake_case.</param>
/// <param name="Value">A day or an instant.</param>
/// <param name="Kind">What <paramref name="Value"/> is.</param>
/// <param name="Level">The finest level of a calendar its values tell apart: <c>day</c>, or <c>year</c> where a row
/// is of a whole year and its value is any day of it.</param>
/// <param name="Title">For people.</param>
public sealed record DateRole(string Name, Expression Value, DateKind Kind, string Level, LocalText Title);

/// <summary>What a role of time holds.</summary>
public enum DateKind
{
    /// <summary>A day.</summary>
    Date,

    /// <summary>An instant in the office's time.</summary>
    Local,

    /// <summary>An instant in UTC, without or with a zone; cut into days in the model's time zone.</summary>
    Utc,
}

/// <summary>A dimension in a role.</summary>
/// <param name="Role">snake_case; conformed: in every fact this role is this dimension.</param>
/// <param name="Dimension">Its name; null for a column of the fact itself, which is then the role's one attribute,
/// named as the role.</param>
/// <param name="Key">The fact's reference to the dimension's key, or the column itself.</param>
/// <param name="Own">The column's attribute where <paramref name="Dimension"/> is null.</param>
/// <param name="Date">The role of time that chooses the version of a member with history; null takes the default.
/// </param>
public sealed record DimensionUse(string Role, string? Dimension, Expression Key, DimensionAttribute? Own,
    string? Date);

/// <summary>The fact each row belongs to.</summary>
/// <param name="Role">snake_case.</param>
/// <param name="Fact">The other fact's name; it has a key of one expression.</param>
/// <param name="Key">This fact's reference to it.</param>
public sealed record ParentUse(string Role, string Fact, Expression Key);

/// <summary>A dimension of which a row has several members.</summary>
/// <param name="Role">snake_case.</param>
/// <param name="Source">One row a pair.</param>
/// <param name="FactKey">The pair's reference to <paramref name="Reference"/> of the fact.</param>
/// <param name="Reference">What of the fact the pair refers to: its key unless named.</param>
/// <param name="Dimension">The dimension's name; null where <paramref name="MemberKey"/> itself is the member.</param>
/// <param name="MemberKey">The pair's reference to the dimension.</param>
/// <param name="Own">The attribute where <paramref name="Dimension"/> is null.</param>
/// <param name="Weight">What of the fact falls to the member, so that members add up to the whole; null where each
/// member has the whole, so that members do not add up.</param>
public sealed record BridgeUse(string Role, Relation Source, Expression FactKey, Expression Reference,
    string? Dimension, Expression MemberKey, DimensionAttribute? Own, Expression? Weight);

/// <summary>Rows that tell one record again: its vintages.</summary>
/// <param name="Record">What stays the same.</param>
/// <param name="KnownFrom">The day or instant from which the row holds.</param>
/// <param name="Tie">What decides between rows of one day, the largest holds; null where none can be.</param>
/// <param name="Withdrawn">True in a row that says the record is no more; null where records are never withdrawn.
/// </param>
public sealed record RecordVersions(IReadOnlyList<Expression> Record, Expression KnownFrom, Expression? Tie,
    Expression? Withdrawn);
