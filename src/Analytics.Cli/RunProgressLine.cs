using System.Globalization;
using Analytics.Delivery;
using Analytics.Tables;

namespace Analytics.Cli;

/// <summary>Tells how a run goes. Jobs end the line they began; on a terminal reading and drawing rewrite their line,
/// in a file reading takes a plain line now and then and drawing one at its end.</summary>
sealed class RunProgressLine(Invocation call) : IProgress<RunProgress>
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    TimeSpan _told;

    public void Report(RunProgress value)
    {
        if (value.Stage == RunStage.Draw) Drawn(value);
        else if (value.Read is { } read) Reading(value, read);
        else if (value.Ended is not { } step)
        {
            _told = TimeSpan.Zero;
            call.Output.Write(TextCatalog.BuiltIn.Format("cli.run.job", call.Language, ("number", value.Number),
                ("count", value.Count), ("title", value.Title)));
        }
        else
            call.Say(step.Facts.New + step.Facts.Unchanged + step.Facts.Corrected > 0
                ? "run.job-facts" : "run.job-rows", ("read", step.Read), ("new", step.Facts.New),
                ("same", step.Facts.Unchanged), ("rejected", step.Rejected),
                ("seconds", Math.Round(step.Duration.TotalSeconds, 2)));
    }

    void Drawn(RunProgress value)
    {
        if (Console.IsOutputRedirected && value.Number < value.Count) return;
        var text = TextCatalog.BuiltIn.Format("cli.run.drawing", call.Language, ("number", value.Number),
            ("count", value.Count));
        call.Output.Write(Console.IsOutputRedirected ? text : "\r" + text);
        if (value.Number == value.Count) call.Output.WriteLine();
    }

    void Reading(RunProgress value, Pipelines.ReadProgress read)
    {
        if (Console.IsOutputRedirected && read.Elapsed < _told + Pause) return;
        _told = read.Elapsed;
        var text = TextCatalog.BuiltIn.Format(read.Left is null ? "cli.run.reading-rows" : "cli.run.reading",
            call.Language, ("title", value.Title), ("rows", read.Rows.ToString("#,0", CultureInfo.InvariantCulture)),
            ("speed", read.RowsPerSecond.ToString("#,0", CultureInfo.InvariantCulture)),
            ("left", Math.Ceiling(read.Left?.TotalSeconds ?? 0)));
        if (Console.IsOutputRedirected) call.Output.WriteLine(text);
        else call.Output.Write("\r" + text);
    }
}
