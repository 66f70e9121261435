using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Cells.Rows;

/// <summary>Whether a member is let through by a filter.</summary>
sealed class FilterTest(Filter filter, SameRules same)
{
    /// Whether it shuts members out.
    public bool IsShut => filter.Operator == FilterOperator.NotIn;

    public bool Fits(MemberValue member) => filter.Operator switch
    {
        FilterOperator.In => filter.Values.Any(value => Is(member, value)),
        FilterOperator.NotIn => !filter.Values.Any(value => Is(member, value)),
        _ => member is { Kind: MemberKind.Known, Value: { } value } && Holds(value),
    };

    bool Is(MemberValue member, object? named) => named is null ? member.Kind == MemberKind.Unknown
        : member is { Kind: MemberKind.Known, Value: { } value } && Against(value, named) == 0;

    bool Holds(object value) => filter.Operator switch
    {
        FilterOperator.Less => Against(value, First) < 0,
        FilterOperator.AtMost => Against(value, First) <= 0,
        FilterOperator.AtLeast => Against(value, First) >= 0,
        FilterOperator.Greater => Against(value, First) > 0,
        FilterOperator.Between => Against(value, First) >= 0 && Against(value, filter.Values[1]) <= 0,
        FilterOperator.Contains => value is string text
            && Key(text).Contains(Part(text), StringComparison.Ordinal),
        _ => value is string text && Key(text).StartsWith(Part(text), StringComparison.Ordinal),
    };

    object? First => filter.Values[0];

    string Part(string beside) => Named(beside, First) as string ?? "";

    object? Named(object value, object? named) => named is null ? null : Values.As(named, value) switch
    {
        string text => Key(text),
        var other => other,
    };

    // Null where they cannot be compared: then nothing holds.
    int? Against(object value, object? named) =>
        Named(value, named) is { } other ? Values.Compare(value is string text ? Key(text) : value, other) : null;

    string Key(string text) => Spelling.Key(text, same);
}
