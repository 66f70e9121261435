using System.Xml.Linq;

namespace Analytics.Tests.House;

public class ArrowTests
{
    static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Analytics.Tables"] = [],
        ["Analytics.DuckDb"] = [],
        ["Analytics.Statistics"] = ["Analytics.Tables"],
        ["Analytics.Warehousing"] = ["Analytics.DuckDb", "Analytics.Tables"],
        ["Analytics.Pipelines"] = ["Analytics.Tables", "Analytics.Warehousing"],
        ["Analytics.Semantics"] = ["Analytics.Statistics", "Analytics.Tables", "Analytics.Warehousing"],
        ["Analytics.Charting"] = ["Analytics.Statistics", "Analytics.Tables"],
        ["Analytics.Etl"] = ["Analytics.Pipelines", "Analytics.Tables"],
        ["Analytics.Delivery"] = ["Analytics.Charting", "Analytics.Pipelines", "Analytics.Semantics", "Analytics.Statistics",
            "Analytics.Tables", "Analytics.Warehousing"],
        // For the records that pass through the workspace; OneDoorTests keeps it from going around it.
        ["Analytics.Cli"] = ["Analytics.Charting", "Analytics.Delivery", "Analytics.Etl", "Analytics.Pipelines",
            "Analytics.Semantics", "Analytics.Statistics", "Analytics.Tables", "Analytics.Warehousing"],
    };

    static IEnumerable<string> Projects => Clone.Files.Where(f => f.EndsWith(".csproj", StringComparison.Ordinal));

    static string NameOf(string path) => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'));

    static bool IsTest(string path) => path.StartsWith("tests/", StringComparison.Ordinal);

    static IEnumerable<string> References(string project) => XDocument.Load(Clone.Full(project))
        .Descendants("ProjectReference").Select(r => NameOf(r.Attribute("Include")!.Value));

    [Fact]
    public void Every_room_has_its_arrows_in_the_list() => Assert.Equal(
        Allowed.Keys.Order(StringComparer.Ordinal),
        Projects.Where(p => !IsTest(p)).Select(NameOf).Order(StringComparer.Ordinal));

    [Fact]
    public void References_point_only_where_allowed() => Findings.None(
        from project in Projects
        where !IsTest(project)
        from reference in References(project)
        where !Allowed[NameOf(project)].Contains(reference)
        select $"{NameOf(project)} -> {reference}");

    // Transitive references let code use what its project file does not name.
    [Fact]
    public void Code_uses_only_rooms_its_arrows_reach() => Findings.None(
        from assembly in Rooms.All
        let room = Rooms.NameOf(assembly)
        from used in assembly.GetReferencedAssemblies().Select(name => name.Name!)
        where used.StartsWith("Analytics.", StringComparison.Ordinal) && !Allowed[room].Contains(used)
        select $"{room} uses {used}");

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Clone.Read("Analytics.sln").Replace('\\', '/');
        Findings.None(Projects.Where(project => !solution.Contains($"\"{project}\"", StringComparison.Ordinal)));
    }
}
