using System.CommandLine;
using System.Globalization;
using Analytics.Statistics;
using Analytics.Delivery;
using Analytics.Tables;

namespace Analytics.Cli.Commands;

/// <summary>Calls a statistic by name on an answer.</summary>
sealed class AnalyzeCommand : CliCommand
{
    public override string Name => "analyze";

    protected override Func<Invocation, CancellationToken, Task> Define(Command command, Language language)
    {
        var name = new Argument<string>("ANALYSIS")
        {
            Description = Words("analyze.name", language) + " "
                + string.Join(" ", Analyses.All.Select(a => $"{a.Name}: {a.Description.In(language)}")),
        };
        command.Add(name);
        var options = new QueryOptions(command, language);
        var confidence = new Option<double>("--confidence")
        {
            Description = Words("analyze.confidence", language), HelpName = "0–1", DefaultValueFactory = _ => 0.95,
        };
        var csv = new Option<bool>("--csv") { Description = Words("option.csv", language) };
        command.Add(confidence);
        command.Add(csv);
        return async (call, ct) =>
        {
            var answer = await call.Open().AnalyzeAsync(call.Parsed.GetRequiredValue(name),
                await options.ReadAsync(call, ct), new AnalysisOptions(call.Parsed.GetValue(confidence)), ct);
            if (call.Parsed.GetValue(csv)) call.Output.Write(CsvWriter.Write(answer.Table));
            else if (answer.Table.Has("area_zh")) QueryCommand.Tell(call, answer);
            else Tell(call, answer.Table);
        };
    }

    static void Tell(Invocation call, Table table)
    {
        var header = table.Columns.Select(c => c.Unit is { } unit ? $"{c.Name} ({unit})" : c.Name).ToArray();
        foreach (var line in TextColumns.Align(header, [.. Enumerable.Range(0, table.RowCount).Select(row =>
            table.Columns.Select(c => Show(table[row, c.Name])).ToArray())]))
            call.Write(line);

        static string Show(object? value) => value switch
        {
            null => "–",
            double number => number.ToString("0.00", CultureInfo.InvariantCulture),
            _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
        };
    }
}
