using Analytics.Semantics.Models;
using Analytics.Tables;

namespace Analytics.Semantics.Verification;

/// <summary>A figure as it holds: the last of its vintages.</summary>
sealed record BaseFigure(string Code, string FigureId, decimal? Value, string? Unit, string? Bound,
    DateOnly? PublishedOn, string? SeriesId, long FirstEpoch);

/// <summary>What one source says of one area or group, period and scope: figures by the code of their indicator.
/// </summary>
sealed record Sheet(string? Dataset, BaseArea Area, BaseGroup Group, BasePeriod Period, BaseScope Scope,
    BaseSource Source)
{
    public Dictionary<string, List<BaseFigure>> Figures { get; } = new(StringComparer.Ordinal);
}

sealed record BaseArea(long Key, string? Id, string? NameZh, string? NameEn, string? Level, string? ParentId);

sealed record BaseGroup(long Key, string? Id, string? NameZh, string? NameEn);

sealed record BasePeriod(long Key, string? Id, string? Kind, DateOnly? Start, DateOnly? End, string? LabelZh,
    string? LabelEn);

sealed record BaseScope(long Key, string? Id, IReadOnlyDictionary<string, string> Stated);

sealed record BaseSource(long Key, string? Id, bool IsRepost);

/// <summary>All figures of a version, read table by table by plain statements and put together here.</summary>
sealed class BaseFigures
{
    BaseFigures(IReadOnlyList<Sheet> sheets) => Sheets = sheets;

    public IReadOnlyList<Sheet> Sheets { get; }

    /// <param name="ask">Asks the engine a statement without parameters.</param>
    /// <param name="epoch">Rows of later epochs are not there.</param>
    public static async Task<BaseFigures> ReadAsync(Func<string, Task<Table>> ask, long epoch)
    {
        var facts = await ask("""
            SELECT "observation_key", "source_key", "epoch", "figure_id", "dataset", "indicator_key", "area_key",
                "reporting_group_key", "period_key", "scope_key", "series_id", "bound", "value", "unit", "status",
                "published_on", "is_revoked"
            FROM "fact_observation"
            """);
        var last = new Dictionary<(long, long, long, string?), int>();
        var first = new Dictionary<(long, long, long), long>();
        for (var row = 0; row < facts.RowCount; row++)
        {
            if (facts.Whole(row, "epoch") is not { } at || at > epoch) continue;
            var told = Told(facts, row);
            if (!first.TryGetValue(told, out var earliest) || at < earliest) first[told] = at;
            var figure = (told.Item1, told.Item2, told.Item3, facts.Text(row, "figure_id"));
            if (!last.TryGetValue(figure, out var known) || facts.Whole(known, "epoch") < at) last[figure] = row;
        }
        var codes = Keyed(await ask("""SELECT "indicator_key", "code" FROM "dim_indicator" """),
            (table, row) => (Key: table.Whole(row, "indicator_key")!.Value, Code: table.Text(row, "code")),
            one => one.Key);
        var dimensions = await Dimensions.ReadAsync(ask);
        var sheets = new Dictionary<(string?, long, long, long, long, long), Sheet>();
        foreach (var row in last.Values)
        {
            if (facts[row, "is_revoked"] is not false || facts.Text(row, "status") == "planned") continue;
            if (codes.GetValueOrDefault(facts.Whole(row, "indicator_key")!.Value).Code is not { } code
                || dimensions.SheetOf(facts, row) is not { } found) continue;
            var place = (found.Dataset, found.Area.Key, found.Group.Key, found.Period.Key, found.Scope.Key,
                found.Source.Key);
            if (!sheets.TryGetValue(place, out var sheet)) sheets[place] = sheet = found;
            if (!sheet.Figures.TryGetValue(code, out var figures)) sheet.Figures[code] = figures = [];
            figures.Add(new BaseFigure(code, facts.Text(row, "figure_id") ?? "", (decimal?)facts[row, "value"],
                facts.Text(row, "unit"), facts.Text(row, "bound"), (DateOnly?)facts[row, "published_on"],
                facts.Text(row, "series_id"), first[Told(facts, row)]));
        }
        return new BaseFigures([.. sheets.Values]);
    }

