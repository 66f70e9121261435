using System.Globalization;
using Analytics.Semantics;
using Analytics.Semantics.Models;
using Analytics.Semantics.Stars;
using Analytics.Tables;

namespace Analytics.Delivery;

/// <summary>A measure of a star model in words.</summary>
public static class MeasureDescription
{
    static readonly CompositeFormat Where = new("describe.where");

    /// <summary>What a reader asks of a measure: definition, unit, direction, how it is computed, its facts and dates,
    /// what it can be grouped by, code, source, minimum base, breaks.</summary>
    /// <param name="model">The model.</param>
    /// <param name="name">A measure.</param>
    /// <exception cref="AnalyticsException"><c>measure-not-found</c>, with the nearest name.</exception>
    public static IReadOnlyList<ExplanationLine> Of(StarModel model, string name)
    {
        if (!model.Measures.TryGetValue(name, out var measure))
            throw DeliveryErrors.MeasureUnknown(name, model.Name, model.Measures.Keys);
        var facts = FactsOf(model, measure, []).Distinct().Select(fact => model.Facts[fact]).ToArray();
        var lines = new List<ExplanationLine>
        {
            new("title", measure.Title), new("definition", measure.Definition),
            ExplanationLine.Of("unit", measure.Unit.Length == 0 ? "–" : measure.Unit),
            new("direction", TextCatalog.BuiltIn["describe.direction." + measure.Direction]),
            new("body", Body(measure.Body)),
        };
        if (facts.Length > 0)
        {
            lines.Add(ExplanationLine.Of("fact",
                string.Join(", ", facts.Select(fact => $"{fact.Name} ({fact.Grain})"))));
            lines.Add(ExplanationLine.Of("dates", Listed(facts.SelectMany(fact => fact.Dates.Keys).Distinct())));
            // What all of its facts can be grouped by.
            var fields = facts.Select(fact => FieldPath.Of(model, fact).Select(field => field.ToString()))
                .Aggregate((one, other) => one.Intersect(other));
            lines.Add(ExplanationLine.Of("fields", Listed(fields)));
        }
        if (measure.Population is { } population) lines.Add(ExplanationLine.Of("population", population));
        if (measure.Code is { } code) lines.Add(ExplanationLine.Of("code", code));
        if (measure.Source is { } source) lines.Add(ExplanationLine.Of("origin", source));
        if (measure.MinimumBase > 0) lines.Add(ExplanationLine.Of("minimum-base", Number(measure.MinimumBase)));
        if (measure.Disclosure.Threshold > 0)
            lines.Add(new("disclosure", Text("describe.disclosure", ("below", measure.Disclosure.Threshold),
                ("role", measure.Disclosure.Role))));
        lines.AddRange(model.Breaks.Where(change => change.Measures.Any(asked => asked.Split('/')[0] == measure.Name))
            .Select(change => new ExplanationLine("break", new LocalText(
                $"{Day(change.On)}  {change.Title.Zh}", $"{Day(change.On)}  {change.Title.En}"))));
        return lines;
    }

    /// <summary>What a reader asks of a published measure.</summary>
    public static IReadOnlyList<ExplanationLine> Of(Measure measure) =>
    [
        new("title", measure.Title), new("definition", measure.Definition),
        ExplanationLine.Of("unit", measure.Unit.Length == 0 ? "–" : measure.Unit),
        new("direction", TextCatalog.BuiltIn["describe.direction." + measure.Direction]),
        new("body", Body(new Figure(measure.Name, null))),
        .. measure.Variants.Select(variant => new ExplanationLine("variant", Text("describe.variant",
            ("name", $"{measure.Name}/{variant.Name}"), ("title", variant.Title), ("unit", variant.Unit),
            ("counts", variant.Numerator is null ? null : $"{variant.Numerator} / {variant.Denominator}")))),
    ];

