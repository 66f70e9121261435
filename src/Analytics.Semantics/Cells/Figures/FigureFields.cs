using System.Globalization;
using Analytics.Semantics.Compilation;
using Analytics.Semantics.Models;
using Analytics.Tables;

namespace Analytics.Semantics.Cells.Figures;

/// <summary>What published figures can be grouped and filtered by.</summary>
static class FigureFields
{
    /// <summary>Every field.</summary>
    public static IReadOnlyList<Field> All { get; } =
    [
        new("area", "area"), new("area", "name"), new("area", "parent"), new("area", "level"), new("group", "group"),
        new("scope", "scope"), new("dataset", "dataset"), new("source", "source"), new("variant", "variant"),
    ];

    /// <summary>Whether it is one of them.</summary>
    public static bool Knows(Field field) => All.Contains(field);

    /// <summary>A field by its name in a filter.</summary>
    /// <exception cref="AnalyticsException"><c>figure-field</c>.</exception>
    public static Field Named(string name)
    {
        foreach (var field in All)
            if (field.ToString() == name || $"{field.Role}.{field.Attribute}" == name) return field;
        throw FigureErrors.Field(name);
    }

    /// <summary>The member an observation belongs to.</summary>
    public static MemberValue MemberOf(Observation one, Field field, AreaDirectory areas) => field switch
    {
        ("area", "area") => MemberValue.Of(one.AreaId),
        ("area", "name") => Known(areas.Of(one.AreaId)?.NameZh),
        ("area", "parent") => Known(areas.Of(one.AreaId)?.ParentId),
        ("area", "level") => Known(areas.Of(one.AreaId)?.Level),
        ("group", _) => MemberValue.Of(one.GroupId),
        ("scope", _) => MemberValue.Of(one.ScopeId),
        ("dataset", _) => MemberValue.Of(one.Dataset),
        ("source", _) => MemberValue.Of(one.SourceId),
        ("variant", _) => MemberValue.Of(one.Asked.Variant.Name),
        _ => throw FigureErrors.Field(field.ToString()),
    };

    /// <summary>Whether a member passes a filter. Members are texts and compare by code point.</summary>
    public static bool Passes(MemberValue member, Filter filter)
    {
        var text = member.Kind == MemberKind.Known ? member.ToString() : null;
        var values = filter.Values.Select(value => value is null ? null
            : Convert.ToString(value, CultureInfo.InvariantCulture)).ToArray();
        if (filter.Operator == FilterOperator.In) return values.Contains(text);
        if (filter.Operator == FilterOperator.NotIn) return !values.Contains(text);
        if (text is null || values is not [{ } first, ..]) return false;
        var order = string.CompareOrdinal(text, first);
        return filter.Operator switch
        {
            FilterOperator.Less => order < 0,
            FilterOperator.AtMost => order <= 0,
            FilterOperator.AtLeast => order >= 0,
            FilterOperator.Greater => order > 0,
            FilterOperator.Between => order >= 0 && string.CompareOrdinal(text, values[^1]) <= 0,
            FilterOperator.Contains => text.Contains(first, StringComparison.Ordinal),
            _ => text.StartsWith(first, StringComparison.Ordinal),
        };
    }

    /// <summary>Places and labels. Areas stand in their official order.</summary>
    public static IReadOnlyDictionary<MemberValue, MemberFacts> Describe(Field field,
        IReadOnlyCollection<MemberValue> members, AreaDirectory areas, SharedDimensions shared,
        IReadOnlyList<Measure> measures, IReadOnlyDictionary<string, LocalText> groups)
    {
        var labelled = members.Where(member => member.Kind == MemberKind.Known)
            .Select(member => (Member: member, Facts: Facts(member.ToString()))).ToArray();
        return labelled.OrderBy(one => one.Facts.Place).ThenBy(one => one.Facts.Code, StringComparer.Ordinal)
            .ThenBy(one => one.Member.ToString(), StringComparer.Ordinal).Index()
            .ToDictionary(item => item.Item.Member, item => new MemberFacts(item.Index, item.Item.Facts.Label));

        (int Place, string Code, LocalText? Label) Facts(string text) => field switch
        {
            ("area", "area") or ("area", "parent") => (0, CodeOf(areas.Of(text)), LabelOf(areas.Of(text))),
            ("area", "name") when areas.All.Where(area => area.NameZh == text).MinBy(CodeOf, StringComparer.Ordinal)
                is { } named => (0, CodeOf(named), LabelOf(named)),
            ("area", "level") => Titled(shared.Levels, text),
            ("dataset", _) => Titled(shared.Datasets, text),
            ("scope", _) => (0, text, shared.TitleOfScope(text) ?? TextCatalog.BuiltIn["semantics.scope-unstated"]),
            ("group", _) => (0, text, groups.GetValueOrDefault(text) ?? TextCatalog.BuiltIn["cells.no-group"]),
            ("variant", _) => measures.SelectMany(measure => measure.Variants).Index()
                .Where(item => item.Item.Name == text)
                .Select(item => (item.Index, text, (LocalText?)item.Item.Title)).FirstOrDefault((0, text, null)),
            _ => (0, text, null),
        };
    }

    // The official order is that of codes, but Pudong (310115) stands after Yangpu (310110).
    static string CodeOf(AreaEntry? area) => area?.Code is { Length: > 0 } code
        ? code == "310115" ? "310110-1" : code : area?.AreaId ?? "";

    static LocalText? LabelOf(AreaEntry? area) =>
        area is null ? null : new LocalText(area.NameZh, area.NameEn ?? area.NameZh);

    static (int, string, LocalText?) Titled(IReadOnlyList<Member> members, string name) =>
        members.Index().Where(item => item.Item.Name == name)
            .Select(item => (item.Index, name, (LocalText?)item.Item.Title))
            .FirstOrDefault((members.Count, name, null));

    static MemberValue Known(string? text) => string.IsNullOrEmpty(text) ? MemberValue.Unknown : MemberValue.Of(text);
}
