using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Analytics.Charting;
using Analytics.Pipelines;
using Analytics.Pipelines.Checks;
using Analytics.Semantics;
using Analytics.Semantics.Compilation;
using Analytics.Warehousing;

namespace Analytics.Tests.House;

/// <summary>What comes after the workspace gets data from it alone.</summary>
public class OneDoorTests
{
    static readonly string[] AroundIt = [.. new[]
    {
        typeof(Warehouse), typeof(WarehouseReader), typeof(LoadSession), typeof(OperationalStore), typeof(Engine),
        typeof(Engines), typeof(PipelineRunner), typeof(Lineage), typeof(QueryEngine), typeof(QueryCompiler),
        typeof(AreaDirectory), typeof(Chart), typeof(ReproductionCheck), typeof(CheckedFigures),
    }.Select(type => type.FullName!)];

    static readonly System.Reflection.Assembly[] AfterIt =
        [.. Rooms.All.Where(room => Rooms.NameOf(room) is "Analytics.Cli" or "Analytics.Http")];

    static IEnumerable<string> TypesUsedBy(System.Reflection.Assembly room)
    {
        using var file = new PEReader(File.OpenRead(room.Location));
        var metadata = file.GetMetadataReader();
        return [.. metadata.TypeReferences.Select(metadata.GetTypeReference)
            .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}")];
    }

    [Fact]
    public void Nothing_after_the_workspace_goes_around_it()
    {
        Assert.NotEmpty(AfterIt);
        Findings.None(from room in AfterIt
                      from type in TypesUsedBy(room)
                      where AroundIt.Contains(type)
                      select $"{Rooms.NameOf(room)} uses {type}");
    }

    [Fact]
    public void The_rule_finds_what_goes_around() =>
        Assert.Contains(typeof(WarehouseReader).FullName!, TypesUsedBy(typeof(Analytics.Delivery.Workspace).Assembly));
}
