using Analytics.Charting.Layout;
using Analytics.Statistics.Distributions;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

/// <summary>Two measures against each other over areas, with their rank correlation in words.</summary>
sealed partial class Scatter : ChartType
{
    /// <summary>More points than this are counted in cells.</summary>
    const int MostDots = 600;

    /// <summary>Intervals of more points than this hide one another.</summary>
    const int MostCrosses = 30;

    public override string Name => "scatter";

    internal override IEnumerable<GalleryCase> Cases => ScatterSamples.Cases;

    /// <summary>What the parts of one picture share.</summary>
    sealed record Setting(Canvas Canvas, ChartSpec Spec, ScatterPairs Of, RankCorrelation Correlation)
    {
        public IReadOnlyList<ScatterPair> Pairs => Of.Pairs;

        public Axis Across { get; init; } = null!;

        public Axis Up { get; init; } = null!;

        public Box Box { get; init; }

        public (double X, double Y) Medians { get; init; }

        public bool HasCrosses => Pairs.Count <= MostCrosses && Pairs.Any(p => p.X.HasInterval || p.Y.HasInterval);

        public bool IsDense => Pairs.Count > MostDots;

        public double X(double value) => Box.Left + Across.Share(value) * Box.Width;

        public double Y(double value) => Box.Bottom - Up.Share(value) * Box.Height;

        public bool IsHighlit(ScatterPair p) => Spec.Highlight.Any(p.X.IsNamed);
    }

    /// <inheritdoc/>
    public override Scene Draw(ChartSpec spec, Table table)
    {
        var canvas = new Canvas(spec);
        var pairs = table.RowCount == 0 ? null : ScatterPairs.Of(spec, table, canvas);
        if (pairs is null or { Pairs.Count: 0 })
            return Frame.Empty(canvas, spec, new Frame(canvas, spec, [.. pairs is null ? [] : Gaps(canvas, pairs),
                .. table.RowCount == 0 ? Array.Empty<string>() : [canvas.Say("chart.scatter.needs")]]));
        double[] x = [.. pairs.Pairs.Select(p => p.X.Value)], y = [.. pairs.Pairs.Select(p => p.Y.Value)];
        var s = new Setting(canvas, spec, pairs, RankCorrelation.Spearman(x, y)) { Medians = (Median(x), Median(y)) };
        var frame = new Frame(canvas, spec, Notes(s));
        var top = frame.Header([.. Legend(s)], pairs.X.Data.IsSimulated || pairs.Y.Data.IsSimulated);
        s = Lay(s, frame, top);
        AxisLines.Plot(canvas, s.Box, AxisLines.Of(s.Across, pairs.X.Format.IsRate),
            AxisLines.Of(s.Up, pairs.Y.Format.IsRate), () =>
        {
            AxisLines.Side(canvas, s.Up, pairs.Y.Format.IsRate, s.Box);
            AxisLines.Bottom(canvas, s.Across, pairs.X.Format.IsRate, s.Box, hasGrid: true);
            DrawLines(s);
            if (s.IsDense) DrawCells(s);
            else DrawDots(s, s.Pairs, 30);
        });
        canvas.Lines(TextWrap.Lines(pairs.X.Title(canvas), s.Box.Width, 12, true), (s.Box.Left + s.Box.Right) / 2,
            s.Box.Bottom + 25,
            12, 16, canvas.Theme.Ink, true, TextAnchor.Middle);
        var bottom = s.Box.Bottom + 25 + 16 * TextWrap.Lines(pairs.X.Title(canvas), s.Box.Width, 12, true).Count + 4;
        frame.Footer(bottom);
        return canvas.Finish(spec.Width, bottom + frame.FooterHeight, spec.Title.In(spec.Language),
            canvas.Say("chart.description.scatter", ("count", s.Pairs.Count), ("x", pairs.X.Name), ("y", pairs.Y.Name),
                ("words", Relation(s) is { Length: > 0 } words
                    ? words + (canvas.Language == Language.Chinese ? "。" : ".") : "")));
    }

    static double Median(double[] values) => Quantiles.Of([.. values.Order()], 0.5);

    static Setting Lay(Setting s, Frame frame, double top)
    {
        var (spec, canvas, pairs) = (s.Spec, s.Canvas, s.Of);
        double[] Values(Func<ScatterPair, Observation> of) => [.. s.Pairs.SelectMany(p => of(p) is var o && s.HasCrosses
            ? new[] { o.Value, o.Low, o.High }.OfType<double>() : [o.Value])];
        double[] up = [.. Values(p => p.Y), .. spec.Reference is { } reference ? [reference.Value]
            : Array.Empty<double>()];
        s = s with
        {
            Across = Axis.Of(Values(p => p.X), pairs.X.Format.IsRate, null, Math.Max(3, (int)(spec.Width / 110))),
            Up = Axis.Of(up, pairs.Y.Format.IsRate, spec.Range, 6),
        };
        var title = TextWrap.Lines(pairs.Y.Title(canvas), spec.Width - 2 * Frame.Margin, 12, true);
        top = canvas.Lines(title, Frame.Margin, top - 2, 12, 16, canvas.Theme.Ink, true) + 8;
        var left = Frame.Margin + AxisLines.Width(canvas, s.Up, pairs.Y.Format.IsRate);
        var gutter = GutterLines(s).SelectMany(l => l.Words).Select(w => Canvas.Width(w, 12, true)).DefaultIfEmpty(-6)
            .Max() + 12;
        top += TopLabels.Height(Top(s with { Box = new(left, top, spec.Width - Frame.Margin - gutter, top) }),
            spec.Width);
        var natural = Math.Round(Math.Clamp(0.66 * (spec.Width - Frame.Margin - gutter - left), 220, 460));
        var height = Math.Max(180, spec.Height is { } asked ? asked - top - 62 - frame.FooterHeight : natural);
        return s with { Box = new(left, top, spec.Width - Frame.Margin - gutter, top + height) };
    }

