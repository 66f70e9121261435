using System.Globalization;
using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Pipelines.Contracts;

/// <summary>Holds figures against the registers they count, whichever of the two came first. It runs in the engine,
/// over facts, after figures and documents of the load are in it.</summary>
/// <remarks>A register is compared over the time it spans: where no document of an area was issued in the period, and
/// not both before and after it, the register may not have been sent, and nothing is said. A document that several
/// files list counts once. A figure that is a bound is not compared.</remarks>
public static class RegisterRules
{
    /// <summary>What differs, told at a record of this load: at the figure where it came with this load, else at the
    /// first document of the period. What neither touches was told when it came.</summary>
    /// <param name="load">The version that is built, with the facts of this load.</param>
    /// <param name="contracts">All contracts; those with a <see cref="Contract.Register"/> are asked.</param>
    /// <param name="records">The records of this load, each with its contract; rejected ones are left out.</param>
    /// <param name="dataset">Whose facts they are.</param>
    /// <param name="ct">Interrupts a query.</param>
    public static async Task<IReadOnlyList<(ContractRecord Record, Finding Finding)>> RunAsync(LoadSession load,
        IEnumerable<Contract> contracts, IReadOnlyList<(Contract Contract, ContractRecord Record)> records,
        string dataset, CancellationToken ct)
    {
        var found = new List<(ContractRecord, Finding)>();
        var valid = records.Where(one => !one.Record.IsRejected).ToLookup(one => one.Contract.Name, one => one.Record);
        foreach (var contract in contracts)
            if (contract.Register is { } rule && (valid.Contains(contract.Name) || valid.Contains(rule.Contract)))
            {
                var column = contract[rule.Field];
                var differing = await load.QueryAsync(Sql(rule.By), new Dictionary<string, object?>
                {
                    ["dataset"] = dataset, ["code"] = column.Indicator, ["scope"] = column.Scope,
                    ["unknown"] = StableKey.Unknown,
                }, ct);
                for (var row = 0; row < differing.RowCount; row++)
                    if (RecordOf(contract, rule, valid, differing, row) is { } record)
                        found.Add((record, Tell(column, rule, record, differing, row)));
            }
        return found;
    }

    static ContractRecord? RecordOf(Contract contract, RegisterRule rule, ILookup<string, ContractRecord> valid,
        Table differing, int row)
    {
        var (area, start, end) = (differing.Whole(row, "area_key"), (DateOnly)differing[row, "start_on"]!,
            (DateOnly)differing[row, "end_on"]!);
        bool IsThere(ContractRecord record, string field) => record[field]?.Member?.Key == area;
        return valid[contract.Name].FirstOrDefault(record => record[rule.Field] is not null
                && IsThere(record, contract.Area!.Name)
                && record[contract.Period!.Name]?.Period == new ContractPeriod(start, end))
            ?? valid[rule.Contract].FirstOrDefault(record => IsThere(record, "area")
                && record[rule.By]?.Day >= start && record[rule.By]?.Day <= end);
    }

    static Finding Tell(ContractColumn column, RegisterRule rule, ContractRecord record, Table differing, int row)
    {
        var value = record[column.Name] ?? record[rule.By]!;
        var period = new ContractPeriod((DateOnly)differing[row, "start_on"]!, (DateOnly)differing[row, "end_on"]!);
        var place = differing.Text(row, "sheet") is { Length: > 0 } sheet ? $"{sheet}!" : "";
        return new Finding("register-count", rule.Severity, value.Place, value.Field, value.Header, value.Printed,
            new Dictionary<string, object?>
            {
                ["title"] = column.Title, ["unit"] = column.Unit,
                ["area"] = new LocalText(differing.Text(row, "name_zh")!, differing.Text(row, "name_en")!),
                ["period"] = period.Kind == "year" ? period.Start.Year.ToString(CultureInfo.InvariantCulture)
                    : period.ToString(),
                ["said"] = ((decimal)differing[row, "said"]!).ToString("0.######", CultureInfo.InvariantCulture),
                ["figure"] = $"{differing.Text(row, "path")} {place}{differing.Text(row, "cell")}".Trim(),
                ["listed"] = differing.Whole(row, "listed"), ["register"] = differing.Text(row, "register"),
            }, record.Source.Key);
    }

