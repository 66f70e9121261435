using Analytics.Semantics.Models;

namespace Analytics.Semantics.Stars;

/// <summary>How measures are made of others.</summary>
/// <param name="measures">Measures over facts, by name.</param>
/// <param name="published">Published measures, which bodies may name too.</param>
sealed class MeasureGraph(IReadOnlyDictionary<string, StarMeasure> measures, IReadOnlyList<Measure> published)
{
    readonly Dictionary<string, Measure> _published = published.ToDictionary(m => m.Name, StringComparer.Ordinal);

    /// <summary>Every name a body may use, without variants.</summary>
    public IReadOnlyList<string> Known { get; } = [.. measures.Keys, .. published.Select(measure => measure.Name)];

    /// <summary>The key of a part and its measure's name, of each part of a body.</summary>
    public static IEnumerable<(string Key, string Name)> PartsOf(StarMeasure measure) => measure.Body switch
    {
        Filtered body => [("filtered", body.Of)],
        Ratio body => [("ratio", body.Numerator), ("ratio", body.Denominator)],
        Formula body => FormulaExpression.Parse(body.Text, measure.Place).Names.Select(name => ("formula", name)),
        Share body => [("share", body.Of)],
        Rank body => [("rank", body.Of)],
        Cumulative body => [("cumulative", body.Of)],
        Rolling body => [("rolling", body.Of)],
        Shifted body => [("shifted", body.Of)],
        Changed body => [("change", body.Of)],
        IndexTo body => [("index", body.Of)],
        Composite body => body.Parts.Select(part => ("composite", part.Of)),
        IntervalLimit body => [("interval", body.Of)],
        Mark body => [("mark", body.Of)],
        _ => [],
    };

    /// <summary>The measure over facts of that name; null where it is none.</summary>
    public StarMeasure? Star(string name) => measures.GetValueOrDefault(name);

    /// <summary>The published measure of that name, with or without a variant; null where it is none.</summary>
    public Measure? Published(string name)
    {
        var (measure, variant) = name.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash
            ? (name[..slash], name[(slash + 1)..]) : (name, null);
        return _published.TryGetValue(measure, out var found)
            && (variant is null || found.Variants.Any(known => known.Name == variant)) ? found : null;
    }

    /// <summary>The word of the model file for how a measure is computed.</summary>
    public string WayOf(string name) => Star(name)?.Body switch
    {
        Aggregate body => body.Kind.ToString().ToLowerInvariant(),
        Filtered => "filtered", Ratio => "ratio", Formula => "formula", Share => "share", Rank => "rank",
        Cumulative => "cumulative", Rolling => "rolling", Shifted => "shifted", Changed => "change",
        IndexTo => "index", Within => "within", Composite => "composite", IntervalLimit => "interval", Mark => "mark",
        _ => "figure",
    };

    /// <summary>Measures at the bottom of one, itself where it has no parts, each with the fact it is of; null for a
    /// published one.</summary>
    public IEnumerable<(string Name, string? Fact)> LeavesOf(string name) => Star(name) switch
    {
        { Body: Aggregate body } => [(name, body.Fact)],
        { Body: Within body } => [(name, body.Fact)],
        { } measure when PartsOf(measure).Any() => PartsOf(measure).SelectMany(part => LeavesOf(part.Name)),
        _ => [(name, null)],
    };

    /// <summary>What a rate is divided by, in words that are equal for equal divisors; null for what is no rate.
    /// </summary>
    public string? DivisorOf(string name) => Star(name)?.Body switch
    {
        null => Published(name) is { Kind: MeasureKind.Rate } ? name : null,
        Ratio body => $"ratio {body.Denominator}",
        Share body => $"share {body.Of} {body.Whole} {body.Over}",
        Within body => $"within {body.Fact} {body.From} {body.Days} {name}",
        Filtered or Cumulative or Rolling or Shifted =>
            DivisorOf(PartsOf(Star(name)!).First().Name) is { } part ? $"{WayOf(name)} {part}" : null,
        Figure body => Published(body.Measure) is { Kind: MeasureKind.Rate } ? name : null,
        Composite or IndexTo or IntervalLimit => name,
        _ => null,
    };

    /// <summary>Whether a measure counts something, so that members or parts of it add up.</summary>
    public bool IsAdditive(string name) => Star(name)?.Body switch
    {
        null => Published(name) is { Kind: MeasureKind.Count },
        Aggregate body => body.Kind is AggregateKind.Count or AggregateKind.Distinct or AggregateKind.Sum,
        Filtered or Cumulative or Rolling or Shifted => IsAdditive(PartsOf(Star(name)!).First().Name),
        Formula body => IsSum(FormulaExpression.Parse(body.Text, "")),
        Figure body => Published(body.Measure) is { Kind: MeasureKind.Count or MeasureKind.Stock },
        _ => false,
    };

    /// <summary>Whether a measure is a ratio whose numerator can count some of its denominator.</summary>
    public bool IsRatioOfCounts(string name) => Star(name)?.Body switch
    {
        null => Published(name) is { Kind: MeasureKind.Rate },
        Ratio body => IsAdditive(body.Numerator) && IsAdditive(body.Denominator),
        Within => true,
        Filtered or Cumulative or Rolling or Shifted => IsRatioOfCounts(PartsOf(Star(name)!).First().Name),
        Figure body => Published(body.Measure) is { Kind: MeasureKind.Rate },
        _ => false,
    };

    bool IsSum(FormulaExpression expression) => expression switch
    {
        MeasureTerm term => IsAdditive(term.Name),
        Negation negation => IsSum(negation.Of),
        Operation { Sign: '+' or '-' } sum => IsSum(sum.Left) && IsSum(sum.Right),
        Operation { Sign: '*', Left: NumberTerm } product => IsSum(product.Right),
        Operation { Sign: '*' or '/', Right: NumberTerm } product => IsSum(product.Left),
        _ => false,
    };
}
