using Analytics.Statistics.Comparisons;
using Analytics.Tables;

namespace Analytics.Statistics.Funnels;

static class FunnelParameters
{
    /// The rate in the middle as a proportion; without it, all events over all trials.
    public static Parameter Benchmark { get; } = new("benchmark", ParameterKind.Number) { Min = 0, Max = 1 };

    /// Share winsorised or cut at each end. From 0.5 on nothing would be left.
    public static Parameter Trim { get; } = new("trim", ParameterKind.Number, "0.1") { Min = 0, Max = 0.49 };

    /// Of observed over expected.
    public static Parameter Method { get; } =
        new("method", ParameterKind.Word, "CQC") { Choices = ["CQC", "SHMI"] };

    public static Input Observed { get; } = new("observed", ColumnKind.Real) { Min = 0 };

    public static Input Expected { get; } = new("expected", ColumnKind.Real) { Min = 0 };

    public static RatioMethod MethodOf(Settings settings) =>
        settings.Word("method") == "SHMI" ? RatioMethod.Shmi : RatioMethod.Cqc;

    public static Direction DirectionOf(Settings settings) => settings.Word("direction") switch
    {
        "higher_better" => Direction.HigherBetter,
        "lower_better" => Direction.LowerBetter,
        _ => Direction.Neutral,
    };
}
