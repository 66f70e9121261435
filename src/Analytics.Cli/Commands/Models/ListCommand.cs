using System.CommandLine;
using System.Text.Json;
using Analytics.Delivery;
using Analytics.Semantics.Models;
using Analytics.Semantics.Stars;
using Analytics.Tables;

namespace Analytics.Cli.Commands.Models;

/// <summary>The measures of a model.</summary>
sealed class ListCommand : CliCommand
{
    static readonly string[] Columns = ["name", "title", "unit", "body"];

    public override string Name => "list";

    protected override Func<Invocation, CancellationToken, Task> Define(Command command, Language language)
    {
        var door = new ModelOptions(command, language);
        var json = new Option<bool>("--json") { Description = Words("model.json", language) };
        command.Add(json);
        return (call, _) =>
        {
            var measures = door.ModelOf(call.Parsed) is { } file ? Of(StarModel.Load(file))
                : OfHouse(call.Open().Model);
            if (call.Parsed.GetValue(json))
                call.Write(JsonSerializer.Serialize(measures, ModelJson.Options));
            else
                call.Rows("cli.model.column.", Columns, measures.Select(measure => (string[])
                [
                    measure.Name, measure.Title.In(call.Language), measure.Unit, measure.Body.In(call.Language),
                ]));
            return Task.CompletedTask;
        };
    }

    static IEnumerable<Listed> OfHouse(SemanticModel model) => model.Measures.Select(measure => new Listed(measure.Name,
        measure.Title, measure.Unit, MeasureDescription.Body(new Figure(measure.Name, null)))).Concat(Of(model.Star));

    static IEnumerable<Listed> Of(StarModel model) => model.Measures.Values.Select(measure =>
        new Listed(measure.Name, measure.Title, measure.Unit, MeasureDescription.Body(measure.Body)));

    /// <summary>What the list says of a measure.</summary>
    sealed record Listed(string Name, LocalText Title, string Unit, LocalText Body);
}

static class ModelJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true, NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
