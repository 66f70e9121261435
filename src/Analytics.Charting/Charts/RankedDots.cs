using Analytics.Charting.Layout;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

/// <summary>Rows sorted by value, each a dot with its interval; value and n stand in columns at the right.</summary>
/// <remarks>More rows than names can stand beside are drawn close together, with the names of some.</remarks>
sealed partial class RankedDots : ChartType
{
    /// <summary>Each of so many rows has its name and value beside it.</summary>
    const int MostNamed = 120;

    const double NameSize = 13, DetailSize = 11, ValueSize = 13;

    public override string Name => "ranked-dots";

    internal override IEnumerable<GalleryCase> Cases => RankedDotsSamples.Cases;

    sealed record Row(Observation Observation, IReadOnlyList<string> Name, IReadOnlyList<string> Detail, string Value,
        string Base)
    {
        public double Height => Math.Max(28, 18 * Name.Count + 15 * Detail.Count + 10);

        public bool IsWithheld => double.IsNaN(Observation.Value);
    }

    /// <inheritdoc/>
    public override Scene Draw(ChartSpec spec, Table table)
    {
        var canvas = new Canvas(spec);
        var data = Observations.Read(spec, table, canvas);
        if (data.Rows.Count == 0) return Frame.Empty(canvas, spec, new Frame(canvas, spec, data.Notes));
        var sorted = data.Rows.OrderByDescending(o => o.Value).ThenBy(o => o.AreaId, StringComparer.Ordinal)
            .ThenBy(o => o.Period, StringComparer.Ordinal).ToArray();
        if (sorted.Length > MostNamed)
        {
            // So many bear no words of their own: what would tell them apart may not differ.
            Alike.Check(spec.Columns, sorted, spec.Columns.AreaLevel);
            return DrawMany(canvas, spec, data, sorted);
        }
        var (facts, detail) = Details([.. sorted, .. data.Withheld]);
        var frame = new Frame(canvas, spec,
            [.. facts.Length > 0 ? [canvas.Say("chart.all-rows", ("facts", facts))] : Array.Empty<string>(),
                .. data.Notes]);
        // What is withheld has no place in the order: it stands under all others.
        var rows = Rows(canvas, spec, data.Format, [.. sorted, .. data.Withheld], detail);

        var labels = rows.Max(r =>
            Math.Max(r.Name.Max(l => Canvas.Width(l, NameSize, spec.Highlight.Any(r.Observation.IsNamed))),
            r.Detail.Select(l => Canvas.Width(l, DetailSize)).DefaultIfEmpty().Max()));
        var values = rows.Max(r => Canvas.Width(r.Value, ValueSize, true));
        var bases = rows.Max(r => Canvas.Width(r.Base, DetailSize));
        // In a narrow picture n goes under the value.
        var isNarrow = spec.Width < 520;
        var valueRight = spec.Width - Frame.Margin - (bases > 0 && !isNarrow ? bases + 10 : 0);
        var left = Frame.Margin + labels + 16;
        var right = Math.Min(valueRight - values, spec.Width - Frame.Margin - bases) - 24;
        var top = frame.Header([.. Legend(canvas, sorted)], data.IsSimulated)
            + (spec.Reference is null ? 0 : 18);
        var below = data.Format.HasAxisUnit ? 46 : 26;
        var natural = rows.Sum(r => r.Height);
        var stretch = Math.Max(0, (spec.Height ?? 0) - top - natural - below - frame.FooterHeight) / rows.Length;
        var bottom = top + natural + stretch * rows.Length;
        var axis = Axis.Of(data.Extent(spec), data.Format.IsRate, spec.Range, (int)((right - left) / 60));
        double X(double value) => left + axis.Share(value) * (right - left);

        var box = new Box(left, top, right, bottom);
        AxisLines.Plot(canvas, box, AxisLines.Of(axis, data.Format.IsRate), null, () =>
        {
            AxisLines.Bottom(canvas, axis, data.Format.IsRate, box, hasGrid: true);
            if (spec.Reference is { } reference)
                DrawReference(canvas, spec, reference, data.Format, X(reference.Value), top, bottom);
            var y = top;
            foreach (var row in rows)
            {
                var height = row.Height + stretch;
                canvas.Add(new LineMark(left, y + height / 2, right, y + height / 2, canvas.Theme.Grid, 1, "1 3"));
                var isStacked = isNarrow && row.Base.Length > 0;
                DrawRow(canvas, spec, row, data.Format, X, y + height / 2, left,
                    (valueRight, y + height / 2 + (isStacked ? -2 : 4.5)));
                if (row.Base.Length > 0)
                    canvas.Text(spec.Width - Frame.Margin, y + height / 2 + (isStacked ? 12 : 4.5),
                        row.Base, DetailSize,
                        canvas.Theme.Muted, false, TextAnchor.End);
                y += height;
            }
        });
        UnitLine.Under(canvas, data.Format, (left + right) / 2, bottom + 38);
        frame.Footer(bottom + below);
        var description = canvas.Say("chart.description.ranked-dots", ("count", sorted.Length),
            ("first", sorted[0].Spoken(canvas, data.Format)), ("last", sorted[^1].Spoken(canvas, data.Format)));
        return canvas.Finish(spec.Width, bottom + below + frame.FooterHeight, spec.Title.In(spec.Language),
            description);
    }

