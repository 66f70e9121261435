using System.CommandLine;
using System.Globalization;
using Analytics.Tables;

namespace Analytics.Cli.Commands;

/// <summary>What was printed for one quantity, by whom and when, and what holds.</summary>
sealed class HistoryCommand : CliCommand
{
    static readonly string[] Listed =
        ["standing", "printed", "published", "received", "version", "source", "series", "place"];

    public override string Name => "history";

    protected override bool TakesRole => true;

    protected override Func<Invocation, CancellationToken, Task> Define(Command command, Language language)
    {
        var figure = new Argument<string>("FIGURE") { Description = Words("history.figure", language) };
        var csv = new Option<bool>("--csv") { Description = Words("option.csv", language) };
        command.Add(figure);
        command.Add(csv);
        return async (call, ct) =>
        {
            var history = await call.Open().HistoryAsync(call.Parsed.GetRequiredValue(figure), ct);
            if (call.Parsed.GetValue(csv)) call.Output.Write(CsvWriter.Write(history));
            else Tell(call, history);
        };
    }

    static void Tell(Invocation call, Table history)
    {
        call.Rows("cli.history.column.", Listed, Enumerable.Range(0, history.RowCount).Select(row => (string[])
        [
            TextCatalog.BuiltIn["cli.history.standing." + history.Text(row, "standing")].In(call.Language),
            $"{history.Text(row, "printed_text")}{history.Text(row, "printed_unit")}",
            Day(history, row, "published_on"), Day(history, row, "received_on"),
            $"{history.Whole(row, "epoch")}", history.Text(row, "source_id") ?? "–",
            history.Text(row, "series_id") ?? "–",
            $"{history.Text(row, "file")}:{history.Whole(row, "row_number")}",
        ]));
        var standings = Enumerable.Range(0, history.RowCount).Select(row => history.Text(row, "standing")!).Distinct();
        foreach (var standing in standings) call.Say("history.about." + standing);
    }

    static string Day(Table table, int row, string column) =>
        ((DateOnly?)table[row, column])?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "–";
}
