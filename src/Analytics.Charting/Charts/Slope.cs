using Analytics.Charting.Layout;
using Analytics.Statistics.Comparisons;
using Analytics.Statistics.Intervals;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

/// <summary>Each area's value in the first period and in the last, joined by a line: strong where the change is clear.
/// </summary>
/// <remarks>A change of two rates with counts is clear where Newcombe's 95 % interval of the difference leaves out zero.
/// Others have no such test and are drawn quietly.</remarks>
sealed class Slope : ChartType
{
    const double Leading = 17, NameSize = 12;
    const int MostNamed = 40;

    public override string Name => "slope";

    internal override IEnumerable<GalleryCase> Cases => SlopeSamples.Cases;

    /// <summary>An area with both ends; <paramref name="Clear"/> is -1, 0 or 1, null where it cannot be told.</summary>
    sealed record Pair(Observation From, Observation To, Interval? Difference, int? Clear, bool IsLit)
    {
        public double Change => To.Value - From.Value;
    }

    /// <summary>What every line needs.</summary>
    sealed record Setting(Canvas Canvas, ChartSpec Spec, ValueFormat Format, Axis Axis, Box Box)
    {
        public double Y(double value) => Box.Bottom - Axis.Share(value) * Box.Height;
    }

    /// <inheritdoc/>
    public override Scene Draw(ChartSpec spec, Table table)
    {
        var canvas = new Canvas(spec);
        var data = Observations.Read(spec, table, canvas);
        var notes = new List<string>(data.Notes);
        var periods = data.Rows.Where(o => o.Start is not null).OrderBy(o => o.Start).ThenBy(o => o.End)
            .Select(o => o.Period).Distinct().ToArray();
        var pairs = periods.Length < 2 ? [] : Pairs(spec, data, periods[0], periods[^1]);
        if (pairs.Length == 0)
            return Frame.Empty(canvas, spec, new Frame(canvas, spec,
                data.Rows.Count == 0 ? notes : [.. notes, canvas.Say("chart.slope.needs")]));
        var lacking = data.Rows.Select(o => o.Area).Distinct().Except(pairs.Select(p => p.From.Area)).ToArray();
        if (lacking.Length > 0)
        {
            (string, object?)[] facts = [("count", lacking.Length), ("areas", lacking.Length > 4 ? [.. lacking[..4], "…"] : lacking)];
            notes.Add(canvas.Say("chart.slope.lacking", facts));
            canvas.Warn("chart.slope.lacking", facts);
        }
        if (MapRows.SharedFacts(canvas, [pairs[0].From with { Period = "" }]) is { Length: > 0 } shared)
            notes.Insert(0, canvas.Say("chart.all-rows", ("facts", shared)));
        if (pairs.Any(p => p.Clear is not null)) notes.Add(canvas.Say("chart.slope.rule"));
        var isMany = pairs.Length > MostNamed;
        if (isMany) notes.Add(canvas.Say("chart.slope.many", ("count", pairs.Length)));

        var frame = new Frame(canvas, spec, notes);
        var top = frame.Header([.. Legend(canvas, spec, pairs), .. Marks.Legend(canvas, [.. pairs.SelectMany(p => new[] { p.From, p.To })], false)],
            data.IsSimulated) + 22;
        var named = Named(pairs, isMany);
        var wide = Math.Min(0.34 * spec.Width, named.Length == 0 ? 60 : named.Max(p =>
            Math.Max(Canvas.Width(Label(data.Format, p.From, true), NameSize), Canvas.Width(Label(data.Format, p.To, false), NameSize))) + 26);
        var height = Math.Max(Math.Clamp(Leading * named.Length, 240, 900), (spec.Height ?? 0) - top - frame.FooterHeight - 12);
        var box = new Box(Frame.Margin + wide, top, spec.Width - Frame.Margin - wide, top + height);
        double[] values = [.. pairs.SelectMany(p => new[] { p.From.Value, p.To.Value }), .. pairs.Length > 16 ? [] : pairs
            .SelectMany(p => new[] { p.From.Low, p.From.High, p.To.Low, p.To.High }).OfType<double>(),
            .. spec.Reference is { } line ? [line.Value] : Array.Empty<double>()];
        var s = new Setting(canvas, spec, data.Format, Axis.Of(values, data.Format.IsRate, spec.Range, 5), box);
        AxisLines.Plot(canvas, box, null, AxisLines.Of(s.Axis, data.Format.IsRate), () => DrawPairs(s, pairs, named, periods));
        frame.Footer(box.Bottom + 8);
        int Count(int sign) => pairs.Count(p => p.Clear == sign);
        return canvas.Finish(spec.Width, box.Bottom + 8 + frame.FooterHeight, spec.Title.In(spec.Language),
            canvas.Say("chart.description.slope", ("count", pairs.Length), ("from", periods[0]), ("to", periods[^1]),
                ("up", Count(1)), ("down", Count(-1))));
    }

