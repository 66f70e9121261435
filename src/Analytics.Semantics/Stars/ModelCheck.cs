using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Semantics.Stars;

/// <summary>Compares a model with the tables it speaks of.</summary>
public static class ModelCheck
{
    /// <summary>Reads every relation once for its columns, and counts what keys, references, weights, versions and
    /// hierarchies do not keep. What cannot be read is a finding, and what would read it is left out.</summary>
    /// <param name="model">The model.</param>
    /// <param name="query">Asks the engine: a statement, its parameters by name (none of these has any), and what
    /// interrupts it.</param>
    /// <param name="dialect">How the engine quotes.</param>
    /// <param name="ct">Interrupts the engine.</param>
    /// <returns>Errors first, each in the order of the model; none where all is well.</returns>
    public static async Task<IReadOnlyList<ModelFinding>> RunAsync(StarModel model,
        Func<string, IReadOnlyDictionary<string, object?>, CancellationToken, Task<Table>> query, SqlDialect dialect,
        CancellationToken ct)
    {
        var questions = new ModelQuestions(query, dialect, ct);
        var columns = new ColumnCheck(model, questions);
        await columns.RunAsync();
        foreach (var dimension in model.Dimensions.Values.Where(columns.IsReadable))
            await new DimensionCheck(dimension, columns, questions).RunAsync();
        foreach (var fact in model.Facts.Values.Where(columns.IsReadable))
            await new FactCheck(model, fact, columns, questions).RunAsync();
        return [.. questions.Findings.OrderBy(finding => !finding.IsError)];
    }
}
