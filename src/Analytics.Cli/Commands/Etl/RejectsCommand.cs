using System.CommandLine;
using System.Globalization;
using Analytics.Tables;

namespace Analytics.Cli.Commands.Etl;

/// <summary>What is wrong with received files, and the sheets that ask offices to correct it.</summary>
sealed class RejectsCommand : CliCommand
{
    const int LettersShown = 24;

    static readonly string[] Listed = ["sheet", "cell", "header", "found", "rule", "sentence"];

    public override string Name => "rejects";

    protected override Func<Invocation, CancellationToken, Task> Define(Command command, Language language)
    {
        var all = new Option<bool>("--all") { Description = Words("etl.rejects.all", language) };
        var file = new Option<string?>("--file")
        {
            Description = Words("etl.option.received", language), HelpName = "FILE",
        };
        var csv = new Option<bool>("--csv") { Description = Words("option.csv", language) };
        var export = new Option<string?>("--export")
        {
            Description = Words("etl.rejects.export", language), HelpName = "FOLDER",
        };
        foreach (var option in new Option[] { all, file, csv, export }) command.Add(option);
        return async (call, ct) =>
        {
            var (workspace, one) = (call.Open(Invocation.Office), call.Parsed.GetValue(file));
            if (call.Parsed.GetValue(export) is { } folder)
            {
                var written = await workspace.ExportRejectsAsync(folder, one, ct);
                foreach (var sheet in written)
                    call.Say("etl.rejects.written", ("file", sheet.File), ("count", sheet.Rejects),
                        ("path", sheet.Path));
                if (written.Count == 0) call.Say("etl.rejects.none");
                return;
            }
            var isAll = call.Parsed.GetValue(all);
            var found = await workspace.FindingsAsync(isAll ? [] : ["reject"], one, ct);
            if (call.Parsed.GetValue(csv)) call.Output.Write(CsvWriter.Write(found));
            else Tell(call, found, isAll);
        };
    }

    static void Tell(Invocation call, Table found, bool isAll)
    {
        foreach (var file in Enumerable.Range(0, found.RowCount).GroupBy(row => found.Text(row, "path")!))
        {
            long Count(string severity) => file.LongCount(row => found.Text(row, "severity") == severity);
            call.Say(isAll ? "etl.rejects.file-all" : "etl.rejects.file", ("file", file.Key),
                ("rejects", Count("reject")), ("warns", Count("warn")), ("notes", Count("note")));
            call.Rows("cli.etl.rejects.column.", isAll ? ["severity", .. Listed] : Listed,
                file.Select(row => Row(call, found, row, isAll)));
            call.Write("");
        }
        if (found.RowCount == 0) call.Say("etl.rejects.none");
        else call.Say("etl.rejects.total", ("count", found.RowCount), ("files", Enumerable.Range(0, found.RowCount)
            .Select(row => found.Text(row, "path")).Distinct().Count()));
    }

    static string[] Row(Invocation call, Table found, int row, bool isAll) =>
    [
        .. isAll ? [TextCatalog.BuiltIn["cli.etl.severity." + found.Text(row, "severity")].In(call.Language)]
            : Array.Empty<string>(),
        found.Text(row, "sheet") is { Length: > 0 } sheet ? sheet : "–",
        found.Text(row, "cell") ?? (found.Whole(row, "row_number") is > 0 and var number
            ? TextCatalog.BuiltIn.Format("cli.etl.log.row", call.Language, ("row", number)) : "–"),
        Short(found.Text(row, "header")), Short(found.Text(row, "found")), found.Text(row, "rule")!,
        found.Text(row, call.Language == Language.Chinese ? "sentence_zh" : "sentence_en")!.ReplaceLineEndings(" "),
    ];

    // On one line, cut where it runs long; all of it stands in the CSV.
    static string Short(string? text) => text is not { Length: > 0 } ? "–"
        : new StringInfo(text.ReplaceLineEndings(" ")) is { LengthInTextElements: > LettersShown } letters
            ? letters.SubstringByTextElements(0, LettersShown) + "…" : text.ReplaceLineEndings(" ");
}
