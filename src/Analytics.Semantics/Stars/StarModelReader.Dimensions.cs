using Analytics.Tables;

namespace Analytics.Semantics.Stars;

sealed partial class StarModelReader
{
    static readonly string[] SameWords = ["width", "blanks", "unicode", "script"];

    static Dimension ReadDimension(string name, YamlMap map)
    {
        map.Only(ModelKeys.Dimension);
        var source = RelationOf(map);
        if (!map.Has("attributes")) throw YamlMap.KeyMissing(map.Place, "attributes");
        var attributes = new OrderedDictionary<string, DimensionAttribute>();
        foreach (var (key, attribute) in map.Entries("attributes", "column"))
        {
            attribute.Only(ModelKeys.Attribute);
            attributes[key] = ReadAttribute(Named(map, "attributes", key), attribute, ColumnOf(attribute));
        }
        if (attributes.Count == 0) throw map.Wrong("attributes", "one attribute or more");
        return new Dimension(name, map.LocalOr("title", Same(name)), source, ExpressionOf(map, "key"), attributes,
            ReadHierarchies(map, attributes.Keys), map.Has("history") ? ReadHistory(map.Map("history")) : null,
            map.Has("succession") ? ReadSuccession(map.Map("succession")) : null);
    }

    static OrderedDictionary<string, IReadOnlyList<string>> ReadHierarchies(YamlMap map,
        IReadOnlyCollection<string> attributes)
    {
        var hierarchies = new OrderedDictionary<string, IReadOnlyList<string>>();
        if (!map.Has("hierarchies")) return hierarchies;
        var all = map.Map("hierarchies");
        foreach (var name in all.Keys)
        {
            var levels = all.Words(Named(map, "hierarchies", name));
            foreach (var level in levels.Where(level => !attributes.Contains(level)))
                throw YamlMap.KeyUnknown(all.PlaceOf(name), level, [.. attributes]);
            if (levels.Count < 2 || levels.Distinct().Count() < levels.Count)
                throw all.Wrong(name, string.Join(", ", levels), "two different attributes or more, the widest first");
            hierarchies[name] = levels;
        }
        return hierarchies;
    }

    /// <summary>An attribute of a dimension, or the one a column of a fact or bridge itself is.</summary>
    static DimensionAttribute ReadAttribute(string name, YamlMap map, Expression value)
    {
        var (order, by, members) = ReadOrder(map);
        var same = SameRules.None;
        foreach (var word in map.Words("same"))
            same |= SameWords.Contains(word) ? Enum.Parse<SameRules>(word, ignoreCase: true)
                : throw YamlMap.KeyUnknown(map.PlaceOf("same"), word, SameWords);
        Expression? zh = null, en = null;
        if (map.Has("label"))
        {
            var label = map.MapOr("label", "zh").Only(ModelKeys.Label);
            (zh, en) = (ExpressionOf(label, "zh"), ExpressionOrNull(label, "en"));
        }
        return new DimensionAttribute(name, value, map.LocalOr("title", Same(name)), order, by, members, same, zh, en);
    }

    static (MemberOrder Order, Expression? By, IReadOnlyList<string> Members) ReadOrder(YamlMap map)
    {
        if (!map.Has("order")) return (MemberOrder.Value, null, []);
        if (map.IsList("order")) return (MemberOrder.Listed, null, map.Words("order"));
        return map.Text("order") switch
        {
            "value" => (MemberOrder.Value, null, []),
            "pinyin" => (MemberOrder.Pinyin, null, []),
            ['b', 'y', ' ', .. var by] when by.Trim().Length > 0 =>
                (MemberOrder.Column, new Expression(by.Trim()), []),
            _ => throw map.Wrong("order", "value | pinyin | by COLUMN | [a list of members]"),
        };
    }

    static DimensionHistory ReadHistory(YamlMap map)
    {
        map.Only(ModelKeys.History);
        return new DimensionHistory(ExpressionOf(map, "member"), ExpressionOf(map, "valid_from"),
            ExpressionOf(map, "valid_to"), map.OneOf("to_is", ["last", "after"]) == "after",
            map.OneOf("facts_hold", ["version", "member"]) == "member");
    }

    static Succession ReadSuccession(YamlMap map)
    {
        map.Only(ModelKeys.Succession);
        return new Succession(RelationOf(map), ExpressionOf(map, "predecessor"), ExpressionOf(map, "successor"),
            ExpressionOf(map, "kind"), ExpressionOf(map, "on"));
    }
}
