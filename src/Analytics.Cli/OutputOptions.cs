using System.CommandLine;
using Analytics.Cli.Commands;
using Analytics.Delivery;
using Analytics.Semantics;
using Analytics.Tables;

namespace Analytics.Cli;

/// <summary>In which form an answer goes out, and where to.</summary>
sealed class OutputOptions
{
    const string ByteOrderMark = "\uFEFF";

    static readonly string[] Known = ["table", .. AnswerFile.Formats];

    readonly Option<bool> _csv, _sql, _bom;
    readonly Option<string> _format, _out;

    public OutputOptions(Command command, Language language)
    {
        command.Add(_format = new Option<string>("--format")
        {
            Description = Words("query.format"), HelpName = string.Join('|', Known),
        });
        _format.AcceptOnlyFromAmong(Known);
        command.Add(_out = new Option<string>("--out") { Description = Words("query.out"), HelpName = "FILE" });
        command.Add(_csv = new Option<bool>("--csv") { Description = Words("option.csv") });
        command.Add(_bom = new Option<bool>("--bom") { Description = Words("query.bom") });
        command.Add(_sql = new Option<bool>("--sql") { Description = Words("query.sql") });

        string Words(string key) => TextCatalog.BuiltIn["cli." + key].In(language);
    }

    /// <summary>The form asked for, refused before anything is computed; a file's ending decides where none is.
    /// </summary>
    public string FormatOf(ParseResult parsed)
    {
        var asked = parsed.GetValue(_format) ?? (parsed.GetValue(_csv) ? "csv" : null);
        if (parsed.GetValue(_out) is { } path)
            return asked is null or "table" ? AnswerFile.FormatOf(path) : asked;
        return asked == "parquet" ? throw CliErrors.OptionWithout("--format parquet", "--out") : asked ?? "table";
    }

    /// <summary>Writes an answer as asked.</summary>
    public async Task WriteAsync(Invocation call, QueryResult answer, string format, CancellationToken ct)
    {
        if (call.Parsed.GetValue(_sql)) call.Output.Write(answer.Compiled.Sql);
        else if (call.Parsed.GetValue(_out) is { } path)
        {
            await AnswerFile.WriteAsync(answer, path, format, ct);
            call.Say("written", ("path", path), ("rows", answer.Table.RowCount));
            foreach (var warning in answer.Warnings) call.Say("warning", ("text", warning));
        }
        else if (format == "csv")
            call.Output.Write((call.Parsed.GetValue(_bom) ? ByteOrderMark : "") + AnswerFile.Csv(answer));
        else if (format == "json") call.Output.Write(AnswerFile.Json(answer));
        else QueryCommand.Tell(call, answer);
    }
}
