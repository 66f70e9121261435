using System.CommandLine;
using System.Globalization;
using Analytics.Delivery;
using Analytics.Tables;

namespace Analytics.Cli.Commands;

/// <summary>From a figure back to file, cell, document and address, and on to what uses it.</summary>
sealed class LineageCommand : CliCommand
{
    static readonly string[] Listed = ["id", "area", "period", "printed", "place"];
    static readonly string[] Uses = ["kind", "role", "used", "title"];

    public override string Name => "lineage";

    protected override bool TakesRole => true;

    protected override Func<Invocation, CancellationToken, Task> Define(Command command, Language language)
    {
        var figure = new Argument<string>("FIGURE") { Description = Words("lineage.figure", language) };
        var csv = new Option<bool>("--csv") { Description = Words("option.csv", language) };
        command.Add(figure);
        command.Add(csv);
        return async (call, ct) =>
        {
            var workspace = call.Open();
            var found = await workspace.TraceAsync(call.Parsed.GetRequiredValue(figure), ct);
            var ids = Enumerable.Range(0, found.RowCount).Select(row => found.Text(row, "figure_id")!).Distinct()
                .ToArray();
            if (call.Parsed.GetValue(csv)) call.Output.Write(CsvWriter.Write(found));
            else if (ids.Length > 1) List(call, found);
            else
            {
                Tell(call, found);
                TellUses(call, await workspace.UsesAsync(ids[0], ct));
            }
        };
    }

    static void List(Invocation call, Table found)
    {
        var last = Enumerable.Range(0, found.RowCount).GroupBy(row => found.Text(row, "figure_id")!)
            .Select(vintages => vintages.Last()).ToArray();
        call.Rows("cli.lineage.column.", Listed, last.Select(row => (string[])
        [
            found.Text(row, "figure_id")!, In(call, found, row, "area"), In(call, found, row, "period"),
            $"{found.Text(row, "printed_text")}{found.Text(row, "printed_unit")}",
            $"{found.Text(row, "file")}:{found.Whole(row, "row_number")}",
        ]));
        call.Say("lineage.many", ("count", last.Length));
    }

    static void Tell(Invocation call, Table found)
    {
        for (var row = 0; row < found.RowCount; row++)
        {
            if (row > 0) call.Write("");
            Line("id", found.Text(row, "figure_id"));
            var group = found.Text(row, "group_en") == "none" ? "" : $" · {In(call, found, row, "group")}";
            Line("what", $"{In(call, found, row, "area")}{group}  {In(call, found, row, "period")}  "
                + $"{found.Text(row, "indicator_code")} {In(call, found, row, "indicator")}");
            Line("scope", found.Text(row, "scope_id") is { Length: > 0 } scope ? scope : null);
            Line("printed", $"{found.Text(row, "printed_text")}{found.Text(row, "printed_unit")}  "
                + $"({found.Text(row, "reported_name")}, {found.Text(row, "reported_code")})");
            Line("stored", $"{found[row, "value"]:0.######} {found.Text(row, "unit")}  {found.Text(row, "bound")}");
            Line("vintage", TextCatalog.BuiltIn.Format(
                found[row, "is_revoked"] is true ? "cli.lineage.revoked" : "cli.lineage.received", call.Language,
                ("epoch", found.Whole(row, "epoch")), ("day", Day(found, row, "received_on"))));
            Line("file", $"{found.Text(row, "file")}:{found.Whole(row, "row_number")}  "
                + $"(SHA-256 {found.Text(row, "sha256")?[..12]}…)");
            Line("cell", PlaceOf(call, found, row));
            Line("document", found.Text(row, "title"));
            Line("publisher", $"{found.Text(row, "publisher")}  {Day(found, row, "published_on")}");
            Line("locator", found.Text(row, "locator"));
            Line("url", found.Text(row, "url") ?? TextCatalog.BuiltIn["page.no-address"].In(call.Language));
            Line("note", found.Text(row, "note"));
        }

        void Line(string key, string? text)
        {
            if (text is null) return;
            var label = TextCatalog.BuiltIn["cli.lineage.label." + key].In(call.Language);
            call.Write(TextColumns.Pad(label, 11) + text);
        }
    }

    static void TellUses(Invocation call, Table uses)
    {
        call.Write("");
        call.Say(uses.RowCount > 0 ? "lineage.used-by" : "lineage.unused");
        if (uses.RowCount == 0) return;
        call.Rows("cli.lineage.column.", Uses, Enumerable.Range(0, uses.RowCount).Select(row => (string[])
        [
            TextCatalog.BuiltIn["uses.kind." + uses.Text(row, "kind")].In(call.Language),
            TextCatalog.BuiltIn["uses.role." + uses.Text(row, "role")].In(call.Language), uses.Text(row, "id")!,
            In(call, uses, row, "title"),
        ]));
    }

    // What is known of the place within the file; null where the row says it all.
    static string? PlaceOf(Invocation call, Table found, int row)
    {
        var parts = new[] { Part("sheet", found.Text(row, "sheet")), Part("cell", found.Text(row, "cell")),
            Part("offset", found.Whole(row, "byte_offset")) }.OfType<string>().ToArray();
        return parts.Length > 0 ? string.Join("  ", parts) : null;

        string? Part(string key, object? value) => value is null or "" ? null
            : TextCatalog.BuiltIn.Format("cli.lineage.label.in-file." + key, call.Language, (key, value));
    }

    static string In(Invocation call, Table found, int row, string name) =>
        found.Text(row, $"{name}_{(call.Language == Language.Chinese ? "zh" : "en")}") ?? "–";

    static string Day(Table found, int row, string column) =>
        ((DateOnly?)found[row, column])?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "–";
}
