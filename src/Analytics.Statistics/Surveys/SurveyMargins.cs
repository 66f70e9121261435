using System.Globalization;
using Analytics.Tables;

namespace Analytics.Statistics.Surveys;

// Known totals as a parameter says them, `sex:f=104000,sex:m=96000,age:18-34=60000`, parted by `;` where a level has a
// comma; or the text of a CSV file of variable, level and total. Several columns together are one variable: `sex*age`.
// Totals that add up to 1 in every variable are shares.
sealed record SurveyMargins(IReadOnlyList<(string Variable, IReadOnlyDictionary<string, double> Totals)> Variables)
{
    const string Form = "variable:level=total,…";

    public static SurveyMargins Of(string analysis, string? text)
    {
        var variables = new List<(string, IReadOnlyDictionary<string, double>)>();
        if (text is null) return new(variables);
        var entries = text.Contains('\n', StringComparison.Ordinal) ? Lines(analysis, text) : Pairs(analysis, text);
        foreach (var group in entries.GroupBy(e => e.Variable))
        {
            var totals = new Dictionary<string, double>();
            foreach (var (variable, level, total) in group)
                if (!CellText.TryRead(total, ColumnKind.Real, out var number) || number is not > 0.0
                    || !totals.TryAdd(level, (double)number))
                    throw StatisticsErrors.ParameterInvalid(analysis, "margins", $"{variable}:{level}={total}", Form);
            variables.Add((group.Key, totals));
        }
        if (variables.Count == 0) throw StatisticsErrors.ParameterInvalid(analysis, "margins", text, Form);
        var margins = new SurveyMargins(variables);
        margins.CheckSums(analysis);
        return margins;
    }

    public bool AreShares => Variables.All(v => Math.Abs(v.Totals.Values.Sum() - 1) <= 1e-9);

    /// The groups of the respondents of one case, for each variable.
    public Margin[] For(string analysis, Sample sample, double people,
        IReadOnlyList<string> known) => [.. Variables.Select(variable =>
    {
        string[] levels = [.. variable.Totals.Keys];
        var columns = variable.Variable.Split('*', StringSplitOptions.TrimEntries);
        var cells = columns.Select(column => SurveyColumns.Find(sample, column)
            ?? throw StatisticsErrors.ParameterInvalid(analysis, "margins", column, string.Join(" | ", known)))
            .ToArray();
        var groups = new int[sample.Count];
        for (var i = 0; i < groups.Length; i++)
        {
            var level = string.Join('*', cells.Select((c, j) => c[i]
                ?? throw StatisticsErrors.CellEmpty(analysis, sample.Rows[i] + 1, columns[j])));
            groups[i] = Array.IndexOf(levels, level);
            if (groups[i] < 0)
                throw StatisticsErrors.CellInvalid(analysis, sample.Rows[i] + 1, variable.Variable, level,
                    string.Join(" | ", levels));
        }
        for (var g = 0; g < levels.Length; g++)
            if (!groups.Contains(g))
                throw StatisticsErrors.ParameterInvalid(analysis, "margins", $"{variable.Variable}:{levels[g]}",
                    string.Join(" | ", groups.Distinct().Select(found => levels[found])));
        return new Margin(groups, [.. variable.Totals.Values.Select(total => AreShares ? total * people : total)]);
    })];

    // All variables are of one population.
    void CheckSums(string analysis)
    {
        var (first, sum) = (Variables[0].Variable, Variables[0].Totals.Values.Sum());
        foreach (var (variable, totals) in Variables)
            if (Math.Abs(totals.Values.Sum() - sum) > 1e-9 * sum)
                throw StatisticsErrors.ParameterInvalid(analysis, "margins", Said(variable, totals.Values.Sum()),
                    Said(first, sum));
    }

    static string Said(string variable, double sum) =>
        string.Create(CultureInfo.InvariantCulture, $"Σ {variable} = {sum}");

    static (string Variable, string Level, string Total)[] Pairs(string analysis, string text) => [.. text
        .Split(text.Contains(';', StringComparison.Ordinal) ? ';' : ',',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(pair =>
        {
            var (colon, equals) = (pair.IndexOf(':', StringComparison.Ordinal),
                pair.LastIndexOf('=', pair.Length - 1));
            return colon > 0 && equals > colon
                ? (pair[..colon].Trim(), pair[(colon + 1)..equals].Trim(), pair[(equals + 1)..].Trim())
                : throw StatisticsErrors.ParameterInvalid(analysis, "margins", pair, Form);
        })];

    static (string Variable, string Level, string Total)[] Lines(string analysis, string text) => [.. text
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Where((line, i) => i > 0 || line != "variable,level,total")
        .Select(line => line.Split(',', StringSplitOptions.TrimEntries) is [var variable, var level, var total]
            ? (variable, level, total) : throw StatisticsErrors.ParameterInvalid(analysis, "margins", line,
                "variable,level,total"))];
}
