using System.Globalization;
using System.Text.Json;
using Analytics.Statistics.Comparisons;
using Analytics.Tables;

namespace Analytics.Statistics;

// From the names and cells of the data to those the analysis works with, and the names back.
static class Binding
{
    public static (Table Bound, Dictionary<string, string> Renamed) Of(Analysis analysis, Table table)
    {
        var (found, renamed) = (new Dictionary<string, Input>(), new Dictionary<string, string>());
        foreach (var input in analysis.Inputs)
        {
            var column = new[] { input.Name }.Concat(input.Aliases).FirstOrDefault(name => table.Has(name)
                && !found.ContainsKey(name));
            if (column is null && !input.IsOptional)
                throw StatisticsErrors.ColumnMissing(analysis.Name, input.Name, table);
            if (column is null) continue;
            found[column] = input;
            if (column != input.Name) renamed[input.Name] = column;
        }
        // A column that is not read but bears an input's name would stand twice.
        Column[] kept = [.. table.Columns.Where(c => found.ContainsKey(c.Name) || !renamed.ContainsKey(c.Name))];
        var columns = kept.Select(c => found.TryGetValue(c.Name, out var input)
            ? c with { Name = input.Name, Kind = input.Kind } : c).ToArray();
        return (new(columns, [.. Enumerable.Range(0, table.RowCount).Select(row => kept.Select(column =>
            found.TryGetValue(column.Name, out var input) ? Read(analysis, table, row, column.Name, input)
                : table[row, column.Name]).ToArray())]), renamed);
    }

    /// Columns of the data have their names again; the values of a long table are not such a column.
    public static Table Back(Analysis analysis, Table result, Dictionary<string, string> renamed) =>
        renamed.Count == 0 ? result
        : new([.. result.Columns.Select(c => renamed.TryGetValue(c.Name, out var name) && !result.Has(name)
            && (analysis.Shape != ResultShape.Long || c.Name != "value") ? c with { Name = name } : c)],
            [.. Enumerable.Range(0, result.RowCount).Select(row =>
                result.Columns.Select(c => result[row, c.Name]).ToArray())]);

    static object? Read(Analysis analysis, Table table, int row, string column, Input input)
    {
        var cell = table[row, column];
        if (!CellText.TryRead(cell, input.Kind, out var value)
            || value is long or double && Convert.ToDouble(value, CultureInfo.InvariantCulture) is var number
                && (number < input.Min || number > input.Max))
            throw StatisticsErrors.CellInvalid(analysis.Name, row + 1, column, CellText.Of(cell)!, Wanted(input));
        return value;
    }

    static string Wanted(Input input) => input.Min is null && input.Max is null
        ? JsonNamingPolicy.SnakeCaseLower.ConvertName(input.Kind.ToString())
        : string.Create(CultureInfo.InvariantCulture, $"{JsonNamingPolicy.SnakeCaseLower.ConvertName(
            input.Kind.ToString())}, {input.Min?.ToString(CultureInfo.InvariantCulture) ?? "…"} – {
            input.Max?.ToString(CultureInfo.InvariantCulture) ?? "…"}");

    /// What is given by name, with the typed options where the analysis has such a parameter and they are not the
    /// defaults.
    public static IReadOnlyDictionary<string, string> All(this AnalysisOptions options,
        IReadOnlyList<Parameter> declared)
    {
        var all = new Dictionary<string, string>(options.Given);
        Add("confidence", options.Confidence == 0.95 ? null : CellText.Of(options.Confidence));
        Add("direction", options.Direction == default ? null
            : JsonNamingPolicy.SnakeCaseLower.ConvertName(options.Direction.ToString()));
        Add("overdispersion", options.Overdispersion ? "true" : null);
        Add("across_breaks", options.AcrossBreaks ? "true" : null);
        Add("target", CellText.Of(options.Target));
        return all;

        void Add(string name, string? text)
        {
            if (text is not null && declared.Any(p => p.Name == name)) all.TryAdd(name, text);
        }
    }

    /// The typed options, with what is given by name.
    public static AnalysisOptions Read(this AnalysisOptions options, Analysis analysis)
    {
        if (options.Confidence is not (> 0 and < 1)) throw StatisticsErrors.ConfidenceInvalid(options.Confidence);
        if (options.Given.Count == 0) return options;
        var settings = Settings.Of(analysis.Name, analysis.Parameters, options.Given, _ => null);
        foreach (var name in options.Given.Keys)
            options = name switch
            {
                "confidence" => options with { Confidence = settings.Number(name) },
                "direction" => options with
                {
                    Direction = Enum.Parse<Direction>(settings.Word(name).Replace("_", "", StringComparison.Ordinal),
                        ignoreCase: true),
                },
                "overdispersion" => options with { Overdispersion = settings.Flag(name) },
                "across_breaks" => options with { AcrossBreaks = settings.Flag(name) },
                "target" => options with { Target = settings.Number(name) },
                _ => options,
            };
        return options;
    }
}