    static TopLabels.Line[] Top(Setting s) => s.Pairs.Count < 3 ? [] : [new(s.X(s.Medians.X),
        $"{s.Canvas.Say("chart.distribution.median")} {Alike.Quantile(s.Of.X.Format, s.Medians.X)}",
        s.Canvas.Theme.Muted, "2 3")];

    // What the lines across are, at their right ends.
    static IEnumerable<(double Value, IReadOnlyList<string> Words, string Color, string Dash)> GutterLines(Setting s)
    {
        if (s.Pairs.Count >= 3)
            yield return (s.Medians.Y, [s.Canvas.Say("chart.distribution.median"),
                Alike.Quantile(s.Of.Y.Format, s.Medians.Y)], s.Canvas.Theme.Muted, "2 3");
        if (s.Spec.Reference is { } reference)
            yield return (reference.Value, [.. TextWrap.Lines(reference.Label.In(s.Spec.Language), 70, 12, true),
                s.Of.Y.Format.Exact(reference.Value)], s.Canvas.Theme.Ink, "5 4");
    }

    static void DrawLines(Setting s)
    {
        const double Leading = 15;
        TopLabels.Draw(s.Canvas, Top(s), s.Spec.Width, s.Box);
        var free = double.NegativeInfinity;
        foreach (var (value, words, color, dash) in GutterLines(s).OrderByDescending(l => l.Value))
        {
            s.Canvas.Add(new LineMark(s.Box.Left, s.Y(value), s.Box.Right, s.Y(value), color, 1.2, dash));
            var top = Math.Max(free, s.Y(value) - Leading * words.Count / 2);
            free = s.Canvas.Lines(words, s.Box.Right + 8, top, 12, Leading, color, true) + 2;
        }
    }

    static IEnumerable<string> Notes(Setting s)
    {
        var (canvas, of) = (s.Canvas, s.Of);
        var (x, y) = (Alike.Facts(canvas, of.X.Data.Rows), Alike.Facts(canvas, of.Y.Data.Rows));
        if (x.Length > 0) yield return canvas.Say("chart.scatter.x", ("facts", x));
        if (y.Length > 0) yield return canvas.Say("chart.scatter.y", ("facts", y));
        yield return canvas.Say("chart.scatter.n", ("n", ValueFormat.Whole(s.Pairs.Count)));
        foreach (var gap in Gaps(canvas, of)) yield return gap;
    }

    static List<string> Gaps(Canvas canvas, ScatterPairs of)
    {
        var notes = new List<string>();
        if (of.Lacking.Count > 0)
            notes.Add(canvas.Say("chart.scatter.lacking", ("count", of.Lacking.Count),
                ("areas", of.Lacking.Count > 6 ? [.. of.Lacking.Take(6), "…"] : of.Lacking)));
        Alike.NoteTwice(canvas, notes, of.Twice);
        return [.. notes, .. of.X.Data.Notes.Concat(of.Y.Data.Notes).Distinct()];
    }

    static IEnumerable<LegendEntry> Legend(Setting s)
    {
        if (Relation(s) is { Length: > 0 } words) yield return new(0, (_, _, _) => { }, words);
        foreach (var entry in s.IsDense ? DensityLegend(s) : DotLegend(s)) yield return entry;
        var withheld = s.Of.X.Data.Withheld.Concat(s.Of.Y.Data.Withheld).Select(o => o.AreaId).Distinct().Count();
        foreach (var entry in Alike.WithheldSign(s.Canvas, withheld)) yield return entry;
    }

    static IEnumerable<LegendEntry> DotLegend(Setting s)
    {
        var color = s.Canvas.Theme.Muted;
        if (s.HasCrosses)
            yield return new(18, (c, x, y) =>
            {
                c.Add(new LineMark(x, y, x + 18, y, color));
                c.Add(new LineMark(x + 9, y - 8, x + 9, y + 8, color));
                c.Add(new MarkerMark(x + 9, y, MarkerShape.Circle, 3.5, color, color));
            }, s.Canvas.Say("chart.scatter.cross"));
        foreach (var entry in Marks.Legend(s.Canvas, [.. s.Pairs.Select(p => p.State)], true)) yield return entry;
    }

    // The correlation, how strong it is, and that it is no cause; "" where there is none.
    static string Relation(Setting s)
    {
        var (canvas, found) = (s.Canvas, s.Correlation);
        if (found.Rho is not { } rho) return "";
        if (found.Limits is not { } limits)
            return canvas.Say("chart.scatter.correlation.few", ("rho", Coefficient(rho)), ("n", found.N));
        var key = limits.Contains(0) ? "none"
            : (Math.Abs(rho) >= 0.6 ? "strong" : Math.Abs(rho) >= 0.3 ? "middling" : "weak")
            + (rho > 0 ? ".up" : ".down");
        return canvas.Say("chart.scatter.correlation", ("rho", Coefficient(rho)), ("low", Coefficient(limits.Low)),
            ("high", Coefficient(limits.High)), ("words", canvas.Say("chart.scatter." + key)));
    }

    static string Coefficient(double value) => Math.Round(value, 2, MidpointRounding.AwayFromZero)
        .ToString("0.00", System.Globalization.CultureInfo.InvariantCulture).Replace('-', '−');
}
