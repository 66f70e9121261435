using System.CommandLine;
using System.Globalization;
using Analytics.Delivery;
using Analytics.Pipelines.Contracts;
using Analytics.Pipelines.Received;
using Analytics.Tables;

namespace Analytics.Cli.Commands.Etl;

/// <summary>The first records of a file as they would load, with what is wrong.</summary>
sealed class PreviewCommand : CliCommand
{
    public override string Name => "preview";

    protected override Func<Invocation, CancellationToken, Task> Define(Command command, Language language)
    {
        var options = new ReceivedOptions(language);
        var rows = new Option<int>("--rows")
        {
            Description = Words("etl.preview.rows", language), HelpName = "1, 2, 3, …", DefaultValueFactory = _ => 10,
        };
        command.Add(options.Files);
        foreach (var option in new Option[] { rows, options.Form, options.Encoding }) command.Add(option);
        return async (call, ct) =>
        {
            var workspace = call.Open(Invocation.Office);
            foreach (var file in call.Parsed.GetRequiredValue(options.Files))
                foreach (var reading in await workspace.PreviewAsync(file, options.Of(call.Parsed), null, ct))
                    Show(call, reading, call.Parsed.GetValue(rows));
        };
    }

    static void Show(Invocation call, FileReading reading, int most)
    {
        call.Say("etl.preview.file", ("path", reading.Path), ("sha256", reading.Sha256));
        foreach (var note in reading.Notes) call.Write("    " + note.Describe(call.Language));
        if (reading.Refusal is not null) OutcomeText.Findings(call, [.. reading.Findings], most);
        foreach (var sheet in reading.Sheets)
        {
            call.Say("etl.preview.sheet", ("sheet", sheet.Name), ("form", sheet.Form?.Name),
                ("contract", sheet.Contract?.Title));
            var counts = sheet.Rows;
            call.Say("etl.rows", ("read", counts.Read), ("loaded", counts.Loaded), ("rejected", counts.Rejected),
                ("header", counts.Header), ("total", counts.Total), ("note", counts.Note),
                ("facts", sheet.Records.Count));
            if (sheet.Contract is { } contract) Records(call, contract, sheet.Records, most);
            OutcomeText.Findings(call, [.. sheet.AllFindings], Math.Max(most, 1) * 2);
        }
    }

    static void Records(Invocation call, Contract contract, IReadOnlyList<ContractRecord> records, int most)
    {
        var columns = contract.Columns.Where(column => records.Any(record => record[column.Name] is not null
            || record.Source.Fields.ContainsKey(column.Name))).ToArray();
        string[] header = [TextCatalog.BuiltIn["cli.etl.preview.row"].In(call.Language), "",
            .. columns.Select(column => column.Title.In(call.Language) + (column.Unit is { } unit ? $" {unit}" : ""))];
        var rows = records.Take(most).Select(record => (string[])
        [
            record.Source.Row.Row.ToString(CultureInfo.InvariantCulture), record.IsRejected ? "×" : "",
            .. columns.Select(column => record[column.Name] is { } value ? Shown(value)
                : record.Source.Fields.GetValueOrDefault(column.Name)?.Cell.Text is { Length: > 0 } raw ? $"«{raw}»"
                : "–"),
        ]).ToArray();
        foreach (var line in TextColumns.Align(header, rows)) call.Write("    " + line);
        if (records.Count > most) call.Say("etl.preview.more", ("count", records.Count - most));
    }

    static string Shown(ContractValue value) => value.Bound switch
    {
        "at_least" => "≥ ", "at_most" => "≤ ", "about" => "≈ ", _ => "",
    } + value.Value switch
    {
        ReferenceMatch member => member.Name,
        ContractPeriod period => period.Kind == "year" ? period.Start.Year.ToString(CultureInfo.InvariantCulture)
            : period.ToString(),
        decimal number => number.ToString("#,0.######", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        var other => other.ToString() ?? "",
    };
}
