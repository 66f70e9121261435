using Analytics.Tables;

namespace Analytics.Statistics.Comparisons;

/// <summary>How little may be said of small denominators: below the minimum base no mark and no rank; below 5, or half
/// of a smaller minimum base, counts only. A greater base hides no interval: small counts need it most.</summary>
public static class SmallBase
{
    /// <summary>The minimum base of a measure that declares none.</summary>
    public const long Minimum = 10;

    /// <summary>Below it, counts only.</summary>
    public const long Least = 5;

    /// <summary>Why a cell is empty: a word of the catalog, <c>reason.small_base</c>.</summary>
    public const string Reason = "small_base";

    /// <summary>Whether a rate of so many trials takes no mark and no rank.</summary>
    /// <param name="trials">The denominator.</param>
    /// <param name="minimum">The minimum base; 10 unless the measure says otherwise.</param>
    public static bool HasNoMark(long trials, long minimum = Minimum) => trials < minimum;

    /// <summary>Whether of so many trials only the counts are told: no interval, no test.</summary>
    /// <param name="trials">The denominator.</param>
    /// <param name="minimum">The minimum base; 10 unless the measure says otherwise.</param>
    public static bool IsCountsOnly(long trials, long minimum = Minimum) => trials < Math.Min(Least, (minimum + 1) / 2);
}

static class MinimumBase
{
    /// What was given by name, else what the row says, else the default.
    public static long Of(Analysis analysis, Table table, int row, AnalysisOptions options) =>
        Settings.Of(analysis.Name, analysis.Parameters, options.All(analysis.Parameters), parameter =>
            parameter.Name == Shared.MinimumBase.Name && table.Has(parameter.Name)
                ? CellText.Of(table[row, parameter.Name]) : null).Whole(Shared.MinimumBase.Name);
}
