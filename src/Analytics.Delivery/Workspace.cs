using System.Data.Common;
using System.Globalization;
using Analytics.Charting;
using Analytics.Delivery.Reports;
using Analytics.Pipelines;
using Analytics.Pipelines.Checks;
using Analytics.Semantics;
using Analytics.Semantics.Models;
using Analytics.Statistics;
using Analytics.Statistics.Trends;
using Analytics.Statistics.Comparisons;
using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Delivery;

/// <summary>The one door: a folder with files for jobs (<c>inbox/</c>), data versions (<c>warehouse/</c>), the
/// operational store (<c>operations/</c>) and what is made of them (<c>out/</c>). Who asks belongs to it, never to a
/// question.</summary>
/// <remarks>Every call reads the version that is current when it begins. Safe for parallel use.</remarks>
public sealed partial class Workspace
{
    readonly IReadOnlyList<Job> _jobs;
    readonly Principal _principal;
    readonly Content _content;
    readonly Warehouse _warehouse;
    readonly Lazy<SemanticModel> _model;

    Workspace(string folder, IReadOnlyList<Job> jobs, Principal principal, Content content)
    {
        (Folder, _jobs, _principal, _content) = (folder, jobs, principal, content);
        _warehouse = Warehouse.Open(folder, Engines.Default);
        _model = new(() => SemanticModel.Load(content.Models));
    }

    /// <summary>The folder, full path.</summary>
    public string Folder { get; }

    /// <summary>The folder with <c>etl</c> and <c>seeds</c>, full path.</summary>
    public string ContentFolder => _content.Root;

    /// <summary>Where pages, pictures and tables are written.</summary>
    public string OutputFolder => Path.Combine(Folder, "out");

    /// <summary>Where others put files for jobs: a folder for each job that takes some.</summary>
    public string InboxFolder => Path.Combine(Folder, "inbox");

    /// <summary>The notebooks of the content, full paths, in order.</summary>
    public IReadOnlyList<string> Notebooks => [.. _content.Notebooks()];

    /// <summary>The meaning of the figures.</summary>
    /// <exception cref="AnalyticsException">A model file is missing or wrong; the text names file and line.</exception>
    public SemanticModel Model => _model.Value;

    /// <summary>Opens a folder; nothing is read or written yet.</summary>
    /// <param name="folder">Made by the first run where it is missing.</param>
    /// <param name="jobs">What a run loads.</param>
    /// <param name="principal">Who asks.</param>
    /// <param name="content">The folder with <c>etl</c> and <c>seeds</c>; null finds them beside the program, or in
    /// the clone it was built in.</param>
    /// <exception cref="AnalyticsException"><c>content-missing</c>.</exception>
    public static Workspace Open(string folder, IReadOnlyList<Job> jobs, Principal principal, string? content = null) =>
        new(Path.GetFullPath(folder), jobs, principal, Content.Find(content));

    /// <summary>Runs every job into the next data version, then writes the pages to <see cref="OutputFolder"/>.
    /// Unchanged inputs, models and reports change no file.</summary>
    /// <param name="now">The instant of the load.</param>
    /// <param name="progress">Told when a step begins and ends, on the caller's thread or a worker's; may be null.
    /// </param>
    /// <param name="ct">Stops the run; version and pages stay as they were.</param>
    /// <exception cref="AnalyticsException">An input, model, report, the store or the folder is at fault; the old
    /// version and pages stay.</exception>
    public async Task<RunReport> RunAsync(DateTimeOffset now, IProgress<RunProgress>? progress, CancellationToken ct)
    {
        var reports = ReportSpec.ReadAll(_content, Model);
        var load = await Unhindered(() => PipelineRunner.RunAsync(_jobs, _warehouse,
            OperationalStore.Open(Folder, Engines.Default), new RunOptions(_content.Root, Folder, now),
            progress is null ? null : new JobsAsSteps(progress), ct));
        return await Unhindered(async () =>
        {
            await using var reader = await _warehouse.OpenReaderAsync(ct);
            var site = new Site(this, _content, reader, reports);
            return new RunReport(load, await site.WriteAsync(load.Version.Sha256, progress, ct));
        });
    }

