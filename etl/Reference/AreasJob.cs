using Analytics.Pipelines;
using Analytics.Tables;

namespace Analytics.Etl.Reference;

/// Grain: one version of an area, down to reporting units;
/// the bridge has one row for each step from a version to a later one.
sealed class AreasJob : Job
{
    public override string Name => "areas";

    public override LocalText Title { get; } = new("行政区划及其沿革", "Areas and their history");

    public override IReadOnlyList<string> Inputs => Areas.Inputs;

    public override async Task RunAsync(JobContext context, CancellationToken ct)
    {
        var areas = Areas.Read(context.ReadCsv);
        await context.LoadDimensionAsync("dim_area", ["area_key"],
            ["area_key", "area_id", "area_code", "territory_id", "name_zh", "name_en", "level", "parent_area_id",
                "valid_from_on", "valid_to_on", "change_event", "date_basis", "evidence", "note"],
            areas.All.Select(area => (object?[])
            [
                area.Key, area.Id, area.Row.Optional("code"), area.TerritoryId, area.Name, area.NameEnglish, area.Level,
                area.ParentId.Length == 0 ? null : area.ParentId, area.From, area.To, area.Row.Optional("event"),
                area.Row.Optional("date_basis"), area.Row.Optional("evidence"), area.Row.Optional("note"),
            ]), ct);
        await context.LoadDimensionAsync("bridge_area_successor", ["area_key", "successor_area_key"],
            ["area_key", "successor_area_key", "relation", "is_summable"],
            areas.Successors.Select(step => (object?[])
            [
                StableKey.Of("area", step.AreaId), StableKey.Of("area", step.SuccessorId), step.Relation,
                step.IsSummable,
            ]), ct);
    }
}
