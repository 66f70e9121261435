using System.Globalization;
using Analytics.Charting.Layout;
using Analytics.Statistics.Trends;
using Analytics.Tables;

namespace Analytics.Charting.Charts;

/// <summary>The periods a time axis counts in.</summary>
enum Grain
{
    /// <summary>Calendar years.</summary>
    Year,

    /// <summary>Quarters of calendar years.</summary>
    Quarter,

    /// <summary>Calendar months.</summary>
    Month,
}

/// <summary>Whole calendar years along the horizontal axis, or months or quarters where all rows are such; a period's
/// point stands at its middle.</summary>
sealed class TimeScale
{
    readonly DateOnly _from;
    readonly DateOnly _to;

    /// <param name="placed">At least one, each with a stated period.</param>
    /// <param name="ahead">Further units after the last.</param>
    public TimeScale(IEnumerable<Observation> placed, int ahead = 0)
    {
        Observation[] rows = [.. placed];
        Grain = rows.All(o => IsOf(o, Grain.Quarter)) ? Grain.Quarter
            : rows.All(o => IsOf(o, Grain.Month) || IsOf(o, Grain.Quarter)) ? Grain.Month : Grain.Year;
        var (first, last) = (rows.Min(o => o.Start!.Value), rows.Max(o => o.End!.Value));
        _from = Grain == Grain.Year ? new(first.Year, 1, 1) : first;
        _to = (Grain == Grain.Year ? new DateOnly(last.Year, 12, 31) : last).AddDays(1).AddMonths(ahead * Months);
        Units = (12 * (_to.Year - _from.Year) + _to.Month - _from.Month) / Months;
    }

    public Grain Grain { get; }

    /// <summary>How many years, quarters or months.</summary>
    public int Units { get; }

    /// <summary>What lies under a plot: one row of labels, or two.</summary>
    public double Height => Grain == Grain.Year ? 28 : 44;

    /// <summary>What positions along it mean.</summary>
    public PlotAxis Axis => new(YearOf(_from), YearOf(_to), "year");

    int Months => Grain switch { Grain.Year => 12, Grain.Quarter => 3, _ => 1 };

    /// <summary>Whether a period is one of these units; its point then needs no bar to show its length.</summary>
    public bool IsUnit(Observation o) => IsOf(o, Grain);

    /// <summary>Whether a period is a calendar year, quarter or month.</summary>
    public static bool IsOf(Observation o, Grain grain)
    {
        if (grain == Grain.Year) return o.IsCalendarYear;
        var months = grain == Grain.Quarter ? 3 : 1;
        return o is { Start: { Day: 1 } start, End: { } end } && (start.Month - 1) % months == 0
            && end == start.AddMonths(months).AddDays(-1);
    }

    /// <summary>Where a day begins, 0 at the left and 1 at the right.</summary>
    public double Share(DateOnly day) => (day.DayNumber - _from.DayNumber) / (double)(_to.DayNumber - _from.DayNumber);

    /// <summary>Where a time in years lies: 2020.5 at the middle of 2020.</summary>
    public double Share(double year) => (year - YearOf(_from)) / (YearOf(_to) - YearOf(_from));

    public double Middle(Observation o) => (Share(o.Start!.Value) + Share(o.End!.Value.AddDays(1))) / 2;

    /// <summary>Where the middle of a unit lies, counted from the first.</summary>
    public double Middle(int unit) =>
        (Share(_from.AddMonths(unit * Months)) + Share(_from.AddMonths((unit + 1) * Months))) / 2;

    /// <summary>The unit a period is in, counted from the first.</summary>
    public int UnitOf(Observation o) =>
        (12 * (o.Start!.Value.Year - _from.Year) + o.Start.Value.Month - _from.Month) / Months;

    /// <summary>A unit in words: <c>2024年</c>, <c>Q1 2024</c>, <c>2024年3月</c>.</summary>
    public string Name(Canvas canvas, int unit)
    {
        var day = _from.AddMonths(unit * Months);
        var year = day.Year.ToString(CultureInfo.InvariantCulture);
        return Grain == Grain.Year ? canvas.Language == Language.Chinese ? year + "年" : year
            : canvas.Language == Language.Chinese ? $"{year}年{Part(canvas, day)}" : $"{Part(canvas, day)} {year}";
    }

