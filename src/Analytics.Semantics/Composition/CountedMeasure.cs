using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Composition;

/// <summary>A measure whose change can be told by counts.</summary>
/// <param name="Model">The model, with measures for a filtered ratio's parts.</param>
/// <param name="Name">The measure, as asked for.</param>
/// <param name="Numerator">Of a ratio over facts, the measure above; null where cells hold their counts themselves.
/// </param>
/// <param name="Denominator">The measure below.</param>
/// <param name="Times">What a ratio is multiplied by.</param>
sealed record CountedMeasure(StarModel Model, string Name, string? Numerator, string? Denominator, decimal Times)
{
    /// <summary>What a question for its counts names.</summary>
    public IReadOnlyList<string> Names =>
        Numerator is null || Denominator is null ? [Name] : [.. new[] { Name, Numerator, Denominator }.Distinct()];

    /// <summary>Whether cells are published figures, whose counts may be missing.</summary>
    public bool IsPublished => MeasureTree.Find(Model, Name)?.Body is Figure;

    /// <summary>Whether anything below it may have been told more than once.</summary>
    public bool IsRevised => MeasureTree.All(Model, Name).Any(measure => measure.Body is Figure)
        || MeasureTree.Leaves(Model, Name).Any(leaf => Model.Facts[leaf.Fact].Versions is not null);

    /// <summary>The measure of a name.</summary>
    /// <exception cref="Tables.AnalyticsException"><c>measure-not-found</c>; <c>why-stock</c>,
    /// <c>why-not-additive</c>: its members do not add up.</exception>
    public static CountedMeasure Of(StarModel model, string name)
    {
        var asked = MeasureTree.Find(model, name)
            ?? throw SemanticErrors.MeasureNotFound(name, "query: measures[0]", model.Measures.Keys);
        if (asked.Body is Figure or Within) return new(model, name, null, null, 100);
        if (RatioOf(model, asked) is { } ratio) return ratio;
        if (IsStock(model, name)) throw WhyErrors.Stock(name);
        return MeasureTree.IsAdditive(model, name) ? new(model, name, null, null, 1)
            : throw WhyErrors.NotAdditive(name);
    }

    static CountedMeasure? RatioOf(StarModel model, StarMeasure measure)
    {
        if (measure.Body is Ratio ratio)
        {
            if (IsStock(model, ratio.Numerator)) throw WhyErrors.Stock(ratio.Numerator);
            foreach (var part in new[] { ratio.Numerator, ratio.Denominator })
                if (!MeasureTree.IsAdditive(model, part)) throw WhyErrors.NotAdditive(part);
            return new(model, measure.Name, ratio.Numerator, ratio.Denominator, ratio.Times);
        }
        // The filter of a filtered ratio is that of both its parts.
        if (measure.Body is not Filtered { Of: var of, Where: var where }
            || MeasureTree.Find(model, of) is not { } inner
            || RatioOf(model, inner) is not { Numerator: { } over, Denominator: { } under } found) return null;
        StarMeasure Part(string word, string part) => measure with
        {
            Name = $"{measure.Name}:{word}", Body = new Filtered(part, where), Unit = "",
        };
        StarMeasure[] parts = [Part("numerator", over), Part("denominator", under)];
        return new(found.Model with
        {
            Measures = found.Model.Measures.Concat(parts.Select(part => KeyValuePair.Create(part.Name, part)))
                .ToDictionary(StringComparer.Ordinal),
        }, measure.Name, parts[0].Name, parts[1].Name, found.Times);
    }

    static bool IsStock(StarModel model, string name) =>
        MeasureTree.Leaves(model, name).Any(leaf => leaf.OverTime != OverTime.Add);
}
