using Analytics.Charting.Layout;
using Analytics.Statistics.Comparisons;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

/// <summary>What maps share: one figure an area, all alike, coloured on one scale.</summary>
static class MapRows
{
    /// <summary>Rows by every name they answer to; the first of a name wins. An id such as <c>310106-2</c>, a code with
    /// the version of its territory, answers to its code where no other id of the rows has it.</summary>
    public static IReadOnlyDictionary<string, Observation> ByName(IEnumerable<Observation> rows)
    {
        var found = new Dictionary<string, Observation>(StringComparer.Ordinal);
        var all = rows.ToArray();
        foreach (var row in all)
            foreach (var name in new[] { row.AreaId, row.AreaZh, row.AreaEn, Observation.Bare(row.AreaZh) })
                if (name.Length > 0) found.TryAdd(name, row);
        foreach (var code in all.DistinctBy(o => o.AreaId).GroupBy(o => CodeOf(o.AreaId), StringComparer.Ordinal))
            if (code.Key.Length > 0 && code.Count() == 1) found.TryAdd(code.Key, code.Single());
        return found;
    }

    // 310106 of 310106-2; "" where there is no version.
    static string CodeOf(string id) => id.LastIndexOf('-') is > 0 and var at && at < id.Length - 1
        && id.AsSpan(at + 1).ContainsAnyExceptInRange('0', '9') == false ? id[..at] : "";

    /// <summary>The row of the first name that one answers to.</summary>
    public static Observation? Find(IReadOnlyDictionary<string, Observation> rows, params string[] names) => names
        .Where(name => name.Length > 0)
        .Select(name => rows.GetValueOrDefault(name) ?? rows.GetValueOrDefault(Observation.Bare(name)))
        .FirstOrDefault(row => row is not null);

    public static string SharedFacts(Canvas canvas, IReadOnlyList<Observation> rows) => string.Join(
        canvas.Language == Language.Chinese ? "、" : ", ",
        new[] { rows[0].Period, rows[0].VariantName, rows[0].ScopeWords }.Where(t => t.Length > 0));

    /// <summary>Areas of the data that the map has no place for, and rows of areas it draws another row of.</summary>
    public static void NoteOthers(Canvas canvas, List<string> notes, IReadOnlyList<Observation> all,
        IReadOnlyList<Observation> drawn)
    {
        var placed = drawn.Select(o => o.AreaId).ToHashSet(StringComparer.Ordinal);
        NoteOutside(canvas, notes, all.Where(o => !placed.Contains(o.AreaId)),
            drawn.Select(o => o.Area).ToHashSet(StringComparer.Ordinal));
        Alike.NoteTwice(canvas, notes, all.Except(drawn).Where(o => placed.Contains(o.AreaId)));
    }

    // An area that bears the name of one on the map is named with its id.
    static void NoteOutside(Canvas canvas, List<string> notes, IEnumerable<Observation> outside, HashSet<string> names)
    {
        var areas = outside.Select(o => !names.Contains(o.Area) ? o.Area
            : canvas.Language == Language.Chinese ? $"{o.Area}（{o.AreaId}）" : $"{o.Area} ({o.AreaId})")
            .Distinct().ToArray();
        if (areas.Length == 0) return;
        (string, object?)[] facts = [("count", areas.Length),
            ("areas", areas.Length > 6 ? [.. areas[..6], "…"] : areas)];
        notes.Add(canvas.Say("chart.map.outside", facts));
        canvas.Warn("chart.map.outside", facts);
    }

    /// <summary>Rates of which no interval can be told.</summary>
    public static void NotePrinted(Canvas canvas, List<string> notes, IEnumerable<Observation?> shown)
    {
        var count = shown.Count(o => o is { IsPrintedRate: true });
        if (count > 0) notes.Add(canvas.Say("chart.map.printed", ("count", count)));
    }

