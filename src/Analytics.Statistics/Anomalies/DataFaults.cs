using System.Globalization;

namespace Analytics.Statistics.Anomalies;

// The errors of data a flagged cell is tried for, in the order of their list: the first whose restored numbers fit what
// is expected (p of at least 0.01) explains it. Digits come last: they have many ways to be exchanged.
static class DataFaults
{
    public const double FitsFrom = 0.01;

    /// Powers of ten that slip: a decimal point, percent for proportion, 万 for one.
    public static readonly (long Factor, string Times, string Part)[] Slips =
    [
        (10, "times_10", "tenth"), (100, "times_100", "hundredth"), (10_000, "times_10000", "ten_thousandth"),
    ];

    /// Numbers that two neighbouring digits exchanged turn into this.
    public static IEnumerable<string> Transposed(string number)
    {
        for (var i = 0; i + 1 < number.Length && !number.Contains('E', StringComparison.Ordinal); i++)
        {
            var next = number[i + 1] == '.' ? i + 2 : i + 1;
            if (next >= number.Length || !char.IsDigit(number[i]) || !char.IsDigit(number[next])
                || number[i] == number[next]) continue;
            var digits = number.ToCharArray();
            (digits[i], digits[next]) = (digits[next], digits[i]);
            var isLeading = i == 0 || !char.IsDigit(number[i - 1]) && number[i - 1] != '.';
            if (isLeading && digits[i] == '0' && next == i + 1) continue;
            yield return new(digits);
        }
    }

    public static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}

// Restored numbers of counts that fit equally well as rates are told apart by the trials: those nearest to what the
// unit has at other times.
sealed class CountErrors(PanelCounts[] cells, int cell, Func<long, long, double?> fit)
{
    readonly PanelCounts _own = cells[cell];
    readonly PanelCounts? _previous = cells.Where(c => c.Unit == cells[cell].Unit && c.Time < cells[cell].Time)
        .OrderByDescending(c => c.Time).Cast<PanelCounts?>().FirstOrDefault();

    readonly double _usual = Usual(cells, cell);

    // Smaller counts agree by chance.
    const long LeastCopied = 10;

    public PanelExplanation Explain()
    {
        var errors = Errors().ToArray();
        foreach (var nearest in new[] { true, false })
            foreach (var error in errors)
                if (error.FirstOrDefault(e => !nearest || e.Trials is null || IsUsual(e.Trials.Value)) is { } found)
                    return found with { Restored = found.Events / (double?)found.Trials };
        return new(_own.Events > _own.Trials ? "impossible" : "unusual");
    }

    // Within a factor of three.
    bool IsUsual(long trials) => _usual == 0 || Math.Abs(Math.Log(trials / _usual)) <= Math.Log(3);

    static double Usual(PanelCounts[] cells, int cell)
    {
        double[] others = [.. cells.Where((c, i) => i != cell && c.Unit == cells[cell].Unit && c.Trials > 0)
            .Select(c => (double)c.Trials)];
        return others.Length == 0 ? 0 : Outliers.Median(others);
    }

    IEnumerable<PanelExplanation[]> Errors()
    {
        var (x, n) = (_own.Events, _own.Trials);
        foreach (var (factor, times, part) in DataFaults.Slips)
        {
            yield return Fitting(
                x % factor == 0 && x > 0 ? new(times, "events", x / factor, n) : null,
                n % factor == 0 && n > 0 ? new(times, "trials", x, n / factor) : null,
                x > 0 ? new(part, "events", Times(x, factor), n) : null,
                new(part, "trials", x, Times(n, factor)));
        }
        yield return Fitting(x > n ? new PanelExplanation("swapped", "both", n, x) : null);
        yield return Fitting(new PanelExplanation("complement", "events", n - x, n));
        if (x >= LeastCopied && _previous is { } p && (p.Events, p.Trials) == (x, n))
            yield return [new("copied_previous", "both")];
        if (x >= LeastCopied && cells.Any(c => c.Unit != _own.Unit && c.Time == _own.Time
            && (c.Events, c.Trials) == (x, n)))
            yield return [new("copied_unit", "both")];
        if (_previous is { } before)
            yield return Fitting(
                before.Events > 0 ? new("cumulative", "events", x - before.Events, n) : null,
                before.Trials > 0 ? new("cumulative", "trials", x, n - before.Trials) : null);
        yield return Fitting([
            .. Transposed(x).Select(e => new PanelExplanation("digits_transposed", "events", e, n)),
            .. Transposed(n).Select(e => new PanelExplanation("digits_transposed", "trials", x, e)),
        ]);
    }

    // What cannot be held is no count.
    static long Times(long count, long factor) => count > long.MaxValue / factor ? -1 : count * factor;

    // Those that fit, the trials nearest to the usual first.
    PanelExplanation[] Fitting(params PanelExplanation?[] candidates) =>
        [.. candidates.OfType<PanelExplanation>().Where(c => c.Events >= 0 && c.Events <= c.Trials && c.Trials > 0
            && (c.Events, c.Trials) != (_own.Events, _own.Trials)
            && fit(c.Events!.Value, c.Trials!.Value) >= DataFaults.FitsFrom)
            .OrderBy(c => _usual == 0 ? 0 : Math.Round(Math.Abs(Math.Log(c.Trials!.Value / _usual)), 9))];

    static IEnumerable<long> Transposed(long number) =>
        DataFaults.Transposed(DataFaults.Text(number)).Select(text => long.Parse(text, CultureInfo.InvariantCulture));
}

sealed class ValueErrors(PanelValue[] cells, int cell, Func<double, double?> fit)
{
    readonly double _own = cells[cell].Value;

    // Three digits and more do not agree by chance.
    const int LeastDigits = 3;

    public PanelExplanation Explain()
    {
        foreach (var (word, restored) in Errors())
            if (restored is null || restored != _own && double.IsFinite(restored.Value)
                && fit(restored.Value) >= DataFaults.FitsFrom)
                return new(word, "value", Restored: restored);
        return new("unusual");
    }

    IEnumerable<(string Word, double? Restored)> Errors()
    {
        foreach (var (factor, times, part) in DataFaults.Slips)
        {
            yield return (times, _own / factor);
            yield return (part, _own * factor);
        }
        // Of proportions, and of percentages.
        yield return ("swapped", 1 / _own);
        yield return ("swapped", 1e4 / _own);
        if (_own is >= 0 and <= 1) yield return ("complement", 1 - _own);
        if (_own is >= 0 and <= 100) yield return ("complement", 100 - _own);
        PanelValue[] before = [.. cells.Where(c => c.Unit == cells[cell].Unit && c.Time < cells[cell].Time)
            .OrderBy(c => c.Time)];
        var isLong = DataFaults.Text(_own).Count(char.IsDigit) >= LeastDigits;
        if (isLong && before.Length > 0 && before[^1].Value == _own) yield return ("copied_previous", null);
        if (isLong && cells.Any(c => c.Unit != cells[cell].Unit && c.Time == cells[cell].Time && c.Value == _own))
            yield return ("copied_unit", null);
        if (before.Length > 0 && before[^1].Value != 0) yield return ("cumulative", _own - before[^1].Value);
        foreach (var text in DataFaults.Transposed(DataFaults.Text(_own)))
            yield return ("digits_transposed", double.Parse(text, CultureInfo.InvariantCulture));
    }
}
