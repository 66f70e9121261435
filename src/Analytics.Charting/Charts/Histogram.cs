using Analytics.Charting.Layout;
using Analytics.Statistics.Distributions;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

/// <summary>How the values of areas are spread: bars of how many lie in each class, or a dot for each where there are
/// few.
/// </summary>
sealed partial class Histogram : ChartType
{
    /// <summary>Fewer values than this have no form that classes would show.</summary>
    public const int Enough = 12;

    /// <summary>More marks than this under the bars are a smear.</summary>
    const int MostRug = 400;

    public override string Name => "histogram";

    internal override IEnumerable<GalleryCase> Cases => HistogramSamples.Cases;

    /// <summary>What the parts of one picture share.</summary>
    sealed record Setting(Canvas Canvas, ChartSpec Spec, ValueFormat Format, IReadOnlyList<Observation> Rows,
        double Median)
    {
        public Axis Values { get; init; } = null!;

        public Box Box { get; init; }

        public double X(double value) => Box.Left + Values.Share(value) * Box.Width;

        public bool IsHighlit(Observation o) => Spec.Highlight.Any(o.IsNamed);
    }

    /// <inheritdoc/>
    public override Scene Draw(ChartSpec spec, Table table)
    {
        var canvas = new Canvas(spec);
        var data = Observations.Read(spec, table, canvas);
        if (data.Rows.Count == 0) return Frame.Empty(canvas, spec, new Frame(canvas, spec, data.Notes));
        Alike.Check(spec.Columns, data.Rows);
        double[] sorted = [.. data.Rows.Select(o => o.Value).Order()];
        var s = new Setting(canvas, spec, data.Format, data.Rows, Quantiles.Of(sorted, 0.5));
        var bins = sorted.Length < Enough ? null : Bins.Fit(sorted, data.Format.IsRate);
        var frame = new Frame(canvas, spec, Notes(s, data, table, bins));
        var top = frame.Header([.. Legend(s, data, bins)], data.IsSimulated);
        return bins is null ? DrawStrip(s, frame, top, sorted) : DrawBars(s, frame, top, bins, sorted);
    }

    static IEnumerable<string> Notes(Setting s, Observations data, Table table, Bins? bins)
    {
        foreach (var facts in Alike.Said(s.Canvas, s.Rows)) yield return facts;
        var counted = Alike.Counted(s.Canvas, data, table);
        var rule = bins is null ? s.Canvas.Say("chart.histogram.few")
            : s.Canvas.Say("chart.histogram.rule", ("width", WidthOf(s, bins)));
        yield return s.Canvas.Language == Language.Chinese ? counted + rule : $"{counted} {rule}";
        if (s.Rows.Count(o => o.Bound is "at_least" or "at_most") is var limits and > 0 && bins is not null)
            yield return s.Canvas.Say("chart.distribution.bounds", ("count", limits));
        foreach (var note in data.Notes) yield return note;
    }

    // A class of rates is so many points wide, not percent.
    static string WidthOf(Setting s, Bins bins) => s.Format.IsRate
        ? $"{s.Format.Exact(bins.Step).TrimEnd('%')} {s.Canvas.Say("chart.trend.points")}"
        : Amount(s, bins.Step);

    static string Amount(Setting s, double value) => s.Format.IsRate || s.Format.Unit.Length == 0
        ? s.Format.Exact(value)
        : s.Format.Exact(value) + (s.Canvas.Language == Language.Chinese ? "" : " ") + s.Format.Unit;

    static IEnumerable<LegendEntry> Legend(Setting s, Observations data, Bins? bins)
    {
        if (bins is null)
            foreach (var entry in Marks.Legend(s.Canvas,
                [.. s.Rows.Select(o => o with { Low = null, High = null })], true))
                yield return entry;
        foreach (var entry in Alike.WithheldSign(s.Canvas, data.Withheld.Count)) yield return entry;
    }

    // The reference keeps the row next to the plot; the median gives way.
    static TopLabels.Line[] Lines(Setting s) =>
    [
        .. s.Spec.Reference is { } reference ? [new TopLabels.Line(s.X(reference.Value),
            $"{reference.Label.In(s.Spec.Language)} {s.Format.Exact(reference.Value)}", s.Canvas.Theme.Ink, "5 4")]
            : Array.Empty<TopLabels.Line>(),
        .. s.Rows.Count < 3 ? Array.Empty<TopLabels.Line>() : [new TopLabels.Line(s.X(s.Median),
            $"{s.Canvas.Say("chart.distribution.median")} {Alike.Quantile(s.Format, s.Median)}",
            s.Canvas.Theme.Muted, null)],
    ];

    static Scene Finish(Setting s, Frame frame, double bottom, string description)
    {
        if (s.Format.HasAxisUnit)
        {
            UnitLine.Under(s.Canvas, s.Format, (s.Box.Left + s.Box.Right) / 2, bottom + 10);
            bottom += 18;
        }
        frame.Footer(bottom);
        return s.Canvas.Finish(s.Spec.Width, bottom + frame.FooterHeight, s.Spec.Title.In(s.Spec.Language),
            description);
    }
}
