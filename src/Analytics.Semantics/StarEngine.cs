using System.Data.Common;
using Analytics.Semantics.Cells;
using Analytics.Semantics.Cells.Rows;
using Analytics.Semantics.Cells.Stars;
using Analytics.Semantics.Composition;
using Analytics.Semantics.Stars;
using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Semantics;

/// <summary>Answers questions to a model over tables of others, of which nothing is asked but that they are there.
/// </summary>
public static class StarEngine
{
    static readonly Query Usual = new() { Measures = [] };

    /// <summary>Answers a question.</summary>
    /// <param name="reader">The tables.</param>
    /// <param name="model">What the question's names mean.</param>
    /// <param name="query">The question; it is always answered by groups.</param>
    /// <param name="principal">Who asks.</param>
    /// <param name="dataVersion">What names the version of the tables in the answer.</param>
    /// <param name="verify">Whether a second plan computes every cell too.</param>
    /// <param name="ct">Interrupts the engine.</param>
    /// <exception cref="AnalyticsException">A name is unknown, what is asked for means nothing, the engine refuses what
    /// the model says (<c>engine-refused</c>), or two plans differ (<c>answer-unverified</c>).</exception>
    public static async Task<QueryResult> RunAsync(WarehouseReader reader, StarModel model, Query query,
        Principal principal, string dataVersion, bool verify, CancellationToken ct)
    {
        RefusePublished(query, model.Name);
        var source = new StarCells(model, reader.QueryAsync, Engines.Default.Dialect, null);
        var both = verify
            ? new VerifyingCells(source, new RowCells(model, reader.QueryAsync, Engines.Default.Dialect)) : null;
        var answer = await Readable(model, () =>
            Composer.AnswerAsync(model, query, both is null ? source : both, principal, ct));
        return answer with
        {
            Metadata = answer.Metadata is { } metadata ? metadata with
            {
                DataVersion = dataVersion, Verified = verify ? true : null, VerifiedCells = both?.Compared,
            } : null,
        };
    }

    /// <summary>Tells of cells of an answer what they were made of, row by row.</summary>
    /// <param name="reader">The tables.</param>
    /// <param name="model">What the question's names mean.</param>
    /// <param name="query">The question.</param>
    /// <param name="principal">Who asks; rows behind a count kept from it are not shown.</param>
    /// <param name="most">At most so many cells.</param>
    /// <param name="wanted">Whether a cell is told of, by row (0-based) and column; every one where null.</param>
    /// <param name="ct">Interrupts the engine.</param>
    /// <exception cref="AnalyticsException">As of <see cref="RunAsync"/>.</exception>
    public static async Task<IReadOnlyList<CellExplanation>> ExplainAsync(WarehouseReader reader, StarModel model,
        Query query, Principal principal, int most, Func<int, string, bool>? wanted, CancellationToken ct)
    {
        RefusePublished(query, model.Name);
        return await Readable(model, () => Composer.ExplainAsync(model, query,
            new StarCells(model, reader.QueryAsync, Engines.Default.Dialect, null), principal, ct, most, wanted));
    }

    /// <summary>Compares a model with the tables it speaks of; see <see cref="ModelCheck"/>.</summary>
    public static Task<IReadOnlyList<ModelFinding>> CheckAsync(WarehouseReader reader, StarModel model,
        CancellationToken ct) => ModelCheck.RunAsync(model,
            (sql, parameters, token) => reader.QueryAsync(sql, parameters, null, token), Engines.Default.Dialect, ct);

    // The engine's words without its excerpt of our SQL.
    static async Task<T> Readable<T>(StarModel model, Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (DbException e)
        {
            throw SemanticErrors.EngineRefused(model.Name, string.Join(' ', e.Message.Split('\n')
                .TakeWhile(line => !line.StartsWith("LINE ", StringComparison.Ordinal))
                .Select(line => line.Trim()).Where(line => line.Length > 0)), e);
        }
    }

    // What only published figures have means nothing here, and is not left out in silence.
    static void RefusePublished(Query query, string model)
    {
        var found = new (string Name, bool IsUsual)[]
        {
            ("areas", query.Areas.Count == 0), ("levels", query.Levels.Count == 0),
            ("parents", query.Parents.Count == 0), ("groups", query.Groups == Usual.Groups),
            ("period_kinds", query.PeriodKinds.Count == 0), ("scopes", query.Scopes.Count == 0),
            ("datasets", query.Datasets.SequenceEqual(Usual.Datasets)), ("mixed_datasets", !query.MixedDatasets),
        }.Where(part => !part.IsUsual).Select(part => part.Name).ToArray();
        if (found.Length > 0) throw SemanticErrors.PublishedOnly("query", found, model);
    }
}
