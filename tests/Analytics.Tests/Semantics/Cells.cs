using System.Globalization;

namespace Analytics.Tests.Semantics;

/// <summary>Cells of an answer beside cells of a test file.</summary>
static class Cells
{
    /// <summary>Whether a value is what is written: a real to the decimals written, all else exactly.</summary>
    public static bool Same(string? expected, object? found) => (expected, found) switch
    {
        (null, _) or (_, null) => expected is null && found is null,
        (_, double real) => double.TryParse(expected, NumberStyles.Float, CultureInfo.InvariantCulture, out var wanted)
            && Math.Abs(real - wanted) <= Tolerance(expected),
        _ => expected == (found is string { Length: 0 } ? "" : Show(found)),
    };

    public static string Show(object? value) => value switch
    {
        null => "-",
        "" => "''",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        double real => real.ToString("R", CultureInfo.InvariantCulture),
        bool flag => flag ? "yes" : "no",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    static double Tolerance(string written)
    {
        var point = written.IndexOf('.', StringComparison.Ordinal);
        return point < 0 ? 1e-9 : Math.Max(1e-11, 0.5000001 * Math.Pow(10, point + 1 - written.Length));
    }
}
