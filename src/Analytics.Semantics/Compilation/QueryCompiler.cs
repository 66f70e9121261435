using Analytics.Semantics.Models;
using Analytics.Warehousing;

namespace Analytics.Semantics.Compilation;

/// <summary>Turns a question into one portable statement, a named step after another.</summary>
public static class QueryCompiler
{
    /// <summary>The steps in order; each is a common table expression of its name and reads those before it.</summary>
    static readonly (string Name, Func<CompilationContext, string> Sql)[] Steps =
    [
        ("asked", Asked),
        ("version", Version),
        ("known", Known),
        ("figure", Figure),
        ("pair", Pair),
        ("candidate", Candidate),
        ("preferred", Preferred),
    ];

    // One quantity: what two sources must share to speak of the same thing.
    static readonly string[] Quantity =
        ["dataset", "area_key", "reporting_group_key", "period_key", "scope_key"];

    static readonly string[] Carried = [.. Quantity, "source_key", "source_id", "series_id", "is_repost"];

    /// <summary>The names of the steps, in order.</summary>
    public static IReadOnlyList<string> StepNames { get; } = [.. Steps.Select(step => step.Name)];

    /// <summary>Compiles a question.</summary>
    /// <param name="query">The question.</param>
    /// <param name="model">What its names mean.</param>
    /// <param name="areas">Where its area names become ids.</param>
    /// <param name="dialect">How the engine names parameters.</param>
    /// <param name="epoch">The reader's version; passed to the scan of facts.</param>
    /// <exception cref="Tables.AnalyticsException">A name is unknown or ambiguous, or the question asks for what must
    /// not meet.</exception>
    public static CompiledQuery Compile(Query query, SemanticModel model, AreaDirectory areas, SqlDialect dialect,
        long epoch)
    {
        var asked = QueryCheck.Asked(query, model);
        QueryCheck.Words(query, model, areas);
        var context = new CompilationContext(query, asked, areas, dialect, epoch);
        var steps = Steps.Select(step => $"\"{step.Name}\"{ColumnsOf(step.Name)} AS (\n{step.Sql(context)}\n)");
        var sql = $"WITH {string.Join(",\n", steps)}\n{Labelled()}\n";
        return new CompiledQuery(sql, context.Parameters) { Asked = asked };
    }

    static string ColumnsOf(string step) => step != "asked" ? "" :
        " (" + Columns("", ["asked", "code", "numerator", "denominator", .. SharedDimensions.ScopeDimensions]) + ")";

    static string Asked(CompilationContext c) =>
        "VALUES " + string.Join(",\n  ", Enumerable.Range(0, c.Asked.Count).Select(c.Row));

    // Corrections are rows of a later epoch: the last within the reader's epoch holds. Of documents published on one
    // day the one that came later is preferred.
    static string Version(CompilationContext c) => $"""
        SELECT f.*, i."code", row_number() OVER (
            PARTITION BY f."area_key", f."observation_key", f."source_key", f."figure_id"
            ORDER BY f."epoch" DESC NULLS LAST) AS "version",
            min(f."epoch") OVER (PARTITION BY f."area_key", f."observation_key", f."source_key") AS "first_epoch"
        FROM "fact_observation" f
        JOIN "dim_indicator" i ON i."indicator_key" = f."indicator_key"
        WHERE f."epoch" <= {c.Add("epoch", c.Epoch, "bigint")}{c.In("i.\"code\"", "code", c.Codes)}{
            c.In("f.\"dataset\"", "dataset", c.Query.Datasets)}
        """;

