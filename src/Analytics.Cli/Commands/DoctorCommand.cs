using System.CommandLine;
using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Cli.Commands;

/// <summary>Examines the workspace, and mends it where asked to.</summary>
sealed class DoctorCommand : CliCommand
{
    public override string Name => "doctor";

    protected override Func<Invocation, CancellationToken, Task> Define(Command command, Language language)
    {
        var repair = new Option<bool>("--repair") { Description = Words("doctor.repair", language) };
        command.Add(repair);
        return async (call, ct) =>
        {
            var findings = await call.Open().ExamineAsync(call.Parsed.GetValue(repair), ct);
            foreach (var finding in findings)
                call.Say(Mark(finding), ("text", finding.Describe(call.Language)));
            var open = findings.Where(finding => finding.IsOpen).ToArray();
            if (open.Length > 0) throw CliErrors.Unsound(open.Length, open.Any(finding => finding.CanRepair));
            call.Say("doctor.sound");
        };
    }

    static string Mark(Diagnosis finding) => finding switch
    {
        { IsRepaired: true } => "doctor.repaired",
        { Severity: DiagnosisSeverity.Note } => "doctor.note",
        { Severity: DiagnosisSeverity.Warning } => "doctor.warning",
        _ => "doctor.error",
    };
}
