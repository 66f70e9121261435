using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Composition;

/// <summary>What a measure is made of.</summary>
static class MeasureTree
{
    /// <summary>A measure by name; a published one also as <c>measure/variant</c>.</summary>
    public static StarMeasure? Find(StarModel model, string name)
    {
        if (model.Measures.TryGetValue(name, out var measure)) return measure;
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && model.Measures.TryGetValue(name[..slash], out var whole)
            && whole.Body is Figure { Variant: null } figure
            ? whole with { Name = name, Body = figure with { Variant = name[(slash + 1)..] } } : null;
    }

    /// <summary>Names of the measures a body is made of.</summary>
    public static IEnumerable<string> Parts(StarMeasure measure) => measure.Parts;

    /// <summary>The measure and all below it.</summary>
    public static IEnumerable<StarMeasure> All(StarModel model, string name)
    {
        if (Find(model, name) is not { } measure) yield break;
        yield return measure;
        foreach (var below in Parts(measure).SelectMany(part => All(model, part))) yield return below;
    }

    /// <summary>The aggregates below a measure; of a share within days, its count.</summary>
    public static IEnumerable<Aggregate> Leaves(StarModel model, string name) =>
        All(model, name).Select(measure => measure.Body switch
        {
            Aggregate leaf => leaf,
            Within within => Began(within),
            _ => null,
        }).OfType<Aggregate>();

    /// <summary>The rows that began, of a share within days.</summary>
    public static Aggregate Began(Within body) => new(body.Fact, AggregateKind.Count, null, null, body.Where, null,
        body.From, OverTime.Add, []);

    /// <summary>Whether a measure needs days other than those asked for, or the last day of the data.</summary>
    public static bool LooksAround(StarModel model, string name) => All(model, name).Any(measure =>
        measure.Body is Cumulative or Rolling or Shifted or Changed or IndexTo or Within);

    /// <summary>Whether a measure is a number of things: whole, 0 where there are none.</summary>
    public static bool IsCount(StarModel model, StarMeasure measure) => measure.Body switch
    {
        Aggregate leaf => leaf.Kind is AggregateKind.Count or AggregateKind.Distinct
            && leaf.OverTime != OverTime.Average,
        Filtered or Cumulative or Rolling or Shifted => Parts(measure).All(part => IsCount(model, part)),
        Formula body => !body.Text.Contains('/', StringComparison.Ordinal)
            && !body.Text.Contains('.', StringComparison.Ordinal) && Parts(measure).All(part => IsCount(model, part)),
        _ => false,
    };

    /// <summary>Whether groups add up to what is wider.</summary>
    public static bool IsAdditive(StarModel model, string name) => Find(model, name) is { } measure
        && measure.Body switch
    {
        Aggregate leaf => leaf.Kind is AggregateKind.Count or AggregateKind.Sum,
        Figure => true,
        Filtered or Cumulative or Rolling or Shifted => Parts(measure).All(part => IsAdditive(model, part)),
        Formula body => IsLinear(FormulaExpression.Parse(body.Text, measure.Place))
            && Parts(measure).All(part => IsAdditive(model, part)),
        _ => false,
    };

    /// <summary>Whether a measure counts different values: a group has a share of all, though shares overlap.</summary>
    public static bool IsDistinct(StarModel model, string name) =>
        Find(model, name)?.Body is Aggregate { Kind: AggregateKind.Distinct };

    /// <summary>By what a ratio is multiplied, seen through filters and other days; 1 where it is no ratio.</summary>
    public static decimal Times(StarModel model, string name) => Find(model, name)?.Body switch
    {
        Ratio body => body.Times,
        Within => 100,
        Filtered or Cumulative or Rolling or Shifted => Times(model, Parts(Find(model, name)!).First()),
        _ => 1,
    };

    static bool IsCount(StarModel model, string name) => Find(model, name) is { } measure && IsCount(model, measure);

    // A number added to a measure would be added once for each group.
    static bool IsLinear(FormulaExpression formula) => formula switch
    {
        MeasureTerm => true,
        Negation negation => IsLinear(negation.Of),
        Operation { Sign: '+' or '-' } sum => IsLinear(sum.Left) && IsLinear(sum.Right),
        Operation { Sign: '*' } product => product.Left is NumberTerm ? IsLinear(product.Right)
            : product.Right is NumberTerm && IsLinear(product.Left),
        Operation { Sign: '/', Right: NumberTerm } quotient => IsLinear(quotient.Left),
        _ => false,
    };
}