    // A plan is not an observation. An unknown day of publication is kept here and left out, counted, later.
    static string Known(CompilationContext c) => $"""
        SELECT v."code", {Columns("v", Quantity)}, v."source_key", v."figure_id", v."first_epoch", v."value",
            v."unit", v."bound",
            v."published_on", o."source_id", v."series_id", coalesce(o."is_repost", FALSE) AS "is_repost",
            {string.Join(", ", SharedDimensions.ScopeDimensions.Select(Stated))}
        FROM "version" v
        JOIN "dim_source" o ON o."source_key" = v."source_key"
        JOIN "dim_scope" s ON s."scope_key" = v."scope_key"
        JOIN "dim_area" a ON a."area_key" = v."area_key"
        JOIN "dim_period" p ON p."period_key" = v."period_key"
        WHERE v."version" = 1 AND NOT v."is_revoked" AND coalesce(v."status", '') <> 'planned'{AsOf(c)}{
            Areas(c)}{Groups(c)}{Periods(c)}{
            c.In("p.\"kind\"", "period_kind", c.Query.PeriodKinds)}{c.In("s.\"scope_id\"", "scope", c.Query.Scopes)}
        """;

    // A source may print a quantity twice under two headings; counts join one of them, so that no row multiplies.
    static string Figure(CompilationContext c) => $"""
        SELECT k.*, row_number() OVER (
            PARTITION BY k."code", {Columns("k", Quantity)}, k."source_key"
            ORDER BY CASE WHEN k."bound" = 'exact' THEN 0 ELSE 1 END, k."figure_id") AS "turn"
        FROM "known" k
        """;

    // Numerator and denominator of one source, for one quantity. A share is known once both are: the later day.
    static string Pair(CompilationContext c) => $"""
        SELECT q."asked", q."code", {Columns("n", Carried)},
            CASE WHEN n."published_on" IS NULL OR d."published_on" IS NULL THEN NULL
                WHEN d."published_on" > n."published_on" THEN d."published_on"
                ELSE n."published_on" END AS "published_on",
            CASE WHEN d."first_epoch" > n."first_epoch" THEN d."first_epoch" ELSE n."first_epoch" END AS "first_epoch",
            n."value" AS "events", n."bound" AS "events_bound",
            n."figure_id" AS "events_figure_id", d."value" AS "trials", d."bound" AS "trials_bound",
            d."figure_id" AS "trials_figure_id"
        FROM "asked" q
        JOIN "figure" n ON n."code" = q."numerator" AND n."turn" = 1{Fits("n")}
        JOIN "figure" d ON d."code" = q."denominator" AND d."turn" = 1 AND {Same("d", "n")}
        """;

    // A value for an asked quantity from a source: printed with its counts, printed alone, or counts alone.
    static string Candidate(CompilationContext c) => $"""
        SELECT q."asked", {Columns("f", Carried)}, f."published_on", f."first_epoch",
            f."value" AS "printed_value", f."unit" AS "printed_unit", f."bound" AS "printed_bound",
            f."figure_id", p."events",
            p."events_bound", p."events_figure_id", p."trials", p."trials_bound", p."trials_figure_id"
        FROM "asked" q
        JOIN "figure" f ON f."code" = q."code"{Fits("f")}
        LEFT JOIN "pair" p ON p."asked" = q."asked" AND f."turn" = 1 AND {Same("p", "f")}{
            (c.Query.AsOf is null ? "" : " AND p.\"published_on\" IS NOT NULL")}
        UNION ALL
        SELECT p."asked", {Columns("p", Carried)}, p."published_on", p."first_epoch", NULL, NULL, NULL, NULL,
            p."events",
            p."events_bound", p."events_figure_id", p."trials", p."trials_bound", p."trials_figure_id"
        FROM "pair" p
        LEFT JOIN "figure" f ON f."code" = p."code" AND f."turn" = 1 AND {Same("f", "p")}
        WHERE f."figure_id" IS NULL
        """;

    static string Preferred(CompilationContext c) => $"""
        SELECT c.*, row_number() OVER (
            PARTITION BY c."asked", {Columns("c", Quantity)}
            ORDER BY {string.Join(", ", PreferenceOf(c.Query))}) AS "preference"
        FROM "candidate" c
        """;

