using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Analytics.Tables;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace Analytics.Delivery.Notebooks;

/// <summary>Runs notebooks: cells of C# one after the other in one growing state.</summary>
public static class NotebookRunner
{
    static readonly ScriptOptions Options = ScriptOptions.Default
        .WithMetadataResolver(CellReferences.None)
        .WithSourceResolver(new Microsoft.CodeAnalysis.SourceFileResolver([], null))
        .WithReferences(CellReferences.All)
        .WithImports("System", "System.Collections.Generic", "System.Globalization", "System.Linq",
            "System.Threading.Tasks", "Analytics.Tables", "Analytics.Statistics", "Analytics.Statistics.Intervals",
            "Analytics.Semantics", "Analytics.Semantics.Models", "Analytics.Charting", "Analytics.Delivery")
        .WithEmitDebugInformation(true)
        .WithFileEncoding(Encoding.UTF8);

    // The console belongs to the process.
    static readonly SemaphoreSlim OneAtATime = new(1, 1);

    /// <summary>Runs every cell on a workspace and compares what comes with what is stored.</summary>
    /// <param name="notebook">Stays as it is.</param>
    /// <param name="workspace">The cells' <c>workspace</c>; it must hold data.</param>
    /// <param name="ct">Stops between cells, and within one that passes <c>ct</c> on.</param>
    /// <exception cref="AnalyticsException">The store is empty, locked or damaged. A failing cell is no exception: it
    /// is told in <see cref="NotebookRun.Failure"/>.</exception>
    /// <exception cref="InvalidOperationException">A cell called it.</exception>
    /// <remarks>Notebooks run one at a time in a process. Cells are code and may do what the program may.</remarks>
    public static async Task<NotebookRun> RunAsync(Notebook notebook, Workspace workspace, CancellationToken ct)
    {
        if (CellConsole.IsInCell) throw new InvalidOperationException("A cell cannot run a notebook.");
        await workspace.RequireDataAsync(ct);
        await OneAtATime.WaitAsync(ct);
        try
        {
            await using var console = CellConsole.Begin();
            return await RunCellsAsync(notebook, workspace, ct);
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    static async Task<NotebookRun> RunCellsAsync(Notebook notebook, Workspace workspace, CancellationToken ct)
    {
        var (made, failure) = (new List<JsonArray>(), (AnalyticsException?)null);
        CellOutputs? outputs = null;
        var scope = new NotebookScope(workspace, value => outputs!.Display(value), ct);
        ScriptState<object>? state = null;
        foreach (var cell in notebook.Cells.TakeWhile(_ => failure is null))
        {
            ct.ThrowIfCancellationRequested();
            outputs = new CellOutputs(cell, workspace.Places);
            CellConsole.PrintTo(outputs.Console);
            try
            {
                state = await ContinueAsync(state, cell, scope, ct);
                if (state.ReturnValue is { } value) outputs.Result(value);
            }
            catch (Exception e) when (e is not OutOfMemoryException && !ct.IsCancellationRequested)
            {
                failure = Failure(notebook, cell, e, outputs);
            }
            finally
            {
                CellConsole.PrintTo(null);
            }
            made.Add(outputs.Take());
        }
        var after = notebook.With(made);
        return new NotebookRun(after, made.Count,
            [.. notebook.Cells.Select(cell => CellDrift.Between(cell, notebook, after)).OfType<CellDrift>()], failure);
    }

    static Task<ScriptState<object>> ContinueAsync(ScriptState<object>? state, NotebookCell cell, NotebookScope scope,
        CancellationToken ct)
    {
        var options = Options.WithFilePath(FileOf(cell));
        return state is null
            ? CSharpScript.RunAsync<object>(cell.Source, options, scope, typeof(NotebookScope), ct)
            : state.ContinueWithAsync<object>(cell.Source, options, ct);
    }

    // Stack frames and messages of the compiler name a cell by this.
    static string FileOf(NotebookCell cell) => $"cell {cell.Number}";

    static AnalyticsException Failure(Notebook notebook, NotebookCell cell, Exception error, CellOutputs outputs)
    {
        var cause = error is AggregateException { InnerExceptions: [var only] } ? only : error;
        var (name, line, problem) = cause switch
        {
            CompilationErrorException { Diagnostics: [var first, ..] } => ("CompilationError",
                first.Location.GetLineSpan().StartLinePosition.Line + 1, $"{first.Id}: {first.GetMessage()}"),
            AnalyticsException { Code: var code } => (code, LineIn(cell, error), (object)cause),
            _ => (cause.GetType().Name, LineIn(cell, error),
                $"{cause.GetType().Name}: {outputs.Portable(cause.Message).Replace('\n', ' ')}"),
        };
        var failure = DeliveryErrors.NotebookCellFailed(notebook.Name, cell.Number, line, problem, error);
        outputs.Error(name, TextCatalog.BuiltIn.Format("notebook.cell-error", Language.English, failure.Facts));
        return failure;
    }

    // The innermost line of this cell that was under way; null where the runtime cannot tell.
    static int? LineIn(NotebookCell cell, Exception error) => new StackTrace(error, true).GetFrames()
        .Where(frame => frame.GetFileName() is { } file && Path.GetFileName(file) == FileOf(cell))
        .Select(frame => (int?)frame.GetFileLineNumber()).FirstOrDefault();
}
