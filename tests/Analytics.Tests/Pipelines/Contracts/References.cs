using Analytics.Etl.Reference;
using Analytics.Pipelines.Contracts;
using Analytics.Tests.Etl;

namespace Analytics.Tests.Pipelines.Contracts;

/// <summary>The dimensions of the clone's own seeds.</summary>
static class References
{
    public static AreaReference Area { get; } = new(Areas.Read(Seeds.Own));

    public static DepartmentReference Department { get; } = DepartmentReference.Read(Seeds.Own);

    public static IReadOnlyList<Reference> All { get; } = [Area, Department];
}
