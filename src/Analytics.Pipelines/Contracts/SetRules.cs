using System.Globalization;
using Analytics.Pipelines.Contracts.Rules;
using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Pipelines.Contracts;

/// <summary>The rules of a contract that need other records: of the same load, of earlier files, of the period before.
/// They run in the engine, over staged values and what is loaded already.</summary>
public static class SetRules
{
    /// <summary>All findings with the index of their record, in the order of the records.</summary>
    /// <param name="load">The version that is built; facts of this load are not in it yet. Staging tables are dropped
    /// at the end.</param>
    /// <param name="contract">The contract of the records.</param>
    /// <param name="records">All records of the load; rejected ones are left out of every rule.</param>
    /// <param name="dataset">Whose facts are the history.</param>
    /// <param name="ct">Interrupts a query.</param>
    /// <remarks>History is the latest vintage that is not revoked. What the same load says of a period comes before it:
    /// files of two years may come together.</remarks>
    public static async Task<IReadOnlyList<(int Record, Finding Finding)>> RunAsync(LoadSession load, Contract contract,
        IReadOnlyList<ContractRecord> records, string dataset, CancellationToken ct)
    {
        var findings = new List<(int Record, Finding Finding)>();
        var staged = new StagedRecords(load, contract, records, dataset);
        await staged.WriteAsync(ct);
        try
        {
            findings.AddRange(await KeysAsync(staged, ct));
            foreach (var rule in contract.History)
                findings.AddRange(rule.Rule switch
                {
                    "jump" => await JumpsAsync(staged, rule, ct),
                    "repeated" => await RepeatedAsync(staged, rule, ct),
                    _ => [.. await ColumnsAsync(staged, rule, ct), .. await AreasAsync(staged, rule, ct)],
                });
            findings.AddRange(await ChecksAsync(staged, ct));
        }
        finally
        {
            await staged.DropAsync(CancellationToken.None);
        }
        return [.. findings.OrderBy(found => found.Record)];
    }

    // The same key again: in another sheet of one file only one can be meant; another file restates it, and both are
    // kept as vintages.
    static async Task<List<(int, Finding)>> KeysAsync(StagedRecords staged, CancellationToken ct)
    {
        var twice = await staged.QueryAsync("""
            SELECT r."record_id" AS "record", f."first" AS "first" FROM "stg_contract_record" r
            JOIN (SELECT "key_text", min("record_id") AS "first" FROM "stg_contract_record"
                  GROUP BY "key_text" HAVING count(*) > 1) f ON f."key_text" = r."key_text"
            WHERE r."record_id" > f."first" ORDER BY r."record_id"
            """, ct);
        return [.. Enumerable.Range(0, twice.RowCount).Select(row =>
        {
            var (index, first) = (Index(twice, row, "record"), staged.Records[Index(twice, row, "first")]);
            var record = staged.Records[index];
            var differing = staged.Contract.Columns
                .Where(column => !Equals(Told(record[column.Name]), Told(first[column.Name]))).ToList();
            var isOneFile = record.Source.Row.File == first.Source.Row.File;
            var severity = isOneFile ? FindingSeverity.Reject
                : differing.Count > 0 ? FindingSeverity.Warn : FindingSeverity.Note;
            return (index, RowRules.Whole(isOneFile ? "key-in-two-sheets" : "key-in-two-files", record.Source,
            [
                ("key", staged.Contract.Key.Select(field => record[field]!.Printed).ToList()),
                ("first", $"{first.Source.Row.File} {first.Source.Row.Sheet} {first.Source.Row.Address}"),
                ("differing", differing.Select(column => column.Title).ToList()),
            ]) with { Severity = severity });
        })];
    }

    // A member is the same however it was written.
    static object? Told(ContractValue? value) => value?.Member?.Id ?? value?.Value;

    static async Task<List<(int, Finding)>> JumpsAsync(StagedRecords staged, HistoryRule rule, CancellationToken ct) =>
        await BeforeAsync(staged, rule, """
            abs(a."value") >= $floor AND abs(h."value") >= $floor
            AND (abs(a."value") >= abs(h."value") * $factor OR abs(a."value") * $factor <= abs(h."value"))
            """, ct, ("factor", rule.Factor));

    static async Task<List<(int, Finding)>> RepeatedAsync(StagedRecords staged, HistoryRule rule,
        CancellationToken ct) =>
        await BeforeAsync(staged, rule, "abs(a.\"value\") >= $floor AND a.\"value\" = h.\"value\"", ct);

    static async Task<List<(int, Finding)>> BeforeAsync(StagedRecords staged, HistoryRule rule, string where,
        CancellationToken ct, params (string, object?)[] parameters)
    {
        var found = await staged.HistoryAsync("before", where, ct, [("floor", rule.Floor), .. parameters]);
        var rows = Enumerable.Range(0, found.RowCount).Where(row => rule.Columns.Contains(found.Text(row, "field")));
        return [.. rows.Select(row =>
        {
            var (index, field) = (Index(found, row, "record"), found.Text(row, "field")!);
            var value = staged.Records[index][field]!;
            return (index, new Finding(rule.Rule, rule.Severity, value.Place, field, value.Header, value.Printed,
                new Dictionary<string, object?>
                {
                    ["title"] = staged.Contract[field].Title, ["previous"] = Number(found, row),
                    ["where"] = Where(found, row), ["factor"] = rule.Factor,
                }, staged.Records[index].Source.Key));
        })];
    }

