using Analytics.Tables;

namespace Analytics.Statistics;

// Inputs and parameters that many analyses share, so that they are called alike.
static class Shared
{
    public static Input Events { get; } = new("events", ColumnKind.Whole, "x") { Min = 0 };

    public static Input Trials { get; } = new("trials", ColumnKind.Whole, "n") { Min = 0 };

    /// Names the units of a case: districts, years of no other name.
    public static Input Unit { get; } =
        new("unit", ColumnKind.Text, "area_id", "area", "district") { IsOptional = true };

    /// The same of answers of the model.
    public static Input Area { get; } =
        new("area_id", ColumnKind.Text, "unit", "district", "area") { IsOptional = true };

    public static Input Value { get; } = new("value", ColumnKind.Real, "y");

    /// Order and distance of points: a year, an index.
    public static Input Time { get; } = new("time", ColumnKind.Real, "t", "idx", "year") { IsOptional = true };

    public static Parameter Confidence { get; } = new("confidence", ParameterKind.Number, "0.95")
    {
        Min = 0, Max = 1, IsOpen = true, Aliases = ["conf"],
    };

    public static Parameter Seed { get; } = new("seed", ParameterKind.Whole, "1") { Min = 0, Max = int.MaxValue };

    public static Parameter Direction { get; } = new("direction", ParameterKind.Word, "neutral")
    {
        Choices = ["neutral", "higher_better", "lower_better"],
    };

    /// In percent, as answers of the model are.
    public static Parameter Target { get; } = new("target", ParameterKind.Number) { Min = 0, Max = 100 };

    /// Denominators below it take no mark and no rank; below 5, or half of a smaller base, counts only.
    public static Parameter MinimumBase { get; } = new("minimum_base", ParameterKind.Whole, "10") { Min = 0 };
}
