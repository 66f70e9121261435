using Analytics.Charting.Layout;
using Analytics.Statistics.Comparisons;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

/// <summary>Areas against measures: value now, change since the period before with its mark, and the way here as a
/// small line. Measures keep their own units.</summary>
sealed partial class Scoreboard : ChartType
{
    const int MostRows = 60;
    const double RowHeight = 27, Size = 13, Small = 11;

    public override string Name => "scoreboard";

    internal override IEnumerable<GalleryCase> Cases => ScoreboardSamples.Cases;

    /// <summary>One measure with its columns.</summary>
    sealed record Part(string Measure, string Heading, ValueFormat Format, IReadOnlyList<ScoreCell> Cells, double Left,
        double Width)
    {
        public IEnumerable<double> Values => Cells.SelectMany(cell => cell.Series).Select(o => o.Value);
    }

    /// <summary>Which columns a measure has, by their widths; 0 leaves one out.</summary>
    readonly record struct Columns(double Value, double Base, double Interval, double Change, double Line)
    {
        public double Sum => Value + Base + Interval + Change + Line;
    }

    /// <inheritdoc/>
    public override Scene Draw(ChartSpec spec, Table table)
    {
        var canvas = new Canvas(spec);
        var data = Observations.ReadAll(spec, table, canvas);
        Observation[] all = [.. data.Rows.Concat(data.Withheld.Where(o => o.Status.Contains("suppressed")))
            .OrderBy(o => o.Row)];
        if (data.Rows.Count == 0) return Frame.Empty(canvas, spec, new Frame(canvas, spec, data.Notes));
        var notes = new List<string>(data.Notes);
        var measures = all.Select(o => o.Measure).Distinct().ToArray();
        var areas = AreasOf(canvas, notes, all, measures[0]);
        var name = Math.Min(0.26 * spec.Width, areas.Max(a => Canvas.Width(a.Area, Size, true))) + 14;
        var room = spec.Width - 2 * Frame.Margin - name;
        var (columns, shown) = Fit(measures.Length, room);
        if (shown < measures.Length || columns.Line == 0 || columns.Change == 0)
        {
            notes.Add(shown == measures.Length ? canvas.Say("chart.score.columns")
                : canvas.Say("chart.score.narrow", ("shown", shown), ("count", measures.Length)));
            if (shown < measures.Length)
                canvas.Warn("chart.score.narrow", ("shown", shown), ("count", measures.Length));
        }
        var width = Math.Min(room / shown, Math.Max(columns.Sum, shown == 1 ? room : 280));
        var parts = measures.Take(shown).Select((measure, i) => PartOf(canvas, spec, all, areas, measure,
            Frame.Margin + name + i * width, width)).ToArray();
        if (parts.Any(p => p.Cells.Any(cell => cell.Clear is not null))) notes.Add(canvas.Say("chart.score.rule"));
        if (columns.Line > 0 && areas.Length > 1) notes.Add(canvas.Say("chart.score.lines"));
        notes.AddRange(PeriodNotes(canvas, parts));
        Periods.Note(canvas, [.. measures.Take(shown).SelectMany(measure => LeftOf(all, measure))], notes);
        notes.AddRange(Breaks.Notes(canvas, spec, all, "chart.breaks.apart"));
        Alike.NoteTwice(canvas, notes, parts.SelectMany(p => p.Cells).SelectMany(cell => cell.Twice));

        var frame = new Frame(canvas, spec, notes);
        var top = frame.Header([.. Legend(canvas, spec, parts)], data.IsSimulated) + 2;
        var y = Headings(canvas, parts, columns, top);
        canvas.Add(new LineMark(Frame.Margin, y, spec.Width - Frame.Margin, y, canvas.Theme.Axis));
        for (var row = 0; row < areas.Length; row++, y += RowHeight)
        {
            var isLit = spec.Highlight.Any(areas[row].IsNamed) || (areas.Length > 1 && row == 0 && IsAbove(areas));
            canvas.Text(Frame.Margin, y + RowHeight / 2 + 4.6,
                TextWrap.Shorten(areas[row].Area, name - 14, Size, isLit), Size,
                canvas.Theme.Ink, isLit);
            foreach (var part in parts) DrawCell(canvas, spec, part, columns, areas[row], part.Cells[row], y, isLit);
            canvas.Add(new LineMark(Frame.Margin, y + RowHeight, spec.Width - Frame.Margin, y + RowHeight,
                canvas.Theme.Grid));
        }
        frame.Footer(y + 4);
        return canvas.Finish(spec.Width, y + 4 + frame.FooterHeight, spec.Title.In(spec.Language),
            canvas.Say("chart.description.scoreboard", ("areas", areas.Length),
                ("measures", parts.Select(p => p.Heading)),
                ("up", parts.Sum(p => p.Cells.Count(c => c.Clear == 1))),
                ("down", parts.Sum(p => p.Cells.Count(c => c.Clear == -1)))));
    }

