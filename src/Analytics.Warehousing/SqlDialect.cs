namespace Analytics.Warehousing;

/// <summary>How an engine says things in SQL. Pure: text in, text out.</summary>
/// <remarks>Shared SQL keeps to what every engine says alike and asks here for the rest.</remarks>
public abstract class SqlDialect
{
    /// <summary>An identifier in quotes, its own quotes doubled.</summary>
    /// <exception cref="ArgumentException">It is empty, or longer than 60 bytes: engines cut such names in silence.
    /// </exception>
    public virtual string Quote(string identifier)
    {
        if (identifier.Length == 0 || System.Text.Encoding.UTF8.GetByteCount(identifier) > 60)
            throw new ArgumentException($"'{identifier}' is not an identifier of 1 to 60 bytes.", nameof(identifier));
        return $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>The identifiers quoted and joined by commas.</summary>
    public string QuoteAll(IEnumerable<string> identifiers) => string.Join(", ", identifiers.Select(Quote));

    /// <summary>A parameter's place in a statement, by name without any sign.</summary>
    public abstract string Parameter(string name);

    /// <summary>The day that an instant is in somewhere, in summer time too.</summary>
    /// <param name="instant">An expression; without a zone of its own it is in UTC.</param>
    /// <param name="zone">An IANA name.</param>
    public virtual string LocalDay(string instant, string zone) => "CAST(to_timestamp(CAST(extract(epoch FROM " +
        $"{instant}) AS double precision)) AT TIME ZONE '{zone.Replace("'", "''", StringComparison.Ordinal)}' AS date)";

    /// <summary>The name of an expression's type, as a text.</summary>
    public abstract string TypeOf(string expression);
}
