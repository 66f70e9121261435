using Analytics.Semantics.Models;

namespace Analytics.Semantics.Stars;

/// <summary>Checks measures against each other, once all are read, and gives those without a unit that of their parts.
/// </summary>
sealed class MeasureChecks(StarModel model, OrderedDictionary<string, StarMeasure> measures,
    IReadOnlyList<Measure> published)
{
    // A place among groups is no quantity: it can only be looked up in another period.
    static readonly string[] Places = ["rank", "mark"];
    static readonly string[] Windows = ["cumulative", "rolling"];

    readonly MeasureGraph _graph = new(measures, published);

    public void Finish()
    {
        foreach (var measure in measures.Values) CheckNames(measure);
        foreach (var measure in measures.Values) CheckCycle(measure, [measure.Name]);
        foreach (var measure in measures.Values.ToArray()) _ = WithUnit(measure.Name);
        foreach (var measure in measures.Values.ToArray())
        {
            foreach (var (key, name) in MeasureGraph.PartsOf(measure)) CheckPart(measure, key, name);
            if (measure.Body is Formula { Mixed: false } formula)
                CheckSums(measure.Place, FormulaExpression.Parse(formula.Text, measure.Place));
            if (measure.Body is Aggregate { Kind: AggregateKind.Sum, Of: { } of } && of.Text != measure.Name
                && _graph.Star(of.Text) is not null && (_graph.DivisorOf(of.Text) ?? Place(of.Text)) is not null)
                throw StarErrors.SumOfRate(measure.Place, of.Text, _graph.WayOf(of.Text));
            if (measure.Body is Changed { Form: ChangeForm.Points } change && UnitOf(change.Of) is { } unit
                && unit is not "%")
                throw StarErrors.PartKind(measure.Place, "as: points", change.Of, unit.Length > 0 ? unit : "unit: \"\"",
                    ["%"]);
            CheckFields(measure);
        }
    }

    string? Place(string name) => Places.Contains(_graph.WayOf(name)) ? name : null;

    void CheckNames(StarMeasure measure)
    {
        foreach (var (_, name) in MeasureGraph.PartsOf(measure))
            if (_graph.Star(name) is null && _graph.Published(name) is null)
                throw SemanticErrors.MeasureNotFound(name, measure.Place, _graph.Known);
    }

    void CheckCycle(StarMeasure measure, IReadOnlyList<string> path)
    {
        foreach (var (_, name) in MeasureGraph.PartsOf(measure))
        {
            if (path[0] == name) throw StarErrors.Cycle(measures[name].Place, [.. path, name]);
            if (!path.Contains(name) && _graph.Star(name) is { } next) CheckCycle(next, [.. path, name]);
        }
    }

    void CheckPart(StarMeasure measure, string key, string name)
    {
        var way = _graph.WayOf(name);
        IReadOnlyList<string>? expected = key switch
        {
            "shifted" or "change" => null,
            "filtered" => _graph.LeavesOf(name).Any(leaf => leaf.Fact is null) || Places.Contains(way)
                ? [.. ModelKeys.Aggregates, "within"] : null,
            "share" => _graph.IsAdditive(name) ? null : ["count", "distinct", "sum", "a formula of these"],
            "interval" or "mark" => _graph.IsRatioOfCounts(name) ? null : ["a ratio of counts", "within"],
            "cumulative" or "rolling" => Places.Contains(way) || Windows.Contains(way)
                ? AllBut([.. Places, .. Windows]) : null,
            _ => Places.Contains(way) ? AllBut(Places) : null,
        };
        if (expected is not null) throw StarErrors.PartKind(measure.Place, key, name, way, expected);
    }

    static string[] AllBut(IReadOnlyList<string> ways) =>
        [.. ModelKeys.Aggregates.Concat(ModelKeys.Bodies).Where(way => !ways.Contains(way))];

    /// <summary>Fields that are named beside a measure reach each fact it is computed from.</summary>
    void CheckFields(StarMeasure measure)
    {
        var leaves = _graph.LeavesOf(measure.Name).Select(leaf => leaf.Fact).OfType<string>().Distinct();
        string[] fields = measure.Body switch
        {
            Filtered body => [.. body.Where.Select(filter => filter.Field)],
            Share { Over: { } over } => [over], Rank { Over: { } over } => [over], Mark { Over: { } over } => [over],
            _ => [],
        };
        foreach (var leaf in leaves)
            foreach (var field in fields) _ = model.Resolve(field, model.Facts[leaf], measure.Place);
    }

    /// <summary>No sum of unlike units or populations, nor of rates with unlike denominators.</summary>
    void CheckSums(string place, FormulaExpression expression)
    {
        if (expression is Negation negation) CheckSums(place, negation.Of);
        if (expression is not Operation operation) return;
        CheckSums(place, operation.Left);
        CheckSums(place, operation.Right);
        if (operation.Sign is not ('+' or '-')) return;
        foreach (var one in TermsOf(operation.Left))
            foreach (var other in TermsOf(operation.Right))
                CheckPair(place, operation.Sign, one, other);
    }

    void CheckPair(string place, char sign, (string Name, bool IsPlain) one, (string Name, bool IsPlain) other)
    {
        var (unit, otherUnit) = (UnitOf(one.Name), UnitOf(other.Name));
        if (unit.Length > 0 && otherUnit.Length > 0 && unit != otherUnit)
            throw StarErrors.FormulaUnits(place, one.Name, unit, other.Name, otherUnit);
        if (PopulationOf(one.Name) is { } population && PopulationOf(other.Name) is { } another
            && population != another)
            throw StarErrors.FormulaPopulations(place, one.Name, population, other.Name, another);
        if (sign == '+' && one.IsPlain && other.IsPlain && _graph.DivisorOf(one.Name) is { } divisor
            && _graph.DivisorOf(other.Name) is { } otherDivisor && divisor != otherDivisor)
            throw StarErrors.FormulaRates(place, one.Name, other.Name);
    }

    /// <summary>Measures a sum is of: through signs, brackets and numbers, by which they are plain no more.</summary>
    static IEnumerable<(string Name, bool IsPlain)> TermsOf(FormulaExpression expression) => expression switch
    {
        MeasureTerm term => [(term.Name, true)],
        Negation negation => TermsOf(negation.Of),
        Operation { Sign: '+' or '-' } sum => TermsOf(sum.Left).Concat(TermsOf(sum.Right)),
        Operation { Sign: '*', Left: NumberTerm } product => Scaled(product.Right),
        Operation { Sign: '*' or '/', Right: NumberTerm } product => Scaled(product.Left),
        _ => [],
    };

    static IEnumerable<(string Name, bool IsPlain)> Scaled(FormulaExpression expression) =>
        TermsOf(expression).Select(term => (term.Name, false));

    string UnitOf(string name) => _graph.Star(name)?.Unit ?? _graph.Published(name)?.Unit ?? "";

    string? PopulationOf(string name) => _graph.Star(name) switch
    {
        { Population: { } told } => told,
        { Body: Filtered or Cumulative or Rolling or Shifted } same =>
            PopulationOf(MeasureGraph.PartsOf(same).First().Name),
        _ => null,
    };

    /// <summary>The unit of a measure, taken from its parts where none is told, and kept.</summary>
    string WithUnit(string name)
    {
        if (_graph.Star(name) is not { Unit: "" } measure) return UnitOf(name);
        var unit = measure.Body switch
        {
            Ratio { Times: 100 } or Share or Within or IndexTo => "%",
            Filtered or Cumulative or Rolling or Shifted or IntervalLimit =>
                WithUnit(MeasureGraph.PartsOf(measure).First().Name),
            Changed { Form: ChangeForm.Absolute } change => WithUnit(change.Of),
            Changed { Form: ChangeForm.Relative } => "%",
            Changed change => change.Form == ChangeForm.Points || WithUnit(change.Of) == "%" ? "百分点" : "%",
            Figure figure => _graph.Published(figure.Measure)?.Unit ?? "",
            Formula formula => UnitOf(FormulaExpression.Parse(formula.Text, measure.Place)),
            _ => "",
        };
        measures[name] = measure with { Unit = unit };
        return unit;
    }

    /// <summary>The one unit of all terms of a sum; empty for all else.</summary>
    string UnitOf(FormulaExpression expression)
    {
        string[] units = [.. TermsOf(expression).Select(term => WithUnit(term.Name)).Distinct()];
        return units is [var unit] && expression.Names.Count() == TermsOf(expression).Count() ? unit : "";
    }
}
