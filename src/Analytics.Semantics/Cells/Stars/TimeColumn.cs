using Analytics.Semantics.Calendars;
using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Cells.Stars;

/// The column that ranges of days cut. The bounds are moved to what the column holds, never the rows.
sealed class TimeColumn
{
    readonly SqlDraft _draft;
    readonly DateKind _kind;
    readonly bool _zoned;
    readonly TimeZoneInfo _zone;

    TimeColumn(SqlDraft draft, DateKind kind, bool zoned, TimeZoneInfo zone, string sql) =>
        (_draft, _kind, _zoned, _zone, Sql) = (draft, kind, zoned, zone, sql);

    public string Sql { get; }

    public static async ValueTask<TimeColumn> OfAsync(StarPlan plan, SqlDraft draft, FactScan scan, string role)
    {
        var (parents, fact, date) = FieldPath.FindDate(plan.Model, scan.Fact, role)
            ?? throw CellErrors.DateUnknown(plan.Model, scan.Fact, role);
        return await OfAsync(plan, draft, await scan.AtAsync(parents), fact, date);
    }

    public static async ValueTask<TimeColumn> OfAsync(StarPlan plan, SqlDraft draft, FactScan at, Fact fact,
        DateRole date)
    {
        var kind = await plan.KindAsync(fact.Source, date.Value);
        var sql = at.Column(date.Value);
        if (kind == ValueKind.Text) sql = $"CAST({sql} AS {(date.Kind == DateKind.Date ? "date" : "timestamp")})";
        var zone = plan.Model.TimeZone is { } name ? TimeZoneInfo.FindSystemTimeZoneById(name) : TimeZoneInfo.Utc;
        var zoned = kind == ValueKind.ZonedInstant;
        // What has a zone is an instant, whatever it is called.
        return new TimeColumn(draft, zoned ? DateKind.Utc : kind == ValueKind.Date ? DateKind.Date : date.Kind,
            zoned, zone, sql) { IsDay = kind == ValueKind.Date };
    }

    /// Whether the column is of days, so that it can be grouped by as it stands.
    public bool IsDay { get; private init; }

    /// Whether year and month of the column are those of the office.
    public bool IsLocal => _kind != DateKind.Utc && !_zoned;

    /// The first moment of a day, as the column has it.
    public string Bound(DateOnly day) => _draft.Value(_kind switch
    {
        DateKind.Date => day,
        DateKind.Local => day.ToDateTime(TimeOnly.MinValue),
        _ when _zoned => new DateTimeOffset(Moment(day)),
        _ => DateTime.SpecifyKind(Moment(day), DateTimeKind.Unspecified),
    });

    /// The day of a value of the column, in the office's time.
    public string Day(string sql) => (_kind, _zoned) switch
    {
        (DateKind.Utc, true) => $"CAST({sql} AT TIME ZONE {_draft.Value(_zone.Id)} AS date)",
        (DateKind.Utc, false) => $"CAST({sql} AT TIME ZONE 'UTC' AT TIME ZONE {_draft.Value(_zone.Id)} AS date)",
        _ => $"CAST({sql} AS date)",
    };

    /// The rows inside a range.
    public string In(DateRange range) => string.Join(" AND ", new[]
    {
        range.Start == DateOnly.MinValue ? null : $"{Sql} >= {Bound(range.Start)}",
        range.End == DateOnly.MaxValue ? null : $"{Sql} < {Bound(range.End)}",
    }.OfType<string>().DefaultIfEmpty($"{Sql} IS NOT NULL"));

    // Where clocks are put forward at midnight the day begins with the first moment it has.
    DateTime Moment(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        while (_zone.IsInvalidTime(local)) local = local.AddMinutes(1);
        if (!_zone.IsAmbiguousTime(local)) return TimeZoneInfo.ConvertTimeToUtc(local, _zone);
        return DateTime.SpecifyKind(local - _zone.GetAmbiguousTimeOffsets(local).Max(), DateTimeKind.Utc);
    }
}
