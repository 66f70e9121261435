using Analytics.Tables;

namespace Analytics.Pipelines.Checks;

/// Decides how a printed and a recomputed number stand to each other.
static class Comparison
{
    public static LocalText BoundReason { get; } = TextCatalog.BuiltIn["checks.reason.bound"];

    /// A figure against what is recomputed from others.
    public static Finding Equal(string rule, CheckedFigure figure, IReadOnlyList<CheckedFigure> used, decimal value,
        ValueRange range, string arithmetic)
    {
        var outcome = OutcomeOf(figure, used, value, range);
        return new Finding(rule, [figure], used, CheckRule.Plain($"{arithmetic} = {Arithmetic.Result(value)}"), outcome)
        {
            Recomputed = value, Tolerance = ToleranceOf(figure, value, range),
            Reason = outcome == CheckOutcome.NotCheckable ? BoundReason : null,
        };
    }

    /// The sum of parts against a total it may not pass. Null where a bound leaves it open.
    public static Finding? NotAbove(string rule, IReadOnlyList<CheckedFigure> parts,
        IReadOnlyList<CheckedFigure> totals)
    {
        var (part, total) = (Arithmetic.Range(parts), Arithmetic.Range(totals));
        var holds = part.High <= total.Low;
        if (!holds && !(part.Low > total.High)) return null;
        var (sum, most) = (parts.Sum(one => one.Value), totals.Sum(one => one.Value));
        var sums = (parts.Count > 1 ? $"{Arithmetic.Sum(parts)} = " : "") + $"{Arithmetic.Number(sum)} "
            + $"{(holds ? "≤" : ">")} " + (totals.Count > 1 ? $"{Arithmetic.Sum(totals)} = " : "")
            + Arithmetic.Number(most);
        return new Finding(rule, totals, parts, CheckRule.Plain(sums),
            holds ? CheckOutcome.Agrees : CheckOutcome.Disagrees) { Recomputed = sum, Tolerance = 0 };
    }

    public static bool Fits(CheckedFigure figure, ValueRange range) => ValueRange.Printed(figure).Meets(range);

    static CheckOutcome OutcomeOf(CheckedFigure figure, IReadOnlyList<CheckedFigure> used, decimal value,
        ValueRange range)
    {
        var exact = figure.IsExact && used.All(one => one.IsExact);
        if (Fits(figure, range)) return exact ? CheckOutcome.Agrees : CheckOutcome.NotCheckable;
        return exact && IsTruncated(figure, value) ? CheckOutcome.Truncated : CheckOutcome.Disagrees;
    }

    public static bool IsTruncated(CheckedFigure figure, decimal value) =>
        Math.Truncate(value / figure.Step) * figure.Step == figure.Value;

    // The printed number's rounding, and that of printed rates it is made of.
    static decimal? ToleranceOf(CheckedFigure figure, decimal value, ValueRange range) =>
        figure.IsExact && range.High - value is { } added ? figure.Step / 2 + added : null;
}
