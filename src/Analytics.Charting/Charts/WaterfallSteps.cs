using Analytics.Charting.Layout;
using Analytics.Statistics.Decompositions;

namespace Analytics.Charting.Charts;

/// <summary>One bar of a waterfall.</summary>
/// <param name="Name">Beside the bar.</param>
/// <param name="Value">A total, or what is added to the one before.</param>
/// <param name="IsTotal">Whether it stands on zero.</param>
/// <param name="Of">The rows it stands for; empty for what is computed of all.</param>
sealed record WaterfallStep(string Name, double Value, bool IsTotal, IReadOnlyList<Observation> Of);

/// <summary>How a change is made up: the total before, what was added and taken, the total after.</summary>
/// <param name="Steps">In order, the first and the last totals.</param>
/// <param name="Unit">Of what is added; of rates percentage points.</param>
/// <param name="Notes">Remarks under the picture.</param>
sealed record WaterfallSteps(IReadOnlyList<WaterfallStep> Steps, string Unit, IReadOnlyList<string> Notes)
{
    /// <summary>As many contributions as stand by themselves; the smaller ones are one.</summary>
    const int MostParts = 14;

    /// <summary>The steps of rows with parts, or of areas in two periods; null where neither can be told.</summary>
    public static WaterfallSteps? Of(Canvas canvas, ChartSpec spec, Observations data)
    {
        var rows = data.Rows;
        if (rows.Any(o => o.Part.Length > 0)) return OfParts(canvas, spec.Columns, data);
        Alike.Check(spec.Columns, rows, spec.Columns.PeriodId);
        var periods = rows.Where(o => o.Start is not null).OrderBy(o => o.Start).ThenBy(o => o.End)
            .Select(o => o.Period).Distinct().ToArray();
        if (periods.Length < 2) return null;
        var pairs = rows.GroupBy(o => o.AreaId, StringComparer.Ordinal).Select(area => (Area: area.First().Area,
            Before: area.FirstOrDefault(o => o.Period == periods[0]),
            After: area.FirstOrDefault(o => o.Period == periods[^1])))
            .Where(pair => pair.Before is not null || pair.After is not null).ToArray();
        // What counts something else after is not compared with what was before.
        Observation[] apart = [.. pairs.Where(pair => pair is { Before: { } before, After: { } after }
            && Breaks.IsBetween(spec, before, after)).SelectMany(pair => new[] { pair.Before!, pair.After! })];
        var drawn = pairs.Where(pair => !apart.Contains(pair.Before)).ToArray();
        var change = data.Format.IsRate ? OfRates(canvas, drawn!, periods) : OfTotals(canvas, data, drawn!, periods);
        if (change is null) return null;
        List<string> notes = [.. change.Notes, .. Breaks.Notes(canvas, spec, apart, "chart.breaks.apart")];
        if (apart.Length > 0)
            notes.Add(canvas.Say("chart.waterfall.apart", ("count", apart.Length / 2),
                ("areas", apart.Select(o => o.Area).Distinct().Take(6))));
        Alike.NoteTwice(canvas, notes, rows.Where(o => o.Period == periods[0] || o.Period == periods[^1])
            .Except(pairs.SelectMany(pair => new[] { pair.Before, pair.After }).OfType<Observation>()));
        return change with { Notes = notes };
    }

