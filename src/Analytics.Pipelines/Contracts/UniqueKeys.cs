using Analytics.Pipelines.Sheets;

namespace Analytics.Pipelines.Contracts;

/// The keys met so far, by file and sheet.
sealed class UniqueKeys(Contract contract)
{
    readonly Dictionary<(string File, string Sheet, string Key), CellPlace> _first = [];

    public ContractRecord Check(ContractRecord record)
    {
        var row = record.Source.Row;
        if (record.KeyOf(contract) is not { } key || _first.TryAdd((row.File, row.Sheet, key), row)) return record;
        return record with
        {
            Findings =
            [
                .. record.Findings, RowRules.Whole("key-twice", record.Source,
                [
                    ("key", contract.Key.Select(field => record[field]!.Printed).ToList()),
                    ("first", _first[(row.File, row.Sheet, key)].Address),
                ]),
            ],
        };
    }
}
