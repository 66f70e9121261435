using Analytics.Pipelines;
using Analytics.Tables;

namespace Analytics.Etl.Reference;

/// <summary>One version of an area.</summary>
/// <param name="Id">Key of the version; the code alone may stand for several.</param>
/// <param name="Code">Six-digit GB/T 2260 code; "" for reporting units, for which none is confirmed.</param>
/// <param name="Name">Official Chinese name.</param>
/// <param name="NameEnglish">English name after pinyin.</param>
/// <param name="Level">nation, province, municipality, prefecture-city, district, county or county-city; below them
/// subdistrict and town, and below these neighbourhood and village.</param>
/// <param name="ParentId">The area above; "" only for the nation.</param>
/// <param name="TerritoryId">Shared by versions of the same ground.</param>
/// <param name="From">First day; null when unknown, then valid since ever.</param>
/// <param name="To">Last day; null when current.</param>
/// <param name="Row">Where it stands, with all other columns.</param>
public sealed record Area(string Id, string Code, string Name, string NameEnglish, string Level, string ParentId,
    string TerritoryId, DateOnly? From, DateOnly? To, CsvRow Row)
{
    /// <summary>Its key in the warehouse.</summary>
    public long Key => StableKey.Of("area", Id);

    /// <summary>Whether this version was valid on a day.</summary>
    public bool IsValidOn(DateOnly day) => (From is null || From <= day) && (To is null || day <= To);
}

/// <summary>What one area version became.</summary>
/// <param name="AreaId">The earlier version.</param>
/// <param name="SuccessorId">The later version.</param>
/// <param name="Relation">same-territory, merge, split or boundary.</param>
/// <param name="IsSummable">Whether the successor's counts before it are the sum over all its predecessors.</param>
/// <param name="Evidence">Where this is known from.</param>
public sealed record AreaSuccessor(string AreaId, string SuccessorId, string Relation, bool IsSummable,
    string Evidence);

/// <summary>All area versions and their successors.</summary>
public sealed class Areas
{
    const string Nation = "100000";
    const string Units = "seeds/domain/reporting-units.csv";

    Areas(IReadOnlyList<Area> all, IReadOnlyList<AreaSuccessor> successors) => (All, Successors) = (all, successors);

    /// <summary>Every version, received ones first.</summary>
    public IReadOnlyList<Area> All { get; }

    /// <summary>Every step from a version to the next.</summary>
    public IReadOnlyList<AreaSuccessor> Successors { get; }

    /// <summary>The files it is read from.</summary>
    public static IReadOnlyList<string> Inputs { get; } =
    [
        "seeds/domain/areas.csv", "seeds/domain/areas-added.csv", "seeds/domain/area-names-en.csv",
        "seeds/domain/territories.csv", "seeds/domain/area-successors.csv", Units,
    ];

    /// <summary>Reads the areas.</summary>
    /// <exception cref="AnalyticsException">A file, column or cell is not as it must be.</exception>
    public static Areas Read(CsvReading read)
    {
        var english = Cells.By(read(Inputs[2]), "area_id");
        var territories = Cells.By(read(Inputs[3]), "area_id");
        // A reporting unit brings its English name along and is a territory of its own.
        var all = Cells.By(Inputs.Take(2).Append(Units).SelectMany(file => read(file)), "area_id").Values
            .Select(row => new Area(row["area_id"], row["code"], row["name"],
                row.File == Units ? row["name_en"] : Known(english, row, "name_en"), row["level"], Parent(row),
                row.File == Units ? "T" + row["area_id"] : Known(territories, row, "territory_id"),
                Cells.Day(row, "valid_from"), Cells.Day(row, "valid_to"), row));
        var successors = read(Inputs[4]).Select(row => new AreaSuccessor(row["area_id"], row["successor_area_id"],
            row["relation"], Cells.Flag(row, "is_summable"), row["evidence"]));
        return new Areas([.. all], [.. successors]);
    }

    /// <summary>The versions of a name below a parent valid on a day; more than one is a fault of the data.</summary>
    /// <param name="name">Official name.</param>
    /// <param name="parent">Name of the area above; <c>中国</c> above provinces and above the nation itself.</param>
    /// <param name="day">The end of the figure's period.</param>
    public IReadOnlyList<Area> Find(string name, string parent, DateOnly day) =>
        [.. All.Where(area => area.Name == name && area.IsValidOn(day) && ParentName(area) == parent)];

    string ParentName(Area area) => area.ParentId is "" or Nation
        ? "中国"
        : All.Single(parent => parent.Id == area.ParentId).Name;

    static string Parent(CsvRow row) =>
        row["parent_code"] is "" && row["area_id"] != Nation ? Nation : row["parent_code"];

    static string Known(Dictionary<string, CsvRow> rows, CsvRow area, string column) =>
        rows.TryGetValue(area["area_id"], out var row) ? row[column]
        : throw EtlErrors.Cell(area, "area_id", "an area with an English name and a territory");
}
