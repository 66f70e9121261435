using System.Globalization;
using Analytics.Tables;

namespace Analytics.Statistics.Series;

// The rows of a case as series: in order of time, equally spaced. Where the data have no time the rows are in order.
static class SeriesRows
{
    /// What tells series of a model's answer apart; time does not.
    public static readonly string[] Columns =
        ["measure", "variant", "scope_id", "group_id", "dataset", "area_level", "area_id"];

    public static readonly string[] Panels = Columns[..^1];

    /// First day of a period, where answers of the model have no other time.
    public static Input Start { get; } = new("period_start", ColumnKind.Text) { IsOptional = true };

    /// Of long tables, whose own column is called value.
    public static Input Y { get; } = new("y", ColumnKind.Real, "value");

    /// Season's length in points; none is 1.
    public static Parameter Frequency { get; } = new("frequency", ParameterKind.Whole, "1") { Min = 1, Max = 10000 };

    /// Times of the rows: a number, days in months where all are the same day of the month, else in days, or row
    /// numbers from 1 where there are no times.
    public static double[] Times(this Sample sample, string analysis)
    {
        if (sample.Has("time")) return sample.Reals("time");
        if (!sample.Has("period_start")) return [.. Enumerable.Range(1, sample.Count).Select(i => (double)i)];
        DateOnly[] days = [.. sample.Texts("period_start").Select((text, i) =>
            DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? day
                : throw StatisticsErrors.CellInvalid(analysis, sample.Rows[i] + 1, "period_start", text, "date"))];
        return days.All(d => d.Day == days[0].Day) ? [.. days.Select(d => d.Year * 12.0 + d.Month - 1)]
            : [.. days.Select(d => (double)d.DayNumber)];
    }

    /// A time as the data say it: a number, or a day.
    public static Func<double, object> TimeText(this Sample sample)
    {
        if (sample.Has("time") || !sample.Has("period_start")) return time => time;
        var days = sample.TextsOrNull("period_start").OfType<string>().ToArray();
        var day = days.Length == 0 ? "01" : days[0][^2..];
        return days.All(d => d.EndsWith(day, StringComparison.Ordinal))
            ? month => string.Create(CultureInfo.InvariantCulture,
                $"{(int)month / 12:0000}-{(int)month % 12 + 1:00}-{day}")
            : number => DateOnly.FromDayNumber((int)number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// Positions in the case of one series, in order of time.
    /// <exception cref="AnalyticsException">A time stands twice, or one is missing between others.</exception>
    public static int[] InTime(this Sample sample, string analysis)
    {
        var times = sample.Times(analysis);
        int[] order = [.. Enumerable.Range(0, times.Length).OrderBy(i => times[i])];
        var row = sample.Rows[0] + 1;
        var places = Places(analysis, row, [.. order.Select(i => times[i])], out _);
        if (places.Where((place, i) => place != i).Any())
            throw StatisticsErrors.Unsuitable(analysis, row, "series_time_uneven");
        return order;
    }

    /// Times as whole steps from the first; a step is the least difference there is.
    public static int[] Places(string analysis, int row, double[] sorted, out double step)
    {
        var least = sorted.Zip(sorted.Skip(1), (a, b) => b - a).DefaultIfEmpty(1).Min();
        if (least <= 0) throw StatisticsErrors.Unsuitable(analysis, row, "series_time_repeated");
        step = least;
        var places = sorted.Select(time => (time - sorted[0]) / least).ToArray();
        if (places.Any(place => Math.Abs(place - Math.Round(place)) > 1e-3 || place > 1e6))
            throw StatisticsErrors.Unsuitable(analysis, row, "series_time_uneven");
        return [.. places.Select(place => (int)Math.Round(place))];
    }
}
