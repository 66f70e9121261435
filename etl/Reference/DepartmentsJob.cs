using Analytics.Pipelines;
using Analytics.Tables;

namespace Analytics.Etl.Reference;

/// Grain: one department of a level; dates stay as printed, for their precision differs.
sealed class DepartmentsJob : Job
{
    const string File = "seeds/domain/departments.csv";

    public override string Name => "departments";

    public override LocalText Title { get; } = new("部门及其沿革", "Departments and their history");

    public override IReadOnlyList<string> Inputs => [File];

    public override async Task RunAsync(JobContext context, CancellationToken ct)
    {
        var rows = context.ReadCsv(File, "canonical", "level").Select(row => (object?[])
        [
            StableKey.Of("department", row["level"], row["canonical"]), $"{row["level"]}/{row["canonical"]}",
            row["canonical"], row.Optional("aliases"), row["level"], row.Optional("valid_from"),
            row.Optional("valid_to"), row.Optional("successor"), row.Optional("kind"),
            Cells.Flag(row, "is_collective"), row.Optional("date_basis"), row.Optional("note"),
        ]);
        await context.LoadDimensionAsync("dim_department", ["department_key"],
            ["department_key", "department_id", "canonical", "aliases", "level", "valid_from_text", "valid_to_text",
                "successor", "kind", "is_collective", "date_basis", "note"], rows, ct);
    }
}
