using Analytics.Charting.Layout;
using Analytics.Statistics.Comparisons;
using Analytics.Statistics.Intervals;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

/// <summary>Each area's value in the first period and in the last, joined by a line: strong where the change is clear.
/// </summary>
/// <remarks>A change of two rates with counts is clear where Newcombe's 95 % interval of the difference leaves out
/// zero. Others have no such test and are drawn quietly.</remarks>
sealed partial class Slope : ChartType
{
    const double Leading = 17, NameSize = 12;
    const int MostNamed = 40, MostWhiskers = 8;

    public override string Name => "slope";

    internal override IEnumerable<GalleryCase> Cases => SlopeSamples.Cases;

    /// <summary>An area with both ends; <paramref name="Clear"/> is -1, 0 or 1, null where it cannot be told.</summary>
    sealed record Pair(Observation From, Observation To, Interval? Difference, int? Clear, bool IsLit)
    {
        /// <summary>Whether a break lies between its ends: they are shown, and neither joined nor compared.</summary>
        public bool IsApart { get; init; }

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
        data = Periods.Comparable(canvas, data, notes);
        var periods = data.Rows.Where(o => o.Start is not null).OrderBy(o => o.Start).ThenBy(o => o.End)
            .Select(o => o.Period).Distinct().ToArray();
        var pairs = periods.Length < 2 ? [] : Pairs(spec, data, periods[0], periods[^1]);
        if (pairs.Length == 0)
            return Frame.Empty(canvas, spec, new Frame(canvas, spec,
                data.Rows.Count == 0 ? notes : [.. notes, canvas.Say("chart.slope.needs")]));
        Observation[] hidden = [.. data.Withheld.Where(o => o.Period == periods[0] || o.Period == periods[^1])];
        var told = pairs.Select(p => p.From).Concat(hidden).Select(o => o.AreaId).ToHashSet(StringComparer.Ordinal);
        var lacking = data.Rows.DistinctBy(o => o.AreaId).Where(o => !told.Contains(o.AreaId)).Select(o => o.Area)
            .ToArray();
        if (lacking.Length > 0)
        {
            (string, object?)[] facts = [("count", lacking.Length),
                ("areas", lacking.Length > 4 ? [.. lacking[..4], "…"] : lacking)];
            notes.Add(canvas.Say("chart.slope.lacking", facts));
            canvas.Warn("chart.slope.lacking", facts);
        }
        Alike.NoteTwice(canvas, notes, Twice(data.Rows, pairs, periods));
        if (MapRows.SharedFacts(canvas, [pairs[0].From with { Period = "" }]) is { Length: > 0 } shared)
            notes.Insert(0, canvas.Say("chart.all-rows", ("facts", shared)));
        notes.AddRange(Breaks.Notes(canvas, spec, [.. pairs.SelectMany(p => new[] { p.From, p.To })],
            "chart.breaks.apart"));
        if (pairs.Any(p => p.Clear is not null)) notes.Add(canvas.Say("chart.slope.rule"));
        if (pairs.Count(p => p is { Clear: null, Difference: not null }) is var small and > 0)
            notes.Add(canvas.Say("chart.slope.small", ("least", SmallBase.Minimum), ("count", small)));
        if (pairs.Count(p => p.Difference is null) is > 0 and var uncounted && uncounted < pairs.Length)
            notes.Add(canvas.Say("chart.slope.uncounted", ("count", uncounted)));
        var isMany = pairs.Length > MostNamed;
        var named = Named(pairs, isMany);
        if (isMany)
            notes.Add(canvas.Say("chart.slope.many", ("count", pairs.Length),
                ("clear", pairs.Count(p => p.Clear is 1 or -1)), ("shown", named.Length)));
        HashSet<Observation> whiskered = [.. pairs.Where(p => HasWhiskers(p, pairs.Length))
            .SelectMany(p => new[] { p.From, p.To }).Where(o => o.HasInterval)];
        if (whiskered.Count > 0 && pairs.Length > MostWhiskers) notes.Add(canvas.Say("chart.slope.whiskers"));

