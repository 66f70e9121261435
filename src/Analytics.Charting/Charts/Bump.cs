using Analytics.Charting.Layout;
using Analytics.Statistics.Comparisons;
using Analytics.Statistics.Ranks;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

/// <summary>The ranks of areas over periods, with the ranks that the tests of all pairs leave open.</summary>
/// <remarks>Only rates with counts can be ranked so. Rank sets hold for all areas of a period at once, by Holm; of more
/// than <see cref="MostHolm"/> areas by Bonferroni, which tests only the pairs of areas shown. Areas below the least
/// base get no rank.</remarks>
sealed partial class Bump : ChartType
{
    const int MostAreas = 40, MostBands = 6, MostHolm = 200, MostRibbons = 2;
    const double BarStep = 5;

    public override string Name => "bump";

    internal override IEnumerable<GalleryCase> Cases => BumpSamples.Cases;

    /// <summary>An area's place in one period.</summary>
    sealed record Place(Observation O, int Period, int Rank, RankSet Set);

    /// <summary>What every line needs.</summary>
    sealed record Setting(Canvas Canvas, ChartSpec Spec, ValueFormat Format, Box Box, int Periods, int Most, double Pad)
    {
        public double X(int period) => Periods == 1 ? (Box.Left + Box.Right) / 2
            : Box.Left + period * Box.Width / (Periods - 1);

        public double Y(double rank) => Most == 1 ? (Box.Top + Box.Bottom) / 2
            : Box.Top + (rank - 1) * Box.Height / (Most - 1);
    }

    /// <inheritdoc/>
    public override Scene Draw(ChartSpec spec, Table table)
    {
        var canvas = new Canvas(spec);
        var data = Observations.Read(spec, table, canvas);
        var notes = new List<string>(data.Notes);
        var counted = data.Rows.Where(o => o.HasCounts && o.Start is not null).ToArray();
        Alike.Check(spec.Columns, counted, spec.Columns.PeriodId);
        var small = counted.Where(o => SmallBase.HasNoMark(o.Trials!.Value)).ToArray();
        if (small.Length > 0)
            notes.Add(canvas.Say("chart.bump.small", ("count", small.Length), ("least", SmallBase.Minimum)));
        if (counted.Length < data.Rows.Count)
            notes.Add(canvas.Say("chart.bump.uncounted", ("count", data.Rows.Count - counted.Length)));
        var periods = counted.OrderBy(o => o.Start).ThenBy(o => o.End).Select(o => o.Period).Distinct().ToArray();
        var ranked = counted.Except(small).ToArray();
        var places = Places(ranked, periods);
        Alike.NoteTwice(canvas, notes, ranked.Except(places.Select(p => p.O)));
        if (places.Length == 0) return Frame.Empty(canvas, spec, new Frame(canvas, spec, notes));
        var areas = places.GroupBy(p => p.O.AreaId, StringComparer.Ordinal)
            .OrderByDescending(a => spec.Highlight.Any(a.First().O.IsNamed))
            .ThenBy(a => a.MaxBy(p => p.Period)!.Rank).ToArray();
        var isLarge = places.GroupBy(p => p.Period).Any(period => period.Count() > MostHolm);
        if (areas.Length > MostAreas)
        {
            notes.Add(canvas.Say("chart.bump.many", ("count", areas.Length), ("shown", MostAreas)));
            canvas.Warn("chart.bump.many", ("count", areas.Length), ("shown", MostAreas));
        }
        notes.AddRange(Breaks.Notes(canvas, spec, [.. places.Select(p => p.O)], "chart.breaks.apart"));
        notes.Add(canvas.Say("chart.bump.rule", ("method", isLarge ? "Bonferroni" : "Holm")));
        if (MapRows.SharedFacts(canvas, [places[0].O with { Period = "" }]) is { Length: > 0 } shared)
            notes.Insert(0, canvas.Say("chart.all-rows", ("facts", shared)));
        var shown = areas.Take(MostAreas).Select(a => a.OrderBy(p => p.Period).ToArray()).ToArray();
        if (isLarge) shown = WithSets(shown, places);

        var frame = new Frame(canvas, spec, notes);
        var top = frame.Header([.. Legend(canvas, spec, shown, small.Length, data.Withheld.Count)],
            data.IsSimulated) + 10;
        var most = shown.Max(a => a.Max(p => p.Rank));
        var name = Math.Min(0.3 * spec.Width, shown.Max(a => Canvas.Width(a[^1].O.Area, 12, true)));
        var height = Math.Max(Math.Clamp((shown.Length > MostBands ? 21.0 : 34) * Math.Min(most, shown.Length), 60,
            840), (spec.Height ?? 0) - top - frame.FooterHeight - 40);
        // Bars beside the first and the last places need room.
        var lit = shown.Count(a => IsLit(spec, shown.Length, a));
        var pad = lit > MostRibbons ? lit * BarStep / 2 : 0;
        var box = new Box(Frame.Margin + 34 + pad, top + 8, spec.Width - Frame.Margin - name - 22 - pad,
            top + 8 + height);
        var s = new Setting(canvas, spec, data.Format, box, periods.Length, most, pad);
        DrawScale(s, periods);
        var under = DrawUnranked(s, periods, small, data.Withheld);
        AxisLines.Plot(canvas, box, null, null, () => DrawAreas(s, shown));
        frame.Footer(box.Bottom + 34 + under);
        return canvas.Finish(spec.Width, box.Bottom + 34 + under + frame.FooterHeight, spec.Title.In(spec.Language),
            canvas.Say("chart.description.bump", ("areas", areas.Length), ("from", periods[0]), ("to", periods[^1]),
                ("first", shown.Select(a => a[^1]).Where(p => p.Rank == 1).Select(p => p.O.Area))));
    }

