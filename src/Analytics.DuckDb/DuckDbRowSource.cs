namespace Analytics.DuckDb;

/// <summary>Rows that a query pulls from .NET: <c>INSERT INTO t SELECT * FROM …</c> is the fastest way to
/// load.</summary>
/// <remarks>DuckDB runs the workers on its own threads, one object a thread. A worker that is disposable is disposed
/// when its thread's part ends.</remarks>
public interface IDuckDbRowWorker
{
    /// <summary>Writes up to a chunk of rows; <see cref="DuckDbRowWriter.IsFull"/> tells when to stop.</summary>
    /// <returns>False when the worker has no rows left; rows written in that call count.</returns>
    bool Fill(DuckDbRowWriter rows);
}

/// <summary>A source of rows that SQL reads by <see cref="Sql"/>, on every connection of its database, until it is
/// disposed.</summary>
/// <remarks>Each time a query reads it, new workers are made. An exception of a worker becomes the query's error, and
/// is that error's <see cref="Exception.InnerException"/>. An interrupt takes effect between two calls of a
/// worker.</remarks>
public sealed class DuckDbRowSource : IDisposable
{
    readonly RowSources _sources;
    readonly string _key;

    internal DuckDbRowSource(RowSources sources, IReadOnlyList<DuckDbColumnSpec> columns,
        Func<IDuckDbRowWorker> worker, int maxThreads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxThreads, 1);
        if (columns.Count == 0) throw new ArgumentException("A row source needs a column.", nameof(columns));
        (_sources, Columns, Worker, MaxThreads) = (sources, [.. columns], worker, maxThreads);
        Types = [.. columns.Select(c => DuckDbTypeInfo.Take(c.CreateType()))];
        _key = sources.Add(this);
    }

    /// <summary>How SQL names the source, to stand behind FROM.</summary>
    public string Sql => $"{RowSources.FunctionName}('{_key}')";

    internal RowSources Sources => _sources;

    internal DuckDbColumnSpec[] Columns { get; }

    internal DuckDbTypeInfo[] Types { get; }

    internal Func<IDuckDbRowWorker> Worker { get; }

    internal int MaxThreads { get; }

    /// <summary>Ends the source; a query that names it from now on fails, one that runs goes on.</summary>
    public void Dispose() => _sources.Remove(_key);
}