    /// <summary>Round the reference where a direction says which side is better, else a ramp.</summary>
    public static ColorScale Scale(Theme theme, ChartSpec spec, Observations data, IReadOnlyList<Observation> shown)
    {
        double[] values = [.. shown.Where(o => !double.IsNaN(o.Value)).Select(o => o.Value)];
        return spec.Reference is { } reference && spec.Direction is Direction.HigherBetter or Direction.LowerBetter
            ? ColorScale.Around(theme, values, data.Format.IsRate, reference.Value,
                spec.Direction == Direction.HigherBetter)
            : ColorScale.Ramp(theme, values, data.Format.IsRate, spec.Range);
    }

    /// <summary>The scale, the reference marked on it, and the unit beside it.</summary>
    public static void DrawScale(Canvas canvas, ChartSpec spec, ValueFormat format, ColorScale scale, double top)
    {
        scale.Draw(canvas, Frame.Margin, top, format.IsRate, spec.Reference is not { } reference ? null
            : (reference.Value, $"{reference.Label.In(spec.Language)} {format.Exact(reference.Value)}"));
        if (format.HasAxisUnit)
            canvas.Text(Frame.Margin + ColorScale.Width + 14, top + 10,
                UnitLine.Words(canvas, format),
                12, canvas.Theme.Muted);
    }

    /// <summary>Signs that this map uses, and no others.</summary>
    public static IEnumerable<LegendEntry> Legend(Canvas canvas, Observations data)
    {
        if (data.Withheld.Count > 0)
            yield return new(16, (c, x, y) =>
            {
                c.Add(new RectMark(x, y - 7, 14, 14, c.Theme.Faint(c.Theme.Muted)));
                foreach (var line in Hatch.Lines(new Box(x, y - 7, x + 14, y + 7), c.Theme.Muted, 5)) c.Add(line);
            }, canvas.Say("chart.status.suppressed"));
        if (data.Rows.Any(o => o.IsSmallBase))
            yield return new(16, (c, x, y) =>
            {
                c.Add(new RectMark(x, y - 7, 14, 14, c.Theme.Neutral, 2));
                c.Add(new RectMark(x + 3, y - 4, 8, 8, c.Theme.Background));
            }, canvas.Say("chart.legend.small-base"));
        if (data.Rows.Any(o => o.IsProvisional))
            yield return new(0, (_, _, _) => { }, "* " + canvas.Say("chart.status.provisional"));
        if (data.Rows.Any(o => o.Alternatives > 0))
            yield return new(0, (_, _, _) => { }, canvas.Say("chart.legend.alternatives"));
    }

    public static string Description(Canvas canvas, Observations data)
    {
        var sorted = data.Rows.OrderByDescending(o => o.Value).ThenBy(o => o.AreaId, StringComparer.Ordinal).ToArray();
        return canvas.Say("chart.description.map", ("count", sorted.Length),
            ("first", sorted[0].Spoken(canvas, data.Format)), ("last", sorted[^1].Spoken(canvas, data.Format)));
    }

    /// <summary>A district's name without what all districts' names end in.</summary>
    public static string ShortName(Observation row) => row.Area.EndsWith("新区", StringComparison.Ordinal)
        && row.Area.Length == 4
        ? row.Area[..2] : row.Area.EndsWith('区') && row.Area.Length == 3 ? row.Area[..2] : row.Area;

    public static string WithheldWords(Canvas canvas, Observation row)
    {
        var where = row.Period.Length > 0 ? $"{row.Area} {row.Period}" : row.Area;
        var colon = canvas.Language == Language.Chinese ? "：" : ": ";
        return where + colon + canvas.Say("chart.status.suppressed");
    }

    public static void Outline(Canvas canvas, double x, double y, double side, string color)
    {
        foreach (var line in Rim(new Box(x, y, x + side, y + side), color, 1, "3 3")) canvas.Add(line);
    }

    public static IEnumerable<LineMark> Rim(Box box, string color, double thickness = 2.5, string? dash = null)
    {
        yield return new LineMark(box.Left, box.Top, box.Right, box.Top, color, thickness, dash);
        yield return new LineMark(box.Right, box.Top, box.Right, box.Bottom, color, thickness, dash);
        yield return new LineMark(box.Right, box.Bottom, box.Left, box.Bottom, color, thickness, dash);
        yield return new LineMark(box.Left, box.Bottom, box.Left, box.Top, color, thickness, dash);
    }
}
