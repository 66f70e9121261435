using Analytics.Pipelines;
using Analytics.Tables;

namespace Analytics.Etl.Reference;

/// Grain: one edition of an assessment framework, and one node inside an edition. A weight is there only where its
/// source gives one. Equal titles in two editions are two nodes.
sealed class FrameworksJob : Job
{
    const string Editions = "seeds/domain/framework-editions.csv";
    const string Nodes = "seeds/domain/assessment-frameworks.csv";

    public override string Name => "frameworks";

    public override LocalText Title { get; } = new("评估指标体系", "Assessment frameworks");

    public override IReadOnlyList<string> Inputs => [Editions, Nodes];

    public override int Version => 2;

    public override async Task RunAsync(JobContext context, CancellationToken ct)
    {
        var editions = Cells.By(context.ReadCsv(Editions, "framework_id", "framework"), "framework");
        await context.LoadDimensionAsync("dim_framework", ["framework_key"],
            ["framework_key", "framework_id", "framework", "title_zh", "title_en", "family", "edition", "year",
                "evidence"],
            Cells.By(editions.Values, "framework_id").Values.Select(row => (object?[])
            [
                Key(row), row["framework_id"], row["framework"], row["title_zh"], row["title_en"], row["family"],
                row.Optional("edition"), (long?)Cells.WholeOrNull(row, "year"), row["evidence"],
            ]), ct);
        var nodes = new List<object?[]>();
        foreach (var row in context.ReadCsv(Nodes, "framework", "level1", "level2", "level3", "weight"))
            if (editions.TryGetValue(row["framework"], out var edition)) nodes.Add(Node(row, edition));
            else
                context.Reject(row.File, row.Row, "framework", row["framework"],
                    "a framework of framework-editions.csv", "framework-unknown");
        await context.LoadDimensionAsync("dim_framework_node", ["framework_node_key"],
            ["framework_node_key", "framework_key", "framework", "level1", "level2", "level3", "weight", "weight_unit",
                "source", "evidence", "note"], nodes, ct);
    }

    static object?[] Node(CsvRow row, CsvRow edition) =>
    [
        StableKey.Of("framework-node", row["framework"], row["level1"], row["level2"], row["level3"]), Key(edition),
        row["framework"], row.Optional("level1"), row.Optional("level2"), row.Optional("level3"),
        Cells.NumberOrNull(row, "weight"), row.Optional("weight_unit"), row.Optional("source"),
        row.Optional("evidence"), row.Optional("note"),
    ];

    static long Key(CsvRow edition) => StableKey.Of("framework", edition["framework_id"]);
}
