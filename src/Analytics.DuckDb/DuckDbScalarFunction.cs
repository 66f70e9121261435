namespace Analytics.DuckDb;

/// <summary>The body of a scalar function: it fills one result row for each row of its arguments.</summary>
/// <param name="arguments">The argument vectors, good for this call only; ask <see cref="DuckDbVector.IsValid"/> before
/// a row.</param>
/// <param name="count">Rows.</param>
/// <param name="result">Takes the results in column 0; call <see cref="DuckDbRowWriter.EndRow"/> after each.</param>
/// <remarks>Runs on DuckDB's threads, several at once: it must not share state.</remarks>
public delegate void DuckDbScalarBody(IReadOnlyList<DuckDbVector> arguments, int count, DuckDbRowWriter result);
