using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Pipelines.Received;

/// An area version that may owe tables.
sealed record ReportingArea(string Id, string Code, LocalText Name, string Level, string ParentId, DateOnly? From,
    DateOnly? To)
{
    // What a name may end with and files leave out.
    static readonly string[] Endings = ["新区", "区", "县", "市"];

    public bool IsValidOn(DateOnly day) => (From is null || From <= day) && (To is null || day <= To);

    /// Whether a text names it: its code, its name, or its name without the ending.
    public bool IsNamedIn(string text) => (Code.Length > 0 && text.Contains(Code, StringComparison.Ordinal))
        || text.Contains(Short, StringComparison.Ordinal);

    string Short => Endings.FirstOrDefault(ending => Name.Zh.EndsWith(ending, StringComparison.Ordinal)
        && Name.Zh.Length >= ending.Length + 2) is { } end ? Name.Zh[..^end.Length] : Name.Zh;
}

/// Figures of one area and period in one file, and the day the first of them came.
sealed record ArrivedFigures(string File, IReadOnlyList<string> Contracts, string AreaId, DateOnly? Start,
    DateOnly? End, DateOnly ReceivedOn, long Count);

/// Open rejects of one row of a file; the areas are those of figures in the same row.
sealed record OpenRejects(string File, string Contract, string Record, IReadOnlyList<string> AreaIds,
    DateOnly ReceivedOn, long Count);

/// A file that nothing could be read of.
sealed record UnreadFile(string File, DateOnly ReceivedOn, long Rejects);

