using Analytics.Charting.Layout;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

/// <summary>What pictures of areas over time share: reading, places of points, lines between them, breaks, trends,
/// and the sign of what is withheld.</summary>
abstract partial class TimeChart : ChartType
{
    /// <summary>A variant in a scope, of a measure and a part: what must never be mistaken for another.</summary>
    protected readonly record struct Kind(string Measure, string Part, string Variant, string Scope)
    {
        public static Kind Of(Observation o) => new(o.Measure, o.Part, o.Variant, o.Scope);
    }

    /// <summary>What every panel of a picture shares.</summary>
    protected sealed record Setting(Canvas Canvas, ChartSpec Spec, ValueFormat Format, Axis Axis, TimeScale Time,
        IReadOnlyList<Kind> Kinds, IReadOnlyList<string> Areas, bool IsSmall,
        IReadOnlyDictionary<string, PanelTrend> Trends)
    {
        /// <summary>Of markers.</summary>
        public double Radius { get; init; } = Marks.Radius;

        /// <summary>Whether intervals are thin pale lines without ends, for small panels.</summary>
        public bool HasThinIntervals { get; init; }

        /// <summary>Whether intervals are paler than their points, so that lines through them stand out.</summary>
        public bool HasSoftIntervals { get; init; }

        /// <summary>Shape and colour by the places of area and kind; null: a colour an area, in small panels a kind,
        /// and a shape a kind.</summary>
        public Func<int, int, (MarkerShape Shape, string Color)>? Look { get; init; }

        public IReadOnlyList<Observation> Withheld { get; init; } = [];
    }

    /// <summary>Rows with a stated period; those without one are named in a remark and a warning.</summary>
    protected static Observations ReadPlaced(ChartSpec spec, Table table, Canvas canvas, List<string> notes)
    {
        var data = Observations.Read(spec, table, canvas);
        var unplaced = data.Rows.Where(o => o.Start is null || o.End is null).ToArray();
        if (unplaced.Length > 0)
        {
            var names = unplaced.Select(o => o.Area).Distinct().ToArray();
            notes.Add(canvas.Say("chart.unplaced", ("count", unplaced.Length), ("areas", names)));
            canvas.Warn("chart.unplaced", ("count", unplaced.Length), ("areas", names));
        }
        return data with
        {
            Rows = [.. data.Rows.Except(unplaced)],
            Withheld = [.. data.Withheld.Where(o => o.Start is not null && o.End is not null)],
        };
    }

    /// <summary>The rows of so many areas, highlighted ones first, then in order of the table, those wholly withheld
    /// last; what stays away is counted in a remark and a warning.</summary>
    /// <param name="canvas">For the words.</param>
    /// <param name="spec">Names the highlighted areas.</param>
    /// <param name="data">All rows.</param>
    /// <param name="most">Areas drawn.</param>
    /// <param name="text">The remark, given <c>shown</c> and <c>count</c>.</param>
    /// <param name="notes">Takes the remark.</param>
    /// <param name="hasEmpty">Whether an area wholly withheld has a place in the picture, as in panels.</param>
    protected static Observations Fewer(Canvas canvas, ChartSpec spec, Observations data, int most, string text,
        List<string> notes, bool hasEmpty = false)
    {
        var areas = data.Rows.Concat(data.Withheld).OrderBy(o => o.Row).DistinctBy(o => o.AreaId).ToArray();
        if (areas.Length <= most) return data;
        var valued = data.Rows.Select(o => o.AreaId).ToHashSet(StringComparer.Ordinal);
        var kept = areas.OrderBy(o => hasEmpty || valued.Contains(o.AreaId) ? 0 : 1)
            .ThenBy(o => spec.Highlight.Any(o.IsNamed) ? 0 : 1).ThenBy(o => valued.Contains(o.AreaId) ? 0 : 1)
            .Take(most).Select(o => o.AreaId).ToHashSet(StringComparer.Ordinal);
        // All that has a value is drawn: the remark on what is withheld tells of the others.
        if (!hasEmpty && valued.Count <= most)
            return data.Only(canvas, o => kept.Contains(o.AreaId)) with { Notes = data.Notes };
        (string, object?)[] facts = [("shown", most), ("count", areas.Length)];
        notes.Add(canvas.Say(text, facts));
        canvas.Warn(text, facts);
        return data.Only(canvas, o => kept.Contains(o.AreaId));
    }

    /// <summary>Kinds from the most frequent on.</summary>
    protected static Kind[] KindsOf(IReadOnlyList<Observation> rows) =>
    [
        .. rows.GroupBy(Kind.Of).OrderByDescending(g => g.Count())
            .ThenBy(g => g.Key.Measure, StringComparer.Ordinal).ThenBy(g => g.Key.Part, StringComparer.Ordinal)
            .ThenBy(g => g.Key.Variant, StringComparer.Ordinal).ThenBy(g => g.Key.Scope, StringComparer.Ordinal)
            .Select(g => g.Key),
    ];

    protected static string KindName(Canvas canvas, Observation o)
    {
        var name = string.Join(Alike.Comma(canvas, "·"),
            new[] { o.Topic, o.PartName, o.VariantName }.Where(part => part.Length > 0));
        return o.ScopeWords.Length == 0 ? name : name.Length == 0 ? o.ScopeWords
            : canvas.Language == Language.Chinese ? $"{name}（{o.ScopeWords}）" : $"{name} ({o.ScopeWords})";
    }

