using System.Globalization;
using Analytics.Tables;

namespace Analytics.Pipelines.Checks;

/// <summary>The document a checked figure is printed in.</summary>
/// <param name="Id">Its id.</param>
/// <param name="SeriesId">The author's line of documents.</param>
/// <param name="Title">As published.</param>
/// <param name="Publisher">As listed.</param>
/// <param name="Url">Its address; null when unknown.</param>
/// <param name="PublishedOn">Its day; null when unknown.</param>
public sealed record FigureSource(string Id, string SeriesId, string Title, string Publisher, string? Url,
    DateOnly? PublishedOn);

/// <summary>Where a checked figure holds.</summary>
/// <param name="AreaId">The area version; for a group the area it lies in.</param>
/// <param name="ParentId">The area above; "" where none is known.</param>
/// <param name="GroupId">The reporting group; "" for the area itself.</param>
/// <param name="Name">The area's name, or the group's.</param>
public sealed record FigurePlace(string AreaId, string ParentId, string GroupId, LocalText Name);

/// <summary>When a checked figure holds.</summary>
/// <param name="Id">Such as <c>2017</c>.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Start">First day; null when unknown.</param>
/// <param name="End">Last day; null when unknown.</param>
public sealed record FigurePeriod(string Id, LocalText Label, DateOnly? Start, DateOnly? End);

/// <summary>What the rules know of a published figure. Its note is not among it.</summary>
/// <param name="Id">The figure's id.</param>
/// <param name="Code">The indicator variant.</param>
/// <param name="Name">The indicator's name.</param>
/// <param name="Place">Where.</param>
/// <param name="Period">When.</param>
/// <param name="ScopeId">Stated scope parts, such as <c>body=departments</c>; "" where none is.</param>
/// <param name="Printed">The number as printed; its decimals are the precision.</param>
/// <param name="PrintedUnit">The unit as printed.</param>
/// <param name="Value">In <paramref name="Unit"/>.</param>
/// <param name="Unit">The unit after normalisation.</param>
/// <param name="Bound">exact, at_least, at_most or about.</param>
/// <param name="Source">The document.</param>
/// <param name="File">Our file.</param>
/// <param name="Row">The row in it.</param>
public sealed record CheckedFigure(string Id, string Code, LocalText Name, FigurePlace Place, FigurePeriod Period,
    string ScopeId, string Printed, string PrintedUnit, decimal Value, string Unit, string Bound, FigureSource Source,
    string File, long Row)
{
    /// <summary>One unit of the last printed decimal, in <see cref="Unit"/>: 0.1 for 95.5 %, 10000 for 3 万元.</summary>
    public decimal Step
    {
        get
        {
            var decimals = Printed.Contains('.', StringComparison.Ordinal)
                ? Printed.Length - Printed.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
            var step = Enumerable.Repeat(0.1m, decimals).Aggregate(1m, (all, one) => all * one);
            return decimal.TryParse(Printed, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
                && number != 0 ? step * Value / number : step;
        }
    }

    /// <summary>Whether the number itself is printed, not a floor, a ceiling or an estimate.</summary>
    public bool IsExact => Bound == "exact";

    /// <summary>Whether it is a rate, share, change or ratio; else it is a count or an amount.</summary>
    public bool IsDerived => Unit is "%" or "百分点" or "倍";
}
