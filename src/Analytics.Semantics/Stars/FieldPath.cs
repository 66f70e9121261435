using Analytics.Semantics.Cells;

namespace Analytics.Semantics.Stars;

/// <summary>The way from a fact to a field: up through facts it belongs to, then to a dimension.</summary>
/// <param name="Parents">Facts to go up through, nearest first; empty where the fact has the role itself.</param>
/// <param name="Fact">The fact that has the role.</param>
/// <param name="Use">The dimension in its role; null where it is a bridge.</param>
/// <param name="Bridge">The bridge; null where each row has one member.</param>
/// <param name="Dimension">The dimension; null for a column of the fact or bridge itself.</param>
/// <param name="Attribute">The attribute asked for.</param>
public sealed record FieldPath(IReadOnlyList<ParentUse> Parents, Fact Fact, DimensionUse? Use, BridgeUse? Bridge,
    Dimension? Dimension, DimensionAttribute Attribute)
{
    /// <summary>The way from a fact to a field; null where there is none.</summary>
    public static FieldPath? Find(StarModel model, Fact fact, Field field) => Search(model, fact, field, []);

    /// <summary>Every field a fact can be grouped by.</summary>
    public static IEnumerable<Field> Of(StarModel model, Fact fact) => Roles(model, fact, [])
        .DistinctBy(role => role.Role)
        .SelectMany(role => role.Dimension is { } dimension
            ? model.Dimensions[dimension].Attributes.Keys.Select(name => new Field(role.Role, name))
            : [new Field(role.Role, role.Role)]);

    /// <summary>The date role of a fact, its own or, through facts it belongs to, another's; null where none.</summary>
    public static (IReadOnlyList<ParentUse> Parents, Fact Fact, DateRole Role)? FindDate(StarModel model, Fact fact,
        string name)
    {
        if (fact.Dates.TryGetValue(name, out var own)) return ([], fact, own);
        foreach (var parent in fact.Parents.Values)
            if (FindDate(model, model.Facts[parent.Fact], name) is var (parents, at, role))
                return ([parent, .. parents], at, role);
        return null;
    }

    /// <summary>The role of time a fact goes by unless another is asked for: its own default, else that of the first
    /// fact it belongs to that has one; null where none has.</summary>
    public static string? DefaultDate(StarModel model, Fact fact) => fact.DefaultDate ?? fact.Parents.Values
        .Select(parent => DefaultDate(model, model.Facts[parent.Fact])).FirstOrDefault(date => date is not null);

    // A fact's own role goes before those of the facts it belongs to; the first of these, in the model's order.
    static FieldPath? Search(StarModel model, Fact fact, Field field, IReadOnlyList<ParentUse> above)
    {
        if (fact.Dimensions.TryGetValue(field.Role, out var use))
            return Reached(model, use.Dimension, use.Own, field) is var (dimension, attribute)
                ? new FieldPath(above, fact, use, null, dimension, attribute) : null;
        if (fact.Bridges.TryGetValue(field.Role, out var bridge))
            return Reached(model, bridge.Dimension, bridge.Own, field) is var (dimension, attribute)
                ? new FieldPath(above, fact, null, bridge, dimension, attribute) : null;
        foreach (var parent in fact.Parents.Values)
            if (Search(model, model.Facts[parent.Fact], field, [.. above, parent]) is { } path) return path;
        return null;
    }

    static (Dimension? Dimension, DimensionAttribute Attribute)? Reached(StarModel model, string? dimension,
        DimensionAttribute? own, Field field)
    {
        if (dimension is null) return own!.Name == field.Attribute ? (null, own) : null;
        var found = model.Dimensions[dimension];
        return found.Attributes.TryGetValue(field.Attribute, out var attribute) ? (found, attribute) : null;
    }

    static IEnumerable<(string Role, string? Dimension)> Roles(StarModel model, Fact fact, HashSet<string> seen)
    {
        if (!seen.Add(fact.Name)) return [];
        return fact.Dimensions.Values.Select(use => (use.Role, use.Dimension))
            .Concat(fact.Bridges.Values.Select(use => (use.Role, use.Dimension)))
            .Concat(fact.Parents.Values.SelectMany(parent => Roles(model, model.Facts[parent.Fact], seen)));
    }
}