/// What districts had sent by a day, as a version knows it. Of rejects and files it knows what is open now.
sealed record ReportingArrivals(IReadOnlyList<ReportingArea> Areas, IReadOnlyList<ArrivedFigures> Figures,
    IReadOnlyList<OpenRejects> Rejects, IReadOnlyList<UnreadFile> Unread)
{
    // A figure of a received file is of the series "received-{contract}".
    const string Series = "received-";

    // Figures that hold on the day; each came when it was first told.
    const string Live = """
        WITH "vintage" AS (
            SELECT f.*, row_number() OVER (PARTITION BY f."observation_key", f."source_key", f."figure_id"
                    ORDER BY f."epoch" DESC NULLS LAST) AS "age",
                min(CASE WHEN f."is_revoked" THEN NULL ELSE f."received_on" END) OVER (
                    PARTITION BY f."observation_key", f."source_key", f."figure_id") AS "first_on"
            FROM "fact_observation" f
            WHERE f."dataset" = 'office' AND f."epoch" <= $epoch AND f."received_on" <= CAST($day AS date)
        ), "live" AS (
            SELECT v.*, d."path", a."area_id" FROM "vintage" v
            JOIN "dim_file" d ON d."file_key" = v."file_key"
            JOIN "dim_area" a ON a."area_key" = v."area_key"
            WHERE v."age" = 1 AND NOT v."is_revoked"
        )
        """;

    const string FiguresSql = Live + """

        SELECT l."path", r."contracts", l."series_id", l."area_id", p."start_on", p."end_on",
            min(l."first_on") AS "received_on", count(*) AS "figures"
        FROM "live" l
        JOIN "dim_period" p ON p."period_key" = l."period_key"
        LEFT JOIN "received_file" r ON r."path" = l."path"
        GROUP BY l."path", r."contracts", l."series_id", l."area_id", p."start_on", p."end_on"
        ORDER BY l."path", l."series_id", l."area_id", p."start_on", p."end_on"
        """;

    const string RejectsSql = Live + """
        , "open" AS (
            SELECT n."path", COALESCE(n."contract", r."contracts") AS "contract", n."sheet", n."row_number",
                COALESCE(n."record", '') AS "record", r."received_on", count(*) AS "rejects"
            FROM "received_finding" n
            JOIN "received_file" r ON r."path" = n."path"
            WHERE n."severity" = 'reject' AND r."received_on" <= CAST($day AS date) AND r."outcome" <> 'refused'
            GROUP BY n."path", COALESCE(n."contract", r."contracts"), n."sheet", n."row_number",
                COALESCE(n."record", ''), r."received_on"
        ), "place" AS (
            SELECT DISTINCT l."path", l."sheet", l."row_number", l."area_id" FROM "live" l
        )
        SELECT o."path", o."contract", o."sheet", o."row_number", o."record", o."received_on", o."rejects",
            p."area_id"
        FROM "open" o
        LEFT JOIN "place" p ON p."path" = o."path" AND p."row_number" = o."row_number"
            AND p."sheet" IS NOT DISTINCT FROM o."sheet"
        ORDER BY o."path", o."contract", o."sheet", o."row_number", o."record", p."area_id"
        """;

    const string UnreadSql = """
        SELECT r."path", r."received_on", (SELECT count(*) FROM "received_finding" n
            WHERE n."path" = r."path" AND n."severity" = 'reject') AS "rejects"
        FROM "received_file" r
        WHERE r."outcome" = 'refused' AND left(r."path", 15) = 'inbox/received/'
            AND r."received_on" <= CAST($day AS date) ORDER BY r."path"
        """;

    const string AreasSql = """
        SELECT "area_id", COALESCE("area_code", '') AS "area_code", COALESCE("name_zh", '') AS "name_zh",
            COALESCE("name_en", "name_zh", '') AS "name_en", COALESCE("level", '') AS "level",
            COALESCE("parent_area_id", '') AS "parent_area_id", "valid_from_on", "valid_to_on"
        FROM "dim_area" WHERE "area_key" <> 0 ORDER BY "area_id"
        """;

    public static async Task<ReportingArrivals> ReadAsync(WarehouseReader reader, DateOnly day, CancellationToken ct)
    {
        var nothing = new Dictionary<string, object?>();
        var until = new Dictionary<string, object?> { ["day"] = day };
        var epoch = new Dictionary<string, object?>(until) { ["epoch"] = reader.Epoch };
        var areas = await reader.QueryAsync(AreasSql, nothing, null, ct);
        var all = Rows(areas).Select(row => Area(areas, row)).ToArray();
        // A version of an earlier schema holds no received file; the next load brings the tables.
        var known = await reader.QueryAsync(
            "SELECT count(*) AS n FROM information_schema.tables WHERE table_name = 'received_finding'", nothing, null,
            ct);
        if (known.Whole(0, "n") == 0) return new(all, [], [], []);
        var figures = await reader.QueryAsync(FiguresSql, epoch, null, ct);
        var rejects = await reader.QueryAsync(RejectsSql, epoch, null, ct);
        var unread = await reader.QueryAsync(UnreadSql, until, null, ct);
        return new(all, [.. Rows(figures).Select(row => Arrived(figures, row))], Open(rejects),
            [.. Rows(unread).Select(row => new UnreadFile(unread.Text(row, "path")!, Day(unread, row, "received_on")!
                .Value, unread.Whole(row, "rejects") ?? 0))]);
    }

    static ArrivedFigures Arrived(Table rows, int row) => new(rows.Text(row, "path")!,
        ContractsOf(rows.Text(row, "contracts"), rows.Text(row, "series_id")), rows.Text(row, "area_id")!,
        Day(rows, row, "start_on"), Day(rows, row, "end_on"), Day(rows, row, "received_on")!.Value,
        rows.Whole(row, "figures") ?? 0);

    // A workbook may hold several contracts; each figure's series then tells its own.
    static string[] ContractsOf(string? contracts, string? series)
    {
        var told = (contracts ?? "").Split('|', StringSplitOptions.RemoveEmptyEntries);
        var own = series?.StartsWith(Series, StringComparison.Ordinal) == true ? series[Series.Length..] : null;
        return own is not null && (told.Length == 0 || told.Contains(own)) ? [own] : told;
    }

    static OpenRejects[] Open(Table rows) => [.. Rows(rows).GroupBy(row => (Path: rows.Text(row, "path")!,
            Contract: rows.Text(row, "contract") ?? "", Sheet: rows.Text(row, "sheet"),
            Row: rows.Whole(row, "row_number"), Record: rows.Text(row, "record")!))
        .Select(group => new OpenRejects(group.Key.Path, group.Key.Contract, group.Key.Record,
            [.. group.Select(row => rows.Text(row, "area_id")).OfType<string>()],
            Day(rows, group.First(), "received_on")!.Value, rows.Whole(group.First(), "rejects") ?? 0))];

    static ReportingArea Area(Table rows, int row) => new(rows.Text(row, "area_id")!, rows.Text(row, "area_code")!,
        new(rows.Text(row, "name_zh")!, rows.Text(row, "name_en")!), rows.Text(row, "level")!,
        rows.Text(row, "parent_area_id")!, Day(rows, row, "valid_from_on"), Day(rows, row, "valid_to_on"));

    static IEnumerable<int> Rows(Table table) => Enumerable.Range(0, table.RowCount);

    static DateOnly? Day(Table table, int row, string column) => (DateOnly?)table[row, column];
}
