namespace Analytics.Semantics.Duties;

/// <summary>What an observation says about a duty.</summary>
/// <param name="Outcome">met, not-met or unknown.</param>
/// <param name="Reason">Why it is unknown; null where it is not.</param>
sealed record Judgement(string Outcome, string? Reason)
{
    public static Judgement Met { get; } = new("met", null);

    public static Judgement NotMet { get; } = new("not-met", null);

    public static Judgement Unknown(string reason) => new("unknown", reason);

    /// <summary>1 met, 0 not met, null unknown.</summary>
    public double? Value => Outcome switch { "met" => 1, "not-met" => 0, _ => null };
}
