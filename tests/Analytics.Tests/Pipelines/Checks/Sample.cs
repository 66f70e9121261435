using System.Globalization;
using Analytics.Pipelines.Checks;

namespace Analytics.Tests.Pipelines.Checks;

/// <summary>Figures in a few words, and one rule run over them.</summary>
static class Sample
{
    /// <summary>A figure of an invented area and document; letters stand for indicators.</summary>
    public static CheckedFigure Figure(string code, string printed, string unit = "件", int year = 2017, string source = "s",
        string? series = null, string scope = "", string bound = "exact", string area = "a", string parent = "", string group = "",
        string? published = null, (string Start, string End)? period = null)
    {
        var (start, end) = (Day(period?.Start ?? $"{year}-01-01"), Day(period?.End ?? $"{year}-12-31"));
        var value = decimal.Parse(printed, CultureInfo.InvariantCulture);
        return new CheckedFigure($"{source}/{code}/{(group.Length > 0 ? group : area)}/{start:yyyyMMdd}-{end:yyyyMMdd}/{scope}", code,
            new(code, code), new FigurePlace(area, parent, group, new(area, area)),
            new FigurePeriod($"{start:yyyyMMdd}-{end:yyyyMMdd}", new(year.ToString(CultureInfo.InvariantCulture),
                year.ToString(CultureInfo.InvariantCulture)), start, end),
            scope, printed, unit, value, unit, bound,
            new FigureSource(source, series ?? source, source, source, null, published is null ? null : Day(published)), "f.csv", 2);
    }

    public static CheckedFigure Percent(string code, string printed, int year = 2017, string source = "s", string bound = "exact") =>
        Figure(code, printed, "%", year, source, series: "line", bound: bound);

    public static CheckedFigure Points(string code, string printed, int year = 2017) =>
        Figure(code, printed, "百分点", year, series: "line");

    public static Relation Relation(string rule, string result, string parts = "", string over = "", string source = "") =>
        new(rule, Term.Parse(result), Terms(parts), Terms(over), source);

    /// <summary>All that a rule finds under one relation; without one it needs none.</summary>
    public static Finding[] All(string rule, Relation? relation, params CheckedFigure[] figures) =>
        [.. CheckRules.All.Single(one => one.Name == rule).Run(new CheckedFigures(figures), relation is null ? [] : [relation])];

    /// <summary>The one thing a rule finds.</summary>
    public static Finding One(string rule, string relation, params CheckedFigure[] figures)
    {
        var parts = relation.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Assert.Single(All(rule, parts.Length == 0 ? null : Relation(rule, parts[0], parts.ElementAtOrDefault(1)?.Trim('-') ?? "",
            parts.ElementAtOrDefault(2) ?? ""), figures));
    }

    static Term[] Terms(string list) => [.. list.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(Term.Parse)];

    static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
