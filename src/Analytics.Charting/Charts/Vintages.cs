using Analytics.Charting.Layout;
using Analytics.Statistics.Comparisons;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

/// <summary>How printed values changed from publication to publication: steps over the days of publication for a few
/// figures, a row each from the first value to the latest for many.</summary>
/// <remarks>Where revisions are small beside the values, rows are drawn as differences from the first value.</remarks>
sealed partial class Vintages : TimeChart
{
    const int MostSteps = 4, MostRows = 40;

    /// Revisions that take less of the axis than this cannot be seen on it.
    const double LeastShare = 0.04;

    public override string Name => "vintages";

    internal override IEnumerable<GalleryCase> Cases => VintagesSamples.Cases;

    /// <inheritdoc/>
    public override Scene Draw(ChartSpec spec, Table table)
    {
        if (!table.Has(spec.Columns.PublishedOn)) throw ChartErrors.ColumnMissing(spec.Columns.PublishedOn, table);
        var canvas = new Canvas(spec);
        var notes = new List<string>();
        var data = Observations.Read(spec, table, canvas);
        var undated = data.Rows.Concat(data.Withheld).Where(o => o.PublishedOn is null).ToArray();
        if (undated.Length > 0)
        {
            (string, object?)[] facts = [("count", undated.Length), ("areas", undated.Select(o => o.Area).Distinct().Take(4))];
            notes.Add(canvas.Say("chart.vintages.undated", facts));
            canvas.Warn("chart.vintages.undated", facts);
            data = data.Only(canvas, o => o.PublishedOn is not null);
        }
        var all = Quantity.Of(canvas, data.Rows, data.Withheld, o => KindName(canvas, o));
        if (all.All(q => q.Vintages.Count == 0))
            return Frame.Empty(canvas, spec, new Frame(canvas, spec, [.. notes, .. data.Notes]));
        var shown = Fewest(canvas, all, notes);
        var shared = SharedFacts(canvas, data.Rows);
        if (shared.Length > 0) notes.Insert(0, canvas.Say("chart.all-rows", ("facts", shared)));
        notes.Add(canvas.Say("chart.vintages.summary", ("count", all.Length), ("revised", all.Count(q => q.Revisions > 0)),
            ("up", all.Count(q => q.Change > 0 && q.Revisions > 0)), ("down", all.Count(q => q.Change < 0 && q.Revisions > 0))));
        notes.AddRange(data.Notes);
        var frame = new Frame(canvas, spec, notes);
        var isSteps = IsSteps(shown);
        var top = frame.Header([.. Legend(canvas, spec, shown, data, isSteps)], data.IsSimulated) + 4;
        var bottom = isSteps ? DrawSteps(canvas, spec, data, shown, top, frame.FooterHeight)
            : DrawRows(canvas, spec, data.Format, shown, top, frame.FooterHeight);
        frame.Footer(bottom);
        return canvas.Finish(spec.Width, bottom + frame.FooterHeight, spec.Title.In(spec.Language), string.Join(
            canvas.Language == Language.Chinese ? "" : " ",
            shown.Take(12).Select(q => q.Spoken(canvas, data.Format) + (canvas.Language == Language.Chinese ? "。" : "."))));
    }

    // Those revised most, where there are too many, still in order of period.
    static Quantity[] Fewest(Canvas canvas, Quantity[] all, List<string> notes)
    {
        if (all.Length <= MostRows) return all;
        var kept = all.OrderByDescending(q => Math.Abs(q.Change)).ThenByDescending(q => q.Revisions).Take(MostRows).ToHashSet();
        (string, object?)[] facts = [("shown", MostRows), ("count", all.Length)];
        notes.Add(canvas.Say("chart.vintages.fewer", facts));
        canvas.Warn("chart.vintages.fewer", facts);
        return [.. all.Where(kept.Contains)];
    }

    static bool IsSteps(Quantity[] shown) => shown.Length == 1 || (shown.Length <= MostSteps && !IsSmall(shown));

