using System.CommandLine;
using Analytics.Semantics.Models;
using Analytics.Tables;

namespace Analytics.Cli.Commands;

/// <summary>What can be asked for.</summary>
sealed class MeasuresCommand : CliCommand
{
    static readonly string[] Listed = ["name", "title", "unit", "variants"];
    static readonly string[] Told = ["variant", "definition", "unit", "counts"];

    public override string Name => "measures";

    protected override Func<Invocation, CancellationToken, Task> Define(Command command, Language language)
    {
        var name = new Argument<string?>("MEASURE")
        {
            Description = Words("measures.name", language), Arity = ArgumentArity.ZeroOrOne,
        };
        command.Add(name);
        return (call, _) =>
        {
            var model = call.Open().Model;
            if (call.Parsed.GetValue(name) is { } asked) Tell(call, model.Named(asked, "analytics measures"));
            else List(call, model);
            return Task.CompletedTask;
        };
    }

    static void List(Invocation call, SemanticModel model) => call.Rows("cli.measures.column.", Listed,
        model.Measures.Select(measure => (string[])
        [
            measure.Name, measure.Title.In(call.Language), measure.Unit,
            string.Join(' ', measure.Variants.Select(variant => variant.Name)),
        ]));

    static void Tell(Invocation call, Measure measure)
    {
        call.Write($"{measure.Name}  {measure.Title.In(call.Language)}  ({measure.Unit}, {measure.Direction})");
        call.Write(measure.Definition.In(call.Language));
        call.Rows("cli.measures.column.", Told, measure.Variants.Select(variant => (string[])
        [
            $"{measure.Name}/{variant.Name}", variant.Title.In(call.Language), variant.Unit,
            variant.Numerator is null ? "–" : $"{variant.Numerator} / {variant.Denominator}",
        ]));
    }
}
