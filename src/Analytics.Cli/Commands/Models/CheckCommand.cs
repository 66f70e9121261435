using System.CommandLine;
using Analytics.Tables;

namespace Analytics.Cli.Commands.Models;

/// <summary>Whether a model says what its tables have.</summary>
sealed class CheckCommand : CliCommand
{
    public override string Name => "check";

    protected override Func<Invocation, CancellationToken, Task> Define(Command command, Language language)
    {
        var door = new ModelOptions(command, language);
        return async (call, ct) =>
        {
            if (door.ModelOf(call.Parsed) is null)
            {
                var house = call.Open().Model;
                call.Say("model.house-sound", ("measures", house.Measures.Count),
                    ("variants", house.Measures.Sum(measure => measure.Variants.Count)));
                return;
            }
            await using var asked = await door.OpenAsync(call, ct);
            var (model, findings) = (asked.Foreign!.Model, await asked.Foreign.CheckAsync(ct));
            foreach (var finding in findings)
                call.Say(finding.IsError ? "model.error" : "model.note", ("text", finding.Describe(call.Language)));
            if (findings.Count(finding => finding.IsError) is > 0 and var errors)
                throw CliErrors.ModelUnsound(model.Name, errors);
            call.Say("model.sound", ("model", model.Name), ("facts", model.Facts.Count),
                ("dimensions", model.Dimensions.Count), ("measures", model.Measures.Count));
        };
    }
}
