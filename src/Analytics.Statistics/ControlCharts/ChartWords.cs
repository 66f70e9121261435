using Analytics.Statistics.Trends;
using Analytics.Tables;

namespace Analytics.Statistics.ControlCharts;

// What both charts are told and say.
static class ChartWords
{
    // Read as text, so that 0, 1, true and false stay as they are.
    public static Input Rebase { get; } = new("rebase", ColumnKind.Text) { IsOptional = true };

    public static Parameter RebaseAt { get; } = new("rebase_at", ParameterKind.Word);

    public static Parameter FixAfter { get; } = new("fix_after_n", ParameterKind.Whole) { Min = 2, Max = 1_000_000 };

    public static Parameter Improvement { get; } = new("improvement_direction", ParameterKind.Word, "0")
    {
        Choices = ["1", "0", "-1"],
    };

    /// The part of the chart each row is in, from 0; a new one begins with a row marked and at each time told.
    public static int[] Groups(string analysis, Sample sample, double[] times, int[] order)
    {
        var marks = sample.TextsOrNull("rebase");
        var starts = sample.Settings.WordOrNull("rebase_at") is { } text
            ? TimeAxis.Instants(analysis, "rebase_at", text) : [];
        var (groups, group) = (new int[order.Length], 0);
        for (var r = 0; r < order.Length; r++)
        {
            var (place, before) = (order[r], r == 0 ? double.NaN : times[order[r - 1]]);
            var isMarked = marks[place]?.ToLowerInvariant() switch
            {
                null or "0" or "false" or "no" => false,
                "1" or "true" or "yes" => true,
                _ => throw StatisticsErrors.CellInvalid(analysis, sample.Rows[place] + 1, "rebase", marks[place]!,
                    "flag"),
            };
            if (r > 0 && (isMarked || starts.Any(start => start > before && start <= times[place]))) group++;
            groups[place] = group;
        }
        return groups;
    }

    public static string Of(SpecialCause cause) => cause switch
    {
        SpecialCause.AboveLimit => "Above UCL",
        SpecialCause.BelowLimit => "Below LCL",
        SpecialCause.TrendUp => "7 Point Trend (Increasing)",
        SpecialCause.TrendDown => "7 Point Trend (Decreasing)",
        SpecialCause.TwoInThreeAbove => "2 in 3 Above CL",
        SpecialCause.TwoInThreeBelow => "2 in 3 Below CL",
        SpecialCause.SevenAbove => "7 Points Above CL",
        SpecialCause.SevenBelow => "7 Points Below CL",
        _ => "Common Cause",
    };

    /// Whether it is good: `improvement` 1 where higher is better, -1 where lower is, 0 where neither.
    public static string Type(SpecialCause cause, int improvement)
    {
        if (cause == SpecialCause.None) return "common_cause";
        var isHigh = cause is SpecialCause.AboveLimit or SpecialCause.TrendUp or SpecialCause.TwoInThreeAbove
            or SpecialCause.SevenAbove;
        return improvement == 0 ? isHigh ? "special_cause_neutral_high" : "special_cause_neutral_low"
            : improvement > 0 == isHigh ? "special_cause_improvement" : "special_cause_concern";
    }

    /// Whether the process can be relied on to meet a target.
    public static string? Assurance(double? target, double? low, double? high, int improvement) =>
        target is null || low is null || high is null || improvement == 0 ? null
        : (improvement > 0 ? low > target : high < target) ? "consistent_pass"
        : (improvement > 0 ? high < target : low > target) ? "consistent_fail" : "inconsistent";
}
