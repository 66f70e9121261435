using Analytics.Semantics.Answers;
using Analytics.Semantics.Models;
using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Semantics.Duties;

/// <summary>An area version that may owe a duty.</summary>
sealed record DutyArea(string AreaId, string NameZh, string? NameEn, string? Level, string? ParentId, DateOnly? From,
    DateOnly? To)
{
    public bool IsValidOn(DateOnly day) => (From is null || From <= day) && (To is null || day <= To);
}

/// <summary>The duties of a version, and the areas they may bind.</summary>
sealed class DutyDirectory
{
    static readonly Dictionary<string, object?> Nothing = [];
    readonly Dictionary<string, Duty> _duties;
    readonly Dictionary<string, DutyArea> _areas;

    DutyDirectory(IEnumerable<Duty> duties, IEnumerable<DutyArea> areas)
    {
        _duties = duties.ToDictionary(duty => duty.Id, StringComparer.Ordinal);
        _areas = areas.ToDictionary(area => area.AreaId, StringComparer.Ordinal);
    }

    /// <summary>For questions that ask for no duty.</summary>
    public static DutyDirectory None { get; } = new([], []);

    /// <summary>Every area version, in order of id.</summary>
    public IEnumerable<DutyArea> Areas => _areas.Values.OrderBy(area => area.AreaId, StringComparer.Ordinal);

    /// <summary>The duty a measure speaks of; null where it speaks of none.</summary>
    /// <exception cref="AnalyticsException"><c>duty-not-found</c>.</exception>
    public Duty? Of(Measure measure) => measure.Duty is not { } id ? null
        : _duties.TryGetValue(id, out var duty) ? duty
        : throw SemanticErrors.DutyNotFound(id, measure.Name, [.. _duties.Keys]);

    /// <summary>What a candidate proves; null where its measure is no duty.</summary>
    public Judgement? Judge(Candidate one) =>
        Of(one.Measure)?.Judge(one.Value, one.Bound, one.Day("start_on"), one.Day("end_on"));

    /// <summary>Whether a candidate is of a body and year the duty binds; true where its measure is no duty.</summary>
    public bool Binds(Candidate one) => Of(one.Measure) is not { } duty
        || (one.Text("group_id") is null or "" && one.Text("area_id") is { } area && Binds(duty, area)
            && duty.IsValidIn(one.Day("end_on")?.Year));

    public bool Binds(Duty duty, string areaId) => _areas.TryGetValue(areaId, out var area)
        && duty.Levels.Contains(area.Level) && (duty.WithinAreaId is null || LiesWithin(area, duty.WithinAreaId));

    /// <summary>Reads duties and areas of a version.</summary>
    public static async Task<DutyDirectory> ReadAsync(WarehouseReader reader, CancellationToken ct)
    {
        // A version of an earlier schema has no duties; the next load brings them.
        var tables = await reader.QueryAsync(
            "SELECT count(*) AS n FROM information_schema.tables WHERE table_name = 'dim_duty'", Nothing, null, ct);
        if (tables.Whole(0, "n") == 0) return None;
        var duties = await reader.QueryAsync("""
            SELECT "duty_id", "comparison", "threshold", "is_flow", "recurrence", "due_month", "due_day", "due_on",
                "due_earliest_on", "levels", "within_area_id", "valid_from_on", "valid_to_on"
            FROM "dim_duty" WHERE "duty_key" <> 0 ORDER BY "duty_id"
            """, Nothing, null, ct);
        var areas = await reader.QueryAsync("""
            SELECT "area_id", "name_zh", "name_en", "level", "parent_area_id", "valid_from_on", "valid_to_on"
            FROM "dim_area" WHERE "area_key" <> 0 ORDER BY "area_id"
            """, Nothing, null, ct);
        return new DutyDirectory(Enumerable.Range(0, duties.RowCount).Select(row => DutyOf(duties, row)),
            Enumerable.Range(0, areas.RowCount).Select(row => new DutyArea(areas.Text(row, "area_id")!,
                areas.Text(row, "name_zh") ?? "", areas.Text(row, "name_en"), areas.Text(row, "level"),
                areas.Text(row, "parent_area_id"), Day(areas, row, "valid_from_on"), Day(areas, row, "valid_to_on"))));
    }

    static Duty DutyOf(Table duties, int row) => new(duties.Text(row, "duty_id")!, duties.Text(row, "comparison")!,
        duties.Number(row, "threshold"), duties[row, "is_flow"] is true, duties.Text(row, "recurrence")!,
        (int?)duties.Whole(row, "due_month"), (int?)duties.Whole(row, "due_day"), Day(duties, row, "due_on"),
        Day(duties, row, "due_earliest_on"), (duties.Text(row, "levels") ?? "").Split('|'),
        duties.Text(row, "within_area_id"), Day(duties, row, "valid_from_on"), Day(duties, row, "valid_to_on"));

    bool LiesWithin(DutyArea area, string above)
    {
        // As many steps as there are areas at most, should parents ever make a circle.
        for (var steps = 0; area.ParentId is { } parent && steps < _areas.Count; steps++)
        {
            if (parent == above) return true;
            if (!_areas.TryGetValue(parent, out area!)) return false;
        }
        return false;
    }

    static DateOnly? Day(Table table, int row, string column) => (DateOnly?)table[row, column];
}
