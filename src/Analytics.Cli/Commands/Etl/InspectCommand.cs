using System.CommandLine;
using Analytics.Pipelines.Received;
using Analytics.Tables;

namespace Analytics.Cli.Commands.Etl;

/// <summary>What a file is: encoding, sheets, form and fields; a draft of a form where none is known.</summary>
sealed class InspectCommand : CliCommand
{
    public override string Name => "inspect";

    protected override Func<Invocation, CancellationToken, Task> Define(Command command, Language language)
    {
        var options = new ReceivedOptions(language);
        var draft = new Option<string>("--draft")
        {
            Description = Words("etl.inspect.draft", language), HelpName = "PATH",
        };
        command.Add(options.Files);
        foreach (var option in new Option[] { draft, options.Form, options.Encoding }) command.Add(option);
        return async (call, ct) =>
        {
            var (workspace, to) = (call.Open(Invocation.Office), call.Parsed.GetValue(draft));
            foreach (var file in call.Parsed.GetRequiredValue(options.Files))
                foreach (var inspection in await workspace.InspectAsync(file, options.Of(call.Parsed), ct))
                    await ShowAsync(call, inspection, to, ct);
        };
    }

    static async Task ShowAsync(Invocation call, FileInspection inspection, string? to, CancellationToken ct)
    {
        var reading = inspection.Reading;
        call.Say("etl.preview.file", ("path", reading.Path), ("sha256", reading.Sha256));
        foreach (var note in reading.Notes) call.Write("    " + note.Describe(call.Language));
        if (reading.Refusal is not null) OutcomeText.Findings(call, [.. reading.Findings], 1);
        foreach (var sheet in inspection.Sheets)
        {
            call.Say("etl.preview.sheet", ("sheet", sheet.Reading.Name), ("form", sheet.Reading.Form?.Name),
                ("contract", sheet.Reading.Contract?.Title));
            if (sheet.Fitting.Count > 1) call.Say("etl.inspect.fitting", ("forms", sheet.Fitting));
            if (sheet.Reading.Heading is { } heading)
                foreach (var column in heading.Columns)
                    call.Say(column.Field is null ? "etl.inspect.ignored" : "etl.inspect.column",
                        ("column", Pipelines.Sheets.CellPlace.Letters(column.Column)), ("header", column.Header),
                        ("field", column.Field));
            OutcomeText.Findings(call, [.. sheet.Reading.Findings], 20);
            if (sheet.Draft is { } draft) await ProposeAsync(call, draft.Yaml, draft.Doubts, to, ct);
        }
    }

    // A draft goes to the screen, or into a file that does not exist yet.
    static async Task ProposeAsync(Invocation call, string yaml, IReadOnlyList<LocalText> doubts, string? to,
        CancellationToken ct)
    {
        call.Say("etl.inspect.proposed", ("doubts", doubts.Count));
        if (to is null) call.Write(yaml);
        else
        {
            if (File.Exists(to)) throw CliErrors.FileExists(to);
            await Files.WriteAsync(to, System.Text.Encoding.UTF8.GetBytes(yaml), ct);
            call.Say("etl.inspect.written", ("path", to));
        }
    }
}