    /// <summary>Answers a question from the current version.</summary>
    /// <exception cref="AnalyticsException">As of <see cref="QueryEngine"/>, or the store is empty, locked or
    /// damaged.</exception>
    public Task<QueryResult> QueryAsync(Query query, CancellationToken ct) => QueryAsync(query, false, ct);

    /// <summary>Answers a question from the current version.</summary>
    /// <param name="query">The question.</param>
    /// <param name="verify">Whether a second plan computes the answer too.</param>
    /// <param name="ct">Interrupts the engine.</param>
    /// <exception cref="AnalyticsException">As without; or the plans differ, <c>answer-unverified</c>.</exception>
    public async Task<QueryResult> QueryAsync(Query query, bool verify, CancellationToken ct)
    {
        await using var reader = await _warehouse.OpenReaderAsync(ct);
        return await QueryAsync(reader, query, verify ? VerificationData.Of(reader) : null, ct);
    }

    /// <summary>Calls a statistic by name on the answer to a question.</summary>
    /// <param name="analysis">A name of <see cref="Analyses.All"/>.</param>
    /// <param name="query">The question.</param>
    /// <param name="options">The defaults where null; the direction is always that of the measures asked for, and the
    /// least base for marks and ranks theirs where none is given.</param>
    /// <param name="ct">Interrupts the engine.</param>
    /// <returns>The statistic's table, with the answer's warnings. A method over time is of the points after the
    /// last break of its series, with a warning of what was left out, unless the options say otherwise.</returns>
    /// <exception cref="AnalyticsException">As <see cref="QueryAsync(Query, CancellationToken)"/> and
    /// <see cref="Analysis.Run"/>, or <c>analysis-unknown</c>.</exception>
    public async Task<QueryResult> AnalyzeAsync(string analysis, Query query, AnalysisOptions? options,
        CancellationToken ct)
    {
        var (result, answer) = await CallAsync(analysis, query, options, ct);
        return answer with { Table = result.Table };
    }

    /// <summary>As <see cref="AnalyzeAsync"/>, with what was done and the answer it was done to.</summary>
    public async Task<(AnalysisResult Result, QueryResult Answer)> CallAsync(string analysis, Query query,
        AnalysisOptions? options, CancellationToken ct)
    {
        var called = Analyses.Named(analysis);
        var answer = await QueryAsync(query, ct);
        options = Completed(called, options ?? new AnalysisOptions(), answer.Table);
        if (called.IsOverTime && !options.AcrossBreaks)
            answer = BreakCut.Of(answer, measure => Model.Named(measure, "answer").Title);
        return (called.Call(Timed(called, answer.Table), options), answer);
    }

    // The direction is the measures'; so is the least base, where the caller does not say.
    AnalysisOptions Completed(Analysis called, AnalysisOptions options, Table answer)
    {
        var least = MeasuresOf(answer).Select(measure => measure.MinimumBase).DefaultIfEmpty().Max();
        var given = new Dictionary<string, string>(options.Given);
        if (least > 0 && called.Parameters.Any(parameter => parameter.Name == "minimum_base"))
            given.TryAdd("minimum_base", least.ToString(CultureInfo.InvariantCulture));
        return options with { Direction = DirectionOf(answer), Given = given };
    }

    // Methods over time count in years to the middle of a period.
    static Table Timed(Analysis called, Table answer) => called.Inputs.All(input => input.Name != "time") ? answer
        : new([.. answer.Columns, new("time", ColumnKind.Real)], [.. Enumerable.Range(0, answer.RowCount).Select(row =>
            (object?[])[.. answer.Columns.Select(c => answer[row, c.Name]),
                answer[row, "period_start"] is DateOnly start && answer[row, "period_end"] is DateOnly end
                    ? Trend.TimeOf(start, end) : null])]);

