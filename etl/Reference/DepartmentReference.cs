using System.Globalization;
using Analytics.Pipelines;
using Analytics.Pipelines.Contracts;
using Analytics.Tables;
using Analytics.Tables.Text;

namespace Analytics.Etl.Reference;

/// <summary>Departments as files name them: by canonical name or alias, inside a level and on a day.</summary>
/// <remarks>The same short name means another body at another level. A body that was replaced leads nowhere after its
/// end: its successor is told. Dates of a month or year cover it whole, for the sources say no more.</remarks>
public sealed class DepartmentReference : Pipelines.Contracts.Reference
{
    const string File = "seeds/domain/departments.csv";
    const string Anywhere = "any";

    readonly List<Department> _all;
    readonly ILookup<string, (Department Department, bool IsCanonical)> _byName;

    DepartmentReference(List<Department> all)
    {
        _all = all;
        _byName = all.SelectMany(department => department.Names.Select((name, i) => (name, (department, i == 0))))
            .ToLookup(pair => pair.name, pair => pair.Item2, StringComparer.Ordinal);
    }

    /// <summary>The files it is read from.</summary>
    public static IReadOnlyList<string> Inputs { get; } = [File];

    /// <inheritdoc/>
    public override string Name => "department";

    /// <summary>Reads the departments.</summary>
    /// <exception cref="AnalyticsException">The file, a column or a cell is not as it must be.</exception>
    public static DepartmentReference Read(CsvReading read) =>
        new([.. read(File, "canonical", "aliases", "level").Select(row => new Department(
            [row["canonical"], .. row["aliases"].Split('|', StringSplitOptions.RemoveEmptyEntries)], row["level"],
            Edge(row, "valid_from", isEnd: false), Edge(row, "valid_to", isEnd: true),
            row.Optional("valid_from"), row.Optional("valid_to"),
            row["successor"].Split('|', StringSplitOptions.RemoveEmptyEntries)))]);

    /// <inheritdoc/>
    public override IReadOnlyList<ReferenceMatch> Resolve(string text, DateOnly? day, string? within)
    {
        var bare = Width.Bare(text);
        var simple = Script.ToSimplified(bare);
        var named = _byName[simple].Where(found => within is null || found.Department.Level == within
            || found.Department.Level == Anywhere).DistinctBy(found => found.Department).ToList();
        var valid = named.Where(found => day is null || found.Department.IsValidOn(day.Value)).ToList();
        return [.. (valid.Count > 0 ? valid : named).Select(found => Match(found.Department,
            !found.IsCanonical ? "alias" : simple != bare ? "script" : bare != text.Trim() ? "alias" : "name",
            isValid: valid.Count > 0))];
    }

    /// <inheritdoc/>
    public override string? Nearest(string text) =>
        Names.Nearest(Script.ToSimplified(Width.Bare(text)), _all.SelectMany(department => department.Names));

    static ReferenceMatch Match(Department department, string how, bool isValid)
    {
        var (level, name) = (department.Level, department.Names[0]);
        return new($"{level}/{name}", StableKey.Of("department", level, name), name, how, Parent: level, isValid,
            department.FromText, department.ToText, department.Successors, isValid ? null : Told(department));
    }

    static LocalText Told(Department department)
    {
        var facts = new Dictionary<string, object?>
        {
            ["from"] = department.FromText, ["to"] = department.ToText, ["names"] = department.Successors,
        };
        const string Key = "reference.event.department";
        return new LocalText(TextCatalog.BuiltIn.Format(Key, Language.Chinese, facts),
            TextCatalog.BuiltIn.Format(Key, Language.English, facts));
    }

    static DateOnly? Edge(CsvRow row, string column, bool isEnd)
    {
        var parts = row[column].Split('-');
        if (row[column].Length == 0) return null;
        var numbers = parts.Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture,
            out var number) ? number : 0).ToArray();
        if (numbers is not [>= 1900 and <= 2100, .. { Length: <= 2 } rest] || rest.Any(part => part is < 1 or > 31)
            || rest is [> 12, ..])
            throw EtlErrors.Cell(row, column, "2018, 2018-11 or 2018-11-01, or nothing");
        var first = new DateOnly(numbers[0], rest.ElementAtOrDefault(0) is > 0 and var month ? month : 1,
            rest.ElementAtOrDefault(1) is > 0 and var day ? day : 1);
        return !isEnd || rest.Length == 2 ? first
            : (rest.Length == 1 ? first.AddMonths(1) : first.AddYears(1)).AddDays(-1);
    }

    sealed record Department(IReadOnlyList<string> Names, string Level, DateOnly? From, DateOnly? To, string? FromText,
        string? ToText, IReadOnlyList<string> Successors)
    {
        public bool IsValidOn(DateOnly day) => (From is null || From <= day) && (To is null || day <= To);
    }
}
