using System.Globalization;
using Analytics.Pipelines;
using Analytics.Pipelines.Contracts;
using Analytics.Pipelines.Received;
using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Etl.Received;

/// A finding with what names it over loads: its place, rule and record.
sealed record FoundFinding(string Id, Finding Finding, string? Contract)
{
    public string Severity => Finding.Severity switch
    {
        FindingSeverity.Reject => "reject", FindingSeverity.Warn => "warn", _ => "note",
    };

    public Reject AsReject(string job) => new(job, Finding.Place.File, Finding.Place.Row, Finding.Header,
        Finding.Found, "", Finding.Rule)
    {
        FindingId = Id, Sheet = Finding.Place.Sheet,
        Cell = Finding.Place.Column is null ? null : Finding.Place.Address, Offset = Finding.Place.Offset,
        Sentence = Finding.Sentence,
    };
}

/// A file of this load: as read, and what becomes of it.
sealed record ReceivedEntry(ReceivedOrigin Origin, FileReading Reading, string Fingerprint, string Outcome,
    DateOnly ReceivedOn, long Facts)
{
    public RowTally Rows => Reading.Rows;

    public IReadOnlyList<FoundFinding> Findings { get; } = [.. Number(Reading)];

    public FileOutcome AsOutcome => new(Reading.Path, Outcome, Reading.Forms, Rows, Facts,
        [.. Findings.Select(found => found.Finding).OrderByDescending(finding => finding.Severity)])
    {
        Notes = Reading.Notes,
    };

    // Two findings of one rule in one place are told apart by their order.
    static IEnumerable<FoundFinding> Number(FileReading reading)
    {
        var times = new Dictionary<string, int>(StringComparer.Ordinal);
        var contracts = reading.Sheets.ToLookup(sheet => sheet.Name, sheet => sheet.Contract?.Name);
        foreach (var finding in reading.Findings)
        {
            var place = string.Join('\u001f', finding.Place.File, finding.Place.Sheet, finding.Place.Address,
                finding.Rule, finding.Key, finding.Field);
            var time = times[place] = times.GetValueOrDefault(place) + 1;
            yield return new FoundFinding(StableKey.Of("finding", place, time.ToString(CultureInfo.InvariantCulture))
                .ToString("x16", CultureInfo.InvariantCulture), finding,
                contracts[finding.Place.Sheet].FirstOrDefault());
        }
    }
}
