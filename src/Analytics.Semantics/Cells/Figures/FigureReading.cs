using Analytics.Semantics.Answers;
using Analytics.Semantics.Calendars;
using Analytics.Semantics.Compilation;
using Analytics.Semantics.Duties;
using Analytics.Semantics.Models;
using Analytics.Warehousing;

namespace Analytics.Semantics.Cells.Figures;

/// <summary>Published figures as observations.</summary>
/// <param name="Observations">One for each quantity, of preferred sources.</param>
/// <param name="Areas">The areas they speak of, those of a view among them.</param>
/// <param name="Undated">How many were left out because nobody knows when they were published.</param>
/// <param name="Statement">How they were read.</param>
sealed record FigureReading(IReadOnlyList<Observation> Observations, AreaDirectory Areas, int Undated,
    SourceStatement Statement)
{
    /// <summary>Reads the figures of some measures in one statement, all periods of them.</summary>
    /// <param name="reader">The version of the data.</param>
    /// <param name="model">What names mean.</param>
    /// <param name="query">Areas, levels, groups, kinds, scopes, datasets, variants; its measures are those read.
    /// </param>
    /// <param name="span">The range over which boundaries are common; <see cref="DateRange.Always"/> takes that of the
    /// data.</param>
    /// <param name="rows">Base tables, where candidates are to come from the second plan; null asks the engine.</param>
    /// <param name="ct">Interrupts the engine.</param>
    public static async Task<FigureReading> ReadAsync(WarehouseReader reader, SemanticModel model, Query query,
        DateRange span, VerificationData? rows, CancellationToken ct)
    {
        var areas = rows is null ? await AreaDirectory.ReadAsync(reader, ct) : await rows.AreasAsync(ct);
        var compiled = QueryCompiler.Compile(query, model, areas, Engines.Default.Dialect, reader.Epoch);
        var table = rows is null
            ? await reader.QueryAsync(compiled.Sql, compiled.Parameters, CandidateColumns.All, ct)
            : await rows.CandidatesAsync(query, compiled.Asked, areas, ct);
        if (query.AreaView != AreaViews.AsReported)
        {
            var days = span == DateRange.Always ? AreaViewRows.SpanOf(table)
                : (span.Start, span.End == DateOnly.MaxValue ? span.End : span.End.AddDays(-1));
            var selection = AreaSelection.Of(query, areas, days?.Item1, days?.Item2)!;
            (table, areas) = (AreaViewRows.Of(table, compiled.Asked, selection), selection.Views.Directory);
        }
        var duties = compiled.Asked.Any(asked => asked.Measure.Kind == MeasureKind.Duty)
            ? await DutyDirectory.ReadAsync(reader, ct) : DutyDirectory.None;
        var all = Enumerable.Range(0, table.RowCount).Select(row => new Candidate(table, row, compiled.Asked))
            .ToArray();
        var undated = query.AsOf is null ? [] : all.Where(one => one.PublishedOn is null && one.Refused is null)
            .ToHashSet();
        return new FigureReading(
            [.. all.Where(one => !undated.Contains(one) && one.IsPreferred && (one.Refused is not null
                || duties.Binds(one))).Select(one => Observation.Of(one, compiled.Asked, duties))],
            areas, undated.Count, new SourceStatement(compiled.Sql, compiled.Parameters));
    }
}
