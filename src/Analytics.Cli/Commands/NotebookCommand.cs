using System.CommandLine;
using System.Text;
using Analytics.Delivery;
using Analytics.Delivery.Notebooks;
using Analytics.Tables;

namespace Analytics.Cli.Commands;

/// <summary>Runs notebooks and writes their outputs, or proves those that are stored.</summary>
sealed class NotebookCommand : CliCommand
{
    static readonly string[] Actions = ["check", "html", "run"];

    public override string Name => "notebook";

    protected override Func<Invocation, CancellationToken, Task> Define(Command command, Language language)
    {
        var action = new Argument<string>("ACTION")
        {
            Description = Words("notebook.action", language), HelpName = string.Join('|', Actions),
        };
        var paths = new Argument<string[]>("FILE")
        {
            Description = Words("notebook.file", language), Arity = ArgumentArity.ZeroOrMore,
        };
        command.Add(action);
        command.Add(paths);
        return (call, ct) =>
        {
            var (asked, named) = (call.Parsed.GetRequiredValue(action), call.Parsed.GetValue(paths) ?? []);
            if (!Actions.Contains(asked))
                throw CliErrors.CommandUnknown($"{Name} {asked}", Actions.Select(known => $"{Name} {known}"));
            var workspace = call.Open();
            if (asked == "run") return RunAsync(call, workspace, named, ct);
            var files = named.Length > 0 ? named : workspace.Notebooks;
            return asked == "html" ? PagesAsync(call, workspace, files, ct) : CheckAsync(call, workspace, files, ct);
        };
    }

    async Task RunAsync(Invocation call, Workspace workspace, string[] files, CancellationToken ct)
    {
        if (files.Length == 0) throw CliErrors.ArgumentMissing("FILE", $"{Name} run");
        var failures = new List<AnalyticsException>();
        foreach (var file in files)
        {
            var stored = await Files.ReadAsync(file, ct);
            var run = await NotebookRunner.RunAsync(Notebook.Parse(stored, file), workspace, ct);
            var text = run.Notebook.ToJson();
            if (text != stored) await Files.WriteAsync(file, Encoding.UTF8.GetBytes(text), ct);
            call.Say(text == stored ? "notebook.unchanged" : "notebook.written", ("name", file), ("cells", run.Cells));
            if (run.Failure is { } failure) failures.Add(failure);
        }
        Refuse(failures);
    }

    static async Task CheckAsync(Invocation call, Workspace workspace, IReadOnlyList<string> files,
        CancellationToken ct)
    {
        if (files.Count == 0) throw CliErrors.NotebooksMissing();
        var (failures, drifted) = (new List<AnalyticsException>(), new List<string>());
        foreach (var file in files)
        {
            var run = await NotebookRunner.RunAsync(Notebook.Parse(await Files.ReadAsync(file, ct), file), workspace,
                ct);
            if (run.Failure is { } failure)
            {
                failures.Add(failure);
                continue;
            }
            if (run.Drifts.Count == 0) call.Say("notebook.equal", ("name", file), ("cells", run.Cells));
            else drifted.Add(file);
            foreach (var drift in run.Drifts) Tell(call, file, drift);
        }
        Refuse(failures);
        if (drifted.Count > 0) throw CliErrors.NotebooksDrifted(drifted);
    }

    static async Task PagesAsync(Invocation call, Workspace workspace, IReadOnlyList<string> files,
        CancellationToken ct)
    {
        if (files.Count == 0) throw CliErrors.NotebooksMissing();
        var failures = new List<AnalyticsException>();
        foreach (var file in files)
        {
            var run = await NotebookRunner.RunAsync(Notebook.Parse(await Files.ReadAsync(file, ct), file), workspace,
                ct);
            var page = Path.Combine(workspace.OutputFolder, "notebooks",
                Path.GetFileNameWithoutExtension(file) + ".html");
            await Files.WriteAsync(page, Encoding.UTF8.GetBytes(NotebookPage.Write(run)), ct);
            call.Say("notebook.page", ("path", page));
            if (run.Failure is { } failure) failures.Add(failure);
        }
        Refuse(failures);
    }

    static void Tell(Invocation call, string file, CellDrift drift)
    {
        call.Say("notebook.drift", ("name", file), ("cell", drift.Cell));
        foreach (var line in drift.Stored) call.Say("notebook.stored", ("line", line));
        foreach (var line in drift.Found) call.Say("notebook.found", ("line", line));
    }

    // Each failure is one line; several share one.
    static void Refuse(List<AnalyticsException> failures)
    {
        if (failures is [var only]) throw only;
        if (failures.Count > 1) throw CliErrors.NotebooksFailed(failures);
    }
}
