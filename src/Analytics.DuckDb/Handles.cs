using System.Runtime.InteropServices;
using Analytics.DuckDb.Native;

namespace Analytics.DuckDb;

sealed class DatabaseHandle : SafeHandle
{
    internal DatabaseHandle(nint database) : base(0, ownsHandle: true) => SetHandle(database);

    public override bool IsInvalid => handle == 0;

    internal nint Pointer => handle;

    protected override bool ReleaseHandle()
    {
        NativeMethods.duckdb_close(ref handle);
        return true;
    }
}

/// A session; it keeps its database alive.
sealed class SessionHandle : SafeHandle
{
    readonly DatabaseHandle _database;

    internal SessionHandle(DatabaseHandle database) : base(0, ownsHandle: true)
    {
        var added = false;
        database.DangerousAddRef(ref added);
        _database = database;
        if (NativeMethods.duckdb_connect(database.Pointer, out var session) != 0)
        {
            database.DangerousRelease();
            throw new DuckDbException(DuckDbErrorType.Connection, "DuckDB refused another connection to the database.");
        }
        SetHandle(session);
    }

    public override bool IsInvalid => handle == 0;

    internal nint Pointer => IsClosed ? throw new ObjectDisposedException(nameof(DuckDbConnection)) : handle;

    protected override bool ReleaseHandle()
    {
        NativeMethods.duckdb_disconnect(ref handle);
        _database.DangerousRelease();
        return true;
    }
}
