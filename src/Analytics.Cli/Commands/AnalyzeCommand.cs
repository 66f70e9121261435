using System.CommandLine;
using System.Globalization;
using Analytics.Delivery;
using Analytics.Semantics;
using Analytics.Statistics;
using Analytics.Tables;

namespace Analytics.Cli.Commands;

/// <summary>Calls a statistic by name on an answer.</summary>
sealed class AnalyzeCommand : CliCommand
{
    public override string Name => "analyze";

    protected override bool TakesRole => true;

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
        var wide = new Option<bool>("--overdispersion") { Description = Words("analyze.overdispersion", language) };
        var target = new Option<double?>("--target")
        {
            Description = Words("analyze.target", language), HelpName = "0–100",
        };
        var across = new Option<bool>("--across-breaks")
        {
            Description = Words("analyze.across-breaks", language),
        };
        var csv = new Option<bool>("--csv") { Description = Words("option.csv", language) };
        foreach (var option in new Option[] { confidence, wide, target, across, csv }) command.Add(option);
        return async (call, ct) =>
        {
            var answer = await call.Open().AnalyzeAsync(call.Parsed.GetRequiredValue(name),
                await options.ReadAsync(call, ct), new AnalysisOptions(call.Parsed.GetValue(confidence))
                {
                    Overdispersion = call.Parsed.GetValue(wide), Target = call.Parsed.GetValue(target),
                    AcrossBreaks = call.Parsed.GetValue(across),
                }, ct);
            if (call.Parsed.GetValue(csv)) call.Output.Write(CsvWriter.Write(answer.Table));
            else if (IsAnswer(answer.Table)) QueryCommand.Tell(call, answer);
            else
            {
                Tell(call, answer.Table);
                foreach (var warning in answer.Warnings) call.Say("warning", ("text", warning));
            }
        };
    }

    static bool IsAnswer(Table table) => AnswerColumns.Names.All(table.Has)
        && table.Columns.Count == AnswerColumns.Names.Count;

    // What the analysis found, after the area and the period it is of.
    static void Tell(Invocation call, Table table)
    {
        string[] named = call.Language == Language.English ? ["area_en", "period_en"] : ["area_zh", "period_zh"];
        Column[] columns = !table.Has("area_zh") ? [.. table.Columns]
            : [.. table.Columns.Where(c => named.Contains(c.Name) || !AnswerColumns.Names.Contains(c.Name))];
        var header = columns.Select(c => c.Unit is { } unit ? $"{c.Name} ({unit})" : c.Name).ToArray();
        foreach (var line in TextColumns.Align(header, [.. Enumerable.Range(0, table.RowCount).Select(row =>
            columns.Select(c => Show(table[row, c.Name])).ToArray())]))
            call.Write(line);

        static string Show(object? value) => value switch
        {
            null => "–",
            // A p value far below any level is not nothing.
            double number => number.ToString(
                number != 0 && Math.Abs(number) < 0.0001 ? "0.0E+0" : Math.Abs(number) < 0.1 ? "0.00##" : "0.00",
                CultureInfo.InvariantCulture),
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
        };
    }
}
