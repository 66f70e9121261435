using System.CommandLine;
using Analytics.Charting;
using Analytics.Tables;

namespace Analytics.Cli.Commands;

/// <summary>Draws an answer into a file.</summary>
sealed class DrawCommand : CliCommand
{
    public override string Name => "draw";

    protected override bool TakesRole => true;

    protected override Func<Invocation, CancellationToken, Task> Define(Command command, Language language)
    {
        var options = new QueryOptions(command, language);
        var type = new Option<string>("--type")
        {
            Description = Words("draw.type", language) + " "
                + string.Join(" ", ChartTypes.All.Select(t => $"{t.Name}: {t.Purpose.In(language)}")),
            HelpName = "TYPE",
        };
        var spec = new Option<string>("--chart") { Description = Words("draw.chart", language), HelpName = "FILE" };
        var title = new Option<string>("--title") { Description = Words("draw.title", language), HelpName = "TEXT" };
        var file = new Option<string>("--out")
        {
            Description = Words("draw.out", language), HelpName = "FILE", Required = true,
        };
        var scale = new Option<double>("--scale")
        {
            Description = Words("draw.scale", language), HelpName = "1–4", DefaultValueFactory = _ => 2,
        };
        foreach (var option in new Option[] { type, spec, title, file, scale }) command.Add(option);
        return async (call, ct) =>
        {
            var path = call.Parsed.GetRequiredValue(file);
            var surface = SurfaceOf(path);
            if (call.Parsed.GetValue(scale) is not (>= 1 and <= 4) and var wrong)
                throw CliErrors.ValueInvalid("--scale", $"{wrong}", "1–4");
            var (workspace, query) = (call.Open(), await options.ReadAsync(call, ct));
            // A picture is published: its figures are computed twice.
            var answer = await workspace.QueryAsync(query, true, ct);
            var chart = call.Parsed.GetValue(spec) is { } specFile
                ? ChartSpec.Parse(await Files.ReadAsync(specFile, ct))
                : new ChartSpec
                {
                    Type = call.Parsed.GetValue(type) ?? "points-over-time",
                    Title = workspace.Model.Named(query.Measures[0].Split('/')[0], "query").Title,
                };
            if (call.Parsed.GetValue(type) is { } asked) chart = chart with { Type = asked };
            if (call.Parsed.GetValue(title) is { } words) chart = chart with { Title = new LocalText(words, words) };
            var scene = await workspace.DrawAsync(chart with { Language = call.Language }, answer, ct);
            await Files.WriteAsync(path, surface.Write(scene,
                new SurfaceOptions(Scale: call.Parsed.GetValue(scale))), ct);
            call.Say("draw.written", ("path", path), ("rows", answer.Table.RowCount));
            foreach (var warning in answer.Warnings) call.Say("warning", ("text", warning));
            foreach (var warning in scene.Warnings) call.Say("warning", ("text", warning));
        };
    }

    static Surface SurfaceOf(string path) => Surfaces.All
        .FirstOrDefault(surface => path.EndsWith("." + surface.Name, StringComparison.OrdinalIgnoreCase))
        ?? throw CliErrors.ValueInvalid("--out", path, string.Join(", ", Surfaces.All.Select(s => "*." + s.Name)));
}
