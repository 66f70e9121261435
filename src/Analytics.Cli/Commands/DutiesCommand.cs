using System.CommandLine;
using System.Globalization;
using Analytics.Delivery;
using Analytics.Semantics.Models;
using Analytics.Tables;

namespace Analytics.Cli.Commands;

/// <summary>Which duties were met, not met, or unknown, by body and year.</summary>
sealed class DutiesCommand : CliCommand
{
    static readonly string[] Columns = ["duty", "area", "period", "outcome", "observed", "reason", "source"];

    public override string Name => "duties";

    protected override bool TakesRole => true;

    protected override Func<Invocation, CancellationToken, Task> Define(Command command, Language language)
    {
        var options = new QueryOptions(command, language);
        var csv = new Option<bool>("--csv") { Description = Words("option.csv", language) };
        command.Add(csv);
        return async (call, ct) =>
        {
            var workspace = call.Open();
            var duties = workspace.Model.Measures.Where(measure => measure.Kind == MeasureKind.Duty).ToArray();
            var query = await options.ReadAsync(call, ct, [.. duties.Select(duty => duty.Name)]);
            if (query.Measures.FirstOrDefault(name => duties.All(duty => duty.Name != name.Split('/')[0])) is { } other)
                throw CliErrors.ValueInvalid("MEASURE", other, string.Join(" | ", duties.Select(duty => duty.Name)));
            var answer = await workspace.QueryAsync(query, ct);
            if (call.Parsed.GetValue(csv)) call.Output.Write(CsvWriter.Write(answer.Table));
            else Tell(call, workspace.Model, answer.Table, answer.Warnings);
        };
    }

    static void Tell(Invocation call, SemanticModel model, Table table, IReadOnlyList<LocalText> warnings)
    {
        call.Rows("cli.duties.column.", Columns, Enumerable.Range(0, table.RowCount).Select(row => Row(row)));
        call.Say("query.rows", ("count", table.RowCount));
        foreach (var warning in warnings) call.Say("warning", ("text", warning));

        string[] Row(int row)
        {
            var duty = model.Named(table.Text(row, "measure")!, "analytics duties");
            return
            [
                duty.Title.In(call.Language), AnswerText.Area(table, row).In(call.Language),
                AnswerText.Period(table, row).In(call.Language), AnswerText.Value(table, row).In(call.Language),
                Observed(table, row, duty.Unit), Reason(table, row, call.Language), table.Text(row, "source_id") ?? "–",
            ];
        }
    }

    // What was seen, with its bound and unit; the year's end is what days are counted from.
    static string Observed(Table table, int row, string unit) => table.Number(row, "printed_value") is not { } value
        ? "–"
        : (table.Text(row, "bound") switch { "at_least" => "≥ ", "at_most" => "≤ ", "about" => "≈ ", _ => "" })
            + value.ToString("#,0.##", CultureInfo.InvariantCulture) + (unit == "%" ? unit : " " + unit);

    static string Reason(Table table, int row, Language language) => table.Text(row, "outcome_reason") is { } reason
        ? TextCatalog.BuiltIn["semantics.outcome-reason." + reason].In(language) : "–";
}
