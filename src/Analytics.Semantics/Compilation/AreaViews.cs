namespace Analytics.Semantics.Compilation;

/// <summary>An area as a view shows it.</summary>
/// <param name="Area">What stands in the answer; of several versions that stay together their ids and names joined
/// by <c>+</c>.</param>
/// <param name="Versions">Every version of which figures may speak of its ground or a part of it, itself among them.
/// </param>
sealed record AreaUnit(AreaEntry Area, IReadOnlyList<string> Versions);

/// <summary>The versions that make up a unit in a period.</summary>
/// <param name="Parts">Their ids; empty where refused.</param>
/// <param name="Refusal">Why there is no figure; null where there is one.</param>
/// <param name="Names">Ids of what is missing or was split.</param>
sealed record AreaCover(IReadOnlyList<string> Parts, string? Refusal, IReadOnlyList<string> Names)
{
    public static AreaCover Of(params IReadOnlyList<string> parts) => new(parts, null, []);

    public static AreaCover Refused(string reason, IReadOnlyList<string> names) => new([], reason, names);
}

/// <summary>How areas that changed are shown over one range. Pure: areas and their steps in, versions out.</summary>
abstract class AreaViews
{
    public const string AsReported = "as_reported", Today = "today", Common = "common";

    public static IReadOnlyList<string> Names { get; } = [AsReported, Today, Common];

    /// <summary>A view over a range.</summary>
    /// <param name="view">One of <see cref="Names"/>.</param>
    /// <param name="areas">Versions and steps.</param>
    /// <param name="from">First day of the range; null for ever.</param>
    /// <param name="to">Last day of the range; null for ever.</param>
    /// <returns>Null where areas stand as reported.</returns>
    public static AreaViews? Of(string view, AreaDirectory areas, DateOnly? from, DateOnly? to) => view switch
    {
        Today => new TodaysAreas(areas),
        Common => new CommonAreas(areas, from, to),
        _ => null,
    };

    protected AreaViews(AreaDirectory areas)
    {
        Areas = areas;
        Before = areas.Steps.ToLookup(step => step.SuccessorId, StringComparer.Ordinal);
        After = areas.Steps.ToLookup(step => step.AreaId, StringComparer.Ordinal);
    }

    public AreaDirectory Areas { get; }

    protected ILookup<string, AreaStep> Before { get; }

    protected ILookup<string, AreaStep> After { get; }

    /// <summary>The units whose ground a version holds some of; more than one where it was split.</summary>
    public abstract IReadOnlyList<AreaUnit> UnitsOf(string areaId);

    /// <summary>What makes up a unit in a period, of versions that have a figure.</summary>
    public abstract AreaCover Cover(AreaUnit unit, DateOnly? start, DateOnly? end, Predicate<string> has);

    /// <summary>Every unit, in order of id.</summary>
    public IReadOnlyList<AreaUnit> All => _all ??= [.. Areas.All.SelectMany(area => UnitsOf(area.AreaId))
        .DistinctBy(unit => unit.Area.AreaId).OrderBy(unit => unit.Area.AreaId, StringComparer.Ordinal)];

    IReadOnlyList<AreaUnit>? _all;

    /// <summary>Areas with the units that are several versions among them.</summary>
    public AreaDirectory Directory => _directory ??= new AreaDirectory(
        [.. Areas.All, .. All.Select(unit => unit.Area).Where(area => Areas.Of(area.AreaId) is null)],
        Areas.ScopeIds, Areas.Steps);

    AreaDirectory? _directory;

    /// <summary>The first of several makings that are there in full, else why there is none.</summary>
    protected static AreaCover First(IReadOnlyList<AreaCover> makings, Predicate<string> has)
    {
        foreach (var making in makings)
            if (making.Refusal is null && making.Parts.Count > 0 && making.Parts.All(part => has(part))) return making;
        return makings.FirstOrDefault(making => making.Refusal is not null)
            ?? AreaCover.Refused("predecessor-missing",
                [.. (makings.FirstOrDefault(making => making.Parts.Any(part => has(part))) ?? makings[0]).Parts
                    .Where(part => !has(part))]);
    }

    /// <summary>Why a version's ground cannot be told from what came before.</summary>
    protected static string ReasonOf(IEnumerable<AreaStep> steps)
    {
        var broken = steps.Where(step => !step.IsSummable).ToArray();
        return broken.Any(step => step.Relation == "split") ? "split"
            : broken.Any(step => step.Relation == "boundary") ? "boundary" : "split";
    }
}
