using System.CommandLine;
using System.Text.Json;
using Analytics.Delivery;
using Analytics.Semantics.Models;
using Analytics.Semantics.Stars;
using Analytics.Tables;

namespace Analytics.Cli.Commands.Models;

/// <summary>What one measure means.</summary>
sealed class DescribeCommand : CliCommand
{
    public override string Name => "describe";

    protected override Func<Invocation, CancellationToken, Task> Define(Command command, Language language)
    {
        var name = new Argument<string>("MEASURE") { Description = Words("model.describe.name", language) };
        command.Add(name);
        var door = new ModelOptions(command, language);
        var json = new Option<bool>("--json") { Description = Words("model.json", language) };
        command.Add(json);
        return (call, _) =>
        {
            var asked = call.Parsed.GetRequiredValue(name);
            var lines = door.ModelOf(call.Parsed) is { } file ? MeasureDescription.Of(StarModel.Load(file), asked)
                : OfHouse(call.Open().Model, asked);
            if (call.Parsed.GetValue(json))
            {
                call.Write(JsonSerializer.Serialize(lines.Select(line => new { line.Name, line.Text }),
                    ModelJson.Options));
                return Task.CompletedTask;
            }
            var width = lines.Max(line => TextColumns.WidthOf(line.Label.In(call.Language))) + 2;
            foreach (var line in lines)
                call.Write($"{TextColumns.Pad(line.Label.In(call.Language), width)}{line.Text.In(call.Language)}");
            return Task.CompletedTask;
        };
    }

    static IReadOnlyList<ExplanationLine> OfHouse(SemanticModel model, string asked) =>
        model.Star.Measures.ContainsKey(asked) ? MeasureDescription.Of(model.Star, asked)
            : MeasureDescription.Of(model.Named(asked, "analytics model describe"));
}
