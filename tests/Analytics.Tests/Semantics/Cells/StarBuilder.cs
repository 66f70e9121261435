using Analytics.DuckDb;
using Analytics.Semantics;
using Analytics.Semantics.Calendars;
using Analytics.Semantics.Cells;
using Analytics.Semantics.Cells.Stars;
using Analytics.Semantics.Stars;
using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Tests.Semantics.Stars;

/// <summary>Star models written in C#, and a database of a few rows to ask.</summary>
static class StarBuilder
{
    public static readonly Field[] NoFields = [];

    public static LocalText Title(string text) => new(text, text);

    public static Expression Sql(string text) => new(text);

    public static DimensionAttribute Attribute(string name, string? value = null, SameRules same = SameRules.None,
        MemberOrder order = MemberOrder.Value, string? orderBy = null, string[]? members = null, string? label = null) =>
        new(name, Sql(value ?? name), Title(name), order, orderBy is null ? null : Sql(orderBy), members ?? [], same,
            label is null ? null : Sql(label));

    public static Dimension Dimension(string name, string key, params DimensionAttribute[] attributes) =>
        new(name, Title(name), new Relation("dim_" + name, null), Sql(key), attributes.ToDictionary(a => a.Name),
            new Dictionary<string, IReadOnlyList<string>>(), null, null);

    public static DateRole Date(string name, DateKind kind = DateKind.Date, string level = "day") =>
        new(name, Sql(name), kind, level, Title(name));

    public static DimensionUse Use(string role, string key, string? dimension = null) =>
        new(role, dimension ?? role, Sql(key), null, null);

    public static DimensionUse Own(string column, SameRules same = SameRules.None) =>
        new(column, null, Sql(column), Attribute(column, same: same), null);

    public static BridgeUse Bridge(string role, string table, string reference, string member, string? weight = null,
        string? dimension = null) => new(role, new Relation(table, null), Sql(reference), Sql(reference), dimension,
            Sql(member), dimension is null ? Attribute(role, member) : null, weight is null ? null : Sql(weight));

    /// <summary>A fact of the table of its name.</summary>
    public static Fact Fact(string name, string key, DateRole[] dates, params DimensionUse[] dimensions) =>
        new(name, Title(name), new Relation(name, null), "one row", key.Length == 0 ? [] : [Sql(key)], null,
            dates.ToDictionary(d => d.Name), dates.Length == 0 ? null : dates[0].Name,
            dimensions.ToDictionary(d => d.Role), new Dictionary<string, ParentUse>(),
            new Dictionary<string, BridgeUse>(), null, true, new Dictionary<string, Expression>());

    public static Fact Below(this Fact fact, string parent, string key) => fact with
    {
        Parents = new Dictionary<string, ParentUse> { [parent] = new(parent, parent, Sql(key)) },
    };

    public static Fact With(this Fact fact, params BridgeUse[] bridges) =>
        fact with { Bridges = bridges.ToDictionary(b => b.Role) };

    public static StarModel Model(Dimension[] dimensions, params Fact[] facts) => new("test", Title("test"), null, null,
        CalendarFactory.BuiltIn, dimensions.ToDictionary(d => d.Name), facts.ToDictionary(f => f.Name),
        new Dictionary<string, StarMeasure>(), []);

    public static Aggregate Aggregate(string fact, AggregateKind kind, string? of = null, Filter[]? where = null,
        string? sql = null, OverTime overTime = OverTime.Add, double? quantile = null, string[]? entity = null) =>
        new(fact, kind, of is null ? null : Sql(of), quantile, where ?? [], sql is null ? null : Sql(sql), null,
            overTime, [.. (entity ?? []).Select(Sql)]);

    public static SourceModes Modes { get; } = new(false, Vintage.Current, null, "as_reported", null, DateRange.Always);

    public static Field Field(string text) => text.Split('.') is [var role, var attribute]
        ? new Field(role, attribute) : new Field(text, text);

    public static DateRange Days(string from, string to) =>
        new(DateOnly.Parse(from), DateOnly.Parse(to).AddDays(1));

    public static DateRange Month(int year, int month) =>
        new(new DateOnly(year, month, 1), new DateOnly(year, month, 1).AddMonths(1));

    public static DateRange Year(int year) => new(new DateOnly(year, 1, 1), new DateOnly(year + 1, 1, 1));
}

/// <summary>A database file with a few tables, opened as one that is not ours.</summary>
sealed class StarDatabase : IAsyncDisposable
{
    readonly string _path = Path.Combine(Path.GetTempPath(), $"star-{Guid.NewGuid():N}.duckdb");
    readonly List<string> _asked = [];
    WarehouseReader _reader = null!;

    public static async Task<StarDatabase> OfAsync(string setup)
    {
        var database = new StarDatabase();
        await using (var connection = new DuckDbConnection($"Data Source={database._path}"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = setup;
            await command.ExecuteNonQueryAsync();
        }
        database._reader = await WarehouseReader.OpenExistingAsync(database._path, Engines.Default,
            CancellationToken.None);
        return database;
    }

    /// <summary>Statements asked so far.</summary>
    public IReadOnlyList<string> Asked => _asked;

    public Task<Table> QueryAsync(string sql, IReadOnlyDictionary<string, object?> parameters,
        IReadOnlyList<Column>? columns, CancellationToken ct)
    {
        _asked.Add(sql);
        return _reader.QueryAsync(sql, parameters, columns, ct);
    }

    public CellSource Cells(StarModel model) => new StarCells(model, QueryAsync, Engines.Default.Dialect, null);

    /// <summary>Cells of one leaf as lines: <c>2024-01-01 | a | b = 3</c>, sorted; the range's first day leads where
    /// there are several ranges.</summary>
    public async Task<string[]> AskAsync(StarModel model, Aggregate of, string groupBy = "", DateRange[]? ranges = null,
        int[][]? sets = null, RowFilter? filter = null, SourceModes? modes = null, string? date = null)
    {
        var fields = groupBy.Length == 0 ? [] : groupBy.Split(' ').Select(StarBuilder.Field).ToArray();
        var fact = model.Facts[of.Fact];
        ranges ??= [DateRange.Always];
        var leaf = new Leaf(of, date ?? fact.DefaultDate);
        var block = await Cells(model).FetchAsync(new CellQuestion([leaf], fields,
            sets ?? [[.. Enumerable.Range(0, fields.Length)]], filter ?? RowFilter.None, ranges),
            modes ?? StarBuilder.Modes, CancellationToken.None);
        Notes = [.. block.Notes.Select(note => $"{note.Code} {string.Join(" ", note.Facts.Select(f =>
            f.Value is string[] list ? string.Join(",", list) : f.Value?.ToString()))}")];
        return [.. ranges.SelectMany(range => block.Of(leaf, range).Select(cell =>
            (ranges.Length > 1 ? $"{range.Start:yyyy-MM-dd} | " : "") + (cell.Key.Count > 0 ? $"{cell.Key} = " : "= ")
            + Show(cell.Value))).Order(StringComparer.Ordinal)];
    }

    /// <summary>Notes of the last question.</summary>
    public string[] Notes { get; private set; } = [];

    static string Show(Cell cell) => cell.State == CellState.NotAvailable ? $"n/a {cell.Reason}"
        : cell.Exact is { } exact ? exact.ToString("G29", System.Globalization.CultureInfo.InvariantCulture)
        : $"~{cell.Real.ToString("0.######", System.Globalization.CultureInfo.InvariantCulture)}";

    public async ValueTask DisposeAsync()
    {
        await _reader.DisposeAsync();
        File.Delete(_path);
    }
}
