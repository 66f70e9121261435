using System.Globalization;
using Analytics.Etl.Published;
using Analytics.Etl.Reference;
using Analytics.Pipelines;
using Analytics.Pipelines.Contracts;
using Analytics.Pipelines.Received;
using Analytics.Tables;

namespace Analytics.Etl.Received;

/// One figure of a received record.
sealed record ReceivedFigure(ReceivedOrigin Origin, ReceivedEntry Entry, Contract Contract, ContractRecord Record,
    ContractColumn Column, ContractValue Value)
{
    public string Code => Column.Indicator!;

    public ReferenceMatch Area => Record[Contract.Area!.Name]!.Member!;

    public Period Period { get; } = PeriodOf(Contract, Record);

    /// A file is a document, and one document tells one contract's figures in one line of documents.
    public string SourceId => ReceivedFigures.SourceOf(Entry.Reading.Path);

    public string SeriesId => Origin.SeriesOf(Contract, Area);

    public string FigureId => string.Join('/', new[] { SourceId, Contract.Name, Code, Area.Id, Period.Id, Column.Scope }
        .Where(part => part.Length > 0));

    /// The day the file itself tells, else the day it came.
    public DateOnly PublishedOn => Record["reported_on"]?.Day ?? Entry.ReceivedOn;

    static Period PeriodOf(Contract contract, ContractRecord record) =>
        record[contract.Period!.Name]!.Period is var period ? Period.Of(period!.Start, period.End) : Period.Unknown;
}

/// Loads the figures of received files into a dataset.
sealed class ReceivedFigures(ReceivedOrigin origin)
{
    static readonly string[] Columns = [.. Observations.Columns, "sheet", "cell", "byte_offset"];

    static readonly string[] Statuses = ["final", "provisional", "planned", "restated"];

    public static long CountOf(FileReading reading) => reading.Sheets.Where(sheet => sheet.Contract is not null)
        .Sum(sheet => sheet.Accepted.Sum(record => sheet.Contract!.Columns.LongCount(
            column => column.IsLoaded && record[column.Name] is not null)));

    /// What names the document in the warehouse: its path below the inbox.
    public static string SourceOf(string path) => path["inbox/".Length..];

    public async Task LoadAsync(JobContext context, IReadOnlyList<ReceivedEntry> entries,
        IReadOnlyList<string> touched, CancellationToken ct)
    {
        var figures = entries.SelectMany(Figures).ToArray();
        var files = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var entry in entries)
            files.Add(entry.Reading.Path,
                await context.LoadFileAsync(entry.Reading.Path, entry.Reading.Sha256, entry.Reading.Bytes, ct));
        await Observations.LoadPeriodsAsync(context, figures.Select(figure => figure.Period), ct);
        await context.LoadDimensionAsync("dim_scope", ["scope_key"], ["scope_key", "scope_id", .. Scopes.Dimensions],
            figures.Select(figure => figure.Column.Scope).Where(id => id.Length > 0).Distinct().Select(id =>
                (object?[])[ScopeKey(id), id, .. Scopes.Dimensions.Select(d => Scopes.ValueOf(id, d) ?? "unstated")]),
            ct);
        await context.LoadDimensionAsync("dim_source", ["source_key"],
            ["source_key", "source_id", "series_id", "title", "publisher", "author_zh", "author_en", "is_repost",
                "area_name", "period_text", "url", "published_on", "published_precision", "document_kind"],
            figures.GroupBy(figure => figure.SourceId).Select(Source), ct);
        await context.LoadFactsAsync(Columns,
            figures.Select(figure => Fact(figure, files[figure.Entry.Reading.Path])), touched, ct);
    }

    IEnumerable<ReceivedFigure> Figures(ReceivedEntry entry) =>
        from sheet in entry.Reading.Sheets
        let contract = sheet.Contract
        where contract is { IsRegister: false }
        from record in sheet.Accepted
        from column in contract.Columns
        where column.IsLoaded && record[column.Name] is not null
        select new ReceivedFigure(origin, entry, contract, record, column, record[column.Name]!);

    object?[] Source(IGrouping<string, ReceivedFigure> figures)
    {
        var first = figures.First();
        var name = Path.GetFileNameWithoutExtension(first.Entry.Reading.Path);
        var areas = figures.Select(figure => figure.Area.Name).Distinct().ToArray();
        var author = areas.Length == 1 ? areas[0] : string.Join('、', areas.Take(3)) + (areas.Length > 3 ? "等" : "");
        return
        [
            StableKey.Of("source", figures.Key), figures.Key, first.SeriesId, origin.TitleMark + name,
            author + origin.AuthorMark.Zh, author + origin.AuthorMark.Zh, author + origin.AuthorMark.En, false,
            author, string.Join('、', figures.Select(figure => figure.Period.Label.Zh).Distinct().Take(3)), null,
            figures.Max(figure => figure.PublishedOn), "day", origin.DocumentKind,
        ];
    }

    object?[] Fact(ReceivedFigure figure, long file)
    {
        var (value, place) = (figure.Value, figure.Value.Place);
        var status = figure.Record["figure_status"]?.Text is { } told && Statuses.Contains(told) ? told : "unstated";
        return
        [
            Observations.KeyOf(origin.Dataset, figure.Code, figure.Area.Id, "", figure.Period, figure.Column.Scope,
                figure.SeriesId),
            StableKey.Of("source", figure.SourceId), figure.FigureId, origin.Dataset,
            StableKey.Of("indicator", figure.Code),
            figure.Area.Key, StableKey.Unknown, figure.Period.Key,
            figure.Column.Scope.Length == 0 ? StableKey.Unknown : ScopeKey(figure.Column.Scope), figure.SeriesId,
            value.Printed, value.WrittenUnit ?? figure.Column.Unit, value.Bound, value.Number, figure.Column.Unit,
            status, figure.PublishedOn, figure.Entry.ReceivedOn, file, place.Row, figure.Record.Source.Key is "" ? null
                : figure.Record.Source.Key, value.Header.Length == 0 ? figure.Column.Title.Zh : value.Header,
            figure.Code, value.Note, HashOf(figure), place.Sheet, place.Column is null ? null : place.Address,
            place.Offset,
        ];
    }

    // Not where it stands: a row that moved is the same figure.
    static string HashOf(ReceivedFigure figure) => StableKey.Of("vintage", figure.Value.Printed,
        figure.Value.Number?.ToString(CultureInfo.InvariantCulture), figure.Value.WrittenUnit, figure.Value.Bound,
        figure.Record["reported_on"]?.Day?.ToString("O", CultureInfo.InvariantCulture), figure.Value.Note,
        figure.Record["figure_status"]?.Text, figure.Column.Unit)
        .ToString("x16", CultureInfo.InvariantCulture);

    static long ScopeKey(string scope) => StableKey.Of("scope", scope);
}
