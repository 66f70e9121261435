using Analytics.Pipelines;
using Analytics.Tables;

namespace Analytics.Etl.Reference;

/// Grain: one node of an edition of an assessment framework. A weight is there only where its source gives one.
sealed class FrameworksJob : Job
{
    const string File = "seeds/domain/assessment-frameworks.csv";

    public override string Name => "frameworks";

    public override LocalText Title { get; } = new("评估指标体系", "Assessment frameworks");

    public override IReadOnlyList<string> Inputs => [File];

    public override async Task RunAsync(JobContext context, CancellationToken ct)
    {
        var rows = context.ReadCsv(File, "framework", "level1", "level2", "level3", "weight").Select(row => (object?[])
        [
            StableKey.Of("framework-node", row["framework"], row["level1"], row["level2"], row["level3"]),
            row["framework"], row.Optional("level1"), row.Optional("level2"), row.Optional("level3"),
            row["weight"].Length == 0 ? null : Cells.Number(row, "weight"), row.Optional("weight_unit"),
            row.Optional("source"), row.Optional("evidence"), row.Optional("note"),
        ]);
        await context.LoadDimensionAsync("dim_framework_node", ["framework_node_key"],
            ["framework_node_key", "framework", "level1", "level2", "level3", "weight", "weight_unit", "source",
                "evidence", "note"], rows, ct);
    }
}
