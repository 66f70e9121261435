using Analytics.Semantics.Compilation;
using Analytics.Semantics.Models;

namespace Analytics.Semantics.Cells.Figures;

/// <summary>One cell from observations: one as it is, several added where that means something.</summary>
static class FigureSum
{
    /// <summary>The cell of a range.</summary>
    /// <param name="fit">What makes up the range.</param>
    /// <param name="areas">Which areas contain which, and what followed what.</param>
    public static Cell Of(RangeFit fit, AreaDirectory areas)
    {
        if (fit.Refusal is { } gap) return Cell.NotAvailable(gap);
        var all = fit.Tiles.SelectMany(tile => tile).ToArray();
        if (all.FirstOrDefault(one => one.Refused is not null) is { Refused: { } reason })
            return Cell.NotAvailable(reason);
        if (all is [var only]) return Single(only);
        return Refusal(all) is { } refusal ? Cell.NotAvailable(refusal)
            : fit.Tiles.Any(tile => Overlap([.. tile.Select(one => one.AreaId)], areas))
                ? Cell.NotAvailable("areas-overlap")
            : all[0].Measure.Kind == MeasureKind.Rate ? Rate(all) : Count(all);
    }

    /// <summary>One observation as it is; a bound is never a point.</summary>
    public static Cell Single(Observation one)
    {
        if (one.Refused is { } reason) return Cell.NotAvailable(reason);
        if (one.Bound != "exact") return Cell.NotAvailable("bound");
        if (one.HasCounts) return Share(one.Events!.Value, one.Trials!.Value);
        return one.Measure.Kind == MeasureKind.Rate
            ? one.Value is { } rate ? Cell.Of(rate) : Cell.Empty
            : one.Exact is { } exact ? Cell.Of(exact) : Cell.Empty;
    }

    static string? Refusal(Observation[] all)
    {
        if (Differ(one => one.Asked.Variant.Name)) return "variants-differ";
        if (Differ(one => one.ScopeId)) return "scopes-differ";
        if (Differ(one => one.Dataset)) return "datasets-differ";
        if (Differ(one => one.GroupId)) return "groups-differ";
        if (Differ(one => one.Unit)) return "units-differ";
        if (all[0].Measure.Kind == MeasureKind.Change) return "change";
        if (all[0].Measure.Kind == MeasureKind.Duty) return "duty";
        if (all[0].Measure.Kind == MeasureKind.Rate && all.Any(one => !one.HasCounts)) return "printed-rate";
        return all.Any(one => one.Bound != "exact") ? "bound" : null;

        bool Differ(Func<Observation, string> part) => all.Select(part).Distinct().Skip(1).Any();
    }

    // A city and its district, or a district and what it became: the same ground twice.
    static bool Overlap(string[] ids, AreaDirectory areas)
    {
        var distinct = ids.Distinct().ToArray();
        var parts = distinct.SelectMany(id => id.Split('+')).ToHashSet(StringComparer.Ordinal);
        return distinct.Length < ids.Length
            || parts.Any(id => AncestorsOf(id, areas).Any(parts.Contains))
            || areas.Steps.Any(step => parts.Contains(step.AreaId) && parts.Contains(step.SuccessorId));
    }

    static IEnumerable<string> AncestorsOf(string id, AreaDirectory areas)
    {
        for (var at = areas.Above(id); at is not null; at = areas.Above(at.AreaId)) yield return at.AreaId;
    }

    static Cell Rate(Observation[] all) =>
        Share(all.Sum(one => one.Events!.Value), all.Sum(one => one.Trials!.Value));

    static Cell Count(Observation[] all) =>
        all.All(one => one.Exact is not null) ? Cell.Of(all.Sum(one => one.Exact!.Value)) : Cell.Empty;

    // Divided last; the parts stay for intervals and for whoever asks.
    static Cell Share(decimal events, decimal trials) => trials == 0
        ? Cell.Empty with { Numerator = events, Denominator = trials }
        : Cell.Of(100 * (double)events / (double)trials) with { Numerator = events, Denominator = trials };
}
