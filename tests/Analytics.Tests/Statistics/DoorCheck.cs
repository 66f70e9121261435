using System.Globalization;
using Analytics.Statistics;
using Analytics.Tables;

namespace Analytics.Tests.Statistics;

/// <summary>Calls an analysis as anyone would, on the text of a CSV file, and compares what it gives with a file of
/// expected values: in both long, or row by row with columns of the same names.</summary>
static class DoorCheck
{
    /// <summary>Relative and absolute tolerances.</summary>
    public static readonly (double, double) A = (1e-10, 1e-12), B = (1e-8, 1e-10), C = (1e-4, 1e-6);

    public static Table Read(string text)
    {
        var lines = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        return new([.. lines[0].Split(',').Select(name => new Column(name, ColumnKind.Text))],
            [.. lines[1..].Select(line => line.Split(',').Select(cell => (object?)(cell is "" or "NA" ? null : cell)).ToArray())]);
    }

    public static Dictionary<string, string> Parameters(string text) => text
        .Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).ToDictionary(p => p[0], p => p[1]);

    /// <summary>What differs; "" is said of a value that is there in one only.</summary>
    /// <param name="analysis">Its name.</param>
    /// <param name="data">CSV text.</param>
    /// <param name="expected">CSV text; empty or NaN where there is no value.</param>
    /// <param name="tolerance">Of a column or key; null leaves it out.</param>
    /// <param name="parameters">As <c>confidence=0.9 seed=3</c>.</param>
    public static List<string> Misses(string analysis, string data, string expected, Func<string, (double Relative, double Absolute)?> tolerance, string parameters = "")
    {
        var found = Analyses.Named(analysis).Run(Read(data), new AnalysisOptions { Given = Parameters(parameters) });
        var wanted = Read(expected);
        return wanted.Has("key") ? Long(found, wanted, tolerance) : Wide(found, wanted, tolerance);
    }

    /// <summary>What an analysis's worked example says otherwise than the analysis.</summary>
    public static List<string> ExampleMisses(Analysis analysis)
    {
        var example = analysis.Guide.Example;
        var found = analysis.Run(Read(example.Data), new AnalysisOptions { Given = Parameters(example.Parameters) });
        var misses = new List<string>();
        foreach (var cell in example.Expected)
        {
            var index = cell.Row == 0 ? "" : cell.Row.ToString(CultureInfo.InvariantCulture);
            var value = analysis.Shape != ResultShape.Long ? Print(found[cell.Row - 1, cell.Column])
                : Enumerable.Range(0, found.RowCount).Where(row => found.Text(row, "key") == cell.Column && (Print(found[row, "idx"]) ?? "") == index)
                    .Select(row => Print(found[row, "value"])).FirstOrDefault();
            if (value != cell.Value && !RoundsTo(value, cell.Value)) misses.Add($"{cell.Column} {index}: found '{value}', expected '{cell.Value}'");
        }
        return misses;
    }

    // Half a unit of the last digit printed.
    static bool RoundsTo(string? found, string wanted)
    {
        if (!double.TryParse(found, CultureInfo.InvariantCulture, out var a) || !double.TryParse(wanted, CultureInfo.InvariantCulture, out var b)) return false;
        var mantissa = wanted.Split('e', 'E');
        var digits = mantissa[0].Contains('.', StringComparison.Ordinal) ? mantissa[0].Length - mantissa[0].IndexOf('.', StringComparison.Ordinal) - 1 : 0;
        var power = mantissa.Length > 1 ? int.Parse(mantissa[1], CultureInfo.InvariantCulture) : 0;
        return Math.Abs(a - b) <= 0.5000001 * Math.Pow(10, power - digits);
    }

    static List<string> Long(Table found, Table wanted, Func<string, (double, double)?> tolerance)
    {
        string Key(Table table, int row) => $"{Print(table[row, "case_id"])} {Print(table[row, "key"])} {Print(table[row, "idx"])}";
        var known = Enumerable.Range(0, found.RowCount).ToDictionary(row => Key(found, row), row => Print(found[row, "value"]));
        var misses = new List<string>();
        for (var row = 0; row < wanted.RowCount; row++)
            if (tolerance(wanted.Text(row, "key")!) is { } allowed)
                Compare(Key(wanted, row), wanted.Text(row, "value"), known.GetValueOrDefault(Key(wanted, row)), allowed, misses);
        return misses;
    }

    static List<string> Wide(Table found, Table wanted, Func<string, (double, double)?> tolerance)
    {
        var misses = new List<string>();
        if (found.RowCount != wanted.RowCount) misses.Add($"{found.RowCount} rows, expected {wanted.RowCount}");
        foreach (var column in wanted.Columns.Select(c => c.Name))
            if (tolerance(column) is { } allowed)
                for (var row = 0; row < Math.Min(found.RowCount, wanted.RowCount); row++)
                    Compare($"row {row + 1} {column}", wanted.Text(row, column),
                        found.Has(column) ? Print(found[row, column]) : "(no such column)", allowed, misses);
        return misses;
    }

    static void Compare(string place, string? wanted, string? found, (double Relative, double Absolute) allowed, List<string> misses)
    {
        if (wanted is "NaN") wanted = null;
        if (wanted is null && string.IsNullOrEmpty(found) || wanted == found) return;
        if (double.TryParse(wanted, CultureInfo.InvariantCulture, out var a) && double.TryParse(found, CultureInfo.InvariantCulture, out var b)
            && Math.Abs(a - b) is var miss && (miss <= allowed.Absolute || miss <= allowed.Relative * Math.Abs(a))) return;
        misses.Add($"{place}: found '{found}', expected '{wanted}'");
    }

    static string? Print(object? cell) => cell switch
    {
        null => null,
        double.PositiveInfinity => "Inf",
        double.NegativeInfinity => "-Inf",
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString(),
    };
}
