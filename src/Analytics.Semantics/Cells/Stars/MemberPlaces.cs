using Analytics.Semantics.Stars;
using Analytics.Tables;

namespace Analytics.Semantics.Cells.Stars;

/// Order and labels of members.
static class MemberPlaces
{
    /// More members than this are not named to the engine one by one.
    const int Named = 500;

    public static async Task<IReadOnlyDictionary<MemberValue, MemberFacts>> OfAsync(StarPlan plan, Field field,
        IReadOnlyCollection<MemberValue> members)
    {
        var path = plan.Model.Facts.Values.Select(fact => FieldPath.Find(plan.Model, fact, field))
            .FirstOrDefault(found => found is not null)
            ?? throw CellErrors.FieldUnreachable(plan.Model, plan.Model.Facts.Values.First(), field.ToString());
        var attribute = path.Attribute;
        var told = await ToldAsync(plan, path, members);
        var known = members.Where(m => m.Kind == MemberKind.Known).Distinct().ToList();
        var pinyin = attribute.Order == MemberOrder.Pinyin
            ? await PinyinOrder.KeysAsync([.. known.Select(m => m.ToString())], plan.Ct) : null;
        var ordered = known.OrderBy(m => Listed(attribute, m))
            .ThenBy(m => attribute.Order == MemberOrder.Column ? Parts(told, m)?.Order : null, Nulls.Last)
            .ThenBy(m => pinyin?[m.ToString()], StringComparer.Ordinal)
            .ThenBy(m => m.Value, Nulls.Last)
            .Concat(members.Where(m => m.Kind != MemberKind.Known).Distinct().OrderBy(m => m.Kind));
        return ordered.Select((member, place) => (member, place)).ToDictionary(m => m.member,
            m => new MemberFacts(m.place, Parts(told, m.member)?.Label));
    }

    static int Listed(DimensionAttribute attribute, MemberValue member)
    {
        if (attribute.Order != MemberOrder.Listed) return 0;
        var text = member.ToString();
        for (var i = 0; i < attribute.Members.Count; i++)
            if (attribute.Members[i] == text) return i;
        return attribute.Members.Count;
    }

    // Members shown as one stand where the first of them does.
    static (object? Order, LocalText? Label)? Parts(
        Dictionary<object, (object? Order, LocalText? Label)> told, MemberValue member)
    {
        if (member.Value is null) return null;
        if (told.TryGetValue(member.Value, out var facts)) return facts;
        return member.Value is string text && text.Contains('+', StringComparison.Ordinal)
            && told.TryGetValue(text.Split('+')[0], out facts) ? (facts.Order, null) : null;
    }

    /// What the dimension says of members: one row each, the least where versions differ.
    static async Task<Dictionary<object, (object? Order, LocalText? Label)>> ToldAsync(StarPlan plan, FieldPath path,
        IReadOnlyCollection<MemberValue> members)
    {
        var attribute = path.Attribute;
        if (attribute.OrderBy is null && attribute.LabelZh is null && attribute.LabelEn is null) return [];
        var (relation, value) = path.Dimension is { } dimension ? (dimension.Source, attribute.Value)
            : path.Bridge is { } bridge ? (bridge.Source, bridge.MemberKey) : (path.Fact.Source, path.Use!.Key);
        var draft = plan.Draft();
        var spellings = await plan.Catalog.SpellingsAsync(relation, attribute, plan.Ct);
        var kind = await plan.KindAsync(relation, value);
        var order = attribute.OrderBy is { } by ? (await plan.KindAsync(relation, by)).Held(draft.Sql(by)) : "NULL";
        string Label(Expression? label) => label is { } e ? $"CAST({draft.Sql(e)} AS text)" : "NULL";
        var (join, shown) = Spellings.Map(draft, spellings, "m.\"v\"");
        object[] known = [.. members.Where(m => m.Kind == MemberKind.Known).Select(m => m.Value!)];
        var where = known.Length is 0 or > Named ? "v IS NOT NULL" : $"{shown} IN ({draft.Values(known)})";
        if (known.Any(v => v is string text && text.Contains('+', StringComparison.Ordinal)))
            where = "m.\"v\" IS NOT NULL";
        var table = await plan.Catalog.QueryAsync(draft.Statement(
            $"SELECT {shown} AS \"v\", min(m.\"o\") AS \"o\", CAST(min(m.\"zh\") AS text) AS \"zh\", " +
            $"CAST(min(m.\"en\") AS text) AS \"en\" FROM (SELECT {kind.Held(draft.Sql(value))} AS \"v\", {order} AS " +
            $"\"o\", {Label(attribute.LabelZh)} AS \"zh\", {Label(attribute.LabelEn)} AS \"en\" FROM " +
            $"{draft.Sql(relation)}) m{join} WHERE {where} GROUP BY {shown}"), plan.Ct);
        return Enumerable.Range(0, table.RowCount).Where(i => table[i, "v"] is not null).ToDictionary(
            i => table[i, "v"]!, i => (table[i, "o"], LabelOf(table.Text(i, "zh"), table.Text(i, "en"))));
    }

    static LocalText? LabelOf(string? zh, string? en) =>
        zh is null && en is null ? null : new LocalText(zh ?? en!, en ?? zh!);

    sealed class Nulls : IComparer<object?>
    {
        public static Nulls Last { get; } = new();

        public int Compare(object? x, object? y) => (x, y) switch
        {
            (null, null) => 0,
            (null, _) => 1,
            (_, null) => -1,
            (string a, string b) => string.CompareOrdinal(a, b),
            _ when x.GetType() == y.GetType() => Comparer<object>.Default.Compare(x, y),
            _ => string.CompareOrdinal(x.ToString(), y.ToString()),
        };
    }
}