    // The figure that stands, and each document once.
    static string Sql(string by) => $"""
        WITH "figure" AS (
          SELECT * FROM (
            SELECT v."area_key" AS "area_key", p."start_on" AS "start_on", p."end_on" AS "end_on",
              v."value" AS "said", v."bound" AS "bound", d."path" AS "path", v."sheet" AS "sheet", v."cell" AS "cell",
              row_number() OVER (PARTITION BY v."area_key", p."start_on", p."end_on"
                ORDER BY v."epoch" DESC NULLS LAST, d."path") AS "turn"
            FROM (SELECT f.*, row_number() OVER (PARTITION BY f."observation_key", f."source_key", f."figure_id"
                    ORDER BY f."epoch" DESC NULLS LAST) AS "rank"
                  FROM "fact_observation" f WHERE f."dataset" = $dataset) v
            JOIN "dim_indicator" i ON i."indicator_key" = v."indicator_key"
            JOIN "dim_period" p ON p."period_key" = v."period_key"
            JOIN "dim_scope" s ON s."scope_key" = v."scope_key"
            JOIN "dim_file" d ON d."file_key" = v."file_key"
            WHERE v."rank" = 1 AND NOT v."is_revoked" AND v."value" IS NOT NULL
              AND i."code" = $code AND s."scope_id" = $scope) q
          WHERE q."turn" = 1 AND q."bound" = 'exact'),
        "document" AS (
          SELECT * FROM (
            SELECT t.*, row_number() OVER (PARTITION BY t."document_key"
                ORDER BY t."epoch" DESC NULLS LAST, t."path") AS "turn"
            FROM (SELECT f."document_key" AS "document_key", f."area_key" AS "area_key", f."{by}" AS "day",
                    f."is_revoked" AS "is_revoked", f."epoch" AS "epoch", d."path" AS "path",
                    row_number() OVER (PARTITION BY f."document_key", d."path"
                      ORDER BY f."epoch" DESC NULLS LAST) AS "age"
                  FROM "fact_document" f JOIN "dim_file" d ON d."file_key" = f."file_key"
                  WHERE f."dataset" = $dataset) t
            WHERE t."age" = 1 AND NOT t."is_revoked") q
          WHERE q."turn" = 1 AND q."day" IS NOT NULL AND q."area_key" <> $unknown)
        SELECT f."area_key" AS "area_key", r."name_zh" AS "name_zh", r."name_en" AS "name_en",
          f."start_on" AS "start_on", f."end_on" AS "end_on", f."said" AS "said", f."path" AS "path",
          f."sheet" AS "sheet", f."cell" AS "cell",
          count(CASE WHEN n."day" BETWEEN f."start_on" AND f."end_on" THEN 1 END) AS "listed",
          coalesce(min(CASE WHEN n."day" BETWEEN f."start_on" AND f."end_on" THEN n."path" END), min(n."path"))
            AS "register"
        FROM "figure" f JOIN "document" n ON n."area_key" = f."area_key"
        JOIN "dim_area" r ON r."area_key" = f."area_key"
        GROUP BY f."area_key", r."name_zh", r."name_en", f."start_on", f."end_on", f."said", f."path", f."sheet",
          f."cell"
        HAVING min(n."day") <= f."end_on" AND max(n."day") >= f."start_on"
          AND count(CASE WHEN n."day" BETWEEN f."start_on" AND f."end_on" THEN 1 END) <> f."said"
        ORDER BY f."path", f."sheet", f."cell", f."start_on"
        """;
}
