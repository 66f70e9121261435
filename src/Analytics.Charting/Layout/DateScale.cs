using System.Globalization;
using Analytics.Statistics.Trends;
using Analytics.Tables;

namespace Analytics.Charting.Layout;

/// <summary>Days along the horizontal axis, with labels at the days themselves where these fit, else at the beginnings
/// of years, months or weeks.</summary>
sealed class DateScale
{
    const double Size = 12, Apart = 18;

    readonly DateOnly[] _days;
    readonly DateOnly _from;
    readonly DateOnly _to;

    /// <param name="days">At least one.</param>
    /// <param name="room">Share of their span left free on both sides.</param>
    public DateScale(IEnumerable<DateOnly> days, double room = 0.05)
    {
        _days = [.. days.Distinct().Order()];
        var free = Math.Max(3, (int)Math.Ceiling(room * (_days[^1].DayNumber - _days[0].DayNumber)));
        (_from, _to) = (_days[0].AddDays(-free), _days[^1].AddDays(free));
    }

    /// <summary>What positions along it mean.</summary>
    public PlotAxis Axis => new(YearOf(_from), YearOf(_to), "year");

    /// <summary>Where a day lies, 0 at the left and 1 at the right.</summary>
    public double Share(DateOnly day) => (day.DayNumber - _from.DayNumber) / (double)(_to.DayNumber - _from.DayNumber);

    /// <summary>A day in words: <c>2021年3月15日</c>, <c>15 Mar 2021</c>.</summary>
    public static string Name(Language language, DateOnly day) => language == Language.Chinese
        ? day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture)
        : day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>Lines through a plot with labels under it, as many as fit.</summary>
    public void Draw(Canvas canvas, Box box) =>
        canvas.Within(marks => new AxisGroup(marks) { IsHorizontal = true }, () =>
    {
        foreach (var (day, text) in Ticks(canvas.Language, box.Width))
        {
            var x = box.Left + Share(day) * box.Width;
            canvas.Add(new LineMark(x, box.Top, x, box.Bottom, canvas.Theme.Grid));
            var inside = Math.Max(x, Frame.Margin - 4 + Canvas.Width(text, Size) / 2);
            canvas.Text(inside, box.Bottom + 18, text, Size, canvas.Theme.Muted, false, TextAnchor.Middle);
        }
        canvas.Add(new LineMark(box.Left, box.Bottom, box.Right, box.Bottom, canvas.Theme.Axis));
    });

    // The finest labels that fit; one at the least.
    (DateOnly Day, string Text)[] Ticks(Language language, double width)
    {
        (DateOnly, string)[] found = [];
        if (Fits(_days, day => Name(language, day))) return found;
        foreach (var days in (int[])[1, 2, 7, 14])
            if (Fits(Enumerable.Range(_from.DayNumber, _to.DayNumber - _from.DayNumber + 1)
                .Where(n => n % days == 0).Select(DateOnly.FromDayNumber), day => Name(language, day))) return found;
        foreach (var months in (int[])[1, 3, 6, 12, 24, 60, 120])
            if (Fits(Months(months), day => months >= 12 ? day.ToString("yyyy", CultureInfo.InvariantCulture)
                : day.ToString(
                language == Language.Chinese ? "yyyy年M月" : "MMM yyyy", CultureInfo.InvariantCulture))) return found;
        return [.. found.Take(1)];

        bool Fits(IEnumerable<DateOnly> days, Func<DateOnly, string> name)
        {
            // A label may reach a little over the end, no more.
            (DateOnly, string)[] all = [.. days.Select(day => (day, name(day))).Where(tick => Math.Min(Share(tick.day),
                1 - Share(tick.day)) * width + Frame.Margin >= Canvas.Width(tick.Item2, Size) / 2)];
            if (all.Length == 0) return false;
            found = all;
            return all.Zip(all.Skip(1)).All(pair => (Share(pair.Second.Item1) - Share(pair.First.Item1)) * width
                    >= (Canvas.Width(pair.First.Item2, Size) + Canvas.Width(pair.Second.Item2, Size)) / 2 + Apart);
        }
    }

    IEnumerable<DateOnly> Months(int step)
    {
        for (var month = 12 * _from.Year + _from.Month - 1; ; month++)
        {
            var day = new DateOnly(month / 12, month % 12 + 1, 1);
            if (day > _to) yield break;
            if (day >= _from && month % step == 0) yield return day;
        }
    }

    static double YearOf(DateOnly day) => Trend.TimeOf(day, day.AddDays(-1));
}
