using Analytics.Semantics.Cells;
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
    /// <param name="stars">Facts, dimensions and measures over them; null where the model declares none.</param>
    public static StarModel Of(SemanticModel model, StarModel? stars)
    {
        var measures = new Dictionary<string, StarMeasure>(stars?.Measures ?? Nothing.Measures, StringComparer.Ordinal);
        foreach (var measure in model.Measures)
        {
            measures.TryAdd(measure.Name, Whole(measure));
            foreach (var variant in measure.Variants)
                measures.TryAdd($"{measure.Name}/{variant.Name}", One(measure, variant));
        }
        return (stars ?? Nothing) with { Measures = measures };
    }

    /// <summary>Fields that published figures have, whether or not a fact has them.</summary>
    public static IReadOnlyList<Field> Fields => FigureFields.All;

    static StarModel Nothing { get; } = new("house", new LocalText("本库", "House"), null, null,
        new Dictionary<string, Calendars.Calendar>(), new Dictionary<string, Dimension>(),
        new Dictionary<string, Fact>(), new Dictionary<string, StarMeasure>(), []);

    static StarMeasure Whole(Measure measure) => Of(measure, measure.Name, measure.Title, measure.Unit,
        measure.Variants is [var only] ? only.Code : null, null);

    static StarMeasure One(Measure measure, Variant variant) => Of(measure, $"{measure.Name}/{variant.Name}",
        measure.Variants.Count == 1 ? measure.Title : new LocalText($"{measure.Title.Zh}（{variant.Title.Zh}）",
            $"{measure.Title.En} ({variant.Title.En})"), variant.Unit, variant.Code, variant.Name);

    static StarMeasure Of(Measure measure, string name, LocalText title, string unit, string? code, string? variant) =>
        new(name, title, unit, null, measure.Direction, measure.Definition, null, code, null, measure.MinimumBase,
            Disclosure.Open, new Figure(measure.Name, variant), $"{measure.Subject}/model.yaml");
}
