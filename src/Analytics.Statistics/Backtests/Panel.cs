using Analytics.Statistics.Series;

namespace Analytics.Statistics.Backtests;

// The rows of a case as series of units in one time. A row without a value, or without trials, is a gap; a series is
// what stands after its last gap.
sealed class Panel
{
    const double Greatest = 1e150;

    readonly double _first, _step;
    readonly Func<double, object> _time;

    Panel(IReadOnlyList<PanelSeries> series, double first, double step, Func<double, object> time) =>
        (Series, _first, _step, _time) = (series, first, step, time);

    /// By order of their first rows; the name of a unit that has none is "".
    public IReadOnlyList<PanelSeries> Series { get; }

    public static IReadOnlyList<Input> Inputs =>
    [
        Shared.Unit, Shared.Time, SeriesRows.Start,
        Shared.Value with { IsOptional = true, Min = -Greatest, Max = Greatest },
        Shared.Events with { IsOptional = true }, Shared.Trials with { IsOptional = true },
    ];

    public static IReadOnlyList<Parameter> Parameters =>
    [
        new("horizon", ParameterKind.Whole, "3") { Min = 1, Max = 1000, Aliases = ["h"] }, Shared.Confidence,
        SeriesRows.Frequency, new("training", ParameterKind.Whole) { Min = 2, Max = 1e6 },
        new("origins", ParameterKind.Whole) { Min = 1, Max = 1e6 },
    ];

    /// Of the place `steps` after the last of a series.
    public object TimeAfter(PanelSeries series, int steps) =>
        _time(_first + (series.Start + series.Length - 1 + steps) * _step);

    public Calibration Calibration(string analysis, Settings settings)
    {
        var lag = (int)settings.Whole("frequency");
        var training = settings.WholeOrNull("training")
            ?? Math.Max(Math.Max(5, 2 * lag + 1), Series.Max(s => s.Length) / 2);
        if (training <= lag)
            throw StatisticsErrors.ParameterInvalid(analysis, "training", CellText.Of(training)!, $"> {lag}");
        return new((int)settings.Whole("horizon"), (int)training, settings.Number("confidence"), lag,
            (int?)settings.WholeOrNull("origins"));
    }

    public static Panel Of(string analysis, Sample sample)
    {
        var isCounted = sample.Has("events") && sample.Has("trials");
        if (!isCounted && !sample.Has("value")) throw StatisticsErrors.Unsuitable(analysis, sample.Rows[0] + 1,
            "panel_values");
        string[] names = [.. sample.TextsOrNull("unit").Select(name => name ?? "")];
        var groups = Enumerable.Range(0, sample.Count).GroupBy(i => names[i]).ToArray();
        var times = Times(analysis, sample, groups);
        double[] sorted = [.. times.Distinct().Order()];
        var places = sorted.Zip(SeriesRows.Places(analysis, sample.Rows[0] + 1, sorted, out var step))
            .ToDictionary(pair => pair.First, pair => pair.Second);
        var (values, events, trials) =
            (sample.RealsOrNull("value"), sample.WholesOrNull("events"), sample.WholesOrNull("trials"));
        for (var i = 0; isCounted && i < sample.Count; i++)
            if (events[i] is { } x && trials[i] is { } n && x > n)
                throw StatisticsErrors.CountsInvalid(analysis, sample.Rows[i] + 1, x, n);

        return new([.. groups.Select(One)], sorted[0], step, sample.TimeText());

        PanelSeries One(IGrouping<string, int> rows)
        {
            int[] ordered = [.. rows.OrderBy(i => times[i])];
            foreach (var (one, next) in ordered.Zip(ordered.Skip(1)))
                if (times[one] == times[next])
                    throw StatisticsErrors.Unsuitable(analysis, sample.Rows[next] + 1, "series_time_repeated");
            int[] there = [.. ordered.Where(i => isCounted ? events[i] is not null && trials[i] > 0
                : values[i] is not null)];
            var first = there.Length - 1;
            while (first > 0 && places[times[there[first]]] == places[times[there[first - 1]]] + 1) first--;
            int[] kept = there.Length == 0 ? [] : there[first..];
            var start = kept.Length == 0 ? 0 : places[times[kept[0]]];
            return isCounted ? PanelSeries.OfCounts(rows.Key, start, [.. kept.Select(i => events[i]!.Value)],
                [.. kept.Select(i => trials[i]!.Value)])
                : PanelSeries.OfValues(rows.Key, start, [.. kept.Select(i => values[i]!.Value)]);
        }
    }

    // Without times the rows of every unit are in order.
    static double[] Times(string analysis, Sample sample, IEnumerable<IGrouping<string, int>> groups)
    {
        if (sample.Has("time") || sample.Has("period_start")) return sample.Times(analysis);
        var times = new double[sample.Count];
        foreach (var rows in groups)
            foreach (var (row, i) in rows.Select((row, i) => (row, i))) times[row] = i + 1;
        return times;
    }

    /// `column=word` for every empty cell.
    public static string? Reason(IReadOnlyList<Output> outputs, object?[] cells, Func<string, string> word)
    {
        var empty = outputs.Where((_, i) => cells[i] is null).Select(o => $"{o.Name}={word(o.Name)}").ToArray();
        return empty.Length == 0 ? null : string.Join("; ", empty);
    }
}