    // Given contributions; what they miss of the end is said, not hidden.
    static WaterfallSteps OfParts(Canvas canvas, ChartColumns columns, Observations data)
    {
        var rows = data.Rows;
        // A part that stands twice is that of another area, period or variant, and belongs to another change.
        if (rows.GroupBy(o => o.Part, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            Refuse(columns.AreaId, twice.Select(o => o.AreaId));
            Refuse(columns.PeriodId, twice.Select(o => o.Period));
            Refuse(columns.Variant, twice.Select(o => o.Variant));
            throw ChartErrors.ComparisonMixed(columns.Part, twice.Select(o => o.Part));
        }
        var (start, end) = (rows.FirstOrDefault(o => o.Part == "start"), rows.FirstOrDefault(o => o.Part == "end"));
        var parts = rows.Where(o => o.Part is not ("start" or "end")).ToArray();
        var (first, sum) = (start?.Value ?? 0, parts.Sum(o => o.Value));
        var last = end?.Value ?? first + sum;
        List<WaterfallStep> steps = [new(start is null ? canvas.Say("chart.waterfall.start") : Name(start), first, true,
            Only(start))];
        steps.AddRange(Gathered(canvas, [.. parts.Select(o => new WaterfallStep(Name(o), o.Value, false, [o]))],
            false));
        var missing = last - first - sum;
        var notes = new List<string>();
        if (Math.Abs(missing) > 1e-9 * Math.Max(1, Math.Abs(last)))
        {
            steps.Add(new(canvas.Say("chart.waterfall.unexplained"), missing, false, []));
            notes.Add(canvas.Say("chart.waterfall.misses",
                ("missing", ValueFormat.Signed(missing) + data.Format.Unit)));
            canvas.Warn("chart.waterfall.misses", ("missing", ValueFormat.Signed(missing) + data.Format.Unit));
        }
        steps.Add(new(end is null ? canvas.Say("chart.waterfall.end") : Name(end), last, true, Only(end)));
        return new(steps, data.Format.Unit, notes);

        static string Name(Observation o) => o.PartName.Length > 0 ? o.PartName : o.Area;
        static IReadOnlyList<Observation> Only(Observation? o) => o is null ? [] : [o];
    }

    static WaterfallSteps? OfTotals(Canvas canvas, Observations data,
        (string Area, Observation? Before, Observation? After)[] pairs, string[] periods)
    {
        // An area without one of the two would make the others seem to change; a limit is no value to take away.
        var whole = pairs.Where(pair => pair is { Before.IsKnown: true, After.IsKnown: true }).ToArray();
        if (whole.Length == 0) return null;
        var changes = whole.Select(pair => new WaterfallStep(pair.Area, pair.After!.Value - pair.Before!.Value, false,
            [pair.Before!, pair.After!])).ToArray();
        return new([
            new(periods[0], whole.Sum(pair => pair.Before!.Value), true, [.. whole.Select(pair => pair.Before!)]),
            .. Gathered(canvas, changes, true),
            new(periods[^1], whole.Sum(pair => pair.After!.Value), true, [.. whole.Select(pair => pair.After!)]),
        ], data.Format.Unit, [.. Lacking(canvas, pairs.Where(pair => !IsBoth(pair))),
            .. Lacking(canvas, pairs.Except(whole).Where(IsBoth), "chart.waterfall.bounded")]);
    }

    // What an area's own rate adds at its mean weight, and what shifts between areas add together.
    static WaterfallSteps? OfRates(Canvas canvas, (string Area, Observation? Before, Observation? After)[] pairs,
        string[] periods)
    {
        var whole = pairs.Where(pair => pair is { Before.HasCounts: true, After.HasCounts: true }).ToArray();
        var counts = whole.Select(pair => new TwoPeriodCounts(pair.Before!.Events!.Value, pair.Before.Trials!.Value,
            pair.After!.Events!.Value, pair.After.Trials!.Value)).ToArray();
        if (whole.Length == 0 || RateChange.Of(counts) is not { } change) return null;
        var parts = whole.Select((pair, i) => new WaterfallStep(pair.Area, 100 * change.Units[i].Within, false,
            [pair.Before!, pair.After!])).ToArray();
        return new([
            new(periods[0], 100 * change.Rate0, true, [.. whole.Select(pair => pair.Before!)]),
            .. Gathered(canvas, parts, true),
            new(canvas.Say("chart.waterfall.mix"), 100 * change.Mix, false, []),
            new(periods[^1], 100 * change.Rate1, true, [.. whole.Select(pair => pair.After!)]),
        ], canvas.Say("chart.trend.points"),
        [canvas.Say("chart.waterfall.rule"), .. Lacking(canvas, pairs.Where(pair => !IsBoth(pair))),
            .. Lacking(canvas, pairs.Except(whole).Where(IsBoth), "chart.waterfall.uncounted"),
            .. change.IsReversal ? [canvas.Say("chart.waterfall.reversal")] : Array.Empty<string>()]);
    }

    static bool IsBoth((string Area, Observation? Before, Observation? After) pair) =>
        pair is { Before: not null, After: not null };

    static IEnumerable<string> Lacking(Canvas canvas, IEnumerable<(string Area, Observation?, Observation?)> pairs,
        string key = "chart.waterfall.lacking")
    {
        var areas = pairs.Select(pair => pair.Area).ToArray();
        if (areas.Length == 0) yield break;
        (string, object?)[] facts = [("count", areas.Length),
            ("areas", areas.Length > 4 ? [.. areas[..4], "…"] : areas)];
        canvas.Warn(key, facts);
        yield return canvas.Say(key, facts);
    }

    // The greatest first, the rest as one.
    static IEnumerable<WaterfallStep> Gathered(Canvas canvas, WaterfallStep[] steps, bool isSorted)
    {
        var bySize = steps.OrderByDescending(step => Math.Abs(step.Value)).ToArray();
        if (steps.Length <= MostParts) return isSorted ? steps.OrderByDescending(step => step.Value) : steps;
        var kept = bySize[..(MostParts - 1)].ToHashSet();
        var others = steps.Where(step => !kept.Contains(step)).ToArray();
        var named = steps.Where(kept.Contains);
        return [.. isSorted ? named.OrderByDescending(step => step.Value) : named, new WaterfallStep(
            canvas.Say("chart.waterfall.others", ("count", others.Length)), others.Sum(step => step.Value), false,
            [.. others.SelectMany(step => step.Of)])];
    }

    static void Refuse(string column, IEnumerable<string> values)
    {
        if (values.Distinct().ToArray() is { Length: > 1 } several) throw ChartErrors.ComparisonMixed(column, several);
    }
}
