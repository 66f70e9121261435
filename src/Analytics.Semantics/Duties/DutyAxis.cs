using Analytics.Semantics.Answers;
using Analytics.Semantics.Compilation;

namespace Analytics.Semantics.Duties;

/// <summary>A body and a year of which nothing is known.</summary>
sealed record UnseenYear(int AskedIndex, DutyArea Area, int Year);

/// <summary>Every body and year of a question about duties, whether anything is known of it or not.</summary>
static class DutyAxis
{
    /// <summary>The bodies and years without an observation. Bodies come from the areas, parents or levels asked for,
    /// years from both ends of the range; without either there is no axis, only what was observed.</summary>
    public static IEnumerable<UnseenYear> Unseen(Query query, IReadOnlyList<AskedVariant> asked,
        IReadOnlyList<Candidate> chosen, AreaDirectory areas, DutyDirectory duties)
    {
        if (query.From is null || query.To is null || !NamesBodies(query) || !WantsYears(query)) yield break;
        var (first, last) = YearsOf(query.From, query.To);
        var seen = chosen.Where(one => one.Day("start_on")?.Year == one.Day("end_on")?.Year)
            .Select(one => (one.AskedIndex, one.Text("area_id"), one.Day("end_on")?.Year)).ToHashSet();
        var bodies = Bodies(query, areas, duties).ToArray();
        foreach (var (index, variant) in asked.Index())
        {
            if (duties.Of(variant.Measure) is not { } duty) continue;
            foreach (var area in bodies.Where(area => duties.Binds(duty, area.AreaId)))
                foreach (var year in duty.YearsWithin(first, last))
                    if (area.IsValidOn(new DateOnly(year, 12, 31)) && !seen.Contains((index, area.AreaId, year)))
                        yield return new UnseenYear(index, area, year);
        }
    }

    static bool NamesBodies(Query query) => query.Areas.Count + query.Parents.Count + query.Levels.Count > 0;

    static bool WantsYears(Query query) => query.Groups != GroupPolicy.Only
        && (query.PeriodKinds.Count == 0 || query.PeriodKinds.Contains("year"))
        && (query.Scopes.Count == 0 || query.Scopes.Contains(""));

    // Whole years of the range alone.
    static (int First, int Last) YearsOf(string from, string to)
    {
        var (start, end) = (PeriodBounds.Parse(from, "query: from").Start, PeriodBounds.Parse(to, "query: to").End);
        return (start is { Month: 1, Day: 1 } ? start.Year : start.Year + 1,
            end is { Month: 12, Day: 31 } ? end.Year : end.Year - 1);
    }

    static IEnumerable<DutyArea> Bodies(Query query, AreaDirectory areas, DutyDirectory duties)
    {
        var named = Ids(query.Areas, "areas");
        var parents = Ids(query.Parents, "parents");
        return duties.Areas
            .Where(area => named.Count == 0 || named.Contains(area.AreaId))
            .Where(area => parents.Count == 0 || (area.ParentId is { } parent && parents.Contains(parent)))
            .Where(area => query.Levels.Count == 0 || query.Levels.Contains(area.Level));

        HashSet<string> Ids(IReadOnlyList<AreaReference> references, string property) => [.. references.Index()
            .SelectMany(item => areas.Find(item.Item, $"{QueryCheck.Place}: {property}[{item.Index}]"))];
    }
}
