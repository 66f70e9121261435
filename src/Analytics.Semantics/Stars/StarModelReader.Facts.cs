using Analytics.Tables;

namespace Analytics.Semantics.Stars;

sealed partial class StarModelReader
{
    Fact ReadFact(string name, YamlMap map)
    {
        map.Only(ModelKeys.Fact);
        var source = RelationOf(map);
        var key = ExpressionsOf(map, "key");
        var dates = ReadDates(map);
        var dimensions = ReadUses(map, dates);
        var parents = new OrderedDictionary<string, ParentUse>();
        foreach (var (role, parent) in map.Entries("parents", "key"))
        {
            parent.Only(ModelKeys.Parent);
            parents[Named(map, "parents", role)] =
                new ParentUse(role, parent.TextOrNull("fact") ?? role, ExpressionOf(parent, "key"));
        }
        var bridges = ReadBridges(map, key, dimensions.Keys);
        var lineage = new OrderedDictionary<string, Expression>();
        if (map.Has("lineage"))
        {
            var words = map.Map("lineage").Only(ModelKeys.Lineage);
            foreach (var word in words.Keys) lineage[word] = ExpressionOf(words, word);
        }
        if (map.Has("time") && !dates.ContainsKey(map.Text("time")))
            throw YamlMap.KeyUnknown(map.PlaceOf("time"), map.Text("time"), [.. dates.Keys]);
        return new Fact(name, map.LocalOr("title", Same(name)), source, map.TextOrNull("grain") ?? name, key,
            ExpressionOrNull(map, "where"), dates, map.TextOrNull("time") ?? dates.Keys.FirstOrDefault(), dimensions,
            parents, bridges, map.Has("versions") ? ReadVersions(map.Map("versions")) : null,
            !map.Has("absent") || map.OneOf("absent", ["zero", "unknown"]) == "zero", lineage);
    }

    OrderedDictionary<string, DateRole> ReadDates(YamlMap fact)
    {
        var dates = new OrderedDictionary<string, DateRole>();
        string[] levels = [.. _calendars.Values.SelectMany(calendar => calendar.Levels).Distinct()];
        foreach (var (name, map) in fact.Entries("dates", "column"))
        {
            map.Only(ModelKeys.Date);
            var kind = !map.Has("kind") ? DateKind.Date
                : Enum.Parse<DateKind>(map.OneOf("kind", ["date", "local", "utc"]), ignoreCase: true);
            dates[Named(fact, "dates", name)] = new DateRole(name, ColumnOf(map), kind,
                map.Has("level") ? map.OneOf("level", levels) : "day", map.LocalOr("title", Same(name)));
        }
        return dates;
    }

    OrderedDictionary<string, DimensionUse> ReadUses(YamlMap fact, OrderedDictionary<string, DateRole> dates)
    {
        var uses = new OrderedDictionary<string, DimensionUse>();
        foreach (var (role, map) in fact.Entries("dimensions", "column"))
        {
            map.Only(ModelKeys.Use);
            _ = Named(fact, "dimensions", role);
            if (OneOf(map, "key", "column", "sql") != "key")
            {
                map.Only("column", "sql", "title", "order", "same", "label");
                var column = ColumnOf(map);
                uses[role] = new DimensionUse(role, null, column, ReadAttribute(role, map, column), null);
                continue;
            }
            map.Only("key", "dimension", "date");
            if (map.TextOrNull("date") is { } date && !dates.ContainsKey(date))
                throw YamlMap.KeyUnknown(map.PlaceOf("date"), date, [.. dates.Keys]);
            uses[role] = new DimensionUse(role, DimensionOf(map, role), ExpressionOf(map, "key"), null,
                map.TextOrNull("date"));
        }
        return uses;
    }

    /// <summary>The dimension a role names, or else is named as.</summary>
    string DimensionOf(YamlMap map, string role)
    {
        var name = map.TextOrNull("dimension") ?? role;
        return _dimensions.ContainsKey(name) ? name : throw YamlMap.KeyUnknown(
            map.Has("dimension") ? map.PlaceOf("dimension") : map.Place, name, [.. _dimensions.Keys]);
    }

