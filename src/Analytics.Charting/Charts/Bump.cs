using Analytics.Charting.Layout;
using Analytics.Statistics.Comparisons;
using Analytics.Statistics.Ranks;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

/// <summary>The ranks of areas over periods, with the ranks that the tests of all pairs leave open.</summary>
/// <remarks>Only rates with counts can be ranked so. Rank sets hold for all areas of a period at once, by Holm. Areas below
/// the least base get no rank.</remarks>
sealed class Bump : ChartType
{
    const int MostAreas = 40, MostBands = 6;

    public override string Name => "bump";

    internal override IEnumerable<GalleryCase> Cases => BumpSamples.Cases;

    /// <summary>An area's place in one period.</summary>
    sealed record Place(Observation O, int Period, int Rank, RankSet Set);

    /// <summary>What every line needs.</summary>
    sealed record Setting(Canvas Canvas, ChartSpec Spec, ValueFormat Format, Box Box, int Periods, int Most)
    {
        public double X(int period) => Periods == 1 ? (Box.Left + Box.Right) / 2 : Box.Left + period * Box.Width / (Periods - 1);

        public double Y(double rank) => Most == 1 ? (Box.Top + Box.Bottom) / 2 : Box.Top + (rank - 1) * Box.Height / (Most - 1);
    }

    /// <inheritdoc/>
    public override Scene Draw(ChartSpec spec, Table table)
    {
        var canvas = new Canvas(spec);
        var data = Observations.Read(spec, table, canvas);
        var notes = new List<string>(data.Notes);
        var counted = data.Rows.Where(o => o.HasCounts && o.Start is not null).ToArray();
        Check(spec.Columns, counted);
        var small = counted.Where(o => SmallBase.HasNoMark(o.Trials!.Value)).ToArray();
        if (small.Length > 0) notes.Add(canvas.Say("chart.bump.small", ("count", small.Length), ("least", SmallBase.Minimum)));
        if (counted.Length < data.Rows.Count)
            notes.Add(canvas.Say("chart.bump.uncounted", ("count", data.Rows.Count - counted.Length)));
        var periods = counted.OrderBy(o => o.Start).ThenBy(o => o.End).Select(o => o.Period).Distinct().ToArray();
        var places = Places(counted.Except(small), periods);
        if (places.Length == 0) return Frame.Empty(canvas, spec, new Frame(canvas, spec, notes));
        var areas = places.GroupBy(p => p.O.AreaId, StringComparer.Ordinal)
            .OrderByDescending(a => spec.Highlight.Any(a.First().O.IsNamed)).ThenBy(a => a.MaxBy(p => p.Period)!.Rank).ToArray();
        if (areas.Length > MostAreas)
        {
            notes.Add(canvas.Say("chart.bump.many", ("count", areas.Length), ("shown", MostAreas)));
            canvas.Warn("chart.bump.many", ("count", areas.Length), ("shown", MostAreas));
        }
        notes.Add(canvas.Say("chart.bump.rule"));
        if (MapRows.SharedFacts(canvas, [places[0].O with { Period = "" }]) is { Length: > 0 } shared)
            notes.Insert(0, canvas.Say("chart.all-rows", ("facts", shared)));
        var shown = areas.Take(MostAreas).Select(a => a.OrderBy(p => p.Period).ToArray()).ToArray();

        var frame = new Frame(canvas, spec, notes);
        var top = frame.Header([.. Legend(canvas, spec, shown)], data.IsSimulated) + 10;
        var most = shown.Max(a => a.Max(p => p.Rank));
        var name = Math.Min(0.3 * spec.Width, shown.Max(a => Canvas.Width(a[^1].O.Area, 12, true)));
        var height = Math.Max(Math.Clamp(21.0 * Math.Min(most, shown.Length), 60, 840), (spec.Height ?? 0) - top - frame.FooterHeight - 40);
        var box = new Box(Frame.Margin + 34, top + 8, spec.Width - Frame.Margin - name - 22, top + 8 + height);
        var s = new Setting(canvas, spec, data.Format, box, periods.Length, most);
        DrawScale(s, periods);
        AxisLines.Plot(canvas, box, null, null, () => DrawAreas(s, shown));
        frame.Footer(box.Bottom + 34);
        return canvas.Finish(spec.Width, box.Bottom + 34 + frame.FooterHeight, spec.Title.In(spec.Language),
            canvas.Say("chart.description.bump", ("areas", areas.Length), ("from", periods[0]), ("to", periods[^1]),
                ("first", shown.Select(a => a[^1]).Where(p => p.Rank == 1).Select(p => p.O.Area))));
    }

    static void Check(ChartColumns columns, Observation[] rows)
    {
        (string Column, Func<Observation, string> Of)[] parts =
        [
            (columns.Measure, o => o.Measure), (columns.Variant, o => o.Variant), (columns.ScopeId, o => o.Scope),
            (columns.AreaLevel, o => o.Level), (columns.Dataset, o => o.Dataset),
        ];
        foreach (var (column, of) in parts)
            if (rows.Select(of).Distinct().ToArray() is { Length: > 1 } values) throw ChartErrors.ComparisonMixed(column, values);
    }

    static Place[] Places(IEnumerable<Observation> rows, string[] periods)
    {
        var places = new List<Place>();
        foreach (var period in rows.GroupBy(o => Array.IndexOf(periods, o.Period)))
        {
            Observation[] of = [.. period.DistinctBy(o => o.AreaId)];
            var sets = RankSets.Of([.. of.Select(o => o.Events!.Value)], [.. of.Select(o => o.Trials!.Value)]);
            places.AddRange(of.Select((o, i) => new Place(o, period.Key, sets.Rank[i], sets.Holm[i])));
        }
        return [.. places];
    }

