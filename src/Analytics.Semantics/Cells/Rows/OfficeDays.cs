using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Cells.Rows;

/// <summary>The day of each row in a role of time, cut in the office's time zone.</summary>
sealed class OfficeDays
{
    const long SecondsOfDay = 86_400;
    static readonly int Epoch = new DateOnly(1970, 1, 1).DayNumber;

    readonly Climb _climb;
    readonly RowSet _rows;
    readonly int _column;
    readonly DateKind _kind;
    readonly TimeZoneInfo? _zone;

    public OfficeDays(Scope scope, Fact fact, string role)
    {
        var (parents, at, date) = FieldPath.FindDate(scope.Model, fact, role)
            ?? throw new ArgumentException($"Fact '{fact.Name}' has no date '{role}'.", nameof(role));
        _climb = new Climb(scope, fact, parents);
        (_rows, _kind) = (scope.Fact(at).Rows, date.Kind);
        var value = scope.Reading.Sql(date.Value);
        _column = _rows.Column(_kind switch
        {
            DateKind.Date => $"CAST({value} AS date)",
            DateKind.Local => $"CAST(extract(epoch FROM CAST({value} AS timestamp)) AS double precision)",
            _ => $"CAST(extract(epoch FROM {value}) AS double precision)",
        });
        _zone = _kind == DateKind.Utc && scope.Model.TimeZone is { } name ? TimeZoneInfo.FindSystemTimeZoneById(name)
            : null;
    }

    public DateOnly? this[int row] => _climb.Of(row) is >= 0 and var at ? _rows[at, _column] switch
    {
        DateOnly day => day,
        double seconds => Day(seconds),
        _ => null,
    } : null;

    /// What the row's role holds, finer than a day maybe.
    public object? Moment(int row) => _climb.Of(row) is >= 0 and var at ? _rows[at, _column] : null;

    DateOnly Day(double seconds)
    {
        var micros = (long)Math.Round(seconds * 1_000_000);
        var instant = DateTime.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);
        if (_zone is not null) instant = TimeZoneInfo.ConvertTimeFromUtc(instant, _zone);
        return DateOnly.FromDayNumber(Epoch
            + (int)Math.Floor((instant - DateTime.UnixEpoch).TotalSeconds / SecondsOfDay));
    }
}
