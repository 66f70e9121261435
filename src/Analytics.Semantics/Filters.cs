namespace Analytics.Semantics;

/// <summary>How a filter compares.</summary>
public enum FilterOperator
{
    /// <summary>One of the values; a null among them is the unknown member.</summary>
    In,

    /// <summary>None of the values; a row without a value passes unless null is among them.</summary>
    NotIn,

    /// <summary>Below the value.</summary>
    Less,

    /// <summary>At most the value.</summary>
    AtMost,

    /// <summary>At least the value.</summary>
    AtLeast,

    /// <summary>Above the value.</summary>
    Greater,

    /// <summary>From the first to the second value, both included.</summary>
    Between,

    /// <summary>Text that contains the value.</summary>
    Contains,

    /// <summary>Text that begins with the value.</summary>
    BeginsWith,
}

/// <summary>Members let through. Of a bridge, pairs: one pair of a row must fit all filters on the bridge, and only
/// pairs that fit take part in groups by it.</summary>
/// <param name="Field">What is compared: <c>area.region</c>, as in a group.</param>
/// <param name="Values">Texts, numbers, days (<c>2024-03-31</c>), true or false; one unless the operator takes more.
/// </param>
/// <param name="Operator">How.</param>
public sealed record Filter(string Field, IReadOnlyList<object?> Values, FilterOperator Operator = FilterOperator.In)
{
    /// <inheritdoc/>
    public bool Equals(Filter? other) => other is not null && Field == other.Field && Operator == other.Operator
        && Values.SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Field, Operator, Values.Count);
}

/// <summary>Only what has, or has not, a row in another fact with the same key: cases with a hearing in March. Never a
/// join, so that nothing multiplies.</summary>
/// <param name="Fact">The other fact.</param>
/// <param name="On">The fact both belong to (<c>cases</c>), or a dimension role both have (<c>person</c>); null where
/// just one fits.</param>
/// <param name="Where">What its rows must fit.</param>
/// <param name="From">Only its rows from this day or period.</param>
/// <param name="To">Only its rows to this day or period, whole.</param>
/// <param name="Date">Its role of time; null takes its default.</param>
/// <param name="Not">Whether there must be none.</param>
public sealed record SemiJoin(string Fact, string? On = null, IReadOnlyList<Filter>? Where = null, string? From = null,
    string? To = null, string? Date = null, bool Not = false);

/// <summary>Only rows of the answer whose measure compares so. Totals are not filtered and keep what they are totals
/// of.</summary>
/// <param name="Measure">A measure of the query, or a column of its answer.</param>
/// <param name="Operator">One of the comparisons by size.</param>
/// <param name="Values">One number, or two for <see cref="FilterOperator.Between"/>.</param>
public sealed record MeasureFilter(string Measure, FilterOperator Operator, IReadOnlyList<decimal> Values);

/// <summary>The largest or smallest members of one field, by a measure over the whole range of time.</summary>
/// <param name="Count">How many; members that tie with the last come too.</param>
/// <param name="By">A measure; null takes the first asked for.</param>
/// <param name="Field">The field; null takes the last grouped by.</param>
/// <param name="Smallest">Whether the smallest are wanted.</param>
/// <param name="Others">Whether all others follow as one member, evaluated from their rows.</param>
public sealed record Top(int Count, string? By = null, string? Field = null, bool Smallest = false,
    bool Others = false);

/// <summary>Another period beside each one.</summary>
/// <param name="To"><c>previous_year</c>, <c>previous_period</c>, a distance such as <c>-3 months</c>, or one period
/// for all, such as <c>2019</c>.</param>
/// <param name="Show">What to show: the compared value, the change.</param>
public sealed record Comparison(string To, ComparisonShow Show = ComparisonShow.Both);

/// <summary>What a comparison shows.</summary>
public enum ComparisonShow
{
    /// <summary>The compared value and the change.</summary>
    Both,

    /// <summary>The compared value.</summary>
    Value,

    /// <summary>The change: percentage points of a measure in percent, else percent.</summary>
    Change,
}
