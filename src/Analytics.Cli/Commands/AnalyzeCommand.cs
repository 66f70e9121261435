using System.CommandLine;
using System.Globalization;
using Analytics.Delivery;
using Analytics.Semantics;
using Analytics.Statistics;
using Analytics.Tables;

namespace Analytics.Cli.Commands;

/// <summary>Calls a statistic by name on an answer, or on anybody's file.</summary>
sealed class AnalyzeCommand : CliCommand
{
    public override string Name => "analyze";

    protected override bool TakesRole => true;

    /// <summary>The method whose help is asked for; null where none is named, or the command is another.</summary>
    public static string? MethodOf(ParseResult parsed) =>
        parsed.CommandResult.Command.Name == "analyze" ? parsed.GetValue<string>("ANALYSIS") : null;

    protected override Func<Invocation, CancellationToken, Task> Define(Command command, Language language)
    {
        var name = new Argument<string>("ANALYSIS")
        {
            Description = Words("analyze.name", language), Arity = ArgumentArity.ZeroOrOne,
        };
        command.Add(name);
        var query = new QueryOptions(command, language, bareJson: true);
        var own = new AnalyzeOptions(command, language);
        return async (call, ct) =>
        {
            if (call.Parsed.GetValue(own.List))
            {
                List(call);
                return;
            }
            if (call.Parsed.GetValue(own.Guide))
            {
                call.Output.Write(MethodCatalog.Markdown());
                return;
            }
            var method = Analyses.Named(call.Parsed.GetValue(name)
                ?? throw CliErrors.ArgumentMissing("ANALYSIS", Name));
            var options = own.Read(call.Parsed);
            if (call.Parsed.GetValue(own.Data) is { } path)
            {
                var result = method.Call(DataFile.Read(path, call.Parsed.GetValue(own.Sheet)), options);
                await own.WriteAsync(call, result, [], Tell, ct);
                return;
            }
            var (found, answer) = await call.Open().CallAsync(method.Name, await query.ReadAsync(call, ct,
                further: call.Parsed.GetValue(own.Measure)), options, ct);
            if (own.IsPlain(call.Parsed) && IsAnswer(found.Table))
                QueryCommand.Tell(call, answer with { Table = found.Table });
            else await own.WriteAsync(call, found, answer.Warnings, Tell, ct);
        };
    }

    static void List(Invocation call)
    {
        if (AnalyzeOptions.IsJson(call.Parsed))
        {
            call.Output.Write(MethodCatalog.Json());
            return;
        }
        var width = Analyses.All.Max(method => method.Name.Length) + 2;
        foreach (var method in Analyses.All)
            foreach (var (i, line) in TextColumns.Wrap(method.Description.In(call.Language), 100 - width).Index())
                call.Write(TextColumns.Pad(i == 0 ? method.Name : "", width) + line);
    }

    static bool IsAnswer(Table table) => AnswerColumns.Names.All(table.Has)
        && table.Columns.All(c => AnswerColumns.Names.Contains(c.Name) || c.Name == "not_computable");

    // What the analysis found, after the area and the period it is of.
    static void Tell(Invocation call, Table table)
    {
        string[] named = call.Language == Language.English ? ["area_en", "period_en"] : ["area_zh", "period_zh"];
        Column[] columns = !table.Has("area_zh") ? [.. table.Columns]
            : [.. table.Columns.Where(c => named.Contains(c.Name) || !AnswerColumns.Names.Contains(c.Name))];
        columns = [.. columns.Where(c => c.Name != "not_computable"
            || Enumerable.Range(0, table.RowCount).Any(row => table[row, c.Name] is not null))];
        var header = columns.Select(c => c.Unit is { } unit ? $"{c.Name} ({unit})" : c.Name).ToArray();
        foreach (var line in TextColumns.Align(header, [.. Enumerable.Range(0, table.RowCount).Select(row =>
            columns.Select(c => c.Name == "not_computable" ? Reason(table.Text(row, c.Name), call.Language)
                : Show(table[row, c.Name])).ToArray())]))
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

    // Words of the catalog, alone or after the column they are of.
    static string Reason(string? reasons, Language language) => string.Join(language == Language.English ? "; " : "；",
        (reasons ?? "").Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(reason =>
        {
            var (column, word) = reason.Split('=') is [var of, var why] ? (of + ": ", why) : ("", reason);
            return column + (TextCatalog.BuiltIn.Find("reason." + word)?.In(language) ?? word);
        }));
}
