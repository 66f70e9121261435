using Analytics.Charting.Layout;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

sealed partial class Scoreboard
{
    static void DrawCell(Canvas canvas, ChartSpec spec, Part part, Columns columns, Observation area, ScoreCell cell,
        double y, bool isLit)
    {
        var (theme, middle, base_) = (canvas.Theme, y + RowHeight / 2, y + RowHeight / 2 + 4.6);
        var right = part.Left + columns.Value;
        if (cell.Latest is not { } now || cell.IsWithheld)
        {
            var words = canvas.Say(cell.IsWithheld ? "chart.status.suppressed" : "chart.map.none");
            canvas.Text(right, base_, TextWrap.Shorten(words, columns.Value - 4, Small), Small, theme.Muted, false,
                TextAnchor.End);
            if (cell.Latest is null) return;
        }
        now = cell.Latest;
        var marks = new List<Mark>();
        if (!cell.IsWithheld)
        {
            // A small base stands in the ink of remarks: it says little.
            var ink = now.IsSmallBase ? theme.Muted : theme.Ink;
            marks.Add(new TextMark(right, base_, part.Format.Label(now) + (now.IsProvisional ? "*" : ""), Size, ink,
                isLit || !now.IsSmallBase && columns.Base > 0,
                TextAnchor.End));
            right += columns.Base;
            if (columns.Base > 0 && now.Trials is { } n)
                marks.Add(new TextMark(right, base_, ValueFormat.Whole(n), Small, theme.Muted, false, TextAnchor.End));
            right += columns.Interval;
            if (columns.Interval > 0 && now is { Low: { } low, High: { } high })
                marks.Add(new TextMark(right, base_, $"{part.Format.Plain(low)}–{part.Format.Plain(high)}", Small,
                    theme.Muted, false, TextAnchor.End));
            right += columns.Change;
            if (columns.Change > 0 && cell.Change is { } change)
            {
                marks.Add(new TextMark(right, base_, part.Format.Brief(change), 12, theme.Ink, false, TextAnchor.End));
                marks.AddRange(Sign(theme, spec, cell.Clear, right - columns.Change + 24, middle));
            }
        }
        else right += columns.Base + columns.Interval + columns.Change;
        if (columns.Line > 0)
            marks.AddRange(Line(canvas, spec, part, cell, right + 16, y + 5, part.Left + part.Width - right - 26,
                RowHeight - 10));
        var comma = canvas.Language == Language.Chinese ? "，" : ", ";
        var more = cell.Change is not { } by || cell.Before is not { } then ? null
            : canvas.Say("chart.score.since", ("period", then.Period),
            ("change",
                part.Format.Change(by) + (part.Format.IsRate ? canvas.Say("chart.trend.points") : part.Format.Unit)))
            + (cell.Clear is { } clear ? comma + canvas.Say(clear == 0 ? "chart.slope.unclear" : "chart.slope.clear")
                : "");
        var named = part.Measure.Length > 0 && now.Topic.Length == 0 ? part.Heading + comma + more : more;
        canvas.Add(now.Datum(canvas, part.Format, marks, more: named?.TrimEnd('，', ',', ' '))
            with { Area = area.AreaId });
    }

    // Each about its own level, all areas of a measure at one scale: rises compare, and are not flattened by how far
    // areas lie apart. A gap in years breaks the line.
    static IEnumerable<Mark> Line(Canvas canvas, ChartSpec spec, Part part, ScoreCell cell, double left, double top,
        double width, double height)
    {
        var dated = part.Cells.SelectMany(c => c.Series).Where(o => o.Start is not null && o.End is not null).ToArray();
        if (dated.Length == 0 || width < 20) yield break;
        var (first, last) = (dated.Min(o => o.Start!.Value.DayNumber), dated.Max(o => o.End!.Value.DayNumber));
        var span = part.Cells.Where(c => c.Series.Count > 0)
            .Max(c => c.Series.Max(o => o.Value) - c.Series.Min(o => o.Value));
        var own = cell.Series.Count == 0 ? 0 : (cell.Series.Max(o => o.Value) + cell.Series.Min(o => o.Value)) / 2;
        var (low, high) = (own - span / 2, own + span / 2);
        double X(Observation o) =>
            left + (last > first ? ((o.Start!.Value.DayNumber + o.End!.Value.DayNumber) / 2.0 - first) / (last - first)
                : 0.5) * Math.Min(width, 220);
        double Y(double value) => high > low ? top + height - (value - low) / (high - low) * height : top + height / 2;
        if (spec.Reference is { } line && part.Format.IsRate && line.Value >= low && line.Value <= high)
            yield return new LineMark(left, Y(line.Value), left + Math.Min(width, 220), Y(line.Value),
                canvas.Theme.Axis, 1, "2 2");
        var points = cell.Series.Where(o => o.Start is not null && o.End is not null).ToArray();
        for (var i = 1; i < points.Length; i++)
            if (points[i].Start!.Value.DayNumber - points[i - 1].End!.Value.DayNumber <= 1)
                yield return new LineMark(X(points[i - 1]), Y(points[i - 1].Value), X(points[i]), Y(points[i].Value),
                    canvas.Theme.Soft(canvas.Theme.Neutral), 1.5);
        if (points.Length > 0)
            yield return Marks.Marker(canvas.Theme, points[^1], X(points[^1]), Y(points[^1].Value), MarkerShape.Circle,
                canvas.Theme.Neutral) with { Radius = 3 };
    }
}
