namespace Analytics.Pipelines.Checks;

/// <summary>How many figures were given a second time, and how that ended. The four add up to the figures.</summary>
/// <param name="Figures">All published figures.</param>
/// <param name="Agreed">Within the printed rounding, as a result or as a part of one.</param>
/// <param name="Truncated">Cut off at the printed decimals instead of rounded.</param>
/// <param name="Disagreed">Under a finding that disagrees.</param>
/// <param name="NotCheckable">Neither: a rate without its counts, a count that stands alone.</param>
public sealed record CheckTotals(int Figures, int Agreed, int Truncated, int Disagreed, int NotCheckable)
{
    /// <summary>Figures with an answer.</summary>
    public int Checked => Agreed + Truncated + Disagreed;
}

/// <summary>Every application of every rule to the figures of a version.</summary>
/// <param name="Findings">In the order of rules, then of figures.</param>
/// <param name="Totals">By figure.</param>
/// <param name="Verdicts">Reviewed, by the finding's key.</param>
public sealed partial record CheckReport(IReadOnlyList<Finding> Findings, CheckTotals Totals,
    IReadOnlyDictionary<string, Verdict> Verdicts)
{
    /// <summary>What a person must judge, what disagrees first.</summary>
    public IEnumerable<Finding> Judged => Findings.Where(finding => finding.WantsVerdict)
        .OrderByDescending(finding => finding.Outcome);

    /// <summary>Rates and changes that cannot be recomputed, each with its reason.</summary>
    public IEnumerable<Finding> NotCheckable =>
        Findings.Where(finding => finding.Outcome == CheckOutcome.NotCheckable);

    /// <summary>Figures confirmed by a second number.</summary>
    public IEnumerable<Finding> Confirmed => Findings.Where(finding => finding.Outcome == CheckOutcome.Agrees
        && CheckRules.All.Any(rule => rule.Recomputes && rule.Name == finding.Rule));

    /// <summary>The verdict on a finding; null where none is reviewed.</summary>
    public Verdict? VerdictOf(Finding finding) => Verdicts.GetValueOrDefault(finding.Key);
}