    // Whether the largest revision is small beside the range of values.
    static bool IsSmall(Quantity[] shown)
    {
        double[] values = [.. shown.SelectMany(q => q.Vintages).Select(o => o.Value)];
        var largest = shown.Where(q => q.Vintages.Count > 0)
            .Max(q => q.Vintages.Max(o => o.Value) - q.Vintages.Min(o => o.Value));
        return largest > 0 && largest < LeastShare * (values.Max() - values.Min());
    }

    static string SharedFacts(Canvas canvas, IReadOnlyList<Observation> rows)
    {
        Func<Observation, string>[] parts = [o => o.Area, o => o.Period, o => KindName(canvas, o)];
        return string.Join(canvas.Language == Language.Chinese ? "、" : ", ",
            parts.Where(p => rows.All(o => p(o) == p(rows[0]))).Select(p => p(rows[0])).Where(t => t.Length > 0));
    }

    static string Verdict(Canvas canvas, ValueFormat format, Quantity q) => q.Vintages.Count == 0
        ? canvas.Say("chart.status.suppressed") : q.Vintages.Count == 1 ? canvas.Say("chart.vintages.once")
        : q.Revisions == 0 ? canvas.Say("chart.vintages.same", ("count", q.Vintages.Count))
        : canvas.Say("chart.vintages.revised", ("count", q.Revisions), ("change", q.ChangeWords(canvas, format)));

    static string ColorOf(Canvas canvas, ChartSpec spec, Quantity q) => q.Revisions == 0 ? canvas.Theme.Quiet
        : spec.Direction is null or Direction.Neutral || q.Change == 0 ? canvas.Theme.Neutral
        : q.Change > 0 == (spec.Direction == Direction.HigherBetter) ? canvas.Theme.Better : canvas.Theme.Worse;

    static IEnumerable<LegendEntry> Legend(Canvas canvas, ChartSpec spec, Quantity[] shown, Observations data, bool isSteps)
    {
        var color = canvas.Theme.Muted;
        if (isSteps && shown.Length > 1 && spec.Width < NarrowWidth)
            foreach (var (i, q) in shown.Index())
            {
                var own = canvas.Theme.SeriesColor(i);
                yield return new(20, (c, x, y) => c.Add(new LineMark(x, y, x + 20, y, own, 2.5)),
                    $"{q.Name} {Verdict(canvas, data.Format, q)}");
            }
        if (shown.Any(q => isSteps ? q.Vintages.Count > 1 : q.Revisions > 0))
            yield return new(10, (c, x, y) => c.Add(new MarkerMark(x + 5, y, MarkerShape.Circle, Marks.Radius, c.Theme.Background, color)),
                canvas.Say("chart.vintages.first"));
        if (isSteps || shown.Any(q => q.Revisions > 0)) yield return new(10, (c, x, y) => c.Add(new MarkerMark(x + 5, y, MarkerShape.Circle, Marks.Radius, color, color)),
            canvas.Say("chart.vintages.latest"));
        if (!isSteps && shown.Any(q => q.Revisions > 1))
            yield return new(6, (c, x, y) => c.Add(new LineMark(x + 3, y - 5, x + 3, y + 5, color, 1.5)),
                canvas.Say("chart.vintages.between"));
        if (!isSteps && shown.Any(q => q.Revisions == 0 && q.Vintages.Count > 0))
            yield return new(8, (c, x, y) => c.Add(new MarkerMark(x + 4, y, MarkerShape.Circle, 3, c.Theme.Quiet, c.Theme.Quiet)),
                canvas.Say("chart.vintages.unchanged"));
        if (!isSteps && spec.Direction is Direction.HigherBetter or Direction.LowerBetter)
            foreach (var (tone, key) in new[] { (canvas.Theme.Better, "better"), (canvas.Theme.Worse, "worse") })
                if (shown.Any(q => ColorOf(canvas, spec, q) == tone))
                    yield return new(10, (c, x, y) => c.Add(new MarkerMark(x + 5, y, MarkerShape.Circle, Marks.Radius, tone, tone)),
                        canvas.Say("chart.vintages." + key));
        if (data.Withheld.Count > 0)
            yield return new(14, (c, x, y) =>
            {
                foreach (var line in Hatch.Lines(new Box(x, y - 7, x + 14, y + 7), c.Theme.Quiet, 5)) c.Add(line);
            }, canvas.Say("chart.status.suppressed"));
    }
}
