using Analytics.Tables;

namespace Analytics.Semantics.Stars;

/// <summary>A measure over facts: defined once, right in every slice.</summary>
/// <param name="Name">snake_case, unique in the model.</param>
/// <param name="Title">For people.</param>
/// <param name="Unit">The unit of its values; empty where they have none.</param>
/// <param name="Format">Digits after the point for people, such as <c>0.0</c>; null leaves it to the unit.</param>
/// <param name="Direction"><c>higher_better</c>, <c>lower_better</c> or <c>neutral</c>.</param>
/// <param name="Definition">What it says, in a sentence.</param>
/// <param name="Source">Where it is defined; null where the model's author did.</param>
/// <param name="Code">The indicator's code; null where it is none.</param>
/// <param name="Population">Whom or what it counts: court mediation and people's mediation are never added; null
/// where nothing is said.</param>
/// <param name="MinimumBase">A ratio of a smaller denominator carries a warning and no rank; 0 for none.</param>
/// <param name="Disclosure">Who may see small counts.</param>
/// <param name="Body">How it is computed.</param>
/// <param name="Place">File and line, for errors.</param>
public sealed record StarMeasure(string Name, LocalText Title, string Unit, string? Format, string Direction,
    LocalText Definition, string? Source, string? Code, string? Population, int MinimumBase, Disclosure Disclosure,
    MeasureBody Body, string Place)
{
    /// <summary>Names of the measures it is made of; none where it is made of rows or figures.</summary>
    public IEnumerable<string> Parts => Body switch
    {
        Filtered body => [body.Of],
        Ratio body => [body.Numerator, body.Denominator],
        Formula body => FormulaExpression.Parse(body.Text, Place).Names,
        Share body => [body.Of],
        Rank body => [body.Of],
        Cumulative body => [body.Of],
        Rolling body => [body.Of],
        Shifted body => [body.Of],
        Changed body => [body.Of],
        IndexTo body => [body.Of],
        Composite body => body.Parts.Select(part => part.Of),
        IntervalLimit body => [body.Of],
        Mark body => [body.Of],
        _ => [],
    };
}

/// <summary>Who may see a small count.</summary>
/// <param name="Threshold">Counts from 1 below this are kept from whoever lacks the role; 0 shows all.</param>
/// <param name="Role">The role that sees all.</param>
public sealed record Disclosure(int Threshold, string Role = Principal.Office)
{
    /// <summary>Everybody sees all.</summary>
    public static Disclosure Open { get; } = new(0);
}

/// <summary>How a measure is computed. Names in a body are of other measures; a published one may be
/// <c>measure/variant</c>.</summary>
public abstract record MeasureBody;

/// <summary>What is done to the rows of a fact.</summary>
public enum AggregateKind
{
    /// <summary>The number of rows.</summary>
    Count,

    /// <summary>The number of different values.</summary>
    Distinct,

    /// <summary>The sum.</summary>
    Sum,

    /// <summary>The least.</summary>
    Min,

    /// <summary>The greatest.</summary>
    Max,

    /// <summary>The mean of the values that are there.</summary>
    Average,

    /// <summary>The quantile 0.5 (type 7, interpolated).</summary>
    Median,

    /// <summary>A quantile (type 7, interpolated).</summary>
    Quantile,
}

/// <summary>How a stock, whose rows are levels at a day, goes over time.</summary>
public enum OverTime
{
    /// <summary>No stock: rows are added over time.</summary>
    Add,

    /// <summary>The rows of the first day in the period with any row of the fact.</summary>
    First,

    /// <summary>The rows of the last day in the period with any row of the fact.</summary>
    Last,

    /// <summary>Of each entity its last row in the period that has a value.</summary>
    LastNonEmpty,

    /// <summary>The mean, over the days in the period with any row of the fact, of the sum at that day.</summary>
    Average,
}

/// <summary>An aggregate over the rows of one fact.</summary>
/// <param name="Fact">The fact's name.</param>
/// <param name="Kind">What is done to the rows.</param>
/// <param name="Of">What of each row; null for <see cref="AggregateKind.Count"/> alone.</param>
/// <param name="Quantile">0 to 1, for <see cref="AggregateKind.Quantile"/>.</param>
/// <param name="Where">Rows that fit all of them; a field may be any the fact can be grouped by.</param>
/// <param name="Sql">Rows for which this is true as well; null for all.</param>
/// <param name="Date">The role of time; null takes the query's or else the fact's.</param>
/// <param name="OverTime">For a stock.</param>
/// <param name="Entity">What of a stock each row is a level of, for <see cref="OverTime.LastNonEmpty"/>; empty takes
/// the fact's key columns other than its date, that is, all its dimension keys.</param>
public sealed record Aggregate(string Fact, AggregateKind Kind, Expression? Of, double? Quantile,
    IReadOnlyList<Filter> Where, Expression? Sql, string? Date, OverTime OverTime,
    IReadOnlyList<Expression> Entity) : MeasureBody;

/// <summary>Another measure over fewer rows.</summary>
/// <param name="Of">A measure whose parts are aggregates; each part gets the filters.</param>
/// <param name="Where">Rows that fit all of them.</param>
public sealed record Filtered(string Of, IReadOnlyList<Filter> Where) : MeasureBody;

/// <summary>One measure over another, divided last.</summary>
/// <param name="Numerator">A measure.</param>
/// <param name="Denominator">A measure.</param>
/// <param name="Times">100 for percent, 1000 for per thousand residents.</param>
public sealed record Ratio(string Numerator, string Denominator, decimal Times) : MeasureBody;

/// <summary>Arithmetic over measures: <c>+ - * / ( )</c>, names and numbers. What is absent makes it absent.</summary>
/// <param name="Text">As written.</param>
/// <param name="Mixed">Whether different units or populations may be added.</param>
public sealed record Formula(string Text, bool Mixed) : MeasureBody;