    /// <summary>Labels at the middles of units, thinned until they fit; the first and the last keep inside. Under
    /// months and quarters stand their years.</summary>
    public void Draw(Canvas canvas, double left, double right, double y) =>
        canvas.Within(marks => new AxisGroup(marks) { IsHorizontal = true }, () =>
        {
            if (Grain == Grain.Year) DrawYears(canvas, left, right, y);
            else DrawParts(canvas, left, right, y);
        });

    void DrawYears(Canvas canvas, double left, double right, double y)
    {
        var (first, last) = (_from.Year, _to.Year - 1);
        var band = (right - left) / Units;
        var width = Canvas.Width("2000", 12) + 8;
        var step = ((int[])[1, 2, 5, 10, 20, 50]).FirstOrDefault(s => s * band >= width, 100);
        // Round years, or the first where the axis holds none.
        var start = (first + step - 1) / step * step is var round && round <= last ? round : first;
        canvas.Add(new LineMark(left, y, right, y, canvas.Theme.Axis));
        for (var year = first; year <= last; year++)
        {
            var x = left + (year - first + 0.5) * band;
            if (year != start && (year < start || year % step != 0)) continue;
            canvas.Add(new LineMark(x, y, x, y + 4, canvas.Theme.Axis));
            var half = (width - 8) / 2;
            canvas.Text(Math.Clamp(x, left - 4 + half, Math.Max(left - 4 + half, right + 4 - half)), y + 18,
                $"{year}", 12,
                canvas.Theme.Muted, false, TextAnchor.Middle);
        }
    }

    void DrawParts(Canvas canvas, double left, double right, double y)
    {
        double X(DateOnly day) => left + Share(day) * (right - left);
        canvas.Add(new LineMark(left, y, right, y, canvas.Theme.Axis));
        var widest = Enumerable.Range(0, 12).Max(m => Canvas.Width(Part(canvas, new(2000, m + 1, 1)), 12)) + 8;
        var band = (right - left) / Units;
        // 0: none fit but the years.
        var step = (Grain == Grain.Month ? [1, 2, 3, 6] : (int[])[1, 2]).FirstOrDefault(s => s * band >= widest);
        var half = widest / 2 - 4;
        for (var unit = 0; unit < Units && (step > 0 || Units == 1); unit++)
        {
            var day = _from.AddMonths(unit * Months);
            if (Units > 1 && (day.Month - 1) / Months % step != 0) continue;
            var x = left + Middle(unit) * (right - left);
            canvas.Add(new LineMark(x, y, x, y + 4, canvas.Theme.Axis));
            canvas.Text(Math.Clamp(x, left - 4 + half, Math.Max(left - 4 + half, right + 4 - half)), y + 18,
                Part(canvas, day), 12, canvas.Theme.Muted, false, TextAnchor.Middle);
        }
        DrawYearsUnder(canvas, X, y, step > 0 ? 34 : 18);
    }

    // Each year between its ends, with a long tick where it begins; left out where it has no room.
    void DrawYearsUnder(Canvas canvas, Func<DateOnly, double> at, double y, double under)
    {
        var width = Canvas.Width("2000", 12);
        var free = double.NegativeInfinity;
        for (var year = _from.Year; year <= _to.AddDays(-1).Year; year++)
        {
            var from = Later(new(year, 1, 1), _from);
            var (x1, x2) = (at(from), at(Later(_from, new DateOnly(year + 1, 1, 1) < _to ? new(year + 1, 1, 1) : _to)));
            if (from > _from) canvas.Add(new LineMark(x1, y, x1, y + under - (under > 20 ? 2 : 10), canvas.Theme.Grid));
            var middle = (x1 + x2) / 2;
            if (x2 - x1 < width + 4 && (under > 20 || middle - width / 2 < free)) continue;
            if (middle - width / 2 < free) continue;
            canvas.Text(middle, y + under, $"{year}", 12, canvas.Theme.Muted, false, TextAnchor.Middle);
            free = middle + width / 2 + 8;
        }

        static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
    }

    string Part(Canvas canvas, DateOnly day) => Grain == Grain.Quarter
        ? canvas.Say("chart.time.quarter", ("quarter", (day.Month + 2) / 3))
        : canvas.Say("chart.time.month." + day.Month.ToString(CultureInfo.InvariantCulture));

    static double YearOf(DateOnly day) => Trend.TimeOf(day, day.AddDays(-1));
}
