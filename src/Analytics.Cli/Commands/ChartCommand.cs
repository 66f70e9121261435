using System.CommandLine;
using Analytics.Charting;
using Analytics.Delivery;
using Analytics.Tables;

namespace Analytics.Cli.Commands;

/// <summary>Draws an answer into a file, or every type of chart into a folder.</summary>
sealed class ChartCommand : CliCommand
{
    const string EveryType = "gallery";

    public override string Name => "chart";

    protected override bool TakesRole => true;

    protected override Func<Invocation, CancellationToken, Task> Define(Command command, Language language)
    {
        var type = new Argument<string>("TYPE")
        {
            Description = Words("chart.type", language), Arity = ArgumentArity.ZeroOrOne,
        };
        command.Add(type);
        var query = new QueryOptions(command, language);
        var own = new ChartOptions(command, language);
        return async (call, ct) =>
        {
            if (call.Parsed.GetValue(own.List))
            {
                List(call);
                return;
            }
            if (call.Parsed.GetValue(own.Schema))
            {
                call.Output.Write(ChartSpec.Schema());
                return;
            }
            var name = call.Parsed.GetValue(type) ?? throw CliErrors.ArgumentMissing("TYPE", Name);
            var path = call.Parsed.GetValue(own.Out) ?? throw CliErrors.ArgumentMissing("--out", Name);
            if (name == EveryType)
            {
                var written = await GalleryFolder.WriteAsync(path, ct);
                call.Say("chart.gallery.written", ("count", written.Pictures), ("path", written.Index));
                return;
            }
            var surface = ChartOptions.SurfaceOf(path);
            var options = own.Surface(call.Parsed, ChartTypes.Named(name).Name);
            var workspace = call.Open();
            var asked = await query.ReadAsync(call, ct, further: call.Parsed.GetValue(own.Measure));
            // A picture is published: its figures are computed twice.
            var answer = ChartRows.By(await workspace.QueryAsync(asked, true, ct), own.By(call.Parsed));
            var spec = await own.ReadAsync(call, name,
                workspace.Model.Named(asked.Measures[0].Split('/')[0], "query").Title, ct);
            var scene = await workspace.DrawAsync(spec, answer, ct);
            await Files.WriteAsync(path, surface.Write(scene, options), ct);
            call.Say("written", ("path", path), ("rows", answer.Table.RowCount));
            foreach (var warning in answer.Warnings) call.Say("warning", ("text", warning));
            foreach (var warning in scene.Warnings) call.Say("warning", ("text", warning));
        };
    }

    static void List(Invocation call)
    {
        var width = ChartTypes.All.Max(type => type.Name.Length) + 2;
        foreach (var type in ChartTypes.All)
            foreach (var (i, line) in TextColumns.Wrap(type.Purpose.In(call.Language), 100 - width).Index())
                call.Write(TextColumns.Pad(i == 0 ? type.Name : "", width) + line);
    }
}
