using System.Data.Common;

namespace Analytics.Warehousing;

/// <summary>A database engine: connects, loads, reads. What it says in SQL is its <see cref="Dialect"/>.</summary>
public abstract class Engine
{
    /// <summary>Name in kebab-case, as in configuration.</summary>
    public abstract string Name { get; }

    /// <summary>How the engine says things in SQL.</summary>
    public abstract SqlDialect Dialect { get; }

    /// <summary>The ending of a version's file, without the dot.</summary>
    public abstract string FileExtension { get; }

    /// <summary>Opens a file to write; it is created where missing.</summary>
    /// <exception cref="DbException">See <see cref="IsLocked"/>.</exception>
    public abstract Task<DbConnection> OpenWriterAsync(string path, CancellationToken ct);

    /// <summary>Opens an existing file to read only.</summary>
    public abstract Task<DbConnection> OpenReaderAsync(string path, CancellationToken ct);

    /// <summary>Opens an existing file that is not ours to read only; its statements reach no other file.</summary>
    public abstract Task<DbConnection> OpenForeignAsync(string path, CancellationToken ct);

    /// <summary>Copies every table of a file into the writer's empty database, through the engine: an open database
    /// file is never touched by another API.</summary>
    public abstract Task CopyFromAsync(DbConnection writer, string path, CancellationToken ct);

    /// <summary>Writes everything into the file itself, so that it is whole once closed.</summary>
    public abstract Task CheckpointAsync(DbConnection writer, CancellationToken ct);

    /// <summary>Whether opening failed because another process holds the file.</summary>
    /// <param name="error">What opening threw.</param>
    /// <param name="processId">The holder, where the engine tells; else null.</param>
    public abstract bool IsLocked(DbException error, out int? processId);

    /// <summary>Whether a file's content is at fault: it was cut, overwritten, or its checksums do not hold.</summary>
    /// <param name="error">What opening, reading or copying threw.</param>
    public abstract bool IsDamaged(DbException error);

    /// <summary>Whether the system refused: no space, no permission, a read-only place, a failing disk.</summary>
    /// <param name="error">What opening, writing or closing threw.</param>
    public abstract bool IsRefused(DbException error);

    /// <summary>Inserts rows in one statement's scope; an error inserts none of them.</summary>
    /// <param name="writer">An open connection without an open transaction.</param>
    /// <param name="table">The table's name, not quoted.</param>
    /// <param name="columns">The columns written, not quoted; others stay null.</param>
    /// <param name="rows">Each as long as <paramref name="columns"/>.</param>
    /// <param name="ct">Stops between rows.</param>
    /// <returns>The number of rows.</returns>
    public abstract Task<long> WriteAsync(DbConnection writer, string table, IReadOnlyList<string> columns,
        IEnumerable<object?[]> rows, CancellationToken ct);

    /// <summary>Writes a table's rows into a Parquet file, which must not be there.</summary>
    /// <param name="writer">An open connection.</param>
    /// <param name="table">The table's name, not quoted.</param>
    /// <param name="path">The file.</param>
    /// <param name="ct">Interrupts the engine.</param>
    public abstract Task ExportParquetAsync(DbConnection writer, string table, string path, CancellationToken ct);

    /// <summary>Keys whose order by code point (ordinal) is that of texts in Chinese by pinyin, Latin before it; equal
    /// sounds follow by code point.</summary>

    /// <summary>Keys whose order by code point (ordinal) is that of texts by the rules of Chinese: numbers, Chinese
    /// by pinyin, then Latin; equal sounds follow by code point.</summary>
    /// <param name="texts">Each once or more.</param>
    /// <param name="ct">Interrupts the engine.</param>
    public abstract Task<IReadOnlyDictionary<string, string>> PinyinKeysAsync(IReadOnlyCollection<string> texts,
        CancellationToken ct);
}
