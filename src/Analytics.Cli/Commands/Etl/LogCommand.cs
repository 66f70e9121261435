using System.CommandLine;
using System.Globalization;
using Analytics.Delivery;
using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Cli.Commands.Etl;

/// <summary>What runs did.</summary>
sealed class LogCommand : CliCommand
{
    static readonly string[] Runs = ["run", "at", "version", "outcome", "job", "read", "new", "same", "corrected",
        "revoked", "rejected", "seconds"];

    static readonly string[] Rejects = ["file", "sheet", "cell", "sentence"];

    public override string Name => "log";

    protected override Func<Invocation, CancellationToken, Task> Define(Command command, Language language)
    {
        var run = new Option<int?>("--run") { Description = Words("etl.log.run", language), HelpName = "1, 2, 3, …" };
        var last = new Option<int>("--last")
        {
            Description = Words("etl.log.last", language), HelpName = "1, 2, 3, …", DefaultValueFactory = _ => 10,
        };
        command.Add(run);
        command.Add(last);
        return async (call, ct) =>
        {
            var workspace = call.Open(Invocation.Office);
            var count = call.Parsed.GetValue(last);
            if (count < 1) throw CliErrors.ValueInvalid(last.Name, Number(count), last.HelpName);
            if (call.Parsed.GetValue(run) is { } number) Tell(call, await workspace.RunLogAsync(number, ct));
            else List(call, await workspace.LogAsync(count, ct));
        };
    }

    static void List(Invocation call, IReadOnlyList<LoggedRun> runs)
    {
        if (runs.Count == 0) call.Say("etl.log.none");
        else call.Rows("cli.etl.log.column.", Runs, runs.SelectMany(run => Lines(call, run)));
    }

    static void Tell(Invocation call, RunLog log)
    {
        List(call, [log.Detail.Run]);
        if (log.Detail.Rejects is { Count: > 0 } rejects)
        {
            call.Write("");
            call.Say("etl.log.rejects", ("count", rejects.Count));
            call.Rows("cli.etl.log.column.", Rejects, rejects.Select(reject => Line(call, reject)));
        }
        if (log.Detail.Ended is { Count: > 0 } ended)
        {
            call.Write("");
            call.Say("etl.log.ended", ("count", ended.Count));
            call.Rows("cli.etl.log.column.", ["end", .. Rejects], ended.Select(one => (string[])
            [
                TextCatalog.BuiltIn["reject.end." + one.End.Outcome].In(call.Language),
                .. one.Reject is { } reject ? Line(call, reject) : ["–", "–", "–", one.End.FindingId],
            ]));
        }
        if (log.Restatements is { Count: > 0 } restated)
        {
            call.Write("");
            call.Say("etl.log.restated", ("count", restated.Count));
            foreach (var one in restated)
                call.Say("etl.log.restatement", ("area", one.Area), ("period", one.Period), ("code", one.IndicatorCode),
                    ("indicator", one.Indicator), ("before", Value(one.Before)), ("after", Value(one.After)),
                    ("unit", one.Unit ?? ""), ("file", one.File),
                    ("day", one.PublishedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        }
    }

    // The run stands on its first line; jobs with nothing to do share one.
    static IEnumerable<string[]> Lines(Invocation call, LoggedRun run)
    {
        string[] head =
        [
            run.Number.ToString(CultureInfo.InvariantCulture),
            run.StartedAt?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "–",
            run.Epoch?.ToString(CultureInfo.InvariantCulture) ?? "–",
            TextCatalog.BuiltIn["run.outcome." + run.Outcome].In(call.Language),
        ];
        var jobs = run.Steps.Where(step => !step.IsUnchanged).Select(step => (string[])
        [
            step.Job, Number(step.Read), Number(step.Facts.New), Number(step.Facts.Unchanged),
            Number(step.Facts.Corrected), Number(step.Facts.Revoked), Number(step.Rejected),
            step.Duration.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture),
        ]).ToList();
        if (run.Steps.Count(step => step.IsUnchanged) is > 0 and var idle)
            jobs.Add([TextCatalog.BuiltIn.Format("cli.etl.log.idle", call.Language, ("count", idle)), .. Empty(7)]);
        if (jobs.Count == 0) jobs.Add(["–", .. Empty(7)]);
        return jobs.Select((job, index) => (string[])[.. index == 0 ? head : Empty(4), .. job]);
    }

    static string[] Empty(int count) => [.. Enumerable.Repeat("", count)];

    // The clerk's sentence, or what a job without sentences told.
    static string[] Line(Invocation call, Reject reject) =>
    [
        reject.File, reject.Sheet ?? "–",
        reject.Cell ?? TextCatalog.BuiltIn.Format("cli.etl.log.row", call.Language, ("row", reject.Row)),
        reject.Sentence?.In(call.Language) ?? TextCatalog.BuiltIn.Format("cli.etl.log.reject", call.Language,
            ("column", reject.Column), ("found", reject.Found), ("expected", reject.Expected), ("code", reject.Code)),
    ];

    static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    static string? Value(decimal? value) => value?.ToString("#,0.######", CultureInfo.InvariantCulture);
}
