using System.Collections.Immutable;
using Analytics.Charting;
using Analytics.Semantics;
using Analytics.Statistics;
using Analytics.Tables;
using Microsoft.CodeAnalysis;

namespace Analytics.Delivery.Notebooks;

/// What cells are compiled against: the .NET libraries and the rooms whose records pass through the workspace.
/// Warehousing and Pipelines are not among them, so a cell cannot name a way around the workspace, nor open another.
/// Cells bring in nothing more: <c>#r</c> and the compiler's own search for missing assemblies find nothing.
sealed class CellReferences : MetadataReferenceResolver
{
    static readonly string[] NotOfDotnet = ["System.CommandLine"];

    CellReferences()
    {
    }

    public static CellReferences None { get; } = new();

    public static IReadOnlyList<MetadataReference> All { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => IsOfDotnet(Path.GetFileNameWithoutExtension(path)))
            .Concat(new[] { typeof(Table), typeof(Analysis), typeof(Query), typeof(Chart), typeof(Workspace) }
                .Select(type => type.Assembly.Location))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public override bool ResolveMissingAssemblies => false;

    public override ImmutableArray<PortableExecutableReference> ResolveReference(string reference, string? baseFilePath,
        MetadataReferenceProperties properties) => [];

    public override bool Equals(object? other) => other is CellReferences;

    public override int GetHashCode() => 0;

    static bool IsOfDotnet(string name) => !NotOfDotnet.Contains(name)
        && (name is "mscorlib" or "netstandard" || name.StartsWith("System.", StringComparison.Ordinal));
}