    static (long, long, long) Told(Table facts, int row) => (facts.Whole(row, "area_key")!.Value,
        facts.Whole(row, "observation_key")!.Value, facts.Whole(row, "source_key")!.Value);

    static Dictionary<long, T> Keyed<T>(Table table, Func<Table, int, T> read, Func<T, long> key) =>
        Enumerable.Range(0, table.RowCount).Select(row => read(table, row)).ToDictionary(key);

    sealed record Dimensions(Dictionary<long, BaseArea> Areas, Dictionary<long, BaseGroup> Groups,
        Dictionary<long, BasePeriod> Periods, Dictionary<long, BaseScope> Scopes, Dictionary<long, BaseSource> Sources)
    {
        public static async Task<Dimensions> ReadAsync(Func<string, Task<Table>> ask) => new(
            Keyed(await ask("""
                SELECT "area_key", "area_id", "name_zh", "name_en", "level", "parent_area_id" FROM "dim_area"
                """), (t, row) => new BaseArea(t.Whole(row, "area_key")!.Value, t.Text(row, "area_id"),
                    t.Text(row, "name_zh"), t.Text(row, "name_en"), t.Text(row, "level"),
                    t.Text(row, "parent_area_id")), one => one.Key),
            Keyed(await ask("""
                SELECT "reporting_group_key", "group_id", "name_zh", "name_en" FROM "dim_reporting_group"
                """), (t, row) => new BaseGroup(t.Whole(row, "reporting_group_key")!.Value, t.Text(row, "group_id"),
                    t.Text(row, "name_zh"), t.Text(row, "name_en")), one => one.Key),
            Keyed(await ask("""
                SELECT "period_key", "period_id", "kind", "start_on", "end_on", "label_zh", "label_en"
                FROM "dim_period"
                """), (t, row) => new BasePeriod(t.Whole(row, "period_key")!.Value, t.Text(row, "period_id"),
                    t.Text(row, "kind"), (DateOnly?)t[row, "start_on"], (DateOnly?)t[row, "end_on"],
                    t.Text(row, "label_zh"), t.Text(row, "label_en")), one => one.Key),
            Keyed(await ask("""
                SELECT "scope_key", "scope_id", "body", "role", "instance", "tier", "population" FROM "dim_scope"
                """), (t, row) => new BaseScope(t.Whole(row, "scope_key")!.Value, t.Text(row, "scope_id"),
                    SharedDimensions.ScopeDimensions.ToDictionary(name => name,
                        name => t.Text(row, name) ?? "unstated", StringComparer.Ordinal)), one => one.Key),
            Keyed(await ask("""SELECT "source_key", "source_id", "is_repost" FROM "dim_source" """),
                (t, row) => new BaseSource(t.Whole(row, "source_key")!.Value, t.Text(row, "source_id"),
                    t[row, "is_repost"] is true), one => one.Key));

        /// Where a row stands; null where it refers to something that is not there.
        public Sheet? SheetOf(Table facts, int row) =>
            Areas.TryGetValue(facts.Whole(row, "area_key")!.Value, out var area)
            && Groups.TryGetValue(facts.Whole(row, "reporting_group_key")!.Value, out var group)
            && Periods.TryGetValue(facts.Whole(row, "period_key")!.Value, out var period)
            && Scopes.TryGetValue(facts.Whole(row, "scope_key")!.Value, out var scope)
            && Sources.TryGetValue(facts.Whole(row, "source_key")!.Value, out var source)
                ? new Sheet(facts.Text(row, "dataset"), area, group, period, scope, source) : null;
    }
}