    static void DrawScale(Setting s, string[] periods)
    {
        var (canvas, theme, free) = (s.Canvas, s.Canvas.Theme, double.NegativeInfinity);
        for (var i = 0; i < periods.Length; i++)
        {
            canvas.Add(new LineMark(s.X(i), s.Box.Top, s.X(i), s.Box.Bottom + 10, theme.Grid));
            var half = Canvas.Width(periods[i], 12) / 2;
            var x = Math.Clamp(s.X(i), Frame.Margin + half, s.Spec.Width - Frame.Margin - half);
            if (x - half < free) continue;
            canvas.Text(x, s.Box.Bottom + 26, periods[i], 12, theme.Muted, false, TextAnchor.Middle);
            free = x + half + 6;
        }
        var step = s.Most <= 20 ? 1 : s.Most <= 60 ? 5 : (int)Math.Ceiling(s.Most / 10.0 / 10) * 10;
        for (var rank = 1; rank <= s.Most; rank = rank == 1 && step > 1 ? step : rank + step)
            canvas.Text(s.Box.Left - 16, s.Y(rank) + 4, $"{rank}", 11, theme.Muted, false, TextAnchor.End);
    }

    static void DrawAreas(Setting s, Place[][] areas)
    {
        var lit = areas.Where(a => IsLit(s.Spec, areas.Length, a)).ToList();
        var ends = Spread.Apart([.. areas.Select(a => s.Y(a[^1].Rank))], 15.5, s.Box.Top, s.Box.Bottom + 4);
        // Bands lie under everything: each is a tint, and none may hide another's points.
        foreach (var (at, area) in lit.Index().Where(one => one.Item.Length > 1))
            s.Canvas.Within(marks => new SeriesGroup(marks) { Area = area[0].O.AreaId }, () => s.Canvas.Add(new AreaMark(
                [.. area.Select(p => (s.X(p.Period), Low(s, p))), .. area.Reverse().Select(p => (s.X(p.Period), High(s, p)))],
                s.Canvas.Theme.Faint(s.Canvas.Theme.SeriesColor(at)))));
        foreach (var (i, area) in areas.Index().OrderBy(one => lit.Contains(one.Item) ? 1 : 0))
        {
            var at = lit.IndexOf(area);
            var color = at >= 0 ? s.Canvas.Theme.SeriesColor(at) : s.Canvas.Theme.Quiet;
            DrawArea(s, area, color, at >= 0, ends[i]);
        }
    }

    static double Low(Setting s, Place p) => s.Y(Math.Min(s.Most, p.Set.Low)) - 3;

    static double High(Setting s, Place p) => s.Y(Math.Min(s.Most, p.Set.High)) + 3;

    static void DrawArea(Setting s, Place[] area, string color, bool isLit, double end)
    {
        var (canvas, theme) = (s.Canvas, s.Canvas.Theme);
        canvas.Within(marks => new SeriesGroup(marks) { Area = area[0].O.AreaId }, () =>
        {
            foreach (var (a, b) in area.Zip(area.Skip(1)).Where(pair => pair.Second.Period == pair.First.Period + 1))
                canvas.Add(new LineMark(s.X(a.Period), s.Y(a.Rank), s.X(b.Period), s.Y(b.Rank), isLit ? color : theme.Soft(color), isLit ? 2.5 : 1.25));
        });
        foreach (var place in area)
        {
            var (x, y) = (s.X(place.Period), s.Y(place.Rank));
            List<Mark> marks = isLit && area.Length == 1 ? [new LineMark(x, Low(s, place), x, High(s, place), theme.Soft(color), 2)] : [];
            marks.Add(Marks.Marker(theme, place.O, x, y, MarkerShape.Circle, color) with { Radius = isLit ? 4.5 : 3 });
            if (place == area[^1])
            {
                if (Math.Abs(end - y) > 2 || place.Period < s.Periods - 1)
                    marks.Add(new LineMark(x + 6, y, s.Box.Right + 9, end, theme.Axis, 0.75));
                marks.Add(new TextMark(s.Box.Right + 12, end + 4.2, TextWrap.Shorten(place.O.Area, 0.3 * s.Spec.Width, 12, isLit), 12,
                    isLit ? color : theme.Muted, isLit));
            }
            canvas.Add(place.O.Datum(canvas, s.Format, marks, more: canvas.Say("chart.bump.rank", ("rank", place.Rank),
                ("low", place.Set.Low), ("high", place.Set.High))));
        }
    }

    static bool IsLit(ChartSpec spec, int count, Place[] area) => spec.Highlight.Any(area[0].O.IsNamed)
        || (spec.Highlight.Count == 0 && count <= MostBands);

    static IEnumerable<LegendEntry> Legend(Canvas canvas, ChartSpec spec, Place[][] areas)
    {
        if (areas.Any(a => IsLit(spec, areas.Length, a)))
            yield return new(24, (c, x, y) =>
            {
                c.Add(new RectMark(x, y - 6, 24, 12, c.Theme.Faint(c.Theme.Neutral)));
                c.Add(new LineMark(x, y, x + 24, y, c.Theme.Neutral, 2.5));
            }, canvas.Say("chart.bump.band"));
        foreach (var entry in Marks.Legend(canvas, [.. areas.SelectMany(a => a).Select(p => p.O with { Low = null, High = null })], false))
            yield return entry;
    }
}
