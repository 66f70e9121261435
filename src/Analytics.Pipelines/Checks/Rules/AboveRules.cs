namespace Analytics.Pipelines.Checks.Rules;

/// Parts that exclude each other are together not above their total; those that are printed are added up.
sealed class PartsAboveTotalRule : CheckRule
{
    public override string Name => "parts-above-total";

    public override IEnumerable<Finding> Run(CheckedFigures figures, IReadOnlyList<Relation> relations) =>
        from relation in relations
        from total in figures.Of(relation.Result)
        where relation.SourceId is "" || relation.SourceId == total.Source.Id
        let parts = relation.Parts.Select(term => figures.Beside(total, term)).OfType<CheckedFigure>()
            .Where(part => part.Id != total.Id).ToArray()
        let added = relation.Over.Select(term => figures.Beside(total, term)).OfType<CheckedFigure>().ToArray()
        where parts.Length > 0 && added.Length == relation.Over.Count
        let finding = Comparison.NotAbove(Name, parts, [total, .. added])
        where finding is not null
        select finding;
}

/// Areas that a document lists below another are together not above it.
sealed class AreaAboveItsParentRule : CheckRule
{
    public override string Name => "areas-above-parent";

    public override IEnumerable<Finding> Run(CheckedFigures figures, IReadOnlyList<Relation> relations) =>
        from total in figures.All
        where !total.IsDerived && total.Place.GroupId.Length == 0 && total.Period.Start is not null
        let parts = figures.Of(new Term(total.Code, Stated.Nothing)).Where(part => IsBelow(part, total)).ToArray()
        where parts.Length > 0
        let finding = Comparison.NotAbove(Name, parts, [total])
        where finding is not null
        select finding;

    static bool IsBelow(CheckedFigure part, CheckedFigure total) =>
        part.Source.Id == total.Source.Id && part.Place.ParentId == total.Place.AreaId
        && part.Place.GroupId.Length == 0 && part.Period == total.Period && part.ScopeId == total.ScopeId;
}

/// A group inside an area is not above the area.
sealed class GroupAboveItsAreaRule : CheckRule
{
    public override string Name => "group-above-area";

    public override IEnumerable<Finding> Run(CheckedFigures figures, IReadOnlyList<Relation> relations) =>
        from part in figures.All
        where !part.IsDerived && part.Place.GroupId.Length > 0
        from total in figures.Of(new Term(part.Code, Stated.Nothing))
        where total.Source.Id == part.Source.Id && total.Place.GroupId.Length == 0
            && total.Place.AreaId == part.Place.AreaId && total.Period == part.Period && total.ScopeId == part.ScopeId
        let finding = Comparison.NotAbove(Name, [part], [total])
        where finding is not null
        select finding;
}

/// What flows in a part of a period is not above the whole. Relations name the flows; a stock may fall.
sealed class SubperiodAboveItsPeriodRule : CheckRule
{
    public override string Name => "subperiod-above-period";

    public override IEnumerable<Finding> Run(CheckedFigures figures, IReadOnlyList<Relation> relations) =>
        from relation in relations
        from part in figures.Of(relation.Result)
        from total in figures.Of(relation.Result)
        where part.Source.SeriesId == total.Source.SeriesId && part.Place == total.Place
            && part.ScopeId == total.ScopeId && part.Period != total.Period
            && part.Period.Start >= total.Period.Start && part.Period.End <= total.Period.End
        let finding = Comparison.NotAbove(Name, [part], [total])
        where finding is not null
        select finding;
}

static class Stated
{
    public static IReadOnlyDictionary<string, string> Nothing { get; } = new Dictionary<string, string>();
}
