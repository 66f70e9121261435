using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Pipelines.Checks;

/// <summary>The figures under check, and what stands beside each.</summary>
public sealed class CheckedFigures
{
    const string Select = """
        SELECT v."figure_id", i."code", i."name_zh", i."name_en", a."area_id", a."parent_area_id", g."group_id",
            a."name_zh" AS "area_zh", a."name_en" AS "area_en", g."name_zh" AS "group_zh", g."name_en" AS "group_en",
            p."period_id", p."label_zh", p."label_en", p."start_on", p."end_on", c."scope_id", v."printed_text",
            v."printed_unit", v."value", v."unit", v."bound", s."source_id", v."series_id", s."title", s."publisher",
            s."url", v."published_on", d."path" AS "file", v."row_number"
        FROM (SELECT f.*, row_number() OVER (
                PARTITION BY f."observation_key", f."source_key", f."figure_id"
                ORDER BY f."epoch" DESC NULLS LAST) AS "version"
            FROM "fact_observation" f
            WHERE f."dataset" = 'published' AND f."epoch" <= $epoch) v
        JOIN "dim_indicator" i ON i."indicator_key" = v."indicator_key"
        JOIN "dim_area" a ON a."area_key" = v."area_key"
        JOIN "dim_reporting_group" g ON g."reporting_group_key" = v."reporting_group_key"
        JOIN "dim_period" p ON p."period_key" = v."period_key"
        JOIN "dim_scope" c ON c."scope_key" = v."scope_key"
        JOIN "dim_file" d ON d."file_key" = v."file_key"
        JOIN "dim_source" s ON s."source_key" = v."source_key"
        WHERE v."version" = 1 AND NOT v."is_revoked"
        ORDER BY v."row_number", v."figure_id"
        """;

    readonly ILookup<(string, string, string, DateOnly?, DateOnly?, string), CheckedFigure> _byPlace;
    readonly ILookup<string, CheckedFigure> _byCode;

    /// <summary>Figures from anywhere.</summary>
    public CheckedFigures(IReadOnlyList<CheckedFigure> all)
    {
        All = all;
        _byCode = all.ToLookup(figure => figure.Code, StringComparer.Ordinal);
        _byPlace = all.ToLookup(figure => (figure.Code, figure.Place.AreaId, figure.Place.GroupId,
            figure.Period.Start, figure.Period.End, Term.Canonical(figure.ScopeId)));
    }

    /// <summary>Every figure, in the order of its file.</summary>
    public IReadOnlyList<CheckedFigure> All { get; }

    /// <summary>The published figures of a version, each in its latest vintage, without those revoked.</summary>
    public static async Task<CheckedFigures> ReadAsync(WarehouseReader reader, CancellationToken ct)
    {
        var rows = await reader.QueryAsync(Select, new Dictionary<string, object?> { ["epoch"] = reader.Epoch }, null,
            ct);
        return new CheckedFigures([.. Enumerable.Range(0, rows.RowCount).Select(row => Of(rows, row))]);
    }

    internal IEnumerable<CheckedFigure> Of(Term term) =>
        _byCode[term.Code].Where(figure => term.Accepts(figure.ScopeId));

    internal LocalText? NameOf(string code) => _byCode[code].FirstOrDefault()?.Name;

    /// The figure a term means beside another: in the same document, else in another of the same series.
    internal CheckedFigure? Beside(CheckedFigure figure, Term term, bool yearBefore = false)
    {
        if (figure.Period is not { Start: { } start, End: { } end }) return null;
        if (yearBefore) (start, end) = (YearBefore(start), YearBefore(end.AddDays(1)).AddDays(-1));
        var found = _byPlace[(term.Code, figure.Place.AreaId, figure.Place.GroupId, start, end,
            term.Beside(figure.ScopeId))].ToArray();
        return found.FirstOrDefault(one => one.Source.Id == figure.Source.Id)
            ?? found.Where(one => one.Source.SeriesId == figure.Source.SeriesId)
                .OrderByDescending(one => one.Source.PublishedOn).ThenBy(one => one.Source.Id, StringComparer.Ordinal)
                .FirstOrDefault();
    }

    // The day after a period ends is the first of a month where the period has whole months: no leap day is lost.
    static DateOnly YearBefore(DateOnly day) => day.AddYears(-1);

    static CheckedFigure Of(Table rows, int row)
    {
        string Text(string column) => rows.Text(row, column) ?? "";
        var group = Text("group_id");
        var name = group.Length > 0 ? new LocalText(Text("group_zh"), Text("group_en"))
            : new LocalText(Text("area_zh"), rows.Text(row, "area_en") ?? Text("area_zh"));
        return new CheckedFigure(Text("figure_id"), Text("code"), new(Text("name_zh"), Text("name_en")),
            new FigurePlace(Text("area_id"), Text("parent_area_id"), group, name),
            new FigurePeriod(Text("period_id"), new(Text("label_zh"), Text("label_en")),
                (DateOnly?)rows[row, "start_on"], (DateOnly?)rows[row, "end_on"]),
            Text("scope_id"), Text("printed_text"), Text("printed_unit"), (decimal)rows[row, "value"]!, Text("unit"),
            Text("bound"),
            new FigureSource(Text("source_id"), Text("series_id"), Text("title"), Text("publisher"),
                rows.Text(row, "url"), (DateOnly?)rows[row, "published_on"]),
            Text("file"), rows.Whole(row, "row_number") ?? 0);
    }
}