    // The area above all others first; of too many those with the highest latest values.
    static Observation[] AreasOf(Canvas canvas, List<string> notes, Observation[] all, string measure)
    {
        var areas = all.GroupBy(o => o.AreaId, StringComparer.Ordinal).Select(area => area.First()).ToArray();
        if (areas.Length > MostRows)
        {
            var latest = all.Where(o => o.Measure == measure && !double.IsNaN(o.Value)).GroupBy(o => o.AreaId)
                .ToDictionary(area => area.Key, area => area.MaxBy(o => o.End ?? DateOnly.MinValue)!.Value);
            (string, object?)[] facts = [("shown", MostRows), ("left", areas.Length - MostRows)];
            notes.Add(canvas.Say("chart.score.many", facts));
            canvas.Warn("chart.score.many", facts);
            areas = [.. areas.Index()
                .OrderByDescending(a => latest.GetValueOrDefault(a.Item.AreaId, double.NegativeInfinity))
                .ThenBy(a => a.Index).Take(MostRows).Select(a => a.Item)];
        }
        return areas.Length > 1 && Above(areas) is { } above ? [above, .. areas.Where(a => a != above)] : areas;
    }

    static IEnumerable<Observation> LeftOf(Observation[] all, string measure)
    {
        Observation[] rows = [.. all.Where(o => o.Measure == measure && !double.IsNaN(o.Value))];
        return rows.Length == 0 ? [] : rows.Except(Periods.Comparable(rows, IsRate(rows)));
    }

    static bool IsRate(Observation[] rows) => rows[0].Unit == "%" && rows.All(o => o.Reason != "change");

    // The one area of a level of its own, in which all others lie as far as is known: a county that was made a district
    // is no area above districts.
    static Observation? Above(Observation[] areas) => areas.GroupBy(a => a.Level).Where(level => level.Key.Length > 0)
        .ToArray() is [_, _] levels
        && levels.FirstOrDefault(level => level.Count() == 1)?.Single() is { } own
        && areas.All(a => a == own || a.Parent.Length == 0 || a.Parent == own.AreaZh || a.Parent == own.AreaEn)
            ? own : null;

    static bool IsAbove(Observation[] areas) => Above(areas) == areas[0];

    // Lines go first where room is short, then changes, then measures.
    static (Columns, int Shown) Fit(int measures, double room)
    {
        if (measures == 1)
            return (room >= 560 ? new(66, 74, 110, 130, 160) : room >= 380 ? new(66, 66, 0, 120, 110)
                : room >= 250 ? new(66, 0, 0, 104, 70)
                : new(66, 0, 0, 104, 0), 1);
        Columns[] ways = [new(62, 0, 0, 96, 76), new(62, 0, 0, 96, 0), new(66, 0, 0, 0, 0)];
        var way = ways.FirstOrDefault(w => w.Sum * measures <= room, ways[^1]);
        return (way, Math.Min(measures, Math.Max(1, (int)(room / way.Sum))));
    }

    static Part PartOf(Canvas canvas, ChartSpec spec, Observation[] all, Observation[] areas, string measure,
        double left, double width)
    {
        Observation[] of = [.. all.Where(o => o.Measure == measure)];
        Observation[] rows = [.. of.Where(o => !double.IsNaN(o.Value))];
        var (sample, isRate) = (of[0], IsRate(of));
        var own = of.Except(rows).Concat(Periods.Comparable(rows, isRate)).ToLookup(o => o.AreaId);
        var format = new ValueFormat(sample.Unit, isRate, spec.Language,
            [.. rows.Where(o => !o.IsPrintedRate).Select(o => o.Value)]);
        var heading = sample.MeasureName.Length > 0 ? sample.MeasureName : canvas.Say("chart.column.value");
        return new(measure, format.HasAxisUnit ? canvas.Language == Language.Chinese ? $"{heading}（{format.Unit}）"
            : $"{heading} ({format.Unit})"
            : heading, format, [.. areas.Select(area => ScoreCell.Of(spec, own[area.AreaId]))], left, width);
    }

