using Analytics.Tables;

namespace Analytics.Pipelines.Checks;

/// <summary>How a check ended.</summary>
public enum CheckOutcome
{
    /// <summary>Within the printed rounding.</summary>
    Agrees,

    /// <summary>The recomputed number cut off, not rounded, at the printed decimals.</summary>
    Truncated,

    /// <summary>Neither.</summary>
    Disagrees,

    /// <summary>What it would be recomputed from is not printed, or leaves both answers open.</summary>
    NotCheckable,
}

/// <summary>One rule applied once.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Printed">The figure under check, then those in the same question; at least one.</param>
/// <param name="Used">The figures it was recomputed from or compared with.</param>
/// <param name="Arithmetic">How, with numbers.</param>
/// <param name="Outcome">How it ended.</param>
public sealed record Finding(string Rule, IReadOnlyList<CheckedFigure> Printed, IReadOnlyList<CheckedFigure> Used,
    LocalText Arithmetic, CheckOutcome Outcome)
{
    /// <summary>Names the finding over versions: the rule and the figure under check.</summary>
    public string Key => $"{Rule}:{Figure.Id}";

    /// <summary>The figure under check.</summary>
    public CheckedFigure Figure => Printed[0];

    /// <summary>The other number, in the figure's unit; null where there is none.</summary>
    public decimal? Recomputed { get; init; }

    /// <summary>How far the two may lie apart; null where there is no other number.</summary>
    public decimal? Tolerance { get; init; }

    /// <summary>Recomputed minus printed; null where there is no other number.</summary>
    public decimal? Difference => Recomputed - Figure.Value;

    /// <summary>Why, where the outcome alone does not say it.</summary>
    public LocalText? Reason { get; init; }

    /// <summary>The indicators whose figures are not printed.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Whether a reader must judge it: it disagrees or is truncated.</summary>
    public bool WantsVerdict => Outcome is CheckOutcome.Disagrees or CheckOutcome.Truncated;
}
