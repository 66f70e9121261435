using System.Globalization;

namespace Analytics.Pipelines.Checks.Rules;

/// One quantity printed in two documents is one number: by the same author (a restatement) or by two.
sealed class RestatedRule(string name, bool ofOneSeries) : CheckRule
{
    public override string Name => name;

    public override bool Recomputes => true;

    public override IEnumerable<Finding> Run(CheckedFigures figures, IReadOnlyList<Relation> relations) =>
        from same in figures.All.Where(figure => figure.Period.Start is not null).GroupBy(figure => (figure.Code,
            figure.Place.AreaId, figure.Place.GroupId, figure.Period.Id, figure.ScopeId))
        where same.Count() > 1
        let ordered = same.OrderBy(figure => figure.Source.PublishedOn ?? DateOnly.MaxValue)
            .ThenBy(figure => figure.Row).ToArray()
        from later in Enumerable.Range(1, ordered.Length - 1)
        from earlier in Enumerable.Range(0, later)
        where (ordered[earlier].Source.SeriesId == ordered[later].Source.SeriesId) == ofOneSeries
        select Comparison.Equal(name, ordered[later], [ordered[earlier]], ordered[earlier].Value,
            ValueRange.Used(ordered[earlier]), Arithmetic.Of(ordered[earlier]));
}

/// A later period does not repeat two or more numbers of an earlier one.
sealed class CopiedColumnRule : CheckRule
{
    // Small counts meet by chance.
    const int Least = 10;

    public override string Name => "copied-column";

    public override IEnumerable<Finding> Run(CheckedFigures figures, IReadOnlyList<Relation> relations)
    {
        var columns = figures.All.Where(figure => !figure.IsDerived && figure.IsExact && figure.Value >= Least
                && figure.Period.Start is not null)
            .GroupBy(figure => (figure.Source.SeriesId, figure.Place.AreaId, figure.Place.GroupId))
            .SelectMany(places => Pairs([.. places.GroupBy(figure => figure.Period)
                .OrderBy(column => column.Key.Start).ThenBy(column => column.Key.End)]));
        foreach (var (earlier, later) in columns)
        {
            var common = later.Select(figure => (Later: figure, Earlier: earlier.FirstOrDefault(one =>
                one.Code == figure.Code && one.ScopeId == figure.ScopeId))).Where(pair => pair.Earlier is not null)
                .ToArray();
            var equal = common.Where(pair => pair.Earlier!.Value == pair.Later.Value).ToArray();
            if (common.Length < 2) continue;
            var shown = equal.Length < 2 ? common : equal;
            yield return new Finding(Name, [.. shown.Select(pair => pair.Later)],
                [.. shown.Select(pair => pair.Earlier!)],
                Plain(string.Join("; ", shown.Select(pair =>
                    $"{Arithmetic.Number(pair.Later.Value)} {(pair.Later.Value == pair.Earlier!.Value ? "=" : "≠")} "
                    + Arithmetic.Number(pair.Earlier.Value)))),
                equal.Length < 2 ? CheckOutcome.Agrees : CheckOutcome.Disagrees);
        }
    }

    static IEnumerable<(T, T)> Pairs<T>(IReadOnlyList<T> all) =>
        from later in Enumerable.Range(0, all.Count)
        from earlier in Enumerable.Range(0, later)
        select (all[earlier], all[later]);
}

/// No document reports a period that had not ended when it was published.
sealed class PublishedEarlyRule : CheckRule
{
    public override string Name => "published-early";

    public override bool ConcernsValue => false;

    public override IEnumerable<Finding> Run(CheckedFigures figures, IReadOnlyList<Relation> relations) =>
        from column in figures.All
            .Where(figure => figure.Source.PublishedOn is not null && figure.Period.End is not null)
            .GroupBy(figure => (figure.Source.Id, figure.Period.Id))
        let figure = column.First()
        let early = figure.Source.PublishedOn < figure.Period.End
        select new Finding(Name, [.. column], [],
            Say(early ? "checks.early" : "checks.in-time", ("published", Day(figure.Source.PublishedOn)),
                ("end", Day(figure.Period.End)), ("count", column.Count())),
            early ? CheckOutcome.Disagrees : CheckOutcome.Agrees);

    static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