    static async Task<List<(int, Finding)>> ColumnsAsync(StagedRecords staged, HistoryRule rule, CancellationToken ct)
    {
        var equal = await staged.QueryAsync("""
            SELECT min(a."record_id") AS "record", a."field" AS "field", b."field" AS "other", count(*) AS "rows"
            FROM "stg_contract_value" a JOIN "stg_contract_value" b
              ON b."record_id" = a."record_id" AND b."kind" = 'given' AND b."position" > a."position"
            WHERE a."kind" = 'given'
            GROUP BY a."path", a."sheet", a."field", b."field", a."position", b."position"
            HAVING sum(CASE WHEN a."value" = b."value" THEN 0 ELSE 1 END) = 0 AND count(DISTINCT a."value") >= 3
            ORDER BY min(a."record_id"), a."position", b."position"
            """, ct);
        var rows = Enumerable.Range(0, equal.RowCount).Where(row =>
            rule.Columns.Contains(equal.Text(row, "field")) && rule.Columns.Contains(equal.Text(row, "other")));
        return [.. rows.Select(row =>
        {
            var (index, field) = (Index(equal, row, "record"), equal.Text(row, "field")!);
            var (value, other) = (staged.Records[index][field]!, equal.Text(row, "other")!);
            return (index, new Finding("copied-column", rule.Severity, value.Place, field, value.Header, value.Printed,
                new Dictionary<string, object?>
                {
                    ["title"] = staged.Contract[field].Title, ["other"] = staged.Contract[other].Title,
                    ["where"] = staged.Records[index][other]!.Place.Address, ["rows"] = equal.Whole(row, "rows"),
                }, staged.Records[index].Source.Key));
        })];
    }

    static async Task<List<(int, Finding)>> AreasAsync(StagedRecords staged, HistoryRule rule, CancellationToken ct)
    {
        var columns = rule.Columns.Select((column, i) => (Name: "c" + i, Value: (object?)column)).ToList();
        var listed = string.Join(", ", columns.Select(column => "$" + column.Name));
        // Only pairs that agree in one large value are compared whole, so that zeros do not meet all zeros.
        var equal = await staged.QueryAsync($"""
            SELECT p."other" AS "record", p."first" AS "first" FROM (
              SELECT DISTINCT a."record_id" AS "first", b."record_id" AS "other"
              FROM "stg_contract_value" a JOIN "stg_contract_value" b
                ON b."field" = a."field" AND b."value" = a."value" AND b."start_on" = a."start_on"
                AND b."end_on" = a."end_on" AND b."kind" = 'given' AND b."record_id" > a."record_id"
              WHERE a."kind" = 'given' AND a."area_id" <> b."area_id" AND a."value" >= $floor
                AND a."field" IN ({listed})) p
            JOIN "stg_contract_value" x ON x."record_id" = p."first" AND x."kind" = 'given'
            JOIN "stg_contract_value" y ON y."record_id" = p."other" AND y."kind" = 'given' AND y."field" = x."field"
            WHERE x."field" IN ({listed})
            GROUP BY p."first", p."other"
            HAVING sum(CASE WHEN x."value" = y."value" THEN 1 ELSE 0 END) = {columns.Count}
              AND count(DISTINCT x."value") >= 2
            ORDER BY p."other", p."first"
            """, ct, [("floor", rule.Floor), .. columns]);
        var told = new HashSet<int>();
        var found = new List<(int, Finding)>();
        for (var row = 0; row < equal.RowCount; row++)
        {
            var (index, first) = (Index(equal, row, "record"), staged.Records[Index(equal, row, "first")]);
            if (!told.Add(index)) continue;
            var record = staged.Records[index];
            var area = staged.Contract.Area!.Name;
            found.Add((index, new Finding("copied-area", rule.Severity, record.Source.Row, area, null,
                record[area]!.Printed, new Dictionary<string, object?>
                {
                    ["other"] = first[area]!.Printed,
                    ["where"] = $"{first.Source.Row.File} {first.Source.Row.Sheet} {first.Source.Row.Address}",
                    ["columns"] = rule.Columns.Select(column => staged.Contract[column].Title).ToList(),
                }, record.Source.Key)));
        }
        return found;
    }

    static async Task<List<(int, Finding)>> ChecksAsync(StagedRecords staged, CancellationToken ct)
    {
        var checks = staged.Contract.Checks.Where(check => check.Relation.NeedsPrevious).ToList();
        if (checks.Count == 0) return [];
        var said = await staged.HistoryAsync("year", "1 = 1", ct);
        var previous = Enumerable.Range(0, said.RowCount).ToDictionary(
            row => (Index(said, row, "record"), said.Text(row, "field")!),
            row => (Range: Range(said, row, staged.Contract), Label: $"{Number(said, row)} ({Where(said, row)})"));
        return
        [
            .. from check in checks
               from record in staged.Valid
               let finding = RowRules.Apply(staged.Contract, check, record.Record.Source, record.Record.Values,
                   name => previous.TryGetValue((record.Index, name), out var one) ? one : null)
               where finding is not null
               select (record.Index, finding),
        ];
    }

    static Interval Range(Table said, int row, Contract contract)
    {
        var (value, column) = ((decimal)said[row, "previous"]!, contract[said.Text(row, "field")!]);
        Exact? least = column.Type == FieldType.Count ? Exact.Zero : null;
        return said.Text(row, "bound") switch
        {
            "at_least" => new(value, null),
            "at_most" => new(least, value),
            "exact" => Interval.Of(value),
            _ => new(least, null),
        };
    }

    static string Number(Table found, int row) =>
        ((decimal)found[row, "previous"]!).ToString("0.######", CultureInfo.InvariantCulture);

    static string Where(Table found, int row) =>
        $"{found.Text(row, "path")} {found.Text(row, "locator")}".Trim();

    static int Index(Table table, int row, string column) => (int)table.Whole(row, column)!.Value;
}
