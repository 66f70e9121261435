using System.Globalization;
using Analytics.Semantics;
using Analytics.Tables;

namespace Analytics.Delivery;

public sealed partial class Workspace
{
    /// <summary>Tells where the cells of an answer come from: definition, numerator, denominator, sources down to file
    /// and row, vintage, area version and the SQL.</summary>
    /// <param name="query">The question.</param>
    /// <param name="cell">The cell; null takes the first <see cref="CellReference.Usual"/>.</param>
    /// <param name="ct">Interrupts the engine.</param>
    /// <exception cref="AnalyticsException">As of <see cref="QueryAsync(Query, CancellationToken)"/>, or
    /// <c>explain-cell</c>: the answer has no such cell.</exception>
    public async Task<IReadOnlyList<Explanation>> ExplainAsync(Query query, CellReference? cell, CancellationToken ct)
    {
        if (QueryEngine.IsGrouped(Model, query)) return await ExplainGroupedAsync(query, cell, ct);
        var answer = await QueryAsync(query, ct);
        var table = answer.Table;
        var rows = Enumerable.Range(0, table.RowCount)
            .Where(row => cell?.Is(row + 1, table.Text(row, "measure")!) ?? true).Take(CellReference.Usual).ToArray();
        if (cell is not null && rows.Length == 0)
            throw DeliveryErrors.CellMissing(cell, table.RowCount, [.. Enumerable.Range(0, table.RowCount)
                .Select(row => table.Text(row, "measure")!).Distinct()]);
        var told = new List<Explanation>();
        foreach (var row in rows) told.Add(await ExplainAsync(answer, row, ct));
        return told;
    }

    async Task<IReadOnlyList<Explanation>> ExplainGroupedAsync(Query query, CellReference? cell, CancellationToken ct)
    {
        await using var reader = await _warehouse.OpenReaderAsync(ct);
        var house = QueryEngine.HouseOf(Model);
        var told = await QueryEngine.ExplainAsync(reader, Model, query, _principal, CellReference.Usual,
            cell is null ? null : (row, column) => cell.Is(row + 1, column), ct);
        if (told.Count == 0 && cell is not null)
        {
            var table = (await QueryAsync(reader, query, ct)).Table;
            throw DeliveryErrors.CellMissing(cell, table.RowCount, [.. table.Columns.Select(column => column.Name)
                .Where(name => house.Measures.ContainsKey(name.Split('@')[0]))]);
        }
        return [.. told.Select(one => GroupedExplanation.Of(one, house, $"{reader.Epoch}"))];
    }

    async Task<Explanation> ExplainAsync(QueryResult answer, int row, CancellationToken ct)
    {
        var table = answer.Table;
        var measure = Model.Named(table.Text(row, "measure")!, "answer");
        var (area, period, value) = (AnswerText.Area(table, row), AnswerText.Period(table, row),
            AnswerText.Value(table, row));
        var lines = new List<ExplanationLine>
        {
            new("definition", measure.Definition), new("variant", AnswerText.Variant(table, row)),
        };
        if (measure.Variants.FirstOrDefault(v => v.Name == table.Text(row, "variant")) is
            { Numerator: { } over } variant)
        {
            lines.Add(Line("numerator", over, table.Whole(row, "events")));
            lines.Add(Line("denominator", variant.Denominator, table.Whole(row, "trials")));
        }
        if (AnswerText.Interval(table, row) is not "–" and var interval)
            lines.Add(ExplanationLine.Of("interval", interval));
        lines.Add(ExplanationLine.Of("basis", table.Text(row, "basis") ?? "–"));
        if (measure.Variants.Count > 1)
            lines.Add(ExplanationLine.Of("variants", string.Join(", ", measure.Variants.Select(v => v.Name))));
        lines.Add(new("area", new LocalText($"{area.Zh}（{table.Text(row, "area_id")}）",
            $"{area.En} ({table.Text(row, "area_id")})")));
        foreach (var figure in (table.Text(row, "figure_ids") ?? "").Split('|',
            StringSplitOptions.RemoveEmptyEntries))
            lines.AddRange(await SourcesAsync(figure, ct));
        lines.Add(ExplanationLine.Of("sql", answer.Compiled.Sql.Trim()));
        return new Explanation(row + 1, measure.Name, new LocalText(
            $"{measure.Title.Zh} · {area.Zh} · {period.Zh} = {value.Zh}",
            $"{measure.Title.En} · {area.En} · {period.En} = {value.En}"), lines);
    }

    static ExplanationLine Line(string name, string? code, long? count) => ExplanationLine.Of(name,
        count is { } number ? string.Create(CultureInfo.InvariantCulture, $"{code} = {number:#,0}") : code ?? "–");

    // The last vintage of a figure: what the answer shows.
    async Task<IReadOnlyList<ExplanationLine>> SourcesAsync(string figure, CancellationToken ct)
    {
        var found = await TraceAsync(figure, ct);
        var rows = Enumerable.Range(0, found.RowCount).Where(row => found.Text(row, "figure_id") == figure).ToArray();
        if (rows.Length == 0) return [];
        var row = rows[^1];
        var source = string.Create(CultureInfo.InvariantCulture,
            $"{figure}  {found.Text(row, "file")}:{found.Whole(row, "row_number")}  「{found.Text(row, "printed_text")}{
                found.Text(row, "printed_unit")}」  {found.Text(row, "title")}");
        var published = found[row, "published_on"] is DateOnly day
            ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "–";
        return
        [
            ExplanationLine.Of("source", source),
            ExplanationLine.Of("vintage", string.Create(CultureInfo.InvariantCulture,
                $"epoch {found.Whole(row, "epoch")}, {published}, {rows.Length}")),
        ];
    }
}
