using Analytics.Etl.Published;
using Analytics.Etl.Simulated;
using Analytics.Pipelines;
using Analytics.Tables;

namespace Analytics.Etl.Reference;

/// Grain: one published definition; another denominator or unit is another indicator, a variant of its base.
sealed class IndicatorsJob : Job
{
    public override string Name => "indicators";

    public override LocalText Title { get; } = new("指标及其口径", "Indicators and their variants");

    /// The received list and what we added to it.
    public static IReadOnlyList<string> Files { get; } =
        [
            "seeds/domain/indicators.csv", "seeds/domain/indicators-added.csv", PublishedFiles.IndicatorsAdded,
            SimulatedIndicators.Added,
        ];

    public override IReadOnlyList<string> Inputs => Files;

    public override async Task RunAsync(JobContext context, CancellationToken ct)
    {
        var indicators = Cells.By(Inputs.SelectMany(file => context.ReadCsv(file, "code", "unit")), "code");
        await context.LoadDimensionAsync("dim_indicator", ["indicator_key"],
            ["indicator_key", "code", "name_zh", "name_en", "definition_zh", "numerator", "denominator", "unit",
                "direction", "periodicity", "theme", "variant_of", "source_title", "source_ref", "exclusions",
                "evidence"],
            indicators.Values.Select(row => (object?[])
            [
                StableKey.Of("indicator", row["code"]), row["code"], row["name_zh"], row["name_en"],
                row.Optional("definition_zh"), row.Optional("numerator"), row.Optional("denominator"), row["unit"],
                row["direction"], row.Optional("periodicity"), row.Optional("theme"), row.Optional("variant_of"),
                row.Optional("source_title"), row.Optional("source_url_or_ref"), row.Optional("exclusions"),
                row.Optional("evidence"),
            ]), ct);
    }
}
