using System.Globalization;

namespace Analytics.DuckDb;

/// Exceptions thrown by .NET code on DuckDB's threads. DuckDB carries text only, so the text ends with a mark, and the
/// session that reports the error finds the exception by it. The last 64 are kept: an error that nobody reports is
/// forgotten.
static class CallbackFailures
{
    const char Open = '\u2983', Close = '\u2984'; // white curly brackets, which no message of DuckDB's has
    const int Kept = 64;

    static readonly (long Id, RowSources Database, Exception Error)[] Last = new (long, RowSources, Exception)[Kept];
    static readonly Lock Gate = new();
    static long _count;

    /// Failures so far.
    internal static long Count
    {
        get
        {
            lock (Gate) return _count;
        }
    }

    /// The first that is still kept of those in a database after a number of failures.
    internal static Exception? FirstAfter(long count, RowSources database)
    {
        lock (Gate)
            return Last.Where(kept => kept.Id > count && kept.Database == database).OrderBy(kept => kept.Id)
                .FirstOrDefault().Error;
    }

    /// The text to give to DuckDB.
    internal static string Keep(Exception error, RowSources database)
    {
        lock (Gate)
        {
            var id = ++_count;
            Last[id % Kept] = (id, database, error);
            // A null character would end the text, and with it the mark.
            return $"{error.Message.Replace('\0', ' ')}{Open}{id.ToString(CultureInfo.InvariantCulture)}{Close}";
        }
    }

    /// Takes the mark out of an error's text; null where the error did not come from .NET code.
    internal static Exception? Take(ref string text)
    {
        var open = text.IndexOf(Open, StringComparison.Ordinal);
        var close = open < 0 ? -1 : text.IndexOf(Close, open);
        if (close < 0 || !long.TryParse(text.AsSpan(open + 1, close - open - 1), NumberStyles.None,
            CultureInfo.InvariantCulture, out var id))
            return null;
        text = text.Remove(open, close - open + 1);
        lock (Gate) return Last[id % Kept] is var kept && kept.Id == id ? kept.Error : null;
    }
}
