using Analytics.Pipelines.Contracts;
using Analytics.Pipelines.Received;

namespace Analytics.Etl.Received;

/// One file tells one figure once. Rows may differ in their keys, by status or sheet, and still tell the same figure:
/// the later row is refused, so that no load is stopped by what a district wrote twice.
static class ReceivedTwice
{
    public static FileReading Check(ReceivedOrigin origin, FileReading reading)
    {
        var first = new Dictionary<(string, string, string, ContractPeriod, string), ContractValue>();
        return reading with
        {
            Sheets = [.. reading.Sheets.Select(sheet => sheet.Contract is { IsRegister: false } contract ? sheet with
            {
                Records = [.. sheet.Records.Select(record => record.IsRejected ? record
                    : Check(origin, contract, record, first))],
            } : sheet)],
        };
    }

    static ContractRecord Check(ReceivedOrigin origin, Contract contract, ContractRecord record,
        Dictionary<(string, string, string, ContractPeriod, string), ContractValue> first)
    {
        if (record[contract.Area!.Name]?.Member is not { } area
            || record[contract.Period!.Name]?.Period is not { } period) return record;
        var told = contract.Columns.Where(column => column.IsLoaded && record[column.Name] is not null)
            .Select(column => (Column: column, Value: record[column.Name]!,
                Key: (origin.SeriesOf(contract, area), column.Indicator!, area.Id, period, column.Scope))).ToArray();
        Finding[] twice = [.. told.Where(one => first.ContainsKey(one.Key))
            .Select(one => Twice(one.Column, one.Value, first[one.Key], record))];
        if (twice.Length > 0) return record with { Findings = [.. record.Findings, .. twice] };
        foreach (var one in told) first.Add(one.Key, one.Value);
        return record;
    }

    static Finding Twice(ContractColumn column, ContractValue value, ContractValue first, ContractRecord record) =>
        new("figure-twice", FindingSeverity.Reject, value.Place, column.Name, value.Header, value.Printed,
            new Dictionary<string, object?>
            {
                ["title"] = column.Title, ["first"] = $"{first.Place.Sheet} {first.Place.Address}".Trim(),
                ["printed"] = first.Printed,
            }, record.Source.Key);
}