    /// <summary>One entry a kind, where there are several.</summary>
    protected static IEnumerable<LegendEntry> KindLegend(Setting s, IReadOnlyList<Observation> rows)
    {
        if (s.Kinds.Count < 2) yield break;
        for (var i = 0; i < s.Kinds.Count; i++)
        {
            var kind = s.Kinds[i];
            var (shape, color) = s.Look?.Invoke(0, i) ?? (Shape(i),
                s.IsSmall ? s.Canvas.Theme.SeriesColor(i) : s.Canvas.Theme.Muted);
            yield return new(11, (c, x, y) => c.Add(new MarkerMark(x + 5.5, y, shape, Marks.Radius, color, color)),
                KindName(s.Canvas, rows.First(o => Kind.Of(o) == kind)) is { Length: > 0 } name
                    ? name : s.Canvas.Say("chart.scope-unstated"), $"kind-{i}");
        }
    }

    /// <summary>The reference line, and bars of periods that are no unit of the axis, where there are any.</summary>
    protected static IEnumerable<LegendEntry> LineLegend(Setting s, IReadOnlyList<Observation> rows)
    {
        if (s.Spec.Reference is { } reference)
            yield return new(24, (c, x, y) => c.Add(new LineMark(x, y, x + 24, y, c.Theme.Ink, 1.2, "5 4")),
                $"{reference.Label.In(s.Spec.Language)} {s.Format.Exact(reference.Value)}");
        if (rows.Any(o => !s.Time.IsUnit(o)))
            yield return new(24, (c, x, y) =>
            {
                c.Add(new RectMark(x, y - 2, 24, 4, c.Theme.Pale(c.Theme.Muted), 2));
                c.Add(new MarkerMark(x + 12, y, MarkerShape.Circle, 3.5, c.Theme.Muted, c.Theme.Muted));
            }, s.Canvas.Say("chart.legend.span"));
    }

    /// <summary>A hatched column in a withheld value's period, as high as the plot: a sign, never a value.</summary>
    protected static void DrawWithheld(Setting s, Box box, Func<Observation, bool> of)
    {
        foreach (var period in s.Withheld.Where(of).GroupBy(s.Time.Middle))
        {
            Observation[] rows = [.. period];
            var width = Math.Min(26, 0.8 * box.Width / s.Time.Units) / rows.Length;
            var left = box.Left + period.Key * box.Width - width * rows.Length / 2;
            foreach (var (i, o) in rows.Index())
            {
                var column = new Box(left + i * width + 0.5, box.Top, left + (i + 1) * width - 0.5, box.Bottom);
                s.Canvas.Add(new DatumGroup(o.Figures, MapRows.WithheldWords(s.Canvas, o),
                    [.. Hatch.Lines(column, s.Canvas.Theme.Grid, s.IsSmall ? 5 : 7)]) { Area = o.AreaId, Row = o.Row });
            }
        }
    }

    protected static IEnumerable<LegendEntry> WithheldLegend(Setting s)
    {
        if (s.Withheld.Count > 0)
            yield return new(14, (c, x, y) =>
            {
                foreach (var line in Hatch.Lines(new Box(x, y - 7, x + 14, y + 7), c.Theme.Quiet, 5)) c.Add(line);
            }, s.Canvas.Say("chart.status.suppressed"));
    }

    protected static void DrawTime(Setting s, Box box) =>
        s.Time.Draw(s.Canvas, box.Left, box.Right, box.Bottom);

    /// <summary>Whether denominators of one area stand under its periods: where there is one a period.</summary>
    protected static bool HasBases(Setting s, IReadOnlyList<Observation> rows) => s.Areas.Count == 1
        && rows.Any(o => o.Trials is not null) && rows.Select(s.Time.Middle).Distinct().Count() == rows.Count;

    protected static void DrawBases(Setting s, IReadOnlyList<Observation> rows, Box box)
    {
        var y = box.Bottom + s.Time.Height + 8;
        var free = box.Right + 8;
        s.Canvas.Text(box.Left - 12, y, "n", 11, s.Canvas.Theme.Muted, false, TextAnchor.End);
        foreach (var o in rows.Where(o => o.Trials is not null).OrderByDescending(s.Time.Middle))
        {
            var (text, x) = (ValueFormat.Whole(o.Trials!.Value), box.Left + s.Time.Middle(o) * box.Width);
            var half = Canvas.Width(text, 11) / 2;
            if (x + half > free || x - half < box.Left - 10) continue;
            s.Canvas.Text(x, y, text, 11, s.Canvas.Theme.Muted, false, TextAnchor.Middle);
            free = x - half - 6;
        }
    }

    // What the legend shows and hides: a kind, where there are several.
    protected static string SeriesKey(Setting s, Observation o) =>
        s.Kinds.Count < 2 ? "" : $"kind-{Index(s.Kinds, Kind.Of(o))}";

    protected static MarkerShape Shape(int kind) => (MarkerShape)(kind % Enum.GetValues<MarkerShape>().Length);

    protected static int Index<T>(IReadOnlyList<T> items, T item)
    {
        for (var i = 0; i < items.Count; i++)
            if (EqualityComparer<T>.Default.Equals(items[i], item)) return i;
        return -1;
    }
}
