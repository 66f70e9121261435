using System.CommandLine;
using System.Globalization;
using Analytics.Tables;

namespace Analytics.Cli.Commands.Etl;

/// <summary>Who is late, by the reporting calendar.</summary>
sealed class StatusCommand : CliCommand
{
    static readonly string[] Listed =
        ["contract", "period", "area", "state", "received", "figures", "rejects", "file"];

    static readonly string[] Counted = ["on-time", "late", "partial", "missing"];

    public override string Name => "status";

    protected override Func<Invocation, CancellationToken, Task> Define(Command command, Language language)
    {
        var day = new Option<DateOnly?>("--as-of")
        {
            Description = Words("etl.status.as-of", language), HelpName = "YYYY-MM-DD",
        };
        var contract = new Option<string?>("--contract")
        {
            Description = Words("etl.status.contract", language), HelpName = "NAME",
        };
        var csv = new Option<bool>("--csv") { Description = Words("option.csv", language) };
        foreach (var option in new Option[] { day, contract, csv }) command.Add(option);
        return async (call, ct) =>
        {
            var asked = call.Parsed.GetValue(day) ?? DateOnly.FromDateTime(DateTime.Today);
            var status = await call.Open(Invocation.Office).StatusAsync(asked, call.Parsed.GetValue(contract), ct);
            if (call.Parsed.GetValue(csv)) call.Output.Write(CsvWriter.Write(status));
            else Tell(call, status, asked);
        };
    }

    static void Tell(Invocation call, Table status, DateOnly day)
    {
        var rows = Enumerable.Range(0, status.RowCount).ToArray();
        if (rows.Length > 0) call.Rows("cli.etl.status.column.", Listed, rows.Select(row => Row(call, status, row)));
        foreach (var due in rows.Where(row => status.Text(row, "contract") is not null)
            .GroupBy(row => (status.Text(row, "contract"), status.Text(row, "period_id"))))
            Summarise(call, status, [.. due]);
        if (rows.Count(row => status.Text(row, "state") == "unread") is > 0 and var unread)
            call.Say("etl.status.unread", ("count", unread));
        if (rows.Length == 0) call.Say("etl.status.nothing", ("day", Show(day)));
    }

    static string[] Row(Invocation call, Table status, int row) =>
    [
        status.Text(row, "contract") ?? "–", In(call, status, row, "period"), In(call, status, row, "area"),
        TextCatalog.BuiltIn.Format("reporting.state." + status.Text(row, "state")
            + (status.Text(row, "state") == "partial" && status.Whole(row, "days") > 0 ? ".late" : ""), call.Language,
            ("days", status.Whole(row, "days"))),
        Show((DateOnly?)status[row, "received_on"]), Number(status.Whole(row, "figures")),
        Number(status.Whole(row, "rejects")), FilesOf(call, status.Text(row, "files")),
    ];

    static void Summarise(Invocation call, Table status, int[] rows)
    {
        long Count(string state) => rows.Count(row => status.Text(row, "state") == state);
        call.Say("etl.status.summary", ("contract", status.Text(rows[0], "contract")),
            ("period", In(call, status, rows[0], "period")), ("day", Show((DateOnly?)status[rows[0], "due_on"])),
            ("due", Counted.Sum(Count)), ("intime", Count("on-time")), ("late", Count("late")),
            ("partial", Count("partial")), ("missing", Count("missing")));
        var unplaced = rows.Where(row => status.Text(row, "state") == "unplaced")
            .Sum(row => status.Whole(row, "rejects"));
        if (unplaced > 0) call.Say("etl.status.unplaced", ("count", unplaced));
    }

    static string FilesOf(Invocation call, string? files) => files?.Split('|') switch
    {
        null => "–",
        [var only] => only,
        var many => TextCatalog.BuiltIn.Format("cli.etl.status.files", call.Language, ("file", many[0]),
            ("more", many.Length - 1)),
    };

    static string In(Invocation call, Table status, int row, string name) =>
        status.Text(row, $"{name}_{(call.Language == Language.Chinese ? "zh" : "en")}") ?? "–";

    static string Show(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "–";

    static string Number(long? number) => (number ?? 0).ToString("#,0", CultureInfo.InvariantCulture);
}
