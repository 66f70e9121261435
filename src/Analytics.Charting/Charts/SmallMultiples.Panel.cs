using Analytics.Charting.Layout;

namespace Analytics.Charting.Charts;

sealed partial class SmallMultiples
{
    /// <summary>Panels a picture of sensible height holds.</summary>
    static int MostOf(ChartSpec spec) => Math.Min(MostPanels,
        PanelSheet.MostColumns(spec, 36, spec.FreeScales == true) * (int)(MostHeight / 120));

    static PanelSheet SheetOf(Setting s, Axis[] axes, double around)
    {
        var hasVerdict = s.Spec.Trend == true;
        var plot = s.Areas.Count switch { 1 => 260, <= 8 => 130, <= 20 => 100, _ => hasVerdict ? 66 : 80 };
        return PanelSheet.Of(s.Spec, s.Areas.Count, axes.Distinct()
            .Max(a => AxisLines.Width(s.Canvas, a, s.Format.IsRate)),
            s.Spec.FreeScales == true, hasVerdict ? 42 : 26, plot, around + s.Time.Height);
    }

    static void DrawCell(Setting s, PanelSheet sheet, Observations data, int i, double top)
    {
        var (box, area) = (sheet.Box(i, top), s.Areas[i]);
        var last = data.Rows.Where(o => o.AreaId == area).OrderBy(o => o.End).ThenBy(o => o.Start).LastOrDefault();
        var trend = s.Trends.GetValueOrDefault(area);
        sheet.DrawHead(s.Canvas, box, NameOf(data, area),
            last is null ? s.Canvas.Say("chart.status.suppressed") : s.Format.Label(last), StepsBack(s, i),
            s.Spec.Trend != true ? null : (trend?.Brief(s.Canvas, s.Format) ?? s.Canvas.Say("chart.trend.open"),
                trend?.Color(s.Canvas.Theme, s.Spec.Direction) ?? s.Canvas.Theme.Muted, trend?.IsClear == true));
        AxisLines.Plot(s.Canvas, box, s.Time.Axis, AxisLines.Of(s.Axis, s.Format.IsRate), () =>
        {
            DrawWithheld(s, box, o => o.AreaId == area);
            AxisLines.Side(s.Canvas, s.Axis, s.Format.IsRate, box, sheet.IsFirstColumn(i) || sheet.IsFree);
            if (sheet.IsLowest(i, s.Areas.Count)) DrawTime(s, box);
            else s.Canvas.Add(new LineMark(box.Left, box.Bottom, box.Right, box.Bottom, s.Canvas.Theme.Axis));
            if (HasOthers(s)) DrawOthers(s, data.Rows, box, area);
            DrawRows(s, [.. data.Rows.Where(o => o.AreaId == area)], box);
        });
    }

    static string NameOf(Observations data, string area) =>
        data.Rows.Concat(data.Withheld).First(o => o.AreaId == area).Area;

    static void DrawRows(Setting s, Observation[] rows, Box box)
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
