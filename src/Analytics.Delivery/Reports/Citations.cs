using Analytics.Pipelines;
using Analytics.Semantics;
using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Delivery.Reports;

/// A document figures were taken from, and the figures of one answer taken from it.
sealed record Citation(string SourceId, string Title, string Publisher, LocalText Author, string? Url,
    DateOnly? PublishedOn, bool IsRepost, IReadOnlyList<CitedFigure> Figures);

/// A figure as printed, and where it stands in our files.
sealed record CitedFigure(string Id, string Printed, string? Locator, string File, long Row, string? Status);

/// The documents behind an answer.
sealed class Citations
{
    const int NamedInLine = 3;

    readonly Dictionary<string, (Citation Citation, CitedFigure Figure)> _byFigure = new(StringComparer.Ordinal);

    Citations(IReadOnlyList<Citation> all)
    {
        All = all;
        foreach (var citation in all)
            foreach (var figure in citation.Figures) _byFigure[figure.Id] = (citation, figure);
    }

    /// Those with most figures first.
    public IReadOnlyList<Citation> All { get; }

    public static async Task<Citations> ReadAsync(WarehouseReader reader, Principal principal, Table answer,
        CancellationToken ct)
    {
        var ids = Enumerable.Range(0, answer.RowCount).SelectMany(row => FiguresOf(answer, row)).ToHashSet();
        var lineage = Visible(await Lineage.OfAsync(reader, ids, ct), principal);
        // Vintages come oldest first: the last row of a figure is the one that holds.
        var holding = Enumerable.Range(0, lineage.RowCount)
            .GroupBy(row => lineage.Text(row, "figure_id")!).Select(vintages => vintages.Last());
        return new Citations([.. holding.GroupBy(row => lineage.Text(row, "source_id")!)
            .Select(rows => Of(lineage, [.. rows]))
            .OrderByDescending(citation => citation.Figures.Count)
            .ThenBy(citation => citation.SourceId, StringComparer.Ordinal)]);
    }

    public static Table Visible(Table lineage, Principal principal) => lineage.Where(row =>
        lineage.Text(row, "dataset") != Principal.Office || principal.Has(Principal.Office));

    public static IEnumerable<string> FiguresOf(Table answer, int row) =>
        (answer.Text(row, "figure_ids") ?? "").Split('|', StringSplitOptions.RemoveEmptyEntries);

    public Citation? Of(string figureId) => _byFigure.GetValueOrDefault(figureId).Citation;

    public CitedFigure? Figure(string figureId) => _byFigure.GetValueOrDefault(figureId).Figure;

    /// The words after "source:" on a picture.
    public LocalText Line()
    {
        var authors = All.Select(citation => citation.Author).Distinct().ToArray();
        return new LocalText(In(Language.Chinese), In(Language.English));

        string In(Language language) => TextCatalog.BuiltIn.Format(
            authors.Length <= NamedInLine ? "page.source-line" : "page.source-line.more", language,
            ("authors", string.Join(language == Language.Chinese ? "、" : "; ",
                authors.Take(NamedInLine).Select(author => author.In(language)))), ("count", All.Count));
    }

    static Citation Of(Table lineage, IReadOnlyList<int> rows)
    {
        var first = rows[0];
        return new Citation(lineage.Text(first, "source_id")!, lineage.Text(first, "title")!,
            lineage.Text(first, "publisher")!,
            new LocalText(lineage.Text(first, "author_zh") ?? lineage.Text(first, "publisher")!,
                lineage.Text(first, "author_en") ?? lineage.Text(first, "publisher")!),
            lineage.Text(first, "url"), (DateOnly?)lineage[first, "published_on"],
            lineage[first, "is_repost"] is true,
            [.. rows.Select(row => new CitedFigure(lineage.Text(row, "figure_id")!,
                lineage.Text(row, "printed_text") + lineage.Text(row, "printed_unit"), lineage.Text(row, "locator"),
                lineage.Text(row, "file")!, lineage.Whole(row, "row_number") ?? 0, lineage.Text(row, "status")))]);
    }
}
