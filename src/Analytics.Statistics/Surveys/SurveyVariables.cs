using Analytics.Tables;

namespace Analytics.Statistics.Surveys;

// Columns by the names users know them by: an input's own or the one it was found by.
static class SurveyColumns
{
    /// The cells as text; null where there is no such column.
    public static string?[]? Find(Sample sample, string name)
    {
        var input = SurveyAnalysis.Columns.FirstOrDefault(i => i.Name == name)
            ?? SurveyAnalysis.Columns.FirstOrDefault(i => !sample.Has(name) && i.Aliases.Contains(name));
        return !sample.Has(input?.Name ?? name) ? null : input is { Kind: ColumnKind.Real }
            ? [.. sample.RealsOrNull(input.Name).Select(number => CellText.Of(number))]
            : sample.TextsOrNull(input?.Name ?? name);
    }
}

// The answers of one case: numbers, answers of two kinds as 0 and 1, and of words one variable a level.
static class SurveyVariables
{
    public static List<(string Name, double?[] Answers)> Of(string analysis, Sample sample,
        IReadOnlyList<string> candidates)
    {
        var given = sample.Settings.WordOrNull("variables")?.Split(',',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var found = new List<(string, double?[])>();
        foreach (var name in given?.Distinct() ?? candidates)
        {
            var cells = SurveyColumns.Find(sample, name) ?? throw StatisticsErrors.ParameterInvalid(analysis,
                "variables", name, string.Join(",", candidates));
            double?[] numbers = [.. cells.Select(Number)];
            var (answered, counted) = (cells.Count(c => c is not null), numbers.Count(n => n is not null));
            if (answered == counted && (answered > 0 || given is not null || name == "y")) found.Add((name, numbers));
            else if (counted > 0 && (given is not null || name == "y"))
            {
                var row = Array.FindIndex(cells, cell => cell is not null && Number(cell) is null);
                throw StatisticsErrors.CellInvalid(analysis, sample.Rows[row] + 1, name, cells[row]!, "real");
            }
            else if (given is not null || name == "y")
                foreach (var level in cells.OfType<string>().Distinct().Order(StringComparer.Ordinal))
                    found.Add(($"{name}:{level}",
                        [.. cells.Select(c => c is null ? (double?)null : c == level ? 1 : 0)]));
        }
        return found.Count > 0 ? found
            : throw StatisticsErrors.Unsuitable(analysis, sample.Rows[0] + 1, "survey_no_variable");
    }

    static double? Number(string? cell) => cell?.ToLowerInvariant() switch
    {
        null => null,
        "true" => 1,
        "false" => 0,
        _ => CellText.TryRead(cell, ColumnKind.Real, out var number) ? (double?)number : null,
    };
}