    OrderedDictionary<string, BridgeUse> ReadBridges(YamlMap fact, IReadOnlyList<Expression> factKey,
        IReadOnlyCollection<string> roles)
    {
        var bridges = new OrderedDictionary<string, BridgeUse>();
        foreach (var (role, map) in fact.Entries("bridges"))
        {
            map.Only(ModelKeys.Bridge);
            if (roles.Contains(Named(fact, "bridges", role)))
                throw StarErrors.NameTwice(map.Place, role, fact.Map("dimensions").PlaceOf(role));
            if (!map.Has("reference") && factKey.Count != 1) throw YamlMap.KeyMissing(map.Place, "reference");
            var reference = ExpressionOrNull(map, "reference") ?? factKey[0];
            var own = OneOf(map, "member", "column") == "column";
            foreach (var key in own ? ["dimension"] : new[] { "title", "order", "same", "label" })
                if (map.Has(key)) throw YamlMap.KeyUnknown(map.PlaceOf(key), key,
                    [.. ModelKeys.Bridge.Where(known => known != key)]);
            var member = ExpressionOf(map, own ? "column" : "member");
            bridges[role] = new BridgeUse(role, RelationOf(map), ExpressionOf(map, "fact_key"), reference,
                own ? null : DimensionOf(map, role), member, own ? ReadAttribute(role, map, member) : null,
                ExpressionOrNull(map, "weight"));
        }
        return bridges;
    }

    static RecordVersions ReadVersions(YamlMap map)
    {
        map.Only(ModelKeys.Versions);
        if (!map.Has("record")) throw YamlMap.KeyMissing(map.Place, "record");
        return new RecordVersions(ExpressionsOf(map, "record"), ExpressionOf(map, "known_from"),
            ExpressionOrNull(map, "tie"), ExpressionOrNull(map, "withdrawn"));
    }

    /// <summary>What can only be told of all facts together: parents, and roles that facts share.</summary>
    void CheckFacts()
    {
        var roles = new Dictionary<string, (string? Dimension, string Fact)>(StringComparer.Ordinal);
        foreach (var fact in _facts.Values)
        {
            var block = _files.Select(file => file.Root).First(root => root.Has("facts")
                && root.Map("facts").Has(fact.Name)).Map("facts").Map(fact.Name);
            foreach (var parent in fact.Parents.Values)
            {
                var place = block.Map("parents").PlaceOf(parent.Role);
                if (!_facts.TryGetValue(parent.Fact, out var other))
                    throw YamlMap.KeyUnknown(place, parent.Fact, [.. _facts.Keys]);
                if (other.Key.Count != 1)
                    throw StarErrors.ParentKey(place, other.Name, other.Key.Select(key => key.Text));
                CheckCycle(place, fact, [fact.Name]);
            }
            var uses = fact.Dimensions.Values.Select(use => (use.Role, use.Dimension, Block: "dimensions"))
                .Concat(fact.Bridges.Values.Select(use => (use.Role, use.Dimension, Block: "bridges")));
            foreach (var (role, dimension, kind) in uses)
                if (!roles.TryAdd(role, (dimension, fact.Name)) && roles[role].Dimension != dimension)
                    throw StarErrors.RoleDiffers(block.Map(kind).PlaceOf(role), role, Told(role, dimension),
                        roles[role].Fact, Told(role, roles[role].Dimension));
        }
    }

    static string Told(string role, string? dimension) => dimension is null ? $"column: {role}"
        : $"dimension: {dimension}";

    void CheckCycle(string place, Fact fact, IReadOnlyList<string> path)
    {
        foreach (var parent in fact.Parents.Values)
        {
            if (path.Contains(parent.Fact)) throw StarErrors.Cycle(place, [.. path, parent.Fact]);
            if (_facts.TryGetValue(parent.Fact, out var next)) CheckCycle(place, next, [.. path, next.Name]);
        }
    }

    /// <summary>Instants in UTC are cut into days in a time zone, which must be told.</summary>
    void CheckZones(string? timeZone)
    {
        if (timeZone is not null) return;
        foreach (var (root, _, _) in _files.Where(file => file.Root.Has("facts")))
            foreach (var (name, map) in root.Entries("facts"))
                if (_facts[name].Dates.Values.FirstOrDefault(date => date.Kind == DateKind.Utc) is { } date)
                    throw YamlMap.KeyMissing(map.Map("dates").PlaceOf(date.Name), "time_zone");
    }
}
