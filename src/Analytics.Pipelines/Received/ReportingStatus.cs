using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Pipelines.Received;

/// <summary>Who has reported by a day, who late, who in part, and who not at all.</summary>
/// <remarks>A table is in time by the day its first figure came. Rejects are those open now; one is its area's where
/// its record, its row, its file's only area or its file's path names one, and otherwise a row of its own.</remarks>
public static class ReportingStatus
{
    /// <summary>The columns: <c>days</c> overdue where missing, else after the due day, 0 in time; <c>files</c> joined
    /// by <c>|</c>, the first to come first.</summary>
    public static IReadOnlyList<Column> Columns { get; } =
    [
        new("contract", ColumnKind.Text), new("period_id", ColumnKind.Text), new("period_zh", ColumnKind.Text),
        new("period_en", ColumnKind.Text), new("due_on", ColumnKind.Date), new("area_id", ColumnKind.Text),
        new("area_zh", ColumnKind.Text), new("area_en", ColumnKind.Text), new("state", ColumnKind.Text),
        new("days", ColumnKind.Whole), new("received_on", ColumnKind.Date), new("files", ColumnKind.Text),
        new("figures", ColumnKind.Whole), new("rejects", ColumnKind.Whole),
    ];

    /// <summary>The states, worst first: <c>missing</c>, <c>partial</c> (it came with open rejects), <c>late</c>,
    /// <c>on-time</c>; then <c>unplaced</c>, rejects that name no area, and <c>unread</c>, files nothing could be read
    /// of, which have neither contract nor period.</summary>
    public static IReadOnlyList<string> States { get; } =
        ["missing", "partial", "late", "on-time", "unplaced", "unread"];

    /// <summary>The status of a day: a row for each due table and area, sorted by contract, period, state and area.
    /// </summary>
    /// <param name="reader">The version asked.</param>
    /// <param name="calendar">What is due.</param>
    /// <param name="day">The day; what came later does not count.</param>
    /// <param name="contract">This contract alone; all where null.</param>
    /// <param name="ct">Interrupts the queries.</param>
    /// <exception cref="AnalyticsException"><c>reporting-contract-unknown</c>.</exception>
    public static async Task<Table> ReadAsync(WarehouseReader reader, ReportingCalendar calendar, DateOnly day,
        string? contract, CancellationToken ct)
    {
        var due = calendar.DueBefore(day, contract);
        var arrivals = await ReportingArrivals.ReadAsync(reader, day, ct);
        return new Table(Columns, [.. due.SelectMany(one => Of(one, arrivals, day)).Concat(Unread(arrivals, day))]);
    }

    static IEnumerable<object?[]> Of(ReportingDue due, ReportingArrivals arrivals, DateOnly day)
    {
        var areas = arrivals.Areas.Where(area => due.Rule.Levels.Contains(area.Level)
            && area.ParentId == due.Rule.ParentAreaId && area.IsValidOn(due.Period.End)).ToArray();
        var figures = arrivals.Figures.Where(one => IsOf(one, due)).ToLookup(one => one.AreaId, StringComparer.Ordinal);
        var rejects = arrivals.Rejects.Where(one => Concerns(one, due, arrivals))
            .ToLookup(one => AreaOf(one, due, arrivals, areas) ?? "", StringComparer.Ordinal);
        return areas.Select(area => Line(due, area, [.. figures[area.Id]], [.. rejects[area.Id]], day))
            .Concat(rejects[""].GroupBy(one => one.File).Select(file => Row(due, null, "unplaced", null,
                file.First().ReceivedOn, [file.Key], 0, file.Sum(one => one.Count))))
            .OrderBy(row => States.Index().First(state => state.Item == (string)row[8]!).Index);
    }

    static object?[] Line(ReportingDue due, ReportingArea area, ArrivedFigures[] figures, OpenRejects[] rejects,
        DateOnly day)
    {
        var came = figures.Select(one => (one.ReceivedOn, one.File))
            .Concat(rejects.Select(one => (one.ReceivedOn, one.File))).Order().ToArray();
        var (count, open) = (figures.Sum(one => one.Count), rejects.Sum(one => one.Count));
        if (came is not [var (first, _), ..])
            return Row(due, area, "missing", day.DayNumber - due.DueOn.DayNumber, null, [], 0, 0);
        var late = Math.Max(0, first.DayNumber - due.DueOn.DayNumber);
        return Row(due, area, open > 0 ? "partial" : late > 0 ? "late" : "on-time", late, first,
            came.Select(one => one.File).Distinct(), count, open);
    }

    static bool IsOf(ArrivedFigures figures, ReportingDue due) => figures.Contracts.Contains(due.Rule.Contract)
        && figures.Start == due.Period.Start && figures.End == due.Period.End;

    // A file is about the periods of its figures; one without any is about what was last over when it came.
    static bool Concerns(OpenRejects rejects, ReportingDue due, ReportingArrivals arrivals)
    {
        if (rejects.Contract != due.Rule.Contract) return false;
        var same = arrivals.Figures.Where(one => one.File == rejects.File && one.Contracts.Contains(rejects.Contract))
            .ToArray();
        return same.Length > 0 ? same.Any(one => IsOf(one, due))
            : due.Rule.LastEndedBefore(rejects.ReceivedOn)?.Period == due.Period;
    }

    static string? AreaOf(OpenRejects rejects, ReportingDue due, ReportingArrivals arrivals, ReportingArea[] areas)
    {
        var figures = arrivals.Figures.Where(one => one.File == rejects.File && IsOf(one, due))
            .Select(one => one.AreaId).Distinct();
        return Only(Named(rejects.Record)) ?? Only(rejects.AreaIds) ?? Only(figures) ?? Only(Named(rejects.File));

        IEnumerable<string> Named(string text) =>
            areas.Where(area => area.IsNamedIn(text)).Select(area => area.Id);

        static string? Only(IEnumerable<string> ids) => ids.Take(2).ToArray() is [var only] ? only : null;
    }

    static IEnumerable<object?[]> Unread(ReportingArrivals arrivals, DateOnly day) => arrivals.Unread.Select(file =>
        Row(null, arrivals.Areas.Where(area => area.IsValidOn(day) && area.IsNamedIn(file.File)).Take(2).ToArray()
            is [var only] ? only : null, "unread", null, file.ReceivedOn, [file.File], 0, file.Rejects));

    static object?[] Row(ReportingDue? due, ReportingArea? area, string state, long? days, DateOnly? received,
        IEnumerable<string> files, long figures, long rejects) =>
    [
        due?.Rule.Contract, due?.Period.Id, due?.Period.Label.Zh, due?.Period.Label.En, due?.DueOn, area?.Id,
        area?.Name.Zh, area?.Name.En, state, days, received,
        string.Join('|', files) is { Length: > 0 } named ? named : null, figures, rejects,
    ];
}
