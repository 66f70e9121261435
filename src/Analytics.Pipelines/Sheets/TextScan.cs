namespace Analytics.Pipelines.Sheets;

/// Reads records of CSV only to see how they are built: which delimiter a file has, and where a record that CsvHelper
/// refuses goes wrong.
sealed class TextScan(Stream utf8, char delimiter, long limit)
{
    int _next = utf8.ReadByte();
    long _at;

    /// Where the record begun last begins.
    public long Begin { get; set; }

    /// Its fields so far.
    public int Fields { get; set; }

    /// A quote stood where none may.
    public bool HasStrayQuote { get; set; }

    /// It ended within quotes: at the end of the text or at the limit.
    public bool IsUnclosed { get; set; }

    /// It was longer than the limit.
    public bool IsTooLong { get; set; }

    /// The field in which it went wrong, from 0.
    public int Field { get; set; }

    /// Reads one record; false at the end of the text, or after one that is too long to be read on.
    public bool Next()
    {
        if (_next < 0 || IsTooLong) return false;
        (Begin, Fields, HasStrayQuote, IsUnclosed, Field) = (_at, 1, false, false, 0);
        var (isQuoted, isFresh, wasQuoted) = (false, true, false);
        while (_next >= 0)
        {
            if (_at - Begin > limit) { (IsTooLong, IsUnclosed, Field) = (true, isQuoted, Fields - 1); return true; }
            var c = (char)Take();
            if (isQuoted)
            {
                if (c != '"') continue;
                if (_next == '"') Take();
                else (isQuoted, wasQuoted) = (false, true);
            }
            else if (c is '\n' or '\r')
            {
                if (c == '\r' && _next == '\n') Take();
                return true;
            }
            else if (c == delimiter) { (isFresh, wasQuoted) = (true, false); Fields++; }
            else if (c == '"' && isFresh) (isQuoted, isFresh) = (true, false);
            else
            {
                if ((c == '"' || wasQuoted) && !HasStrayQuote) (HasStrayQuote, Field) = (true, Fields - 1);
                isFresh = false;
            }
        }
        if (isQuoted) (IsUnclosed, Field) = (true, Fields - 1);
        return true;
    }

    int Take()
    {
        var c = _next;
        _next = utf8.ReadByte();
        _at++;
        return c;
    }
}
