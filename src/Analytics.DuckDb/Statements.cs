using System.Text;
using Analytics.DuckDb.Native;

namespace Analytics.DuckDb;

/// The statements of one text, parsed; each is prepared when its turn comes, for it may use what the one before made.
sealed unsafe class Script : IDisposable
{
    readonly Session _session;
    nint _extracted;

    internal Script(Session session, string sql)
    {
        session.RefuseBesideReader();
        _session = session;
        var utf8 = Utf8(sql);
        fixed (byte* text = utf8)
            Count = (int)NativeMethods.duckdb_extract_statements(session.Pointer, text, out _extracted);
        if (Count > 0) return;
        var error = NativeMethods.Text(NativeMethods.duckdb_extract_statements_error(_extracted));
        if (error.Length == 0) return; // blanks and comments only
        Dispose();
        throw DuckDbException.FromText(error);
    }

    /// With the zero that ends it. DuckDB would not see what stands behind a zero in the text.
    static byte[] Utf8(string sql)
    {
        if (sql.IndexOf('\0', StringComparison.Ordinal) is >= 0 and var at)
            throw new DuckDbException(DuckDbErrorType.Parser,
                $"The SQL text has a NUL character at character {at}, where DuckDB would stop reading.");
        try
        {
            return ParameterValue.StrictUtf8.GetBytes(sql + '\0');
        }
        catch (EncoderFallbackException e)
        {
            throw new DuckDbException(DuckDbErrorType.Parser,
                $"The SQL text has half a surrogate pair at character {e.Index}, which is no Unicode text.", e);
        }
    }

    internal int Count { get; }

    internal Statement Prepare(int index) => new(_session, _extracted, index);

    public void Dispose()
    {
        if (_extracted != 0) NativeMethods.duckdb_destroy_extracted(ref _extracted);
    }
}

/// One prepared statement.
sealed unsafe class Statement : IDisposable
{
    readonly Session _session;
    nint _statement;

    internal Statement(Session session, nint extracted, int index)
    {
        _session = session;
        if (NativeMethods.duckdb_prepare_extracted_statement(session.Pointer, extracted, (ulong)index,
            out _statement) == 0)
        {
            Parameters = new string[NativeMethods.duckdb_nparams(_statement)];
            for (var i = 0; i < Parameters.Length; i++)
                Parameters[i] = NativeMethods.TakeText(NativeMethods.duckdb_parameter_name(_statement, (ulong)i + 1));
            session.Keep(this);
            return;
        }
        var error = NativeMethods.Text(NativeMethods.duckdb_prepare_error(_statement));
        Dispose();
        throw DuckDbException.FromText(error);
    }

    /// Names in order; a positional parameter is named by its number.
    internal string[] Parameters { get; } = [];

    internal void Bind(int index, object? value)
    {
        var native = ParameterValue.Create(value);
        try
        {
            if (NativeMethods.duckdb_bind_value(_statement, (ulong)index, native) != 0)
                throw DuckDbException.FromText(NativeMethods.Text(NativeMethods.duckdb_prepare_error(_statement)));
        }
        finally
        {
            NativeMethods.duckdb_destroy_value(ref native);
        }
    }

    internal Result Execute(bool stream)
    {
        ObjectDisposedException.ThrowIf(_statement == 0, this);
        nint pending = 0;
        var start = _session.Now;
        try
        {
            var state = stream
                ? NativeMethods.duckdb_pending_prepared_streaming(_statement, out pending)
                : NativeMethods.duckdb_pending_prepared(_statement, out pending);
            if (state != 0) throw DuckDbException.FromText(
                NativeMethods.Text(NativeMethods.duckdb_pending_error(pending)));
            state = NativeMethods.duckdb_execute_pending(pending, out var native);
            var result = new Result(_session, native, stream, start);
            if (state == 0) return result;
            var error = result.Error() ?? DuckDbException.FromText(
                NativeMethods.Text(NativeMethods.duckdb_pending_error(pending)));
            result.Dispose();
            throw _session.Explain(error, start);
        }
        finally
        {
            NativeMethods.duckdb_destroy_pending(ref pending);
        }
    }

    public void Dispose()
    {
        _session.Forget(this);
        if (_statement != 0) NativeMethods.duckdb_destroy_prepare(ref _statement);
    }
}
