using System.Globalization;
using Analytics.Semantics.Answers;
using Analytics.Semantics.Cells;
using Analytics.Semantics.Cells.Figures;
using Analytics.Semantics.Cells.Rows;
using Analytics.Semantics.Cells.Stars;
using Analytics.Semantics.Compilation;
using Analytics.Semantics.Composition;
using Analytics.Semantics.Duties;
using Analytics.Semantics.Models;
using Analytics.Semantics.Stars;
using Analytics.Semantics.Verification;
using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Semantics;

/// <summary>An answer.</summary>
/// <param name="Table">Rows with the columns of <see cref="AnswerColumns"/>.</param>
/// <param name="Warnings">What a reader must know beside the rows; none where empty.</param>
/// <param name="Compiled">What was asked of the engine.</param>
public sealed record QueryResult(Table Table, IReadOnlyList<LocalText> Warnings, CompiledQuery Compiled)
{
    /// <summary>What the answer was made of; null for a list of observations.</summary>
    public AnswerMetadata? Metadata { get; init; }

    /// <summary>The state of each cell by row and measure column; null for a list of observations.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, CellState>>? States { get; init; }

    /// <summary>Of a list of observations: how many values of sources two plans gave alike, shown or not; null where no
    /// second plan was asked for.</summary>
    public long? VerifiedValues { get; init; }

    /// <summary>Breaks of series that rows of a list of observations lie on both sides of, by their days.</summary>
    public IReadOnlyList<CrossedBreak> Breaks { get; init; } = [];
}

/// <summary>A break of a series with observations on both sides. Invented figures, of no real series, have none.
/// </summary>
/// <param name="Measure">The measure, as in the answer.</param>
/// <param name="Variant">Its variant, as in the answer.</param>
/// <param name="AreaId">The area.</param>
/// <param name="On">The first day of what came new.</param>
/// <param name="Title">What changed.</param>
public sealed record CrossedBreak(string Measure, string? Variant, string? AreaId, DateOnly On, LocalText Title)
{
    /// <summary>Whether a row of the answer is of the series.</summary>
    public bool Concerns(Table answer, int row) => answer.Text(row, "measure") == Measure
        && answer.Text(row, "variant") == Variant && answer.Text(row, "area_id") == AreaId
        && answer.Text(row, "dataset") != BreakWarnings.Invented;
}

/// <summary>What an answer was made of: what its reader needs to trust and to repeat it.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="DataVersion">The version of the data: an epoch of the warehouse, or the file's own mark.</param>
/// <param name="DataUntil">The last day of the data; null where facts have no dates.</param>
/// <param name="Rules">Rules that were applied, by word: <c>aligned</c>, <c>totals-from-rows</c>.</param>
/// <param name="Modes">Modes by name, also those left at their default.</param>
/// <param name="Verified">Whether a second plan gave the same; null where none was asked for.</param>
public sealed record AnswerMetadata(string Model, string DataVersion, DateOnly? DataUntil,
    IReadOnlyList<string> Rules, IReadOnlyDictionary<string, string> Modes, bool? Verified)
{
    /// <summary>How many cells both plans computed; null where no second plan was asked for.</summary>
    public long? VerifiedCells { get; init; }
}

/// <summary>Answers questions: the one place where variants, vintages and what a reader may see are decided.</summary>
public static class QueryEngine
{
    /// <summary>Answers a question from one version of the data.</summary>
    /// <param name="reader">The version.</param>
    /// <param name="model">What the question's names mean.</param>
    /// <param name="query">The question.</param>
    /// <param name="principal">Who asks.</param>
    /// <param name="ct">Interrupts the engine.</param>
    /// <exception cref="AnalyticsException">A name is unknown or ambiguous; variants or datasets would meet unasked;
    /// the principal may not read a dataset.</exception>
    public static Task<QueryResult> RunAsync(WarehouseReader reader, SemanticModel model, Query query,
        Principal principal, CancellationToken ct) => RunAsync(reader, model, query, principal, null, ct);

    /// <summary>Answers a question twice, by plans of different structure, and gives the answer if they agree.
    /// </summary>
    /// <param name="reader">The version.</param>
    /// <param name="model">What the question's names mean.</param>
    /// <param name="query">The question.</param>
    /// <param name="principal">Who asks.</param>
    /// <param name="second">Base tables of <paramref name="reader"/> for the second plan; null answers once.</param>
    /// <param name="ct">Interrupts the engine.</param>
    /// <exception cref="AnalyticsException">As without; or the plans differ, <c>answer-unverified</c>.</exception>
    public static async Task<QueryResult> RunAsync(WarehouseReader reader, SemanticModel model, Query query,
        Principal principal, VerificationData? second, CancellationToken ct)
    {
        if (second is not null && second.Reader != reader)
            throw new ArgumentException("It is of another reader.", nameof(second));
        foreach (var dataset in query.Datasets) principal.RequireDataset(dataset);
        if (IsGrouped(model, query)) return await GroupedAsync(reader, model, query, principal, second, ct);
        var areas = second is null ? await AreaDirectory.ReadAsync(reader, ct) : await second.AreasAsync(ct);
        var compiled = QueryCompiler.Compile(query, model, areas, Engines.Default.Dialect, reader.Epoch);
        var table = await reader.QueryAsync(compiled.Sql, compiled.Parameters, CandidateColumns.All, ct);
        long? verified = second is null ? null : CandidateCheck.Same(table,
            await second.CandidatesAsync(query, compiled.Asked, areas, ct), compiled.Asked);
        var duties = compiled.Asked.Any(asked => asked.Measure.Kind == MeasureKind.Duty)
            ? await DutyDirectory.ReadAsync(reader, ct) : DutyDirectory.None;
        if (AreaSelection.Of(query, areas) is not null)
        {
            var span = AreaViewRows.SpanOf(table);
            var selection = AreaSelection.Of(query, areas, query.From is null ? span?.Start : null,
                query.To is null ? span?.End : null)!;
            (table, areas) = (AreaViewRows.Of(table, compiled.Asked, selection), selection.Views.Directory);
        }
        return Answer.Of(table, query, compiled, areas, duties, model.Shared, model.Star.Breaks) with
        {
            VerifiedValues = verified,
        };
    }

