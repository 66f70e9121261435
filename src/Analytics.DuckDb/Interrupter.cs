namespace Analytics.DuckDb;

/// Interrupts a session once a token is cancelled or a time is up, and again every few milliseconds until disposed:
/// DuckDB forgets an interrupt that comes between two statements.
sealed class Interrupter : IDisposable
{
    static readonly TimeSpan Again = TimeSpan.FromMilliseconds(5);

    readonly CancellationTokenRegistration _registration;
    readonly Timer? _timer;
    readonly CancellationToken _token;
    bool _timedOut;

    internal Interrupter(Session session, int timeoutSeconds, CancellationToken token)
    {
        _token = token;
        if (timeoutSeconds <= 0 && !token.CanBeCanceled) return;
        _timer = new Timer(_ =>
        {
            _timedOut = !token.IsCancellationRequested;
            session.Interrupt();
        });
        if (timeoutSeconds > 0) _timer.Change(TimeSpan.FromSeconds(timeoutSeconds), Again);
        _registration = token.UnsafeRegister(static timer => ((Timer)timer!).Change(TimeSpan.Zero, Again), _timer);
    }

    /// What an interrupt means to the caller.
    internal Exception Translate(DuckDbException error) =>
        error.ErrorType != DuckDbErrorType.Interrupt ? error
        : _token.IsCancellationRequested ? new OperationCanceledException("The query was cancelled.", error, _token)
        : _timedOut ? new TimeoutException("The query took longer than its CommandTimeout.", error)
        : error;

    public void Dispose()
    {
        _registration.Dispose();
        if (_timer is null) return;
        using var stopped = new ManualResetEvent(false);
        if (_timer.Dispose(stopped)) stopped.WaitOne(); // a late interrupt would hit the session's next statement
    }
}
