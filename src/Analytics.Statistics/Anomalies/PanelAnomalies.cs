namespace Analytics.Statistics.Anomalies;

/// <summary>Counts of one unit at one time.</summary>
/// <param name="Unit">From 0.</param>
/// <param name="Time">From 0, in order.</param>
/// <param name="Events">0 or more; more than the trials is an error that is looked into.</param>
/// <param name="Trials">0 or more; a cell without trials is passed over.</param>
public readonly record struct PanelCounts(int Unit, int Time, long Events, long Trials);

/// <summary>A value of one unit at one time.</summary>
/// <param name="Unit">From 0.</param>
/// <param name="Time">From 0, in order.</param>
/// <param name="Value">Finite.</param>
public readonly record struct PanelValue(int Unit, int Time, double Value);

/// <summary>What a panel lets one expect of one of its cells, and what is found.</summary>
/// <param name="Expected">From the unit's and the time's other cells: a proportion, or a value; null where these do not
/// say.</param>
/// <param name="Residual">Observed less expected; null with it.</param>
/// <param name="Studentised">The residual in standard errors, as Student's t; null where it has none.</param>
/// <param name="P">Two-sided; null for what could not be tested.</param>
/// <param name="AdjustedP">After Benjamini and Hochberg, over the panel.</param>
/// <param name="IsFlagged">Whether it is out of line, or impossible.</param>
/// <param name="Explanation">Of what is flagged; null else.</param>
/// <param name="Reason">Why there is no p: <c>no_trials</c>, <c>too_few</c>, <c>constant</c>, <c>not_applicable</c>;
/// null where there is one.</param>
public sealed record PanelFinding(double? Expected, double? Residual, double? Studentised, double? P,
    double? AdjustedP, bool IsFlagged, PanelExplanation? Explanation, string? Reason);

/// <summary>How rates of a panel scatter beyond binomial chance.</summary>
public enum PanelDispersion
{
    /// <summary>By a variance τ² of the log-odds, the same in all cells: large cells by many times chance, small ones
    /// hardly more. Rates that differ from year to year for their own reasons do so.</summary>
    Additive,

    /// <summary>By the same multiple φ of chance in large and small cells (quasi-binomial).</summary>
    Multiplicative,
}

/// <summary>Which error of data would make a cell what it is.</summary>
/// <param name="Word">In the order tried: <c>times_10</c>, <c>tenth</c>, <c>times_100</c>, <c>hundredth</c>,
/// <c>times_10000</c>, <c>ten_thousandth</c>, <c>swapped</c>, <c>complement</c>, <c>copied_previous</c>,
/// <c>copied_unit</c>, <c>cumulative</c>, <c>digits_transposed</c>; else <c>unusual</c>, or <c>impossible</c> where
/// there are more events than trials.</param>
/// <param name="Part">What it happened to: <c>events</c>, <c>trials</c>, <c>both</c> or <c>value</c>; null of no error.
/// </param>
/// <param name="Events">Restored; null of values, and where the error does not say what was there before.</param>
/// <param name="Trials">Restored, with the events.</param>
/// <param name="Restored">The proportion or value restored; null where the error does not say.</param>
public sealed record PanelExplanation(string Word, string? Part = null, long? Events = null, long? Trials = null,
    double? Restored = null);

/// <summary>Cells of a panel of units and times that their unit's level and their time's do not explain.</summary>
/// <remarks>Levels of units and times add up, for counts on the log-odds scale with more than binomial chance between
/// cells (<see cref="PanelDispersion"/>; Breslow and Clayton 1993, JASA 88:9-25), for values as they are or in
/// logarithms. Cells out of line are left out of the fit they are judged by: first those more than four robust
/// deviations from a median polish (Tukey 1977), then those flagged, until these stay the same; each unit and time
/// keeps half of its cells. Residuals are deletion residuals: t with the dispersion of the other cells. Of counts
/// they are mid-p quantile residuals (Dunn and Smyth 1996, JCGS 5:236-244, without drawing), so that small counts
/// keep their skewness. Half an event a unit, at the rate of all, is added in the fit (a tenth of the unit's trials
/// at most), or units without events would have no level. Cook and Weisberg (1982), Residuals and Influence in
/// Regression, 2.2; McCullagh and Nelder (1989), Generalized Linear Models, 4.5; Benjamini and Hochberg (1995), JRSS
/// B 57:289-300.</remarks>
public static class PanelAnomalies
{
    /// <summary>Of counts.</summary>
    /// <param name="cells">Each unit and time once.</param>
    /// <param name="falseShare">Of the cells flagged, the share of false ones allowed, above 0 and below 1.</param>
    /// <param name="dispersion">How cells scatter beyond binomial chance.</param>
    /// <returns>One a cell, in the order given.</returns>
    /// <exception cref="ArgumentException">A unit and time stand twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative or the share not in 0..1.</exception>
    public static PanelFinding[] OfCounts(IReadOnlyList<PanelCounts> cells, double falseShare = 0.05,
        PanelDispersion dispersion = PanelDispersion.Additive)
    {
        foreach (var cell in cells)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(cell.Events, nameof(cells));
            ArgumentOutOfRangeException.ThrowIfNegative(cell.Trials, nameof(cells));
        }
        Check([.. cells.Select(c => (c.Unit, c.Time))], falseShare);
        return cells.Count == 0 ? []
            : new CountPanel([.. cells], dispersion == PanelDispersion.Additive).Find(falseShare);
    }

    /// <summary>Of values.</summary>
    /// <param name="cells">Each unit and time once.</param>
    /// <param name="inLogarithms">Whether levels multiply: for amounts and numbers of cases. Values of 0 and less are
    /// then passed over.</param>
    /// <param name="falseShare">Of the cells flagged, the share of false ones allowed, above 0 and below 1.</param>
    /// <returns>One a cell, in the order given.</returns>
    /// <exception cref="ArgumentException">A unit and time stand twice, or a value is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative or the share not in 0..1.</exception>
    public static PanelFinding[] OfValues(IReadOnlyList<PanelValue> cells, bool inLogarithms = false,
        double falseShare = 0.05)
    {
        if (cells.Any(c => !double.IsFinite(c.Value)))
            throw new ArgumentException("Values are finite.", nameof(cells));
        Check([.. cells.Select(c => (c.Unit, c.Time))], falseShare);
        return cells.Count == 0 ? [] : new ValuePanel([.. cells], inLogarithms).Find(falseShare);
    }

    static void Check((int Unit, int Time)[] cells, double falseShare)
    {
        if (falseShare is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(falseShare), falseShare, "A share lies between 0 and 1.");
        foreach (var (unit, time) in cells)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(unit);
            ArgumentOutOfRangeException.ThrowIfNegative(time);
        }
        if (cells.Distinct().Count() < cells.Length)
            throw new ArgumentException("A unit and time stand twice.", nameof(cells));
    }
}