    static Pair[] Pairs(ChartSpec spec, Observations data, string first, string last)
    {
        var rows = data.Rows.Where(o => o.Period == first || o.Period == last).ToArray();
        (string Column, Func<Observation, string> Of)[] parts =
        [
            (spec.Columns.Measure, o => o.Measure), (spec.Columns.Variant, o => o.Variant), (spec.Columns.ScopeId, o => o.Scope),
            (spec.Columns.Dataset, o => o.Dataset),
        ];
        foreach (var (column, of) in parts)
            if (rows.Select(of).Distinct().ToArray() is { Length: > 1 } values) throw ChartErrors.ComparisonMixed(column, values);
        return [.. rows.GroupBy(o => o.AreaId, StringComparer.Ordinal).Select(area => (
                From: area.FirstOrDefault(o => o.Period == first), To: area.FirstOrDefault(o => o.Period == last)))
            .Where(pair => pair is { From: not null, To: not null })
            .Select(pair => PairOf(spec, pair.From!, pair.To!))];
    }

    static Pair PairOf(ChartSpec spec, Observation from, Observation to)
    {
        var isLit = spec.Highlight.Any(from.IsNamed);
        if (!from.HasCounts || !to.HasCounts) return new(from, to, null, null, isLit);
        var difference = Newcombe.Interval(to.Events!.Value, to.Trials!.Value, from.Events!.Value, from.Trials!.Value);
        return new(from, to, difference, difference.Low > 0 ? 1 : difference.High < 0 ? -1 : 0, isLit);
    }

    // All of few; of many those that changed clearly and those asked for.
    static Pair[] Named(Pair[] pairs, bool isMany) => !isMany ? pairs
        : [.. pairs.Where(p => p.IsLit || p.Clear is 1 or -1).OrderByDescending(p => p.IsLit).ThenByDescending(p => Math.Abs(p.Change))
            .Take(MostNamed)];

    static void DrawPairs(Setting s, Pair[] pairs, Pair[] named, string[] periods)
    {
        var (canvas, theme, box) = (s.Canvas, s.Canvas.Theme, s.Box);
        foreach (var (x, period) in new[] { (box.Left, periods[0]), (box.Right, periods[^1]) })
        {
            canvas.Add(new LineMark(x, box.Top - 6, x, box.Bottom + 4, theme.Axis));
            canvas.Text(x, box.Top - 12, period, 13, theme.Ink, true, TextAnchor.Middle);
        }
        if (s.Spec.Reference is { } line)
            canvas.Add(new LineMark(box.Left, s.Y(line.Value), box.Right, s.Y(line.Value), theme.Ink, 1.2, "5 4"));
        var left = Spread.Apart([.. named.Select(p => s.Y(p.From.Value))], Leading, box.Top + 4, box.Bottom - 2);
        var right = Spread.Apart([.. named.Select(p => s.Y(p.To.Value))], Leading, box.Top + 4, box.Bottom - 2);
        var places = named.Select((p, i) => (p, i)).ToDictionary(one => one.p, one => one.i);
        foreach (var pair in pairs.OrderBy(p => p.IsLit ? 2 : p.Clear is 1 or -1 ? 1 : 0))
            DrawPair(s, pair, places.TryGetValue(pair, out var i) ? (left[i], right[i]) : null, pairs.Length);
    }

