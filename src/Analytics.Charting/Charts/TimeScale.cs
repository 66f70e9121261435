using Analytics.Charting.Layout;

namespace Analytics.Charting.Charts;

/// <summary>Whole calendar years along the horizontal axis; a period's point stands at its middle.</summary>
sealed class TimeScale
{
    readonly int _first;
    readonly int _last;

    public TimeScale(IEnumerable<Observation> placed)
    {
        (_first, _last) = (int.MaxValue, int.MinValue);
        foreach (var o in placed)
            (_first, _last) = (Math.Min(_first, o.Start!.Value.Year), Math.Max(_last, o.End!.Value.Year));
    }

    public int Years => _last - _first + 1;

    public PlotAxis Axis => new(_first, _last + 1, "year");

    /// <summary>Where a day begins, 0 at the left and 1 at the right.</summary>
    public double Share(DateOnly day)
    {
        var start = new DateOnly(_first, 1, 1).DayNumber;
        return (day.DayNumber - start) / (double)(new DateOnly(_last, 1, 1).AddYears(1).DayNumber - start);
    }

    /// <summary>Where a time in years lies: 2020.5 at the middle of 2020.</summary>
    public double Share(double year) => (year - _first) / Years;

    public double Middle(Observation o) => (Share(o.Start!.Value) + Share(o.End!.Value.AddDays(1))) / 2;

    /// <summary>Year labels at the middles of years, thinned until they fit; the first and the last keep
    /// inside.</summary>
    public void Draw(Canvas canvas, double left, double right, double y) =>
        canvas.Within(marks => new AxisGroup(marks) { IsHorizontal = true }, () => DrawYears(canvas, left, right, y));

    void DrawYears(Canvas canvas, double left, double right, double y)
    {
        var band = (right - left) / Years;
        var width = Canvas.Width("2000", 12) + 8;
        var step = ((int[])[1, 2, 5, 10, 20, 50]).FirstOrDefault(s => s * band >= width, 100);
        // Round years, or the first where the axis holds none.
        var start = (_first + step - 1) / step * step is var round && round <= _last ? round : _first;
        canvas.Add(new LineMark(left, y, right, y, canvas.Theme.Axis));
        for (var year = _first; year <= _last; year++)
        {
            var x = left + (year - _first + 0.5) * band;
            if (year != start && (year < start || year % step != 0)) continue;
            canvas.Add(new LineMark(x, y, x, y + 4, canvas.Theme.Axis));
            var half = (width - 8) / 2;
            canvas.Text(Math.Clamp(x, left - 4 + half, Math.Max(left - 4 + half, right + 4 - half)), y + 18,
                $"{year}", 12,
                canvas.Theme.Muted, false, TextAnchor.Middle);
        }
    }
}
