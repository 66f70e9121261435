using Analytics.Semantics.Models;

namespace Analytics.Semantics.Compilation;

/// <summary>What must hold of a query before it is compiled.</summary>
static class QueryCheck
{
    public const string Place = "query";

    /// <summary>The asked variants, in the order of the query and, in a measure, of the model.</summary>
    public static IReadOnlyList<AskedVariant> Asked(Query query, SemanticModel model)
    {
        if (query.Measures.Count == 0)
            throw SemanticErrors.QueryValue($"{Place}: measures", "[]", [.. model.Measures.Select(m => m.Name)]);
        var asked = new List<AskedVariant>();
        foreach (var (index, name) in query.Measures.Index())
        {
            var place = $"{Place}: measures[{index}]";
            var slash = name.IndexOf('/', StringComparison.Ordinal);
            var measure = model.Named(slash < 0 ? name : name[..slash], place);
            var variants = slash < 0 ? measure.Variants : [VariantNamed(measure, name[(slash + 1)..], place)];
            asked.AddRange(variants.Select(variant => new AskedVariant(measure, variant)));
        }
        return [.. asked.DistinctBy(a => (a.Measure.Name, a.Variant.Name))];
    }

    public static void Words(Query query, SemanticModel model, AreaDirectory areas)
    {
        if (!AreaViews.Names.Contains(query.AreaView))
            throw SemanticErrors.QueryValue($"{Place}: area_view", query.AreaView, AreaViews.Names);
        if (query.Datasets.Count == 0) Known("datasets", [""], NamesOf(model.Shared.Datasets));
        Known("datasets", query.Datasets, NamesOf(model.Shared.Datasets));
        Known("levels", query.Levels, NamesOf(model.Shared.Levels));
        Known("period_kinds", query.PeriodKinds, NamesOf(model.Shared.PeriodKinds));
        Known("scopes", query.Scopes, areas.ScopeIds);
        Known("order", [.. query.Order.Select(order => order.By)], AnswerColumns.Names);
        if (query.Limit is <= 0) throw SemanticErrors.QueryValue($"{Place}: limit", $"{query.Limit}", ["1, 2, 3, …"]);
        if (query.Datasets.Distinct().Count() > 1 && !query.MixedDatasets)
            throw SemanticErrors.DatasetsDiffer(query.Datasets);
    }

    static Variant VariantNamed(Measure measure, string name, string place) =>
        measure.Variants.FirstOrDefault(variant => variant.Name == name) ?? throw SemanticErrors.VariantNotFound(
            name, measure.Name, place, [.. measure.Variants.Select(variant => variant.Name)]);

    static void Known(string property, IReadOnlyList<string> found, IReadOnlyList<string> known)
    {
        foreach (var (index, name) in found.Index())
            if (!known.Contains(name))
                throw SemanticErrors.QueryValue($"{Place}: {property}[{index}]", name,
                    [.. known.Select(one => one.Length == 0 ? "\"\"" : one)]);
    }

    static string[] NamesOf(IReadOnlyList<Member> members) => [.. members.Select(member => member.Name)];
}