    /// <summary>How a measure is computed, in a line.</summary>
    public static LocalText Body(MeasureBody body) => body switch
    {
        Aggregate a => With(Text($"describe.body.{(a.Kind == AggregateKind.Count ? "count" : "aggregate")}",
            ("kind", TextCatalog.BuiltIn["describe.kind." + Word(a.Kind)]), ("of", a.Of?.Text), ("fact", a.Fact)), a),
        Filtered f => Text("describe.body.filtered", ("of", f.Of), ("where", Conditions(f.Where))),
        Ratio r => Text("describe.body.ratio", ("numerator", r.Numerator), ("denominator", r.Denominator),
            ("times", r.Times)),
        Formula f => Text("describe.body.formula", ("text", f.Text)),
        Share s => Text("describe.body.share", ("of", s.Of), ("whole", Word(s.Whole))),
        Rank r => Text("describe.body.rank", ("of", r.Of)),
        Cumulative c => Text("describe.body.cumulative", ("of", c.Of), ("within", c.Within)),
        Rolling r => Text("describe.body.rolling", ("of", r.Of), ("count", r.Count), ("level", r.Level)),
        Shifted s => Text("describe.body.shifted", ("of", s.Of), ("by", s.By)),
        Changed c => Text("describe.body.change", ("of", c.Of), ("by", c.By)),
        IndexTo i => Text("describe.body.index", ("of", i.Of), ("base", i.Base)),
        Within w => Text("describe.body.within", ("fact", w.Fact), ("from", w.From), ("to", w.To), ("days", w.Days)),
        Composite c => Text("describe.body.composite", ("parts", c.Parts.Select(part => $"{part.Of} × {part.Weight}"))),
        IntervalLimit i => Text("describe.body.interval", ("of", i.Of)),
        Mark m => Text("describe.body.mark", ("of", m.Of)),
        Figure f => Text("describe.body.figure",
            ("measure", f.Variant is null ? f.Measure : $"{f.Measure}/{f.Variant}")),
        _ => new LocalText(body.GetType().Name, body.GetType().Name),
    };

    static LocalText With(LocalText text, Aggregate aggregate)
    {
        var conditions = Conditions(aggregate.Where);
        if (aggregate.Sql is { } sql) conditions = conditions.Length == 0 ? sql.Text : $"{conditions} AND {sql.Text}";
        if (conditions.Length > 0) text = Where.After(text, ("where", conditions));
        return aggregate.OverTime == OverTime.Add ? text
            : new CompositeFormat("describe.over-time").After(text, ("how", Word(aggregate.OverTime)));
    }

    static string Conditions(IReadOnlyList<Filter> where) => string.Join(" AND ",
        where.Select(filter =>
            $"{filter.Field} {Word(filter.Operator)} {string.Join('|', filter.Values.Select(Value))}"));

    static string Value(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    static IEnumerable<string> FactsOf(StarModel model, StarMeasure measure, HashSet<string> seen)
    {
        if (!seen.Add(measure.Name)) return [];
        return measure.Body switch
        {
            Aggregate aggregate => [aggregate.Fact],
            Within within => [within.Fact],
            _ => measure.Parts.Where(model.Measures.ContainsKey)
                .SelectMany(part => FactsOf(model, model.Measures[part], seen)),
        };
    }

    static string Word(Enum word) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(word.ToString());

    static string Listed(IEnumerable<string> names) => string.Join(", ", names.DefaultIfEmpty("–"));

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static LocalText Text(string key, params (string Name, object? Value)[] facts) => new(
        TextCatalog.BuiltIn.Format(key, Language.Chinese, facts),
            TextCatalog.BuiltIn.Format(key, Language.English, facts));

    // A text that says more of another.
    readonly record struct CompositeFormat(string Key)
    {
        public LocalText After(LocalText text, params (string Name, object? Value)[] facts)
        {
            var more = Text(Key, facts);
            return new LocalText(text.Zh + more.Zh, text.En + more.En);
        }
    }
}
