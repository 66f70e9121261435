using System.Data;
using System.Data.Common;

namespace Analytics.DuckDb;

/// <summary>A transaction; disposing it without <see cref="Commit"/> rolls back.</summary>
public sealed class DuckDbTransaction : DbTransaction
{
    readonly DuckDbConnection _connection;
    bool _ended;

    internal DuckDbTransaction(DuckDbConnection connection) => _connection = connection;

    /// <inheritdoc/>
    public override IsolationLevel IsolationLevel => IsolationLevel.Snapshot;

    /// <inheritdoc/>
    protected override DbConnection? DbConnection => _ended ? null : _connection;

    /// <inheritdoc/>
    /// <exception cref="DuckDbException">A statement failed before, or another session changed the same rows: nothing
    /// is kept.</exception>
    public override void Commit() => End(s => s.Commit());

    /// <inheritdoc/>
    public override void Rollback() => End(s => s.Execute("ROLLBACK"));

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_ended)
        {
            try
            {
                Rollback();
            }
            catch (DuckDbException e) when (e.ErrorType is DuckDbErrorType.Transaction)
            {
                // DuckDB ended it itself after an error: there is nothing left to roll back.
            }
        }
        base.Dispose(disposing);
    }

    void End(Action<Session> end)
    {
        if (_ended) throw new InvalidOperationException("The transaction has ended.");
        _connection.Session.OpenStream?.Dispose();
        _ended = true;
        _connection.Transaction = null;
        end(_connection.Session);
    }
}
