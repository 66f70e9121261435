using Analytics.Semantics.Calendars;
using Analytics.Semantics.Compilation;
using Analytics.Semantics.Stars;
using Analytics.Tables;

namespace Analytics.Semantics.Cells.Figures;

/// <summary>What a reader must know of cells of published figures.</summary>
static class FigureNotes
{
    /// <summary>Told where figures of other periods are left out.</summary>
    public const string UnlikePeriods = "figure-unlike-periods";

    const int Examples = 3;

    public static void Add(List<SourceNote> notes, Leaf leaf, CellQuestion question, Observation[] observations,
        HashSet<Observation> used, AreaDirectory areas, HashSet<(string, string)> told, SourceModes modes)
    {
        if (observations.Length == 0) return;
        var title = observations[0].Measure.Title;
        var name = FigureCells.NameOf((Figure)leaf.Body);
        var unlike = observations.Where(one => !used.Contains(one) && Touches(one, question.Ranges)
            && one.Refused is null && told.Add((name, one.FigureIds + one.AreaId))).ToArray();
        if (unlike.Length > 0)
            notes.Add(new SourceNote(UnlikePeriods, ("measure", title), ("count", unlike.Length),
                ("examples", unlike.Select(one => one.PeriodId).Distinct().Order(StringComparer.Ordinal)
                    .Take(Examples).ToArray())));
        if (question.Sets.Any(set => set.All(field => question.GroupBy[field] is not ("area", "area" or "name"))))
            notes.AddRange(Partial(title, used, areas));
        if (modes.AreaView == AreaViews.AsReported && question.GroupBy.Contains(new Field("area", "name"))
            && Renewed(used, areas) is { Length: > 0 } renewed && told.Add((name, string.Join('|', renewed))))
            notes.Add(new SourceNote("area-versions-differ", ("measure", title), ("areas", renewed)));
    }

    /// <summary>Whether a figure lies in, or across the ends of, a range, or nobody knows.</summary>
    public static bool Touches(Observation one, IReadOnlyList<DateRange> ranges) =>
        one.Days is not { } days || ranges.Any(range => !days.Intersect(range).IsEmpty);

    // Of the areas that have the measure anywhere and were there in the period, some have nothing.
    static IEnumerable<SourceNote> Partial(LocalText title, HashSet<Observation> used, AreaDirectory areas)
    {
        var every = used.Select(one => one.AreaId).Distinct().ToArray();
        foreach (var period in used.Where(one => one.Days is not null).GroupBy(one => one.Days!.Value)
            .OrderBy(period => period.Key.Start).ThenBy(period => period.Key.End))
        {
            var have = period.Select(one => one.AreaId).ToHashSet(StringComparer.Ordinal);
            var day = period.Key.End.AddDays(-1);
            // An area above or below one that reported is not missing, nor is one that was not there.
            var missing = every.Where(id => !have.Contains(id) && areas.Of(id)?.IsValidOn(day) != false
                && !have.Any(other => areas.IsBelow(id, other) || areas.IsBelow(other, id))).ToArray();
            if (missing.Length > 0)
                yield return new SourceNote("figure-partial-total", ("measure", title),
                    ("period", period.First().PeriodId), ("have", have.Count), ("of", have.Count + missing.Length),
                    ("missing", NamesOf(missing, areas)));
        }
    }

    // One name over versions of different ground makes no series.
    static LocalText[] Renewed(HashSet<Observation> used, AreaDirectory areas) => NamesOf([.. used
        .Select(one => areas.Of(one.AreaId)).Where(area => area is not null).Distinct()
        .GroupBy(area => (area!.NameZh, area.ParentId)).Where(versions => versions.Count() > 1)
        .Select(versions => versions.First()!.AreaId)], areas);

    static LocalText[] NamesOf(IReadOnlyList<string> ids, AreaDirectory areas) => [.. ids.Select(areas.Of)
        .Where(area => area is not null).OrderBy(area => area!.Code, StringComparer.Ordinal)
        .Select(area => new LocalText(area!.NameZh, area.NameEn ?? area.NameZh))];
}
