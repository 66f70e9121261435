using Analytics.Tables;

namespace Analytics.Delivery.Notebooks;

/// <summary>What came of running a notebook.</summary>
/// <param name="Notebook">The notebook with the outputs of this run.</param>
/// <param name="Cells">How many cells ran.</param>
/// <param name="Drifts">The cells whose stored outputs are not those of this run, in order.</param>
/// <param name="Failure"><c>notebook-cell-failed</c> with file, cell, line and problem; the cells after it did not run.
/// Null where all ran.</param>
public sealed record NotebookRun(Notebook Notebook, int Cells, IReadOnlyList<CellDrift> Drifts,
    AnalyticsException? Failure);

/// <summary>A cell whose outputs are not those stored.</summary>
/// <param name="Cell">Its number as Jupyter prints it: the first code cell is 1.</param>
/// <param name="Stored">The first lines that differ as stored, shortened; empty where they were added.</param>
/// <param name="Found">The same lines as they came now; empty where they went away.</param>
public sealed record CellDrift(int Cell, IReadOnlyList<string> Stored, IReadOnlyList<string> Found)
{
    const int LinesShown = 3, Width = 100, Before = 30;

    internal static CellDrift? Between(NotebookCell cell, Notebook before, Notebook after)
    {
        var (stored, found) = (Lines(before), Lines(after));
        var first = stored.Zip(found).TakeWhile(pair => pair.First == pair.Second).Count();
        var last = stored[first..].Reverse().Zip(found[first..].Reverse())
            .TakeWhile(pair => pair.First == pair.Second).Count();
        var (old, made) = (stored[first..^last], found[first..^last]);
        if (old.Length + made.Length == 0) return null;
        var from = old.Length == 0 || made.Length == 0 ? 0
            : old[0].Zip(made[0]).TakeWhile(pair => pair.First == pair.Second).Count();
        return new CellDrift(cell.Number, Shown(old), Shown(made));

        string[] Lines(Notebook notebook) => NotebookJson.Write(notebook.OutputsOf(cell)).Split('\n');

        string[] Shown(string[] lines) =>
            [.. lines.Take(LinesShown).Select((line, i) => Excerpt(line, i == 0 ? from : 0))];
    }

    // A line of a picture or a table can be long; what differs in it is shown.
    static string Excerpt(string line, int from)
    {
        if (line.Length <= Width) return line.Trim();
        var start = Math.Max(0, Math.Min(from - Before, line.Length - Width));
        return (start > 0 ? "…" : "") + line.Substring(start, Width).Trim() + (start + Width < line.Length ? "…" : "");
    }
}