        var frame = new Frame(canvas, spec, notes);
        var top =
            frame.Header([.. Legend(canvas, spec, pairs),
                .. Marks.Legend(canvas, [.. pairs.SelectMany(p => new[] { p.From, p.To })
            .Select(o => whiskered.Contains(o) ? o : o with { Low = null, High = null })], false)],
            data.IsSimulated) + 22;
        var wide = Math.Min((spec.Width < 560 ? 0.3 : 0.34) * spec.Width, named.Length == 0 ? 60 : named.Max(p =>
            Math.Max(Canvas.Width(Label(data.Format, p.From, true), NameSize, true),
                Canvas.Width(Label(data.Format, p.To, false), NameSize, true))) + 26);
        var height = Math.Max(Math.Clamp(24.0 * named.Length, 260, 900),
            (spec.Height ?? 0) - top - frame.FooterHeight - 12);
        var box = new Box(Frame.Margin + wide, top, spec.Width - Frame.Margin - wide, top + height);
        double[] values = [.. pairs.SelectMany(p => new[] { p.From.Value, p.To.Value }),
            .. pairs.Where(p => HasWhiskers(p, pairs.Length))
            .SelectMany(p => new[] { p.From.Low, p.From.High, p.To.Low, p.To.High }).OfType<double>(),
            .. spec.Reference is { } line ? [line.Value] : Array.Empty<double>()];
        var s = new Setting(canvas, spec, data.Format, Axis.Of(values, data.Format.IsRate, spec.Range, 5), box);
        AxisLines.Plot(canvas, box, null, AxisLines.Of(s.Axis, data.Format.IsRate),
            () => DrawPairs(s, pairs, named, periods));
        var bottom = box.Bottom + 8 + DrawHidden(s, hidden, periods);
        frame.Footer(bottom);
        int Count(int sign) => pairs.Count(p => p.Clear == sign);
        return canvas.Finish(spec.Width, bottom + frame.FooterHeight, spec.Title.In(spec.Language),
            canvas.Say("chart.description.slope", ("count", pairs.Length), ("from", periods[0]), ("to", periods[^1]),
                ("up", Count(1)), ("down", Count(-1))));
    }

    static Pair[] Pairs(ChartSpec spec, Observations data, string first, string last)
    {
        var rows = data.Rows.Where(o => o.Period == first || o.Period == last).ToArray();
        Alike.Check(spec.Columns, rows, spec.Columns.PeriodId, spec.Columns.AreaLevel);
        return [.. rows.GroupBy(o => o.AreaId, StringComparer.Ordinal).Select(area => (
                From: area.FirstOrDefault(o => o.Period == first), To: area.FirstOrDefault(o => o.Period == last)))
            .Where(pair => pair is { From: not null, To: not null })
            .Select(pair => PairOf(spec, pair.From!, pair.To!))];
    }

    // Of the two periods, rows of areas that are drawn with another row.
    static IEnumerable<Observation> Twice(IReadOnlyList<Observation> rows, Pair[] pairs, string[] periods)
    {
        var drawn = pairs.ToDictionary(p => p.From.AreaId, StringComparer.Ordinal);
        return rows.Where(o => (o.Period == periods[0] || o.Period == periods[^1])
            && drawn.TryGetValue(o.AreaId, out var pair) && o != pair.From && o != pair.To);
    }

    static Pair PairOf(ChartSpec spec, Observation from, Observation to)
    {
        var isLit = spec.Highlight.Any(from.IsNamed);
        if (Breaks.IsBetween(spec, from, to)) return new(from, to, null, null, isLit) { IsApart = true };
        if (!from.HasCounts || !to.HasCounts) return new(from, to, null, null, isLit);
        var difference = Newcombe.Interval(to.Events!.Value, to.Trials!.Value, from.Events!.Value, from.Trials!.Value);
        int? clear = SmallBase.HasNoMark(from.Trials.Value) || SmallBase.HasNoMark(to.Trials.Value) ? null
            : difference.Low > 0 ? 1 : difference.High < 0 ? -1 : 0;
        return new(from, to, difference, clear, isLit);
    }

    // All of few; of many those that changed clearly and those asked for.
    static Pair[] Named(Pair[] pairs, bool isMany) => !isMany ? pairs
        : [.. pairs.Where(p => p.IsLit || p.Clear is 1 or -1).OrderByDescending(p => p.IsLit)
            .ThenByDescending(p => Math.Abs(p.Change))
            .Take(MostNamed)];

    // Where room lacks, the name is shortened and never the value.
    static string Label(ValueFormat format, Observation o, bool isLeft, double room = double.PositiveInfinity)
    {
        var value = format.Label(o);
        var name = TextWrap.Shorten(o.Area, room - Canvas.Width(value + " ", NameSize, true), NameSize, true);
        return isLeft ? $"{name} {value}" : $"{value} {name}";
    }

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
        foreach (var color in clear.Select(p => ColorOf(canvas.Theme, spec, p with { IsLit = false })).Distinct()
            .Order(StringComparer.Ordinal))
            yield return new(24, (c, x, y) => c.Add(new LineMark(x, y, x + 24, y, color, 2)), canvas.Say(
                color == canvas.Theme.Better ? "chart.slope.better" : color == canvas.Theme.Worse ? "chart.slope.worse"
                    : "chart.slope.clear"),
                "clear");
        if (clear.Length < pairs.Length && pairs.Any(p => p.Clear == 0))
            yield return new(24, (c, x, y) => c.Add(new LineMark(x, y, x + 24, y, c.Theme.Soft(c.Theme.Quiet), 1.25)),
                canvas.Say("chart.slope.unclear"), "unclear");
        if (spec.Reference is { } line)
            yield return new(24, (c, x, y) => c.Add(new LineMark(x, y, x + 24, y, c.Theme.Ink, 1.2, "5 4")),
                $"{line.Label.In(spec.Language)} {line.Value.ToString(
                    "0.##", System.Globalization.CultureInfo.InvariantCulture)}");
    }
}
