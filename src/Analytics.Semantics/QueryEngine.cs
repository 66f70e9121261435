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
        Principal principal, CancellationToken ct) => RunAsync(reader, model, query, principal, false, ct);

    /// <summary>Answers a question from one version of the data, and computes what comes from facts a second time where
    /// it is to be verified; published figures have one plan.</summary>
    /// <param name="reader">The version.</param>
    /// <param name="model">What the question's names mean.</param>
    /// <param name="query">The question.</param>
    /// <param name="principal">Who asks.</param>
    /// <param name="verify">Whether a second plan computes too; <see cref="AnswerMetadata.VerifiedCells"/> counts.
    /// </param>
    /// <param name="ct">Interrupts the engine.</param>
    /// <exception cref="AnalyticsException">As without; or two plans differ (<c>answer-unverified</c>).</exception>
    public static async Task<QueryResult> RunAsync(WarehouseReader reader, SemanticModel model, Query query,
        Principal principal, bool verify, CancellationToken ct)
    {
        foreach (var dataset in query.Datasets) principal.RequireDataset(dataset);
        if (IsGrouped(model, query)) return await GroupedAsync(reader, model, query, principal, verify, ct);
        var areas = await AreaDirectory.ReadAsync(reader, ct);
        var compiled = QueryCompiler.Compile(query, model, areas, Engines.Default.Dialect, reader.Epoch);
        var table = await reader.QueryAsync(compiled.Sql, compiled.Parameters, CandidateColumns.All, ct);
        var duties = compiled.Asked.Any(asked => asked.Measure.Kind == MeasureKind.Duty)
            ? await DutyDirectory.ReadAsync(reader, ct) : DutyDirectory.None;
        if (AreaSelection.Of(query, areas) is not null)
        {
            var span = AreaViewRows.SpanOf(table);
            var selection = AreaSelection.Of(query, areas, query.From is null ? span?.Start : null,
                query.To is null ? span?.End : null)!;
            (table, areas) = (AreaViewRows.Of(table, compiled.Asked, selection), selection.Views.Directory);
        }
        return Answer.Of(table, query, compiled, areas, duties, model.Shared, model.Star.Breaks);
    }

    /// <summary>Tells of cells of a grouped answer what they were made of, row by row.</summary>
    /// <param name="reader">The version.</param>
    /// <param name="model">What the question's names mean.</param>
    /// <param name="query">A question for which <see cref="IsGrouped"/> is true.</param>
    /// <param name="principal">Who asks; rows behind a count kept from it are not shown.</param>
    /// <param name="most">At most so many cells.</param>
    /// <param name="wanted">Whether a cell is told of, by row (0-based) and column; every one where null.</param>
    /// <param name="ct">Interrupts the engine.</param>
    /// <exception cref="AnalyticsException">As of the answer.</exception>
    public static async Task<IReadOnlyList<CellExplanation>> ExplainAsync(WarehouseReader reader, SemanticModel model,
        Query query, Principal principal, int most, Func<int, string, bool>? wanted, CancellationToken ct)
    {
        foreach (var dataset in query.Datasets) principal.RequireDataset(dataset);
        var (house, composed, source, _) = Composed(reader, model, query, principal, false);
        return await Composer.ExplainAsync(house, composed, source, principal, ct, most, wanted);
    }

    /// <summary>Whether the answer has a row each group and period, else one each observation.</summary>
    public static bool IsGrouped(SemanticModel model, Query query) =>
        query.IsGrouped || query.Measures.Any(model.Star.Measures.ContainsKey);

    static async Task<QueryResult> GroupedAsync(WarehouseReader reader, SemanticModel model, Query query,
        Principal principal, bool verify, CancellationToken ct)
    {
        var (house, composed, source, both) = Composed(reader, model, query, principal, verify);
        var answer = await Composer.AnswerAsync(house, composed, source, principal, ct);
        return answer with
        {
            Metadata = answer.Metadata is { } metadata ? metadata with
            {
                DataVersion = $"epoch {reader.Epoch}", VerifiedCells = both?.Compared,
                Verified = both?.Compared > 0 ? true : null,
            } : null,
        };
    }

    // Published figures and facts meet in one composition.
    static (StarModel House, Query Query, CellSource Source, VerifyingCells? Both) Composed(WarehouseReader reader,
        SemanticModel model, Query query, Principal principal, bool verify)
    {
        if (!AreaViews.Names.Contains(query.AreaView))
            throw SemanticErrors.QueryValue($"{QueryCheck.Place}: area_view", query.AreaView, AreaViews.Names);
        if (query.Datasets.Distinct().Count() > 1 && !query.MixedDatasets)
            throw SemanticErrors.DatasetsDiffer(query.Datasets);
        var house = HouseMeasures.Of(model, model.Star);
        var stars = new StarCells(house, reader.QueryAsync, Engines.Default.Dialect, reader.Epoch);
        var both = verify
            ? new VerifyingCells(stars, new RowCells(house, reader.QueryAsync, Engines.Default.Dialect)) : null;
        var facts = new DatasetCells(both is null ? stars : both, house, query.Datasets);
        var source = new RoutedCells(new FigureCells(reader, model, query, principal), facts);
        // Composition refuses to facts what is said to figures alone; of datasets the sources know.
        var composed = query with { Datasets = new Query { Measures = [] }.Datasets, MixedDatasets = false };
        return (house, composed, source, both);
    }
}
