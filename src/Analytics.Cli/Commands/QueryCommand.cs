using System.CommandLine;
using Analytics.Delivery;
using Analytics.Semantics;
using Analytics.Tables;

namespace Analytics.Cli.Commands;

/// <summary>Answers a question as rows.</summary>
sealed class QueryCommand : CliCommand
{
    static readonly string[] Columns = ["area", "period", "variant", "value", "interval", "counts", "source"];

    public override string Name => "query";

    protected override bool TakesRole => true;

    protected override Func<Invocation, CancellationToken, Task> Define(Command command, Language language)
    {
        var options = new QueryOptions(command, language);
        var csv = new Option<bool>("--csv") { Description = Words("option.csv", language) };
        var sql = new Option<bool>("--sql") { Description = Words("query.sql", language) };
        command.Add(csv);
        command.Add(sql);
        return async (call, ct) =>
        {
            var answer = await call.Open().QueryAsync(await options.ReadAsync(call, ct), ct);
            if (call.Parsed.GetValue(sql)) call.Output.Write(answer.Compiled.Sql);
            else if (call.Parsed.GetValue(csv)) call.Output.Write(CsvWriter.Write(answer.Table));
            else Tell(call, answer);
        };
    }

    public static void Tell(Invocation call, QueryResult answer)
    {
        var table = answer.Table;
        call.Rows("page.column.", Columns, Enumerable.Range(0, table.RowCount).Select(row => (string[])
        [
            AnswerText.Area(table, row).In(call.Language), AnswerText.Period(table, row).In(call.Language),
            AnswerText.Variant(table, row).In(call.Language), AnswerText.Value(table, row).In(call.Language),
            AnswerText.Interval(table, row), AnswerText.Counts(table, row), table.Text(row, "source_id") ?? "–",
        ]));
        call.Say("query.rows", ("count", table.RowCount));
        foreach (var warning in answer.Warnings) call.Say("warning", ("text", warning));
    }
}
