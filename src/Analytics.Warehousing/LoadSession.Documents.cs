namespace Analytics.Warehousing;

public sealed partial class LoadSession
{
    static readonly string[] DocumentColumns = ["document_key", "epoch", "is_revoked", "dataset", "document_number",
        "title", "area_key", "department_key", "issuer", "issued_on", "effective_on", "expires_on", "reviewed_on",
        "filed_on", "status", "received_on", "file_key", "sheet", "row_number", "byte_offset", "row_hash"];

    static readonly string[] DocumentStages = ["stg_document", "stg_document_told", "stg_document_latest"];

    // A document is known by its key, and a file tells it once.
    const string SameDocument =
        "l.\"document_key\" = s.\"document_key\" AND l.\"file_path\" = s.\"file_path\"";

    /// <summary>Appends entries of registers as <see cref="AppendFactsAsync"/> does figures: a new vintage where an
    /// entry differs by <c>row_hash</c> from what its file told before, a revocation where its file tells it no longer.
    /// </summary>
    /// <param name="columns">Columns of <c>fact_document</c> without <c>epoch</c> and <c>is_revoked</c>.</param>
    /// <param name="rows">All entries of the files, one for each document and file; the files are in
    /// <c>dim_file</c>.</param>
    /// <param name="paths">The files read, as in <c>dim_file.path</c>; one that ends in <c>/</c> stands for all below.
    /// </param>
    /// <param name="receivedOn">The day of the load, for revocations.</param>
    /// <param name="ct">Stops between rows.</param>
    public async Task<FactCounts> AppendDocumentsAsync(IReadOnlyList<string> columns, IEnumerable<object?[]> rows,
        IReadOnlyCollection<string> paths, DateOnly receivedOn, CancellationToken ct)
    {
        await StageAsync("fact_document", "stg_document", [.. columns, "epoch", "is_revoked"],
            rows.Select(row => (object?[])[.. row, Epoch, false]), ct);
        return await WholeAsync(async () =>
        {
            await _connection.ExecuteAsync("""
                CREATE TABLE "stg_document_told" AS
                SELECT s.*, d."path" AS "file_path" FROM "stg_document" s
                JOIN "dim_file" d ON d."file_key" = s."file_key"
                """, ct);
            await _connection.ExecuteAsync("""
                CREATE TABLE "stg_document_latest" AS SELECT * FROM (
                    SELECT f.*, d."path" AS "file_path", row_number() OVER (PARTITION BY f."document_key", d."path"
                        ORDER BY f."epoch" DESC NULLS LAST) AS "age"
                    FROM "fact_document" f JOIN "dim_file" d ON d."file_key" = f."file_key") q WHERE q."age" = 1
                """, ct);
            long revoked = 0;
            foreach (var path in paths)
                revoked += await _connection.ExecuteAsync($"""
                    INSERT INTO "fact_document" ({Dialect.QuoteAll(DocumentColumns)})
                    SELECT {string.Join(", ", DocumentColumns.Select(Revoking))} FROM "stg_document_latest" l
                    LEFT JOIN "stg_document_told" s ON {SameDocument}
                    WHERE {(path.EndsWith('/') ? "left(l.\"file_path\", length(CAST($path AS text)))"
                        : "l.\"file_path\"")} = $path AND NOT l."is_revoked" AND s."document_key" IS NULL
                    """, ct, ("epoch", Epoch), ("received", receivedOn), ("path", path));
            var corrected = await TellAsync($"JOIN \"stg_document_latest\" l ON {SameDocument}",
                "WHERE l.\"is_revoked\" OR l.\"row_hash\" IS DISTINCT FROM s.\"row_hash\"", ct);
            var added = await TellAsync($"LEFT JOIN \"stg_document_latest\" l ON {SameDocument}",
                "WHERE l.\"document_key\" IS NULL", ct);
            var staged = await _connection.CountAsync("SELECT count(*) AS n FROM \"stg_document_told\"", ct);
            foreach (var table in DocumentStages)
                await _connection.ExecuteAsync($"DROP TABLE {Dialect.Quote(table)}", ct);
            return new FactCounts(added, staged - added - corrected, corrected, revoked);
        }, ct);
    }

    static string Revoking(string column) => column switch
    {
        "epoch" => "CAST($epoch AS bigint)",
        "received_on" => "CAST($received AS date)",
        "is_revoked" => "TRUE",
        _ => $"l.\"{column}\"",
    };

    Task<int> TellAsync(string join, string where, CancellationToken ct) => _connection.ExecuteAsync($"""
        INSERT INTO "fact_document" ({Dialect.QuoteAll(DocumentColumns)})
        SELECT {string.Join(", ", DocumentColumns.Select(c => "s." + Dialect.Quote(c)))}
        FROM "stg_document_told" s {join} {where}
        """, ct);
}
