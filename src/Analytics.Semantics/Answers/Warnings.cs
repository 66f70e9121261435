using Analytics.Semantics.Models;
using Analytics.Tables;

namespace Analytics.Semantics.Answers;

/// <summary>What a reader of the answer must know beside its rows.</summary>
static class Warnings
{
    public static LocalText Limited(int count, int total) => Say("limited", ("count", count), ("total", total));

    public static LocalText NotBound(int count) => Say("duty-not-bound", ("count", count));

    public static LocalText VariantsMixed(SemanticModel model, Query query, IReadOnlyList<string> variants)
    {
        var titles = model.Measures.Where(one => query.Measures.Contains(one.Name)).Select(one => one.Title).ToArray();
        return Say("variants-mixed", ("measure", new LocalText(string.Join('、', titles.Select(t => t.Zh)),
            string.Join(", ", titles.Select(t => t.En)))), ("variants", variants));
    }

    public static IEnumerable<LocalText> Of(IReadOnlyList<Candidate> chosen, IReadOnlyList<long> alternatives,
        Query query, int undated, SharedDimensions shared)
    {
        foreach (var measure in chosen.GroupBy(one => one.Measure))
        {
            var title = ("measure", (object?)measure.Key.Title);
            var variants = measure.Select(one => one.Variant).DistinctBy(variant => variant.Name).ToArray();
            if (measure.Key.FirstToDiffer(variants) is not null)
                yield return Say("variants-mixed", title, ("variants", variants.Select(variant => variant.Name)));
            var scopes = measure.Select(one => one.Text("scope_id") ?? "").Distinct().Order(StringComparer.Ordinal)
                .ToArray();
            if (scopes.Length > 1)
                yield return Say("scopes-differ", title, ("scopes", scopes.Select(scope =>
                    shared.TitleOfScope(scope) ?? TextCatalog.BuiltIn["semantics.scope-unstated"])));
            var kinds = measure.Select(one => one.Text("kind")).Distinct().Order(StringComparer.Ordinal).ToArray();
            if (kinds.Length > 1)
                yield return Say("periods-differ", title, ("kinds", kinds.Select(kind =>
                    shared.PeriodKinds.FirstOrDefault(k => k.Name == kind)?.Title ?? new(kind ?? "", kind ?? ""))));
            if (measure.Count(one => one.Trials < measure.Key.MinimumBase) is > 0 and var small)
                yield return Say("small-base", title, ("count", small), ("minimum", measure.Key.MinimumBase));
            var differing = measure.Where(one => one.PrintedDiffers).ToArray();
            if (differing.Length > 0)
                yield return Say("printed-differs", title, ("count", differing.Length),
                    ("figures", differing.Select(one => one.FigureIds)));
            var exceeding = measure.Where(one => one.Events > one.Trials).ToArray();
            if (exceeding.Length > 0)
                yield return Say("events-exceed", title, ("count", exceeding.Length),
                    ("figures", exceeding.Select(one => one.FigureIds)));
        }
        var datasets = chosen.Select(one => one.Text("dataset")).Distinct().ToArray();
        if (datasets.Length > 1) yield return Say("datasets-mixed", ("datasets", datasets));
        if (alternatives.Count(count => count > 0) is > 0 and var conflicts && query.Vintage != Vintage.All)
            yield return Say("conflicts", ("count", conflicts));
        if (undated > 0) yield return Say("undated-left-out", ("count", undated));
    }

    static LocalText Say(string key, params (string, object?)[] facts) => new(
        TextCatalog.BuiltIn.Format("semantics.warning." + key, Language.Chinese, facts),
        TextCatalog.BuiltIn.Format("semantics.warning." + key, Language.English, facts));
}
