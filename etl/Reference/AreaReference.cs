using Analytics.Pipelines.Contracts;
using Analytics.Tables;
using Analytics.Tables.Text;

namespace Analytics.Etl.Reference;

/// <summary>Areas as files name them: by code, official, short or former name, with or without what is above them.
/// </summary>
/// <remarks>A name belongs to the version valid on the day. A former name of the same ground leads to its version of
/// the day; one that was merged or split leads nowhere, and what took its place is told.</remarks>
public sealed class AreaReference : Pipelines.Contracts.Reference
{
    // Longest first, so that 浦东新区 is 浦东 and 区人民政府 leaves the name of the district.
    static readonly string[] Kinds = ["新区", "街道", "省", "市", "区", "县", "镇", "乡", "村"];
    static readonly string[] Offices = ["人民政府", "司法局", "法制办公室", "法制办", "政府", "司法所"];

    readonly Areas _areas;
    readonly Dictionary<string, Area> _byId;
    readonly ILookup<string, Area> _byName, _byShort, _byCode;
    readonly ILookup<string, AreaSuccessor> _next, _before;

    /// <summary>Over all versions.</summary>
    public AreaReference(Areas areas)
    {
        _areas = areas;
        _byId = areas.All.ToDictionary(area => area.Id, StringComparer.Ordinal);
        _byName = areas.All.ToLookup(area => area.Name, StringComparer.Ordinal);
        _byShort = areas.All.Where(area => Short(area.Name) is not null)
            .ToLookup(area => Short(area.Name)!, StringComparer.Ordinal);
        _byCode = areas.All.Where(area => area.Code.Length > 0).ToLookup(area => area.Code, StringComparer.Ordinal);
        _next = areas.Successors.ToLookup(step => step.AreaId, StringComparer.Ordinal);
        _before = areas.Successors.ToLookup(step => step.SuccessorId, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public override string Name => "area";

    /// <inheritdoc/>
    public override IReadOnlyList<ReferenceMatch> Resolve(string text, DateOnly? day, string? within)
    {
        var bare = Width.Bare(text);
        var simple = Script.ToSimplified(bare);
        // A name written otherwise than by width or script alone keeps that as what is told.
        var plain = simple != bare ? "script" : bare != text.Trim() ? "alias" : "name";
        foreach (var (name, how) in Readings(simple, plain))
        {
            var named = how == "code" ? _byCode[name] : how == "short-name" ? _byShort[name] : _byName[name];
            var found = Named([.. named.Where(area => IsBelow(area, within))], how, day);
            if (found.Count > 0) return found;
        }
        return [];
    }

    /// <inheritdoc/>
    public override string? Nearest(string text) => Names.Nearest(Script.ToSimplified(Width.Bare(text)),
        _areas.All.Select(area => area.Name).Distinct(StringComparer.Ordinal));

    // What a text may be, the surest first: each is tried only where those before it name nothing.
    IEnumerable<(string Name, string How)> Readings(string text, string plain)
    {
        yield return (text, plain);
        if (text.Length == 6 && text.All(char.IsAsciiDigit)) yield return (text, "code");
        yield return (text, "short-name");
        if (BelowItsParent(text) is { } rest) yield return (rest, "alias");
        foreach (var office in Offices)
            if (text.Length > office.Length && text.EndsWith(office, StringComparison.Ordinal))
            {
                var body = text[..^office.Length];
                yield return (body, "office");
                if (BelowItsParent(body) is { } lower) yield return (lower, "office");
                yield break;
            }
    }

    // 上海市青浦区: what is left after the longest name of an area in front that is above it.
    string? BelowItsParent(string text)
    {
        for (var length = text.Length - 2; length >= 2; length--)
            if (_byName[text[..length]].Select(area => area.Id).ToHashSet() is { Count: > 0 } parents
                && _byName[text[length..]].Any(area => parents.Any(parent => IsBelow(area, parent))))
                return text[length..];
        return null;
    }

    List<ReferenceMatch> Named(List<Area> named, string how, DateOnly? day)
    {
        if (day is not { } on) return named.ConvertAll(area => Match(area, how));
        var valid = named.Where(area => area.IsValidOn(on)).ToList();
        if (valid.Count > 0) return valid.ConvertAll(area => Match(area, how));
        var moved = named.Select(area => (Area: SameGround(area, on), IsLater: area.From > on))
            .Where(found => found.Area is not null).DistinctBy(found => found.Area!.Id).ToList();
        if (moved.Count > 0)
            return moved.ConvertAll(found => Match(found.Area!, found.IsLater ? "later-name" : "former-name"));
        // Versions of one name follow each other: the one nearest to the day says what happened.
        return [.. named.GroupBy(area => (area.Name, area.ParentId))
            .Select(same => Ended(same.MinBy(area => Distance(area, on))!, on))];
    }

    // The version of the day on the same ground: renamed, or raised from county to district.
    Area? SameGround(Area area, DateOnly day)
    {
        var at = area;
        while (!at.IsValidOn(day))
        {
            var step = at.To < day ? _next[at.Id].Where(s => s.Relation == "same-territory").Select(s => s.SuccessorId)
                : _before[at.Id].Where(s => s.Relation == "same-territory").Select(s => s.AreaId);
            if (step.ToList() is not [var id]) return null;
            at = _byId[id];
        }
        return at;
    }

    ReferenceMatch Ended(Area area, DateOnly day)
    {
        var isLater = area.From > day;
        var steps = (isLater ? _before[area.Id] : _next[area.Id]).ToList();
        var names = steps.ConvertAll(s => _byId[isLater ? s.AreaId : s.SuccessorId].Name);
        var change = isLater ? "begins" : steps.FirstOrDefault()?.Relation ?? "ends";
        var when = isLater ? area.From : area.To?.AddDays(1);
        return Match(area, "name") with
        {
            IsValid = false, Successors = names, Event = Told("reference.event." + change, when, names),
        };
    }

    static LocalText Told(string key, DateOnly? when, List<string> names)
    {
        var facts = new Dictionary<string, object?> { ["when"] = when?.ToString("yyyy-MM-dd"), ["names"] = names };
        return new LocalText(TextCatalog.BuiltIn.Format(key, Language.Chinese, facts),
            TextCatalog.BuiltIn.Format(key, Language.English, facts));
    }

    ReferenceMatch Match(Area area, string how) => new(area.Id, area.Key, area.Name, how,
        _byId.TryGetValue(area.ParentId, out var parent) ? parent.Name : null, From: area.From?.ToString("yyyy-MM-dd"),
        To: area.To?.ToString("yyyy-MM-dd"));

    bool IsBelow(Area area, string? above)
    {
        for (var at = area; above is not null; )
        {
            if (at.Id == above || at.ParentId == above) return true;
            if (!_byId.TryGetValue(at.ParentId, out at!)) return false;
        }
        return true;
    }

    static int Distance(Area area, DateOnly day) => area.To < day ? day.DayNumber - area.To.Value.DayNumber
        : area.From > day ? area.From.Value.DayNumber - day.DayNumber : 0;

    // 青浦区 is 青浦; names of two characters (吴县) are never shortened.
    static string? Short(string name) => Kinds.FirstOrDefault(kind => name.EndsWith(kind, StringComparison.Ordinal))
        is { } kind && name.Length - kind.Length >= 2 ? name[..^kind.Length] : null;
}
