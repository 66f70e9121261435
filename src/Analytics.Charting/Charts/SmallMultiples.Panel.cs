using Analytics.Charting.Layout;

namespace Analytics.Charting.Charts;

sealed partial class SmallMultiples
{
    /// <summary>Panels a picture of sensible height holds.</summary>
    static int MostOf(ChartSpec spec) => Math.Min(MostPanels, Math.Max(1, MostColumns(spec, 36) * (int)(MostHeight / 120)));

    static int MostColumns(ChartSpec spec, double tickWidth) =>
        Math.Max(1, (int)((spec.Width - 2 * Frame.Margin - tickWidth + Gap) / ((spec.Width < 520 ? 116 : 150) + Gap)));

    static Sheet SheetOf(Setting s, Observations data, Axis[] axes, double around)
    {
        var isFree = s.Spec.FreeScales == true;
        var ticks = axes.Distinct().Max(axis => AxisLines.Width(s.Canvas, axis, s.Format.IsRate));
        var left = Frame.Margin + ticks;
        // As many columns as fit, then as few as need no further line.
        var most = isFree ? Math.Max(1, (int)((s.Spec.Width - 2 * Frame.Margin + Gap) / (140 + ticks + Gap)))
            : MostColumns(s.Spec, ticks);
        var lines = (s.Areas.Count + most - 1) / most;
        var columns = (s.Areas.Count + lines - 1) / lines;
        var width = (s.Spec.Width - Frame.Margin - left - (columns - 1) * (Gap + (isFree ? ticks : 0))) / columns;
        var hasVerdict = s.Spec.Trend == true;
        var head = hasVerdict ? 42 : 26;
        var natural = s.Areas.Count switch { 1 => 260, <= 8 => 130, <= 20 => 100, _ => hasVerdict ? 66 : 80 };
        var plot = s.Spec.Height is { } height
            ? Math.Max(64, (height - around - s.Time.Height) / lines - head - 16) : natural;
        return new(left, ticks, columns, width, head, plot);
    }

    static void DrawCell(Setting s, Sheet sheet, Observations data, int i, double top)
    {
        var (column, line, isFree) = (i % sheet.Columns, i / sheet.Columns, s.Spec.FreeScales == true);
        var x = sheet.Left + column * (sheet.Width + Gap + (isFree ? sheet.TickWidth : 0));
        var y = top + line * sheet.Line;
        var box = new Box(x, y + sheet.Head, x + sheet.Width, y + sheet.Head + sheet.Plot);
        DrawHead(s, sheet, data, i, x, y);
        AxisLines.Plot(s.Canvas, box, s.Time.Axis, AxisLines.Of(s.Axis, s.Format.IsRate), () =>
        {
            var rows = data.Rows.Where(o => o.AreaId == s.Areas[i]).ToArray();
            DrawWithheld(s, box, o => o.AreaId == s.Areas[i]);
            AxisLines.Side(s.Canvas, s.Axis, s.Format.IsRate, box, column == 0 || isFree);
            if (i + sheet.Columns >= s.Areas.Count)
                s.Canvas.Within(marks => new AxisGroup(marks) { IsHorizontal = true }, () =>
                    s.Time.Draw(s.Canvas, box.Left, box.Right, box.Bottom));
            else s.Canvas.Add(new LineMark(box.Left, box.Bottom, box.Right, box.Bottom, s.Canvas.Theme.Axis));
            if (HasOthers(s)) DrawOthers(s, data.Rows, box, s.Areas[i]);
            DrawRows(s, rows, box, StepsBack(s, i));
        });
    }

    // Name and last value; under them the verdict.
    static void DrawHead(Setting s, Sheet sheet, Observations data, int i, double x, double y)
    {
        var (area, isBack, theme) = (s.Areas[i], StepsBack(s, i), s.Canvas.Theme);
        var last = data.Rows.Where(o => o.AreaId == area).OrderBy(o => o.End).ThenBy(o => o.Start).LastOrDefault();
        var value = last is null ? s.Canvas.Say("chart.status.suppressed") : s.Format.Label(last);
        var name = TextWrap.Shorten(NameOf(s, data, area), sheet.Width - 8 - Canvas.Width(value, ValueSize), TitleSize, true);
        s.Canvas.Text(x, y + 14, name, TitleSize, isBack ? theme.Muted : theme.Ink, !isBack);
        s.Canvas.Text(x + sheet.Width, y + 14, value, ValueSize, isBack ? theme.Muted : theme.Ink, false, TextAnchor.End);
        if (s.Spec.Trend != true) return;
        var trend = s.Trends.GetValueOrDefault(area);
        var isBold = trend?.IsClear == true && !isBack;
        s.Canvas.Text(x, y + 31, TextWrap.Shorten(trend?.Brief(s.Canvas, s.Format) ?? s.Canvas.Say("chart.trend.open"),
            sheet.Width, ValueSize, isBold), ValueSize, isBold ? trend!.Color(theme, s.Spec.Direction) : theme.Muted, isBold);
    }

    static string NameOf(Setting s, Observations data, string area) =>
        data.Rows.Concat(data.Withheld).First(o => o.AreaId == area).Area;

    static void DrawRows(Setting s, Observation[] rows, Box box, bool stepsBack)
    {
        double Y(double value) => Height(s, box, value);
        DrawBreaks(s, rows, box);
        DrawReference(s, box);
        if (rows.Length == 0) return;
        var placed = Place(s, rows, box, Y);
        if (s.Trends.TryGetValue(rows[0].AreaId, out var trend) && trend.HasLine)
        {
            DrawTrend(s, trend, box);
            DrawJoins(s, [.. placed.Where(p => p.O.End < trend.FirstDay)]);
        }
        else DrawJoins(s, placed);
        foreach (var p in placed) DrawPoint(s, p, box, Y, NoTexts);
    }

    static readonly Dictionary<Placed, List<TextMark>> NoTexts = [];

    // The lines of all other areas behind each, while they stay calm: one kind, one scale, no trends.
    static bool HasOthers(Setting s) => s.Areas.Count is > 1 and <= MostWithOthers && s.Kinds.Count == 1
        && s.Trends.Count == 0 && s.Spec.FreeScales != true;

    static string Faintest(Canvas canvas) => Colors.Mix(canvas.Theme.Quiet, canvas.Theme.Background, 0.32);

    static void DrawOthers(Setting s, IReadOnlyList<Observation> rows, Box box, string area)
    {
        foreach (var other in rows.Where(o => o.AreaId != area).GroupBy(o => (o.AreaId, o.Dataset)))
        {
            var placed = Place(s, [.. other], box, v => Height(s, box, v));
            var run = new List<(double X, double Y)>();
            foreach (var (from, to) in Joined(s, placed))
            {
                if (run.Count > 0 && run[^1] != (from.X, from.Y)) Flush();
                if (run.Count == 0) run.Add((from.X, from.Y));
                run.Add((to.X, to.Y));
            }
            Flush();

            void Flush()
            {
                if (run.Count > 1) s.Canvas.Add(new PolylineMark([.. run], Faintest(s.Canvas), 1.25));
                run.Clear();
            }
        }
    }
}
