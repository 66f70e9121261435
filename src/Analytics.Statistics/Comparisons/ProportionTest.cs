namespace Analytics.Statistics.Comparisons;

/// <summary>A two-sided test of one rate.</summary>
/// <param name="Z">Standardised difference, positive above; null where the variance under equality is 0.</param>
/// <param name="P">Two-sided p, 0 to 1.</param>
/// <param name="IsExact">Whether p is the exact one because a small expected count rules out the normal one.</param>
public readonly record struct ProportionTest(double? Z, double P, bool IsExact);
