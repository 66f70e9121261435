using Analytics.Semantics.Calendars;
using Analytics.Tables;

namespace Analytics.Semantics.Stars;

/// <summary>Facts, the dimensions they share, and the measures over them: the meaning of any set of tables.</summary>
/// <param name="Name">snake_case; names the model in answers.</param>
/// <param name="Title">For people.</param>
/// <param name="TimeZone">IANA name of the office's time zone, in which days and months are cut; null where every
/// instant in the data is the office's own.</param>
/// <param name="DataUntil">The last day the data speak of; null takes each fact's own last day.</param>
/// <param name="Calendars">By name; <c>calendar</c>, <c>iso</c> and <c>statistical</c> are always there.</param>
/// <param name="Dimensions">By name.</param>
/// <param name="Facts">By name.</param>
/// <param name="Measures">By name, in the order of the files.</param>
/// <param name="Breaks">Days from which a measure counts something else.</param>
public sealed partial record StarModel(string Name, LocalText Title, string? TimeZone, DateOnly? DataUntil,
    IReadOnlyDictionary<string, Calendar> Calendars, IReadOnlyDictionary<string, Dimension> Dimensions,
    IReadOnlyDictionary<string, Fact> Facts, IReadOnlyDictionary<string, StarMeasure> Measures,
    IReadOnlyList<SeriesBreak> Breaks);

/// <summary>Where rows come from: a table or view, or a query written in the model.</summary>
/// <param name="Table">Name, its schema before a dot; null where <paramref name="Sql"/> is given.</param>
/// <param name="Sql">A SELECT; null where <paramref name="Table"/> is given.</param>
public sealed record Relation(string? Table, string? Sql);

/// <summary>Something read from a row: a column's name, or SQL over the columns of its one relation.</summary>
/// <param name="Text">A plain name is a column and is quoted; all else is SQL as written by the model's author.</param>
public readonly record struct Expression(string Text)
{
    /// <summary>Whether it is a column's name alone.</summary>
    public bool IsColumn => Text.Length > 0 && Text.All(c => char.IsLetterOrDigit(c) || c == '_')
        && !char.IsAsciiDigit(Text[0]);
}

/// <summary>A day from which what is counted is another thing.</summary>
/// <param name="On">The first day of the new.</param>
/// <param name="Measures">Names of the measures it concerns; a figure's measure may stand with its variant.</param>
/// <param name="Title">What changed.</param>
/// <param name="Source">Where it is decreed.</param>
/// <param name="Areas">Ids of the areas it concerns; everywhere where empty and nothing is below.</param>
public sealed record SeriesBreak(DateOnly On, IReadOnlyList<string> Measures, LocalText Title, string Source,
    IReadOnlyList<string> Areas)
{
    /// <summary>Ids of areas in the manner of GB/T 2260 that it concerns with all areas below them, besides
    /// <see cref="Areas"/>.</summary>
    public IReadOnlyList<string> Below { get; init; } = [];
}
