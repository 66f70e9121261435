using System.Globalization;
using Analytics.Pipelines;
using Analytics.Pipelines.Contracts;
using Analytics.Pipelines.Received;
using Analytics.Tables;

namespace Analytics.Etl.Received;

/// Loads the entries of registers: one row a normative document and file.
static class ReceivedDocuments
{
    static readonly string[] Columns = ["document_key", "dataset", "document_number", "title", "area_key",
        "department_key", "issuer", "issued_on", "effective_on", "expires_on", "reviewed_on", "filed_on", "status",
        "received_on", "file_key", "sheet", "row_number", "byte_offset", "row_hash"];

    static readonly string[] Days = ["issued_on", "effective_on", "expires_on", "reviewed_on", "filed_on"];

    public static long CountOf(FileReading reading) => reading.Sheets
        .Where(sheet => sheet.Contract is { IsRegister: true }).Sum(sheet => sheet.Accepted.LongCount());

    public static async Task LoadAsync(JobContext context, IReadOnlyList<ReceivedEntry> entries,
        IReadOnlyList<string> touched, CancellationToken ct)
    {
        var rows = new List<object?[]>();
        foreach (var entry in entries)
        {
            var records = entry.Reading.Sheets.Where(sheet => sheet.Contract is { IsRegister: true })
                .SelectMany(sheet => sheet.Accepted).ToArray();
            if (records.Length == 0) continue;
            var file = await context.LoadFileAsync(entry.Reading.Path, entry.Reading.Sha256, entry.Reading.Bytes, ct);
            rows.AddRange(records.Select(record => Row(entry, record, file)));
        }
        await context.LoadDocumentsAsync(Columns, rows, touched, ct);
    }

    static object?[] Row(ReceivedEntry entry, ContractRecord record, long file)
    {
        var number = record["document_number"]!.Text!;
        var (area, issuer) = (record["area"]?.Member, record["issuer"]);
        object?[] told =
        [
            number, Text("title"), area?.Key ?? StableKey.Unknown, issuer?.Member?.Key ?? StableKey.Unknown,
            issuer?.Printed, .. Days.Select(day => (object?)record[day]?.Day), Text("status"),
        ];
        var hash = StableKey.Of("document-vintage",
            [.. told.Select(cell => Convert.ToString(cell, CultureInfo.InvariantCulture))])
            .ToString("x16", CultureInfo.InvariantCulture);
        return
        [
            StableKey.Of("document", entry.Origin.Dataset, number), entry.Origin.Dataset, .. told,
            entry.ReceivedOn, file, record.Source.Row.Sheet, record.Source.Row.Row, record.Source.Row.Offset, hash,
        ];

        string? Text(string field) => record[field]?.Text ?? record[field]?.Printed;
    }
}
