using Analytics.Pipelines.Sheets;

namespace Analytics.Pipelines.Contracts;

/// What was told of cells that several records share: the area of a row of twelve months, the year of a title. Rejects
/// are told of every record, for they are what refuses it.
sealed class ToldFindings
{
    readonly HashSet<(CellPlace Place, string Rule, string? Field, string Sentence)> _told = [];

    public ContractRecord Once(ContractRecord record)
    {
        if (!record.Findings.Any(finding => MayRepeat(record, finding))) return record;
        return record with
        {
            Findings = [.. record.Findings.Where(finding => !MayRepeat(record, finding)
                || _told.Add((finding.Place, finding.Rule, finding.Field, finding.Sentence.En)))],
        };
    }

    // A cell of the record's own row is its own alone, unless the row is several records.
    static bool MayRepeat(ContractRecord record, Finding finding) => finding.Severity != FindingSeverity.Reject
        && (record.Source.Key.Length > 0 || finding.Place.Row != record.Source.Row.Row);
}