    static Place[] Places(IEnumerable<Observation> rows, string[] periods)
    {
        var places = new List<Place>();
        foreach (var period in rows.GroupBy(o => Array.IndexOf(periods, o.Period)))
        {
            Observation[] of = [.. period.DistinctBy(o => o.AreaId)];
            if (of.Length > MostHolm)
            {
                var ranks =
                    Statistics.Distributions.Ranks.Of(
                        [.. of.Select(o => (double?)(o.Events!.Value / (double)o.Trials!.Value))]);
                places.AddRange(of.Select((o, i) =>
                    new Place(o, period.Key, ranks[i]!.Value.MinDescending, new(1, of.Length))));
                continue;
            }
            var sets = RankSets.Of([.. of.Select(o => o.Events!.Value)], [.. of.Select(o => o.Trials!.Value)]);
            places.AddRange(of.Select((o, i) => new Place(o, period.Key, sets.Rank[i], sets.Holm[i])));
        }
        return [.. places];
    }

    // Of many areas all pairs take seconds: only those of the areas shown are tested, each at its share of 5 %.
    static Place[][] WithSets(Place[][] shown, Place[] places)
    {
        var all = places.GroupBy(p => p.Period).ToDictionary(g => g.Key, g => g.Select(p => p.O).ToArray());
        return [.. shown.Select(area => area.Select(place => all[place.Period].Length <= MostHolm ? place
            : place with { Set = SetOf(place.O, all[place.Period]) }).ToArray())];

        static RankSet SetOf(Observation o, Observation[] others)
        {
            var least = 0.05 / (others.Length * (others.Length - 1.0) / 2);
            var (higher, lower) = (0, 0);
            foreach (var other in others)
            {
                if (RankSets.PairP(o.Events!.Value, o.Trials!.Value, other.Events!.Value, other.Trials!.Value) >= least)
                    continue;
                if (other.Events.Value * (double)o.Trials.Value > o.Events.Value * (double)other.Trials.Value) higher++;
                else lower++;
            }
            return new(1 + higher, others.Length - lower);
        }
    }

    static bool IsLit(ChartSpec spec, int count, Place[] area) => spec.Highlight.Any(area[0].O.IsNamed)
        || (spec.Highlight.Count == 0 && count <= MostBands);

    static IEnumerable<LegendEntry> Legend(Canvas canvas, ChartSpec spec, Place[][] areas, int small, int withheld)
    {
        var isRibbon = areas.Count(a => IsLit(spec, areas.Length, a)) <= MostRibbons;
        if (areas.Any(a => IsLit(spec, areas.Length, a)))
            yield return new(24, (c, x, y) =>
            {
                if (isRibbon) c.Add(new RectMark(x, y - 6, 24, 12, c.Theme.Faint(c.Theme.Neutral)));
                else c.Add(new RectMark(x + 10, y - 8, BarStep - 1, 16, c.Theme.Soft(c.Theme.Neutral), 2));
                c.Add(new LineMark(x, y, x + 24, y, c.Theme.Neutral, 2.5));
            }, canvas.Say("chart.bump.band"));
        foreach (var entry in Marks.Legend(canvas,
            [.. areas.SelectMany(a => a).Select(p => p.O with { Low = null, High = null })], false))
            yield return entry;
        foreach (var entry in Alike.WithheldSign(canvas, withheld)) yield return entry;
        if (small > 0)
            yield return new(10, (c, x, y) =>
                c.Add(new MarkerMark(x + 5, y, MarkerShape.Circle, 4, c.Theme.Background, c.Theme.Muted)),
                canvas.Say("chart.bump.unranked", ("least", SmallBase.Minimum)));
    }
}
