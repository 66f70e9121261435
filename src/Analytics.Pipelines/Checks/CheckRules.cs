using Analytics.Pipelines.Checks.Rules;

namespace Analytics.Pipelines.Checks;

/// <summary>The catalog of checks.</summary>
public static class CheckRules
{
    /// <summary>Every rule, in order of name.</summary>
    public static IReadOnlyList<CheckRule> All { get; } =
    [
        new AreaAboveItsParentRule(),
        new EquationRule("balance", (parts, over) => over - parts, "{over} − {parts}"),
        new EquationRule("carried-over", (_, over) => over, "{over}") { OverIsYearBefore = true },
        new EquationRule("change", (parts, over) => 100 * (parts / over) - ValueRange.At(100),
            "({sum} − {over}) ÷ {over} × 100") { OverIsYearBefore = true, IsDerived = true },
        new EquationRule("change-by-increase", (parts, over) => 100 * (parts / (over - parts)),
            "{parts} ÷ ({over} − {parts}) × 100") { IsDerived = true },
        new EquationRule("complement", (parts, _) => ValueRange.At(100) - parts, "100 − {parts}"),
        new CopiedColumnRule(),
        new GroupAboveItsAreaRule(),
        new EquationRule("increase", (parts, over) => parts - over, "{parts} − {over}")
            { OverIsYearBefore = true, IsDerived = true },
        new PartsAboveTotalRule(),
        new RateChangeRule("percent-of-rate", inPoints: false),
        new PercentRangeRule(),
        new RateChangeRule("percentage-points", inPoints: true),
        new PublishedEarlyRule(),
        new EquationRule("rate", (parts, over) => 100 * (parts / over), "{parts} ÷ {over} × 100")
            { IsDerived = true },
        new EquationRule("ratio", (parts, over) => parts / over, "{parts} ÷ {over}") { IsDerived = true },
        new RestatedRule("restated", ofOneSeries: true),
        new SubperiodAboveItsPeriodRule(),
        new EquationRule("total", (parts, _) => parts, "{sum}"),
        new RestatedRule("two-sources", ofOneSeries: false),
        new WholeBaseRule(),
        new WholeCountRule(),
        new WholeNumeratorRule(),
    ];
}