/// <summary>How much of something wider, in percent.</summary>
/// <param name="Of">An additive measure or a ratio's part.</param>
/// <param name="Whole">Of what.</param>
/// <param name="Over">The field left open, for <see cref="ShareWhole.Parent"/>; null takes the last field grouped
/// by.</param>
public sealed record Share(string Of, ShareWhole Whole, string? Over) : MeasureBody;

/// <summary>Of what a share is.</summary>
public enum ShareWhole
{
    /// <summary>Everything, whatever the query filters, in the same period.</summary>
    Total,

    /// <summary>The group without its last, or named, field.</summary>
    Parent,

    /// <summary>Everything the query lets through, in the same period.</summary>
    Selection,
}

/// <summary>The place among the groups that share all other fields and the period; ties share the better place, and
/// the next place is left out (1, 2, 2, 4). Groups without a value, or below the minimum base, have none.</summary>
/// <param name="Of">A measure.</param>
/// <param name="Descending">Whether the largest is first.</param>
/// <param name="Over">The field ranked over; null takes the last field grouped by.</param>
public sealed record Rank(string Of, bool Descending, string? Over) : MeasureBody;

/// <summary>From the beginning of a wider period to the end of this one, or to the last day of the data.</summary>
/// <param name="Of">A measure.</param>
/// <param name="Within">A level of the calendar: <c>year</c>.</param>
public sealed record Cumulative(string Of, string Within) : MeasureBody;

/// <summary>Over the periods that end with this one, evaluated from their rows.</summary>
/// <param name="Of">A measure.</param>
/// <param name="Count">How many, at least 2.</param>
/// <param name="Level">Of what level; null takes the query's grain.</param>
public sealed record Rolling(string Of, int Count, string? Level) : MeasureBody;

/// <summary>The same measure of another period.</summary>
/// <param name="Of">A measure.</param>
/// <param name="By">How far: <c>-1 year</c>.</param>
public sealed record Shifted(string Of, string By) : MeasureBody;

/// <summary>Change on another period (同比, 环比).</summary>
/// <param name="Of">A measure.</param>
/// <param name="By">How far back: <c>-1 year</c>.</param>
/// <param name="Form">How it is told; null is percentage points for a measure in percent, relative for others.</param>
public sealed record Changed(string Of, string By, ChangeForm? Form) : MeasureBody;

/// <summary>How a change is told.</summary>
public enum ChangeForm
{
    /// <summary>Percentage points: a difference of percents.</summary>
    Points,

    /// <summary>Percent of the compared value.</summary>
    Relative,

    /// <summary>A difference in the measure's unit.</summary>
    Absolute,
}

/// <summary>In percent of a base period's value.</summary>
/// <param name="Of">A measure.</param>
/// <param name="Base">The base period: <c>2015</c>.</param>
public sealed record IndexTo(string Of, string Base) : MeasureBody;

/// <summary>Of the rows that began, the share in percent for which something happened within so many days. Rows too
/// young to tell at the last day of the data are left out, and counted in a warning.</summary>
/// <param name="Fact">The fact's name.</param>
/// <param name="From">The role of time at which a row began; it is in the period asked for.</param>
/// <param name="To">The role of time at which it happened; absent where it has not.</param>
/// <param name="Days">At most so many days after.</param>
/// <param name="Where">Rows that fit all of them.</param>
public sealed record Within(string Fact, string From, string To, int Days, IReadOnlyList<Filter> Where) : MeasureBody;

/// <summary>A weighted mean of measures brought to one scale.</summary>
/// <param name="Parts">Two at least.</param>
/// <param name="Missing">What a missing part does.</param>
public sealed record Composite(IReadOnlyList<CompositePart> Parts, MissingPart Missing) : MeasureBody;

/// <summary>A part of a composite.</summary>
/// <param name="Of">A measure.</param>
/// <param name="Weight">Above 0; weights are divided by their sum.</param>
/// <param name="Worst">The value that gives 0; null takes the measure as it is.</param>
/// <param name="Best">The value that gives 100; null together with <paramref name="Worst"/>. Values beyond are cut.
/// </param>
public sealed record CompositePart(string Of, decimal Weight, decimal? Worst, decimal? Best);

/// <summary>What a missing part of a composite does.</summary>
public enum MissingPart
{
    /// <summary>The composite is missing too.</summary>
    Absent,

    /// <summary>The other weights share its weight; a warning says so.</summary>
    Reweigh,

    /// <summary>It counts as 0.</summary>
    Zero,
}

/// <summary>A limit of the Wilson interval of a ratio of counts, in the ratio's unit.</summary>
/// <param name="Of">A ratio whose numerator counts some of its denominator.</param>
/// <param name="Upper">The upper limit, else the lower.</param>
/// <param name="Confidence">Two-sided level, 0 to 1.</param>
public sealed record IntervalLimit(string Of, bool Upper, double Confidence) : MeasureBody;

/// <summary>Whether a ratio of counts lies apart from that of all other groups together: <c>-2</c> below at 99.8 %,
/// <c>-1</c> at 95 %, <c>0</c> within chance, <c>1</c>, <c>2</c> above (score test of two proportions).</summary>
/// <param name="Of">A ratio whose numerator counts some of its denominator.</param>
/// <param name="Over">The field over which the others are; null takes the last field grouped by.</param>
public sealed record Mark(string Of, string? Over) : MeasureBody;

/// <summary>A published measure, or one variant of it.</summary>
/// <param name="Measure">Its name.</param>
/// <param name="Variant">The variant's name; null where the measure has just one, or all are comparable.</param>
public sealed record Figure(string Measure, string? Variant) : MeasureBody;
