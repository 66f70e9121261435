using System.Globalization;
using Analytics.Tables;

namespace Analytics.Statistics.Trends;

// When the rows of a case are: by a column of times, by the days of their periods (in years, at their middle), else by
// their order. Cases are series: what has one value a period.
static class TimeAxis
{
    // Within bounds that keep slopes and their squares finite. Not named `value`, as the column of long tables is.
    public static Input Value { get; } = new("y", ColumnKind.Real, "value") { Min = -1e100, Max = 1e100 };

    // More would lose the digits of a single event.
    public static Input Trials { get; } = Shared.Trials with { Max = 1e12 };

    // Days are read as text, for a case gives no dates.
    public static IReadOnlyList<Input> Inputs { get; } =
    [
        new("time", ColumnKind.Real, "t", "idx", "year") { IsOptional = true, Min = -1e12, Max = 1e12 },
        new("period_start", ColumnKind.Text) { IsOptional = true },
        new("period_end", ColumnKind.Text) { IsOptional = true },
    ];

    public static Parameter Power { get; } = new("power", ParameterKind.Number, "0.8") { Min = 0.5, Max = 0.9999 };

    // All pairs of points are looked at: more would take minutes.
    public const int MostPoints = 5_000;

    /// An analysis that reads counts or values found neither.
    public static AnalyticsException NothingToRead(Analysis analysis, string column, Sample sample) =>
        StatisticsErrors.ColumnMissing(analysis.Name, column, new(
            [.. analysis.Inputs.Where(i => sample.Has(i.Name)).Select(i => new Column(i.Name, i.Kind))], []));

    /// Times between commas or semicolons, or days as years and parts of a year; rising, each once, at least one.
    public static double[] Instants(string analysis, string parameter, string text)
    {
        var times = text.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var time)
                && Math.Abs(time) <= 1e12 ? time
                : IsDay(part, out var day) && day.Year > 1 ? Trend.TimeOf(day, day.AddDays(-1)) : throw Wrong(part))
            .Distinct().Order().ToArray();
        return times.Length > 0 ? times : throw Wrong(text);

        AnalyticsException Wrong(string found) =>
            StatisticsErrors.ParameterInvalid(analysis, parameter, found, "2018;2020.5;2021-07-01");
    }

    /// The time of each row, and the places of the rows in order of time.
    public static (double[] Times, int[] Order) Of(string analysis, Sample sample)
    {
        var times = sample.Has("time") ? sample.Reals("time")
            : sample.Has("period_start") && sample.Has("period_end") ? Middles(analysis, sample)
            : [.. Enumerable.Range(1, sample.Count).Select(i => (double)i)];
        if (times.Length > MostPoints)
            throw StatisticsErrors.Unsuitable(analysis, sample.Rows[MostPoints] + 1, "series-too-long");
        int[] order = [.. Enumerable.Range(0, times.Length).OrderBy(i => times[i])];
        // Nearer than doubles can tell at this span counts as equal.
        var least = order.Length > 1 ? Math.Max(1e-14 * (times[order[^1]] - times[order[0]]), 1e-100) : 0;
        for (var i = 1; i < order.Length; i++)
            if (times[order[i]] - times[order[i - 1]] <= least)
                throw StatisticsErrors.Unsuitable(analysis, sample.Rows[order[i]] + 1, "time-repeated");
        return (times, order);
    }

    static double[] Middles(string analysis, Sample sample) =>
        [.. Days(analysis, sample, "period_start").Zip(Days(analysis, sample, "period_end"), (start, end) =>
            end >= start ? Trend.TimeOf(start, end) : Trend.TimeOf(end, start))];

    static DateOnly[] Days(string analysis, Sample sample, string column) =>
        [.. sample.Texts(column).Select((text, i) =>
            IsDay(text, out var day) ? day
                : throw StatisticsErrors.CellInvalid(analysis, sample.Rows[i] + 1, column, text, "date"))];

    static bool IsDay(string text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd",
        CultureInfo.InvariantCulture, DateTimeStyles.None, out day) && day.Year < 9999;
}

/// The counted points of one case in order of time; rows without counts or trials are left out.
/// <param name="Ranks">Place of each point among all rows of the case in order of time, from 1.</param>
/// <param name="Times">Rising.</param>
/// <param name="Events">Each 0 to its trials.</param>
/// <param name="Trials">Each at least 1.</param>
/// <param name="Skipped">Ranks of the rows left out.</param>
sealed record CountSeries(int[] Ranks, double[] Times, long[] Events, long[] Trials, int[] Skipped)
{
    public static CountSeries Of(string analysis, Sample sample)
    {
        var (times, order) = TimeAxis.Of(analysis, sample);
        var (events, trials) = (sample.WholesOrNull("events"), sample.WholesOrNull("trials"));
        var (kept, skipped) = (new List<(int Rank, int Place)>(), new List<int>());
        for (var r = 0; r < order.Length; r++)
        {
            var place = order[r];
            if (events[place] is not { } x || trials[place] is not { } n)
            {
                skipped.Add(r + 1);
                continue;
            }
            if (x < 0 || x > n) throw StatisticsErrors.CountsInvalid(analysis, sample.Rows[place] + 1, x, n);
            if (n == 0) skipped.Add(r + 1); else kept.Add((r + 1, place));
        }
        return new([.. kept.Select(p => p.Rank)], [.. kept.Select(p => times[p.Place])],
            [.. kept.Select(p => events[p.Place]!.Value)], [.. kept.Select(p => trials[p.Place]!.Value)], [.. skipped]);
    }

    public double[] Rates => [.. Events.Zip(Trials, (x, n) => x / (double)n)];
}

/// The points of one case that have a value, in order of time.
sealed record ValueSeries(int[] Ranks, double[] Times, double[] Values)
{
    public static ValueSeries Of(string analysis, Sample sample)
    {
        var (times, order) = TimeAxis.Of(analysis, sample);
        var values = sample.RealsOrNull("y");
        var kept = order.Select((place, r) => (Rank: r + 1, Place: place)).Where(p => values[p.Place] is not null)
            .ToArray();
        return new([.. kept.Select(p => p.Rank)], [.. kept.Select(p => times[p.Place])],
            [.. kept.Select(p => values[p.Place]!.Value)]);
    }
}