    static IEnumerable<string> PreferenceOf(Query query)
    {
        if (query.AsOf is not null) yield return "CASE WHEN c.\"published_on\" IS NULL THEN 1 ELSE 0 END";
        if (query.Vintage == Vintage.First)
        {
            yield return "c.\"published_on\" ASC NULLS LAST";
            yield return "c.\"first_epoch\" ASC NULLS LAST";
        }
        yield return "CASE WHEN c.\"printed_bound\" = 'exact' OR (c.\"events_bound\" = 'exact' "
            + "AND c.\"trials_bound\" = 'exact') THEN 0 ELSE 1 END";
        yield return "CASE WHEN c.\"is_repost\" THEN 1 ELSE 0 END";
        yield return "c.\"published_on\" DESC NULLS LAST";
        yield return "c.\"first_epoch\" DESC NULLS LAST";
        // Of files that came together the last by name: a corrected copy is named after the first.
        yield return $"c.\"source_id\" {(query.Vintage == Vintage.First ? "ASC" : "DESC")} NULLS LAST";
        yield return "coalesce(c.\"figure_id\", c.\"events_figure_id\")";
    }

    static string Labelled() => $"""
        SELECT {Columns("", CandidateColumns.Names)}
        FROM "preferred" r
        JOIN "dim_area" a ON a."area_key" = r."area_key"
        JOIN (SELECT "reporting_group_key" AS "group_key", "group_id", "name_zh" AS "group_zh",
            "name_en" AS "group_en" FROM "dim_reporting_group") g ON g."group_key" = r."reporting_group_key"
        JOIN (SELECT "period_key" AS "labelled_period_key", "period_id", "kind", "start_on", "end_on", "label_zh",
            "label_en" FROM "dim_period") p ON p."labelled_period_key" = r."period_key"
        JOIN (SELECT "scope_key" AS "labelled_scope_key", "scope_id" FROM "dim_scope") s
            ON s."labelled_scope_key" = r."scope_key"
        ORDER BY "asked", "area_id", "group_id", "start_on" NULLS LAST, "end_on" NULLS LAST, "period_id", "scope_id",
            "dataset", "preference"
        """;

    static string AsOf(CompilationContext c) => c.Query.AsOf is not { } day ? "" :
        $"\n  AND (v.\"published_on\" IS NULL OR v.\"published_on\" <= {c.Add("as_of", day, "date")})";

    // A view wants every version of which its areas were made; which of them is in the answer is said after.
    static string Areas(CompilationContext c) => c.Selection is { } selection
        ? selection.Versions is { } ids ? c.In("a.\"area_id\"", "area", ids.Count == 0 ? [""] : ids) : ""
        : c.In("a.\"area_id\"", "area", c.Find(c.Query.Areas, "areas"))
            + c.In("a.\"level\"", "level", c.Query.Levels)
            + c.In("a.\"parent_area_id\"", "parent", c.Find(c.Query.Parents, "parents"));

    static string Groups(CompilationContext c) => c.Query.Groups switch
    {
        GroupPolicy.Exclude => "\n  AND v.\"reporting_group_key\" = 0",
        GroupPolicy.Only => "\n  AND v.\"reporting_group_key\" <> 0",
        _ => "",
    };

    static string Periods(CompilationContext c)
    {
        var from = c.Query.From is { } start ? PeriodBounds.Parse(start, "query: from").Start : (DateOnly?)null;
        var to = c.Query.To is { } end ? PeriodBounds.Parse(end, "query: to").End : (DateOnly?)null;
        if (to < from) throw SemanticErrors.QueryBounds(c.Query.From!, c.Query.To!);
        return (from is null ? "" : $"\n  AND p.\"start_on\" >= {c.Add("from", from, "date")}")
            + (to is null ? "" : $"\n  AND p.\"end_on\" <= {c.Add("to", to, "date")}");
    }

    static string Stated(string dimension) => $"coalesce(s.\"{dimension}\", 'unstated') AS \"{dimension}\"";

    static string Fits(string figure) => string.Concat(SharedDimensions.ScopeDimensions
        .Select(d => $"\n  AND (q.\"{d}\" IS NULL OR q.\"{d}\" = {figure}.\"{d}\")"));

    static string Same(string one, string other) => string.Join(" AND ",
        Quantity.Append("source_key").Select(column => $"{one}.\"{column}\" = {other}.\"{column}\""));

    static string Columns(string table, IReadOnlyList<string> names) => string.Join(", ",
        names.Select(name => table.Length == 0 ? $"\"{name}\"" : $"{table}.\"{name}\""));
}
