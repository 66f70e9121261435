using Analytics.Tables;

namespace Analytics.Semantics.Stars;

/// <summary>A thing facts are told apart by. Facts meet on dimensions of one name.</summary>
/// <param name="Name">snake_case.</param>
/// <param name="Title">For people.</param>
/// <param name="Source">Its rows, one a member, or one a version of a member where it has <paramref name="History"/>.
/// </param>
/// <param name="Key">What facts refer to: unique in <paramref name="Source"/>.</param>
/// <param name="Attributes">By name, in the order of the file.</param>
/// <param name="Hierarchies">Names of attributes from the widest to the narrowest, by the hierarchy's name.</param>
/// <param name="History">How versions of one member follow each other; null where members do not change.</param>
/// <param name="Succession">How members turned into others: areas that merged; null where none did.</param>
public sealed record Dimension(string Name, LocalText Title, Relation Source, Expression Key,
    IReadOnlyDictionary<string, DimensionAttribute> Attributes,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Hierarchies, DimensionHistory? History,
    Succession? Succession);

/// <summary>What one can group and filter by.</summary>
/// <param name="Name">snake_case; asked for as <c>dimension.name</c>, or as <c>dimension</c> where it is the first.
/// </param>
/// <param name="Value">Its expression.</param>
/// <param name="Title">For people.</param>
/// <param name="Order">How its members sort.</param>
/// <param name="OrderBy">What they sort by where <paramref name="Order"/> is <see cref="MemberOrder.Column"/>.</param>
/// <param name="Members">The order where it is <see cref="MemberOrder.Listed"/>; others follow by value.</param>
/// <param name="Same">What makes two spellings one member.</param>
/// <param name="LabelZh">What people read in place of the value; null where they read the value.</param>
/// <param name="LabelEn">The same in English; null takes <paramref name="LabelZh"/>.</param>
public sealed record DimensionAttribute(string Name, Expression Value, LocalText Title, MemberOrder Order,
    Expression? OrderBy, IReadOnlyList<string> Members, SameRules Same, Expression? LabelZh = null,
    Expression? LabelEn = null);

/// <summary>How members sort. Unknown and unmatched members come last, then others, then totals.</summary>
public enum MemberOrder
{
    /// <summary>Numbers and days by size, text by code point.</summary>
    Value,

    /// <summary>Chinese by pinyin.</summary>
    Pinyin,

    /// <summary>By another expression of the dimension: the official order of districts.</summary>
    Column,

    /// <summary>As listed in the model.</summary>
    Listed,
}

/// <summary>What makes two spellings one member.</summary>
[Flags]
public enum SameRules
{
    /// <summary>Each spelling is a member.</summary>
    None = 0,

    /// <summary>Full and half width forms are one.</summary>
    Width = 1,

    /// <summary>Blanks at either end go, several are one, blanks between Chinese characters go.</summary>
    Blanks = 2,

    /// <summary>Unicode normal form C.</summary>
    Unicode = 4,

    /// <summary>Traditional and simplified script are one.</summary>
    Script = 8,
}

/// <summary>Versions of one member (type 2).</summary>
/// <param name="Member">What stays the same over versions.</param>
/// <param name="ValidFrom">First day of a version; null in a row means since ever.</param>
/// <param name="ValidTo">Last day of a version; null in a row means still.</param>
/// <param name="ToIsExclusive">Whether <paramref name="ValidTo"/> is the first day after.</param>
/// <param name="FactsHoldMember">Whether facts refer to the member, so that the fact's date chooses the version; else
/// they refer to the version's key.</param>
public sealed record DimensionHistory(Expression Member, Expression ValidFrom, Expression ValidTo,
    bool ToIsExclusive, bool FactsHoldMember);

/// <summary>Members that turned into others. Its rows are one predecessor and one successor each.</summary>
/// <param name="Source">The rows.</param>
/// <param name="Predecessor">Key of the member before.</param>
/// <param name="Successor">Key of the member after.</param>
/// <param name="Kind">One of <c>merge</c>, <c>rename</c>, <c>status</c> (the same ground under a new status),
/// <c>split</c>, <c>boundary</c>; a merge, rename or status can be summed exactly, a split or boundary cannot.</param>
/// <param name="On">First day of the successor.</param>
public sealed record Succession(Relation Source, Expression Predecessor, Expression Successor, Expression Kind,
    Expression On);
