using Analytics.Semantics.Compilation;
using Analytics.Tables;

namespace Analytics.Semantics.Answers;

/// <summary>What a reader of an area view must know.</summary>
static class ViewWarnings
{
    public static IEnumerable<LocalText> Of(IReadOnlyList<Candidate> chosen, IReadOnlyList<Candidate> refused,
        AreaDirectory areas)
    {
        var summed = chosen.Where(one => one.IsSummed).ToArray();
        if (summed.Length > 0)
            yield return Notes.Say("area-view-summed", ("count", summed.Length),
                ("areas", NamesOf(summed.Select(one => one.Text("area_id")), areas)));
        foreach (var reason in refused.GroupBy(one => one.Refused!).OrderBy(group => group.Key, StringComparer.Ordinal))
            yield return Notes.Say("area-view-left-out", ("count", reason.Count()),
                ("areas", NamesOf(reason.Select(one => one.Text("area_id")), areas)),
                ("reason", Notes.Reason(reason.Key)), ("names", NamesOf(AboutOf(reason), areas)));
    }

    /// <summary>An area was asked for and the view can say nothing of it.</summary>
    public static void Throw(IReadOnlyList<Candidate> refused, Query query, AreaDirectory areas)
    {
        if (refused.FirstOrDefault(one => one.Refused is "split" or "boundary") is { } first)
            throw SemanticErrors.AreaViewImpossible(string.Join(", ", query.Areas), $"{QueryCheck.Place}: areas",
                first.Refused!, AboutOf([first]).Select(id => $"{areas.Of(id)?.NameZh} ({id})"));
    }

    static IEnumerable<string> AboutOf(IEnumerable<Candidate> refused) =>
        refused.SelectMany(one => (one.Text("refused_areas") ?? "").Split('|', StringSplitOptions.RemoveEmptyEntries));

    static LocalText[] NamesOf(IEnumerable<string?> ids, AreaDirectory areas) => [.. ids.Distinct()
        .Order(StringComparer.Ordinal).Select(areas.Of).Where(area => area is not null)
        .Select(area => new LocalText(area!.NameZh, area.NameEn ?? area.NameZh)).Distinct()];
}
