using Analytics.Semantics.Cells;
using Analytics.Semantics.Stars;
using Analytics.Tables;

namespace Analytics.Semantics.Composition;

/// <summary>From a grouped question and cells to its answer, in the steps of <see cref="Steps"/>.</summary>
static class Composer
{
    /// <summary>The steps, in order; each finds what those before it left in the draft.</summary>
    public static IReadOnlyList<(string Name, Func<Draft, CancellationToken, Task> Take)> Steps { get; } =
    [
        ("resolve", Resolution.TakeAsync),      // names: measures, fields, calendar, comparisons
        ("axis", AxisStep.TakeAsync),           // periods, last days of the data
        ("request", RequestStep.TakeAsync),     // measures as trees of nodes over leaves
        ("fetch", FetchStep.TakeAsync),         // one question a fact, role of time and filter
        ("unlike", UnlikeStep.FetchAsync),      // figures of other periods, where asked for
        ("top", TopStep.TakeAsync),             // largest members; the others asked for by themselves
        ("members", MemberStep.TakeAsync),      // which groups and periods have a row
        ("evaluate", EvaluateStep.TakeAsync),   // a cell for each row and column
        ("disclose", DisclosureStep.TakeAsync), // what would reveal a small count
        ("having", HavingStep.TakeAsync),       // after disclosure, so that a filter reveals nothing
        ("order", OrderStep.TakeAsync),         // declared order, asked order, limit
        ("mark", UnlikeStep.PlaceAsync),        // rows of other periods, after all others
        ("notice", NoticeStep.TakeAsync),       // what a reader must know
        ("table", TableStep.TakeAsync),
    ];

    /// <summary>Answers a grouped question.</summary>
    /// <param name="model">What its names mean.</param>
    /// <param name="query">The question.</param>
    /// <param name="source">What evaluates leaves.</param>
    /// <param name="principal">Who asks.</param>
    /// <param name="ct">Interrupts the source.</param>
    /// <exception cref="AnalyticsException">A name is unknown, or what is asked for means nothing.</exception>
    public static async Task<QueryResult> AnswerAsync(StarModel model, Query query, CellSource source,
        Principal principal, CancellationToken ct) => query.Why is null
            ? (await DraftAsync(model, query, source, principal, ct)).Result
            : await ChangeQuestion.AnswerAsync(model, query, source, principal, ct);

    /// <summary>Tells of the first cells of an answer what they were made of.</summary>
    /// <param name="model">What its names mean.</param>
    /// <param name="query">The question.</param>
    /// <param name="source">What evaluates leaves.</param>
    /// <param name="principal">Who asks; rows behind a count kept from it are not shown.</param>
    /// <param name="ct">Interrupts the source.</param>
    /// <param name="maxCells">At most so many cells, row by row.</param>
    /// <param name="wanted">Whether a cell is told of, by row (0-based) and column; every one where null.</param>
    /// <exception cref="AnalyticsException">As of <see cref="AnswerAsync"/>.</exception>
    public static async Task<IReadOnlyList<CellExplanation>> ExplainAsync(StarModel model, Query query,
        CellSource source, Principal principal, CancellationToken ct, int maxCells = 10,
        Func<int, string, bool>? wanted = null) =>
        await Explainer.TellAsync(await DraftAsync(model, query.Why is null ? query : ChangeQuestion.Compared(query),
            source, principal, ct), maxCells, wanted, ct);

    /// <summary>Takes every step.</summary>
    public static async Task<Draft> DraftAsync(StarModel model, Query query, CellSource source, Principal principal,
        CancellationToken ct)
    {
        var draft = new Draft(model, query, source, principal);
        foreach (var (_, take) in Steps) await take(draft, ct);
        return draft;
    }
}