    static double Headings(Canvas canvas, Part[] parts, Columns columns, double top)
    {
        var size = columns.Change > 0 ? Size : 11.5;
        var lines = parts.Select(part => TextWrap.Lines(part.Heading, part.Width - 12, size, true)).ToArray();
        var tall = parts.Length == 1 && parts[0].Measure.Length == 0 ? 0 : lines.Max(l => l.Count);
        for (var i = 0; i < parts.Length && tall > 0; i++)
            canvas.Lines(lines[i], parts[i].Left + 8, top + 18 * (tall - lines[i].Count), size, 18,
                canvas.Theme.Ink, true);
        var y = top + 18 * tall;
        foreach (var part in parts)
        {
            var right = part.Left;
            foreach (var (width, key, anchor) in new[]
            {
                (columns.Value, "value", TextAnchor.End), (columns.Base, "base", TextAnchor.End),
                (columns.Interval, "interval", TextAnchor.End),
                (columns.Change, "change", TextAnchor.End), (columns.Line, "line", TextAnchor.Start),
            })
            {
                if (width == 0) continue;
                right += width;
                canvas.Text(anchor == TextAnchor.End ? right : right - width + 16, y + 14,
                    canvas.Say("chart.score." + key + (key == "change" && part.Format.IsRate ? "-points" : "")), Small,
                    canvas.Theme.Muted, false, anchor);
            }
        }
        return y + 21;
    }

    static IEnumerable<string> PeriodNotes(Canvas canvas, Part[] parts)
    {
        var latest = parts.SelectMany(p => p.Cells).Select(c => c.Latest).OfType<Observation>().ToArray();
        if (latest.Select(o => o.Period).Distinct().ToArray() is [{ Length: > 0 } one])
            yield return canvas.Say("chart.score.period", ("period", one));
        else if (latest.Any(o => o.Period.Length > 0))
        {
            var most = latest.GroupBy(o => o.Period).OrderByDescending(g => g.Count())
                .ThenBy(g => g.Key, StringComparer.Ordinal).First().Key;
            yield return canvas.Say("chart.score.periods", ("period", most),
                ("areas", latest.Where(o => o.Period != most)
                .Select(o => $"{o.Area} {o.Period}").Distinct().ToArray() is { Length: > 4 } many ? [.. many[..4], "…"]
                : latest.Where(o => o.Period != most).Select(o => $"{o.Area} {o.Period}").Distinct()));
        }
        foreach (var part in parts)
            if (part.Cells.Select(c => c.Latest).OfType<Observation>().Select(o => o.VariantName).Distinct()
                .ToArray() is { Length: > 1 } mixed)
                yield return canvas.Say("chart.score.variants", ("measure", part.Heading), ("variants", mixed));
    }

    static IEnumerable<LegendEntry> Legend(Canvas canvas, ChartSpec spec, Part[] parts)
    {
        var cells = parts.SelectMany(p => p.Cells).ToArray();
        foreach (var sign in new[] { 1, -1, 0 })
            if (cells.Any(c => c.Clear == sign))
                yield return new(12, (c, x, y) =>
                    { foreach (var mark in Sign(c.Theme, spec, sign, x + 6, y)) c.Add(mark); },
                    canvas.Say(sign == 0 ? "chart.slope.unclear" : sign > 0 ? "chart.score.up" : "chart.score.down"));
        if (cells.Any(c => c.Latest is { IsSmallBase: true }))
            yield return new(0, (_, _, _) => { }, canvas.Say("chart.score.small"));
        if (cells.Any(c => c.Latest is { IsProvisional: true }))
            yield return new(0, (_, _, _) => { }, "* " + canvas.Say("chart.status.provisional"));
    }

    static IEnumerable<Mark> Sign(Theme theme, ChartSpec spec, int? clear, double x, double y)
    {
        if (clear is not { } sign) yield break;
        if (sign == 0)
        {
            yield return new RectMark(x - 4, y - 1, 8, 2, theme.Axis);
            yield break;
        }
        var color = spec.Direction is Direction.HigherBetter or Direction.LowerBetter
            ? sign > 0 == (spec.Direction == Direction.HigherBetter) ? theme.Better : theme.Worse : theme.Neutral;
        yield return new MarkerMark(x, y, sign > 0 ? MarkerShape.Triangle : MarkerShape.TriangleDown, 4, color, color);
    }
}
