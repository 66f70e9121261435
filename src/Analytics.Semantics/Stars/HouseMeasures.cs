using Analytics.Semantics.Cells.Figures;
using Analytics.Semantics.Models;
using Analytics.Tables;

namespace Analytics.Semantics.Stars;

/// <summary>The house's model as a star model: its facts, and every published measure beside the measures over them.
/// </summary>
static class HouseMeasures
{
    /// <summary>Published measures by name, and by <c>measure/variant</c>; a star measure of the same name stands.
    /// </summary>
    /// <param name="model">Published measures.</param>
    /// <param name="stars">Facts, dimensions and measures over them.</param>
    public static StarModel Of(SemanticModel model, StarModel stars)
    {
        var measures = new Dictionary<string, StarMeasure>(stars.Measures, StringComparer.Ordinal);
        foreach (var measure in model.Measures)
        {
            measures.TryAdd(measure.Name, Whole(measure));
            foreach (var variant in measure.Variants)
                measures.TryAdd($"{measure.Name}/{variant.Name}", One(measure, variant));
        }
        return stars with
        {
            Measures = measures,
            Facts = stars.Facts.Append(new(FactName, Figures(stars))).ToDictionary(StringComparer.Ordinal),
        };
    }

    /// <summary>The fact that stands for published figures, so that their fields have names; no aggregate is over it.
    /// </summary>
    public const string FactName = "published_figures";

    static Fact Figures(StarModel stars) => new(FactName, new LocalText("公布的数值", "Published figures"),
        new Relation("fact_observation", null), "one figure of a source", [], null,
        new Dictionary<string, DateRole>(), null,
        FigureFields.All.Select(field => field.Role).Distinct().Where(role => role != "area"
            || stars.Dimensions.ContainsKey(role)).ToDictionary(role => role, role => role == "area"
                ? new DimensionUse(role, role, new Expression("area_key"), null, null)
                : new DimensionUse(role, null, new Expression(role), Own(role), null), StringComparer.Ordinal),
        new Dictionary<string, ParentUse>(), new Dictionary<string, BridgeUse>(), null, false,
        new Dictionary<string, Expression>());

    static DimensionAttribute Own(string role) => new(role, new Expression(role),
        TextCatalog.BuiltIn["cells.field." + role], MemberOrder.Value, null, [], SameRules.None);

    static StarMeasure Whole(Measure measure) => Of(measure, measure.Name, measure.Title, measure.Unit,
        measure.Variants is [var only] ? only.Code : null, null);

    static StarMeasure One(Measure measure, Variant variant) => Of(measure, $"{measure.Name}/{variant.Name}",
        measure.Variants.Count == 1 ? measure.Title : new LocalText($"{measure.Title.Zh}（{variant.Title.Zh}）",
            $"{measure.Title.En} ({variant.Title.En})"), variant.Unit, variant.Code, variant.Name);

    static StarMeasure Of(Measure measure, string name, LocalText title, string unit, string? code, string? variant) =>
        new(name, title, unit, null, measure.Direction, measure.Definition, null, code, null, measure.MinimumBase,
            Disclosure.Open, new Figure(measure.Name, variant), $"{measure.Subject}/model.yaml");
}
