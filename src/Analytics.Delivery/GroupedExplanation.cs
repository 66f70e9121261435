using System.Globalization;
using Analytics.Delivery.Answers;
using Analytics.Semantics.Cells;
using Analytics.Semantics.Composition;
using Analytics.Semantics.Stars;
using Analytics.Tables;

namespace Analytics.Delivery;

/// Where cells of a grouped answer come from, in lines.
static class GroupedExplanation
{
    public static Explanation Of(CellExplanation told, StarModel model, string version)
    {
        var lines = MeasureDescription.Of(model, told.Measure.Name).ToList();
        if (told.Cell.Numerator is { } numerator) lines.Add(ExplanationLine.Of("numerator", Number(numerator)));
        if (told.Cell.Denominator is { } denominator) lines.Add(ExplanationLine.Of("denominator", Number(denominator)));
        if (told.Cell.Reason is { } reason) lines.Add(ExplanationLine.Of("reason", reason));
        foreach (var part in told.Parts) lines.AddRange(Lines(part));
        lines.Add(ExplanationLine.Of("data-version", version));
        foreach (var statement in told.Statements) lines.Add(ExplanationLine.Of("sql", Text(statement)));
        var place = string.Join(" · ", told.Group.Values.Append(told.Period).Where(text => text is { Length: > 0 }));
        var title = $"{told.Column}{(place.Length > 0 ? $" · {place}" : "")} = {Value(told.Cell)}";
        return new Explanation(told.Row + 1, told.Column, new LocalText(title, title), lines);
    }

    static IEnumerable<ExplanationLine> Lines(CellPart part)
    {
        var body = MeasureDescription.Body(part.Leaf.Body);
        var days = part.Days == Semantics.Calendars.DateRange.Always ? ""
            : $"  {part.Leaf.Date} {Day(part.Days.Start)} – {Day(part.Days.End.AddDays(-1))}";
        yield return new ExplanationLine("part", new LocalText($"{body.Zh}{days} = {Value(part.Cell)}",
            $"{body.En}{days} = {Value(part.Cell)}"));
        if (part.Rows is not { } rows || part.Sample is not { } sample) yield break;
        yield return ExplanationLine.Of("rows", Number(rows));
        if (sample.RowCount > 0)
            yield return ExplanationLine.Of("source", string.Join('\n', TextColumns.Align(
                [.. sample.Columns.Select(column => column.Name)],
                [.. Enumerable.Range(0, sample.RowCount).Select(row =>
                    sample.Columns.Select(column => Shown(sample[row, column.Name])).ToArray())])));
    }

    static string Text(SourceStatement statement) => statement.Parameters.Count == 0 ? statement.Sql.Trim()
        : $"{statement.Sql.Trim()}\n-- "
            + $"{string.Join(", ", statement.Parameters.Select(p => $"{p.Key} = {Shown(p.Value)}"))}";

    static string Value(Cell cell) => cell.HasValue
        ? cell.Exact is { } exact ? Number(exact) : cell.Real.ToString("0.######", CultureInfo.InvariantCulture)
        : cell.State == CellState.Empty ? "–" : StateColumns.Word(cell.State);

    static string Shown(object? value) => value switch
    {
        null => "–",
        DateOnly day => Day(day),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    static string Number(decimal number) => number.ToString("#,0.##########", CultureInfo.InvariantCulture);

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