    /// <summary>Tells of cells of a grouped answer what they were made of: figures or rows, their sources, the SQL.
    /// </summary>
    /// <param name="reader">The version.</param>
    /// <param name="model">What the question's names mean.</param>
    /// <param name="query">The question; see <see cref="IsGrouped"/>.</param>
    /// <param name="principal">Who asks; what is behind a count kept from it is not shown.</param>
    /// <param name="most">At most so many cells.</param>
    /// <param name="wanted">Whether a cell is told of, by row (0-based) and column; every one where null.</param>
    /// <param name="ct">Interrupts the engine.</param>
    /// <exception cref="AnalyticsException">As of an answer.</exception>
    public static Task<IReadOnlyList<CellExplanation>> ExplainAsync(WarehouseReader reader, SemanticModel model,
        Query query, Principal principal, int most, Func<int, string, bool>? wanted, CancellationToken ct)
    {
        foreach (var dataset in query.Datasets) principal.RequireDataset(dataset);
        var (house, source, _, composed) = Prepared(reader, model, query, principal, null);
        return Composer.ExplainAsync(house, composed, source, principal, ct, most, wanted);
    }

    /// <summary>The model of the house as explanations name it: facts, and published measures beside them.</summary>
    public static StarModel HouseOf(SemanticModel model) => HouseMeasures.Of(model, model.Star);

    /// <summary>Whether a question is answered by groups, so that its cells are composed.</summary>
    public static bool IsGrouped(SemanticModel model, Query query) =>
        query.IsGrouped || query.Measures.Any(model.Star.Measures.ContainsKey);

    // Published figures and facts meet in one composition.
    static async Task<QueryResult> GroupedAsync(WarehouseReader reader, SemanticModel model, Query query,
        Principal principal, VerificationData? second, CancellationToken ct)
    {
        var (house, source, both, composed) = Prepared(reader, model, query, principal, second);
        var answer = await Composer.AnswerAsync(house, composed, source, principal, ct);
        answer = answer with
        {
            Metadata = answer.Metadata! with
            {
                DataVersion = string.Create(CultureInfo.InvariantCulture, $"epoch {reader.Epoch}"),
                Verified = both is null ? null : true, VerifiedCells = both?.Compared,
            },
        };
        if (!MayMix(model, query)) return answer;
        string[] variants = [.. Enumerable.Range(0, answer.Table.RowCount)
            .Select(row => answer.Table.Text(row, "variant")).OfType<string>().Distinct()];
        return variants.Length < 2 ? answer : answer with
        {
            Warnings = [Warnings.VariantsMixed(model, query, variants), .. answer.Warnings],
        };
    }

    static (StarModel House, CellSource Source, VerifyingCells? Both, Query Composed) Prepared(WarehouseReader reader,
        SemanticModel model, Query query, Principal principal, VerificationData? second)
    {
        if (!AreaViews.Names.Contains(query.AreaView))
            throw SemanticErrors.QueryValue($"{QueryCheck.Place}: area_view", query.AreaView, AreaViews.Names);
        if (query.Datasets.Distinct().Count() > 1 && !query.MixedDatasets)
            throw SemanticErrors.DatasetsDiffer(query.Datasets);
        var house = HouseOf(model);
        CellSource Routed(CellSource facts, VerificationData? rows) => new RoutedCells(
            new FigureCells(reader, model, query, principal, rows), new DatasetCells(facts, house, query.Datasets));
        var dialect = Engines.Default.Dialect;
        var source = Routed(new StarCells(house, reader.QueryAsync, dialect, reader.Epoch), null);
        var both = second is null ? null
            : new VerifyingCells(source, Routed(new RowCells(house, second.QueryAsync, dialect), second));
        // Composition refuses to facts what is said to figures alone; of datasets the sources know.
        var composed = query with { Datasets = new Query { Measures = [] }.Datasets, MixedDatasets = false };
        // Where variants mix every row carries the code of its own, and nothing is added over them.
        return (house, both ?? source, both, MayMix(model, query) && !query.GroupBy.Contains("variant")
            ? composed with { GroupBy = [.. query.GroupBy, "variant"] } : composed);
    }

    static bool MayMix(SemanticModel model, Query query) => query.Variants == VariantPolicy.Mixed
        && model.Measures.Any(measure => measure.Variants.Count > 1 && query.Measures.Contains(measure.Name));
}