    /// <summary>Draws an answer; its source line names the publishers where the spec names none.</summary>
    /// <exception cref="AnalyticsException">As <see cref="Chart.Draw"/>.</exception>
    public async Task<Scene> DrawAsync(ChartSpec spec, QueryResult answer, CancellationToken ct)
    {
        await using var reader = await _warehouse.OpenReaderAsync(ct);
        var sources = await Citations.ReadAsync(reader, _principal, answer.Table, ct);
        return Chart.Draw(Completed(spec, answer, sources), Charted(answer, sources));
    }

    /// The rows of an answer with what charts show beside them.
    internal Table Charted(QueryResult answer, Citations sources) =>
        ChartTable.Of(answer.Table, sources, measure => Model.Named(measure, "answer"));

    /// What the spec leaves open and the model or the store knows.
    internal ChartSpec Completed(ChartSpec spec, QueryResult answer, Citations sources) => spec with
    {
        Source = spec.Source ?? sources.Line(),
        Direction = spec.Direction ?? DirectionOf(answer.Table),
        Breaks = spec.Breaks ?? BreaksOf(answer),
    };

    static ChartBreak[]? BreaksOf(QueryResult answer) => answer.Breaks.Count == 0 ? null
        : [.. answer.Breaks.GroupBy(one => (one.On, one.Title)).Select(same => new ChartBreak(same.Key.On,
            same.Key.Title, [.. same.Select(one => one.AreaId).OfType<string>().Distinct()]))];

    IEnumerable<Measure> MeasuresOf(Table answer) => Enumerable.Range(0, answer.RowCount)
        .Select(row => answer.Text(row, "measure")!).Distinct().Select(measure => Model.Named(measure, "answer"));

    // Neutral where measures disagree: what is not one thing is not coloured.
    Direction DirectionOf(Table answer)
    {
        var directions = MeasuresOf(answer).Select(measure => measure.Direction).Distinct().ToArray();
        return directions switch
        {
            ["higher_better"] => Direction.HigherBetter,
            ["lower_better"] => Direction.LowerBetter,
            _ => Direction.Neutral,
        };
    }

    /// <summary>The way back from a figure: every vintage with file, row, document and address, oldest first.</summary>
    /// <param name="figure">A figure id, or the beginning of one.</param>
    /// <param name="ct">Interrupts the query.</param>
    /// <exception cref="AnalyticsException"><c>figure-not-found</c>, with the nearest id.</exception>
    public async Task<Table> TraceAsync(string figure, CancellationToken ct)
    {
        await using var reader = await _warehouse.OpenReaderAsync(ct);
        var found = Visible(await Lineage.FindAsync(reader, figure, ct));
        if (found.RowCount > 0) return found;
        var all = Visible(await Lineage.FindAsync(reader, "", ct));
        throw DeliveryErrors.FigureNotFound(figure,
            Enumerable.Range(0, all.RowCount).Select(row => all.Text(row, "figure_id")!).Distinct());

        Table Visible(Table table) => Citations.Visible(table, _principal);
    }

    /// <summary>Recomputes every printed rate, total, balance and change from what its source prints.</summary>
    /// <exception cref="AnalyticsException">A file of relations or verdicts is missing or wrong, or the store is empty,
    /// locked or damaged.</exception>
    public async Task<CheckReport> CheckAsync(CancellationToken ct)
    {
        await using var reader = await _warehouse.OpenReaderAsync(ct);
        return await CheckAsync(reader, ct);
    }

    /// <summary>Examines versions, pointer, run records and pages: hashes, invariants, agreement, leftovers. While
    /// another process writes, only the served version and the pages.</summary>
    /// <param name="repair">Mends what can be mended without losing data: damaged files are set aside, never deleted.
    /// </param>
    /// <param name="ct">Stops between checks.</param>
    /// <returns>In the order of the examination; empty where all is as it should be.</returns>
    /// <exception cref="AnalyticsException"><c>warehouse-locked</c>: a repair while another process writes; or
    /// <c>warehouse-schema-newer</c>, <c>folder-unusable</c>.</exception>
    public Task<IReadOnlyList<Diagnosis>> ExamineAsync(bool repair, CancellationToken ct) => Unhindered(async () =>
    {
        var findings = new DiagnosisList(repair);
        if (!Directory.Exists(_warehouse.Folder)) findings.Add("empty", DiagnosisSeverity.Note);
        else
        {
            using var held = HoldFor(repair, findings);
            await _warehouse.ExamineAsync(OperationalStore.Open(Folder, Engines.Default), held, findings, ct);
            new OutputFolder(OutputFolder).Examine(findings, mayMend: held is not null);
        }
        return findings.All;
    });