    static IEnumerable<LegendEntry> Legend(Canvas canvas, Observation[] rows)
    {
        foreach (var entry in Marks.Legend(canvas, rows, true)) yield return entry;
        if (rows.Any(o => o.IsProvisional))
            yield return new(0, (_, _, _) => { }, "* " + canvas.Say("chart.status.provisional"));
    }

    static void DrawReference(Canvas canvas, ChartSpec spec, ReferenceLine reference, ValueFormat format, double x,
        double top, double bottom)
    {
        canvas.Add(new LineMark(x, top - 4, x, bottom, canvas.Theme.Ink, 1.2, "5 4"));
        var text = $"{reference.Label.In(spec.Language)} {format.Exact(reference.Value)}";
        var half = Canvas.Width(text, 12) / 2;
        var at = Math.Clamp(x, Frame.Margin + half, Math.Max(Frame.Margin + half, spec.Width - Frame.Margin - half));
        canvas.Text(at, top - 9, text, 12, canvas.Theme.Ink, false, TextAnchor.Middle);
    }

    static void DrawRow(Canvas canvas, ChartSpec spec, Row row, ValueFormat format, Func<double, double> x, double y,
        double left,
        (double X, double Y) value)
    {
        var (o, theme, isStrong) = (row.Observation, canvas.Theme, spec.Highlight.Any(row.Observation.IsNamed));
        // Where some areas are brought out the others step back.
        var (color, ink) = spec.Highlight.Count == 0 || isStrong ? (theme.Neutral, theme.Ink)
            : (theme.Quiet, theme.Muted);
        var marks = new List<Mark>();
        var height = 18 * row.Name.Count + 15 * row.Detail.Count;
        var under = canvas.Lines(row.Name, left - 16, y - height / 2.0, NameSize, 18, ink, isStrong, TextAnchor.End);
        canvas.Lines(row.Detail, left - 16, under, DetailSize, 15, theme.Muted, false, TextAnchor.End);
        if (row.IsWithheld)
        {
            var box = new Box(left, y - 6, left + 44, y + 6);
            canvas.Add(new DatumGroup(o.Figures, MapRows.WithheldWords(canvas, o),
                [new RectMark(box.Left, box.Top, box.Width,
                box.Height, theme.Faint(theme.Muted)), .. Hatch.Lines(box, theme.Muted, 6),
                new TextMark(value.X, value.Y, row.Value, DetailSize + 1, theme.Muted, false, TextAnchor.End)])
            {
                Area = o.AreaId, Row = o.Row,
            });
            return;
        }
        if (o is { Low: { } low, High: { } high })
            marks.AddRange(Marks.Whisker(x(low), y, x(high), y, color));
        if (o.Bound is "at_least" or "at_most")
            marks.AddRange(Marks.Arrow(x(o.Value), y, o.Bound == "at_least" ? 1 : -1, 0, color, Marks.ArrowLength));
        marks.Add(Marks.Marker(theme, o, x(o.Value), y, MarkerShape.Circle, color));
        marks.Add(new TextMark(value.X, value.Y, row.Value, ValueSize, ink, true, TextAnchor.End));
        canvas.Add(o.Datum(canvas, format, marks));
    }

    static Row[] Rows(Canvas canvas, ChartSpec spec, ValueFormat format, Observation[] rows, Func<Observation,
        string[]> detail)
    {
        var width = Math.Min(300, 0.38 * spec.Width) - 16;
        return [.. rows.Select(o => new Row(o, TextWrap.Lines(o.Area, width, NameSize, spec.Highlight.Any(o.IsNamed)),
            DetailLines(detail(o), width, spec.Language),
            double.IsNaN(o.Value) ? canvas.Say("chart.status.suppressed")
            : format.Label(o) + (o.IsProvisional ? "*" : ""),
            o.Trials is { } n ? "n=" + ValueFormat.Whole(n) : ""))];
    }

    // One line where they fit, else each fact begins its own.
    static IReadOnlyList<string> DetailLines(string[] facts, double width, Language language)
    {
        var line = string.Join(language == Language.Chinese ? "·" : " · ", facts);
        return Canvas.Width(line, DetailSize) <= width ? line.Length > 0 ? [line] : []
            : [.. facts.SelectMany(fact => TextWrap.Lines(fact, width, DetailSize))];
    }

    // What all rows share is said once at the foot; what differs stands under each name.
    static (string[] Shared, Func<Observation, string[]> Detail) Details(Observation[] rows)
    {
        Func<Observation, string>[] parts =
            [o => o.Topic, o => o.PartName, o => o.Period, o => o.VariantName, o => o.ScopeWords];
        var shared = parts.Where(p => rows.All(o => p(o) == p(rows[0]))).ToArray();
        var own = parts.Except(shared).ToArray();
        return ([.. shared.Select(p => p(rows[0])).Where(t => t.Length > 0)],
            o => [.. own.Select(p => p(o)).Where(t => t.Length > 0)]);
    }
}
