using Analytics.Semantics.Calendars;
using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Semantics.Cells.Figures;

sealed partial class FigureCells
{
    static readonly Column[] TraceColumns =
    [
        new("figure_id", ColumnKind.Text), new("area_id", ColumnKind.Text), new("period_id", ColumnKind.Text),
        new("variant", ColumnKind.Text), new("scope_id", ColumnKind.Text), new("dataset", ColumnKind.Text),
        new("value", ColumnKind.Real), new("bound", ColumnKind.Text), new("events", ColumnKind.Exact),
        new("trials", ColumnKind.Exact), new("source_id", ColumnKind.Text), new("file", ColumnKind.Text),
        new("row_number", ColumnKind.Whole),
    ];

    /// <inheritdoc/>
    public override async Task<RowTrace> TraceAsync(Leaf leaf,
        IReadOnlyList<(Field Field, MemberValue Member)> group,
        RowFilter filter, DateRange range, SourceModes modes, int limit, CancellationToken ct)
    {
        var reading = await ReadAsync([leaf], modes, ct);
        Observation[] within = [.. Of(leaf, filter, reading).Where(one => group.All(part =>
            part.Member.Kind == MemberKind.Total
            || FigureFields.MemberOf(one, part.Field, reading.Areas) == part.Member))];
        Observation[] used = within.Length == 0 || Fit(within, range) is not { } fit ? []
            : [.. fit.Tiles.SelectMany(tile => tile)];
        var figures = used.Take(limit).SelectMany(one => one.FigureIds.Split('|').Select(id => (Id: id, One: one)))
            .Where(figure => figure.Id.Length > 0).ToArray();
        var places = await PlacesAsync([.. figures.Select(figure => figure.Id).Distinct()], ct);
        var rows = figures.Select(figure => (object?[])
        [
            figure.Id, figure.One.AreaId, figure.One.PeriodId, figure.One.Asked.Variant.Name, figure.One.ScopeId,
            figure.One.Dataset, figure.One.Value, figure.One.Bound, figure.One.Events, figure.One.Trials,
            figure.One.SourceId, places.GetValueOrDefault(figure.Id).File, places.GetValueOrDefault(figure.Id).Row,
        ]).ToArray();
        return new RowTrace(used.Length, new Table(TraceColumns, rows), reading.Statement);
    }

    // Of a figure told again the last row within the reader's epoch.
    async Task<Dictionary<string, (string? File, long? Row)>> PlacesAsync(string[] ids, CancellationToken ct)
    {
        if (ids.Length == 0) return [];
        var parameters = new Dictionary<string, object?>(StringComparer.Ordinal) { ["epoch"] = reader.Epoch };
        foreach (var (index, id) in ids.Index()) parameters[$"figure_{index}"] = id;
        var dialect = Engines.Default.Dialect;
        var named = string.Join(", ", ids.Index().Select(item =>
            $"CAST({dialect.Parameter($"figure_{item.Index}")} AS text)"));
        var table = await reader.QueryAsync($"""
            SELECT f."figure_id", d."path", f."row_number"
            FROM "fact_observation" f JOIN "dim_file" d ON d."file_key" = f."file_key"
            WHERE f."epoch" <= CAST({dialect.Parameter("epoch")} AS bigint) AND f."figure_id" IN ({named})
            ORDER BY f."epoch", f."figure_id"
            """, parameters, null, ct);
        var places = new Dictionary<string, (string?, long?)>(StringComparer.Ordinal);
        for (var row = 0; row < table.RowCount; row++)
            places[table.Text(row, "figure_id")!] = (table.Text(row, "path"), table.Whole(row, "row_number"));
        return places;
    }
}