    /// <summary>Refuses a store that is empty, locked or damaged before anything is made of it.</summary>
    internal async Task RequireDataAsync(CancellationToken ct)
    {
        await using var reader = await _warehouse.OpenReaderAsync(ct);
    }

    /// <summary>The folders of this machine that no output may name, longer before shorter.</summary>
    internal IReadOnlyList<string> Places => [.. new[] { Folder, _content.Root }.OrderByDescending(p => p.Length)];

    /// <summary>Everything ever printed for the quantity of a figure, with what holds; see
    /// <see cref="FigureHistory"/>.</summary>
    /// <param name="figure">A figure id, or the beginning of just one.</param>
    /// <param name="ct">Interrupts the query.</param>
    /// <exception cref="AnalyticsException"><c>figure-not-found</c>, with the nearest id; <c>figure-ambiguous</c>
    /// where several ids begin so.</exception>
    public async Task<Table> HistoryAsync(string figure, CancellationToken ct)
    {
        var found = await TraceAsync(figure, ct);
        var ids = Enumerable.Range(0, found.RowCount).Select(row => found.Text(row, "figure_id")!).Distinct().ToArray();
        if (ids.Length > 1) throw DeliveryErrors.FigureAmbiguous(figure, ids);
        await using var reader = await _warehouse.OpenReaderAsync(ct);
        return await FigureHistory.ReadAsync(reader, ids[0], _principal, ct);
    }

    internal Principal Principal => _principal;

    internal Task<QueryResult> QueryAsync(WarehouseReader reader, Query query, CancellationToken ct) =>
        QueryAsync(reader, query, null, ct);

    /// What is published is computed twice.
    internal Task<QueryResult> QueryAsync(WarehouseReader reader, Query query, VerificationData? second,
        CancellationToken ct) => QueryEngine.RunAsync(reader, Model, query, _principal, second, ct);

    internal Task<CheckReport> CheckAsync(WarehouseReader reader, CancellationToken ct) =>
        ReproductionCheck.RunAsync(reader, _content.Root, ct);

    internal WriterLock Hold() => _warehouse.Hold();

    // Looking is possible beside a load and in a folder that cannot be written; mending is not.
    WriterLock? HoldFor(bool repair, DiagnosisList findings)
    {
        try
        {
            return Hold();
        }
        catch (AnalyticsException e) when (!repair && e.Code == "warehouse-locked")
        {
            findings.Add("writer-busy", DiagnosisSeverity.Note, ("pid", e.Facts["pid"]));
            return null;
        }
        catch (Exception e) when (!repair && e is IOException or UnauthorizedAccessException)
        {
            findings.Add("folder-read-only", DiagnosisSeverity.Note, ("folder", Folder), ("problem", e.Message));
            return null;
        }
    }

    async Task<T> Unhindered<T>(Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        catch (Exception e) when (IsRefused(e))
        {
            throw DeliveryErrors.FolderUnusable(Folder, e);
        }
    }

    // The last is how .NET tells that a file may not grow.
    static bool IsRefused(Exception e) => e is IOException or UnauthorizedAccessException
        or ArgumentOutOfRangeException { ParamName: "value" }
        || e is DbException error && Engines.Default.IsRefused(error);

    sealed class JobsAsSteps(IProgress<RunProgress> progress) : IProgress<JobProgress>
    {
        public void Report(JobProgress value) => progress.Report(
            new RunProgress(RunStage.Load, value.Title, value.Number, value.Count, value.Ended, value.Read));
    }
}