    static void DrawPair(Setting s, Pair pair, (double Left, double Right)? names, int count)
    {
        var (theme, box, color) = (s.Canvas.Theme, s.Box, ColorOf(s.Canvas.Theme, s.Spec, pair));
        var (y1, y2) = (s.Y(pair.From.Value), s.Y(pair.To.Value));
        var isStrong = pair.IsLit || pair.Clear is 1 or -1;
        List<Mark> marks = [new LineMark(box.Left, y1, box.Right, y2, isStrong ? color : theme.Soft(color), pair.IsLit ? 3 : isStrong ? 2 : 1.25)];
        foreach (var (x, y, o) in new[] { (box.Left, y1, pair.From), (box.Right, y2, pair.To) })
        {
            if (count <= 16 && o is { Low: { } low, High: { } high })
                marks.Add(new LineMark(x, s.Y(low), x, s.Y(high), theme.Soft(color), 1.5));
            if (count <= 300) marks.Add(Marks.Marker(theme, o, x, y, MarkerShape.Circle, color) with { Radius = count > 40 ? 3 : 4 });
        }
        if (names is { } at)
        {
            var ink = isStrong ? color == theme.Quiet ? theme.Ink : color : theme.Muted;
            marks.AddRange(Leader(theme, box.Left - 7, y1, box.Left - 16, at.Left));
            marks.AddRange(Leader(theme, box.Right + 7, y2, box.Right + 16, at.Right));
            var room = box.Left - Frame.Margin - 20;
            marks.Add(new TextMark(box.Left - 20, at.Left + 4.2, TextWrap.Shorten(Label(s.Format, pair.From, true), room, NameSize, isStrong),
                NameSize, ink, isStrong, TextAnchor.End));
            marks.Add(new TextMark(box.Right + 20, at.Right + 4.2, TextWrap.Shorten(Label(s.Format, pair.To, false), room, NameSize, isStrong),
                NameSize, ink, isStrong));
        }
        s.Canvas.Add(new DatumGroup([.. pair.From.Figures, .. pair.To.Figures], Spoken(s, pair), marks)
        {
            Area = pair.From.AreaId, Row = pair.To.Row, Series = pair.Clear is 1 or -1 ? "clear" : "unclear",
        });
    }

    // A short line where a name stands away from its point.
    static IEnumerable<Mark> Leader(Theme theme, double x1, double y1, double x2, double y2)
    {
        if (Math.Abs(y1 - y2) > 2) yield return new LineMark(x1, y1, x2, y2, theme.Axis, 0.75);
    }

    static string Spoken(Setting s, Pair pair)
    {
        var (canvas, unit) = (s.Canvas, s.Format.IsRate ? s.Canvas.Say("chart.trend.points") : s.Format.Unit);
        var comma = canvas.Language == Language.Chinese ? "，" : ", ";
        var words = string.Join(comma, pair.From.Spoken(canvas, s.Format), pair.To.Spoken(canvas, s.Format),
            canvas.Say("chart.slope.change", ("change", s.Format.Change(pair.Change)), ("unit", unit)));
        return pair.Difference is not { } difference ? words : words + comma + canvas.Say("chart.slope.interval",
            ("low", s.Format.Change(100 * difference.Low)), ("high", s.Format.Change(100 * difference.High)));
    }

    static string Label(ValueFormat format, Observation o, bool isLeft) => isLeft ? $"{o.Area} {format.Label(o)}"
        : $"{format.Label(o)} {o.Area}";

    static string ColorOf(Theme theme, ChartSpec spec, Pair pair) => pair.Clear switch
    {
        null or 0 => pair.IsLit ? theme.Neutral : theme.Quiet,
        { } sign when spec.Direction is Direction.HigherBetter or Direction.LowerBetter =>
            sign > 0 == (spec.Direction == Direction.HigherBetter) ? theme.Better : theme.Worse,
        _ => theme.Neutral,
    };

    static IEnumerable<LegendEntry> Legend(Canvas canvas, ChartSpec spec, Pair[] pairs)
    {
        var clear = pairs.Where(p => p.Clear is 1 or -1).ToArray();
        foreach (var color in clear.Select(p => ColorOf(canvas.Theme, spec, p with { IsLit = false })).Distinct().Order(StringComparer.Ordinal))
            yield return new(24, (c, x, y) => c.Add(new LineMark(x, y, x + 24, y, color, 2)), canvas.Say(
                color == canvas.Theme.Better ? "chart.slope.better" : color == canvas.Theme.Worse ? "chart.slope.worse" : "chart.slope.clear"),
                "clear");
        if (clear.Length < pairs.Length && pairs.Any(p => p.Clear == 0))
            yield return new(24, (c, x, y) => c.Add(new LineMark(x, y, x + 24, y, c.Theme.Soft(c.Theme.Quiet), 1.25)),
                canvas.Say("chart.slope.unclear"), "unclear");
        if (spec.Reference is { } line)
            yield return new(24, (c, x, y) => c.Add(new LineMark(x, y, x + 24, y, c.Theme.Ink, 1.2, "5 4")),
                $"{line.Label.In(spec.Language)} {line.Value.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture)}");
    }
}
