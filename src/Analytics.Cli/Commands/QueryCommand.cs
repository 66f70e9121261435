using System.CommandLine;
using Analytics.Delivery;
using Analytics.Semantics;
using Analytics.Tables;

namespace Analytics.Cli.Commands;

/// <summary>Answers a question as rows: of the workspace, or of any tables with <c>--model</c> and <c>--database</c>.
/// </summary>
sealed class QueryCommand : CliCommand
{
    static readonly string[] Columns = ["area", "period", "variant", "value", "interval", "counts", "source"];

    public override string Name => "query";

    protected override bool TakesRole => true;

    protected override Func<Invocation, CancellationToken, Task> Define(Command command, Language language)
    {
        var options = new QueryOptions(command, language);
        var grouped = new GroupedOptions(command, language);
        var output = new OutputOptions(command, language);
        var door = new ModelOptions(command, language);
        var verify = new Option<bool>("--verify") { Description = Words("query.verify", language) };
        var explain = new Option<bool>("--explain") { Description = Words("query.explain", language) };
        var cell = new Option<string>("--cell")
        {
            Description = Words("query.cell", language), HelpName = "ROW[:MEASURE]",
        };
        // Answers are always computed from base rows, so that neither changes any.
        var aggregates = new Option<string>("--aggregates")
        {
            Description = Words("query.aggregates", language), HelpName = "none|day|month",
        };
        aggregates.AcceptOnlyFromAmong("none", "day", "month");
        var cache = new Option<string>("--cache") { Description = Words("query.cache", language), HelpName = "off" };
        cache.AcceptOnlyFromAmong("off");
        foreach (var option in new Option[] { verify, explain, cell, aggregates, cache }) command.Add(option);
        return async (call, ct) =>
        {
            var format = output.FormatOf(call.Parsed);
            var query = grouped.Apply(call.Parsed, await options.ReadAsync(call, ct));
            await using var asked = await door.OpenAsync(call, ct);
            if (call.Parsed.GetValue(explain) || call.Parsed.GetValue(cell) is not null)
            {
                Tell(call, await asked.ExplainAsync(query,
                    call.Parsed.GetValue(cell) is { } text ? CellReference.Parse(text) : null, ct));
                return;
            }
            var answer = await asked.QueryAsync(query, call.Parsed.GetValue(verify), ct);
            if (answer.Metadata is { } metadata)
                answer = answer with { Metadata = WithModes(metadata, call.Parsed.GetValue(aggregates)) };
            await output.WriteAsync(call, answer, format, ct);
        };
    }

    /// <summary>An answer for people, its warnings below.</summary>
    public static void Tell(Invocation call, QueryResult answer)
    {
        var table = answer.Table;
        if (answer.Metadata is null && AnswerColumns.Names.All(table.Has))
            call.Rows("page.column.", Columns, Enumerable.Range(0, table.RowCount).Select(row => (string[])
            [
                AnswerText.Area(table, row).In(call.Language), AnswerText.Period(table, row).In(call.Language),
                AnswerText.Variant(table, row).In(call.Language), AnswerText.Value(table, row).In(call.Language),
                AnswerText.Interval(table, row), AnswerText.Counts(table, row), table.Text(row, "source_id") ?? "–",
            ]));
        else
            foreach (var line in GroupedText.Lines(answer, call.Language)) call.Write(line);
        call.Say("query.rows", ("count", table.RowCount));
        foreach (var warning in answer.Warnings) call.Say("warning", ("text", warning));
        if (answer.Metadata?.VerifiedCells is { } cells) call.Say("query.verified", ("count", cells));
        if (answer.VerifiedValues is { } values) call.Say("query.verified-values", ("count", values));
    }

    static AnswerMetadata WithModes(AnswerMetadata metadata, string? aggregates) => metadata with
    {
        Modes = new Dictionary<string, string>(metadata.Modes)
        {
            ["aggregates"] = aggregates ?? "none", ["cache"] = "off", ["computed_from"] = "base_rows",
        },
    };

    static void Tell(Invocation call, IReadOnlyList<Explanation> explanations)
    {
        foreach (var explanation in explanations)
        {
            call.Write($"[{explanation.Row}:{explanation.Column}] {explanation.Title.In(call.Language)}");
            var width = explanation.Lines.Max(line => TextColumns.WidthOf(line.Label.In(call.Language))) + 2;
            foreach (var line in explanation.Lines)
                foreach (var (index, text) in line.Text.In(call.Language).ReplaceLineEndings("\n").Split('\n').Index())
                    call.Write($"  {TextColumns.Pad(index == 0 ? line.Label.In(call.Language) : "", width)}{text}"
                        .TrimEnd());
            call.Write("");
        }
    }
}
