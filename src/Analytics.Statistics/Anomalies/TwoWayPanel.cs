using Analytics.Statistics.Comparisons;

namespace Analytics.Statistics.Anomalies;

// What is estimated from the cells left in. Variances are at unit dispersion.
sealed record PanelEstimate(double[] Linear, double?[] Variances, double Dispersion, int Freedom,
    double BetweenVariance = 0);

// A residual with its weight in the fit and the least dispersion it may be judged by.
readonly record struct Deviate(double Residual, double Weight, double LeastDispersion);

// One panel: fits, tests, leaves out, and asks for explanations. What counts and values do differently is abstract.
abstract class TwoWayPanel(int[] units, int[] times)
{
    const double FarOut = 4;
    const int MostRounds = 10;

    protected int[] Units => units;

    protected int[] Times => times;

    /// Whether a cell may take part in the fit.
    protected abstract bool IsUsable(int cell);

    /// Whether a cell contradicts itself.
    protected abstract bool IsImpossible(int cell);

    /// Distances from a median polish in robust deviations.
    protected abstract double[] FirstDistances(bool[] usable);

    /// Null where the iteration does not converge.
    protected abstract PanelEstimate? Fit(bool[] isIn);

    /// What a cell holds, against its fitted value.
    protected abstract Deviate Deviation(int cell, PanelEstimate estimate);

    /// Differences below it are rounding.
    protected abstract double Rounding { get; }

    protected abstract double Expected(double linear);

    protected abstract double Observed(int cell);

    protected abstract string Unusable(int cell);

    protected abstract PanelExplanation Explain(int cell, PanelEstimate estimate);

    public PanelFinding[] Find(double falseShare)
    {
        bool[] usable = [.. units.Select((_, cell) => IsUsable(cell))];
        var isIn = (bool[])usable.Clone();
        if (Possible(usable) is { } reason) return [.. units.Select((_, cell) => Untested(cell, reason))];
        var distances = FirstDistances(usable);
        isIn = Without(usable, [.. Enumerable.Range(0, units.Length).Where(cell => distances[cell] > FarOut)
            .OrderByDescending(cell => distances[cell])]);
        for (var round = 0; ; round++)
        {
            if (Fit(isIn) is not { } estimate)
                return [.. units.Select((_, cell) => Untested(cell, "no_convergence"))];
            var tests = units.Select((_, cell) => Test(cell, estimate, usable[cell], isIn[cell])).ToArray();
            var adjusted = AdjustedP.BenjaminiHochberg([.. tests.Select(test => test.P)]);
            int[] flagged = [.. Enumerable.Range(0, units.Length).Where(cell => adjusted[cell] <= falseShare)
                .OrderBy(cell => tests[cell].P).ThenByDescending(cell => Math.Abs(tests[cell].T ?? double.MaxValue))];
            var next = Without(usable, flagged);
            if (round == MostRounds || next.AsSpan().SequenceEqual(isIn))
                return [.. units.Select((_, cell) => Finding(cell, estimate, tests[cell], adjusted[cell], falseShare))];
            isIn = next;
        }
    }

    readonly record struct Tested(double? T, double? P, string? Reason);

    Tested Test(int cell, PanelEstimate estimate, bool isUsable, bool isIn)
    {
        if (!isUsable) return new(null, null, IsImpossible(cell) ? null : Unusable(cell));
        if (estimate.Freedom < 2 || estimate.Variances[cell] is not { } variance) return new(null, null, "too_few");
        var found = Deviation(cell, estimate);
        var leverage = found.Weight * variance;
        if (!isIn) return Student(found, 1 + leverage, estimate.Dispersion, estimate.Freedom);
        if (leverage > 1 - 1e-8) return new(null, null, "too_few");
        // The dispersion of the other cells.
        var rest = (estimate.Dispersion * estimate.Freedom - found.Residual * found.Residual / (1 - leverage))
            / (estimate.Freedom - 1);
        return Student(found, 1 - leverage, rest, estimate.Freedom - 1);
    }

    protected double? FitP(int cell, Deviate found, PanelEstimate estimate) =>
        estimate.Variances[cell] is { } variance && estimate.Freedom > 0
            ? Student(found, 1 + found.Weight * variance, estimate.Dispersion, estimate.Freedom).P : null;

    Tested Student(Deviate found, double spread, double dispersion, int freedom)
    {
        dispersion = Math.Max(dispersion, found.LeastDispersion);
        // All others lie on the levels exactly: so does this one, or it is out of line beyond doubt.
        if (dispersion <= Rounding * Rounding)
            return Math.Abs(found.Residual) <= 10 * Rounding ? new(0, 1, null)
                : new(null, 0, "studentised=no_variation");
        var t = found.Residual / Math.Sqrt(dispersion * spread);
        return new(t, SpecialFunctions.TwoSidedStudentP(t, freedom), null);
    }

    PanelFinding Finding(int cell, PanelEstimate estimate, Tested test, double? adjusted, double falseShare)
    {
        double? expected = estimate.Variances[cell] is null ? null : Expected(estimate.Linear[cell]);
        var isFlagged = IsImpossible(cell) || adjusted <= falseShare;
        var reason = test.Reason ?? (expected is null ? "too_few" : null);
        return new(expected, Unknown(cell) ? null : Observed(cell) - expected, test.T, test.P, adjusted, isFlagged,
            isFlagged ? Explain(cell, estimate) : null, test.P is null ? reason ?? "not_applicable" : test.Reason);
    }

    bool Unknown(int cell) => !IsUsable(cell) && !IsImpossible(cell);

    PanelFinding Untested(int cell, string reason)
    {
        var isFlagged = IsImpossible(cell);
        return new(null, null, null, null, null, isFlagged, isFlagged ? new("impossible") : null,
            Unknown(cell) ? Unusable(cell) : reason);
    }

    /// Null where a fit makes sense.
    protected virtual string? Possible(bool[] usable)
    {
        var (cells, rows, columns) = (usable.Count(u => u), Levels(units, usable), Levels(times, usable));
        return rows < 2 || columns < 2 || cells - rows - columns + 1 < 2 ? "too_few" : null;
    }

    static int Levels(int[] of, bool[] usable) => of.Where((_, cell) => usable[cell]).Distinct().Count();

    // The first of the cells first; each unit and time keeps half of its cells, and two.
    bool[] Without(bool[] usable, int[] cells)
    {
        var isIn = (bool[])usable.Clone();
        int[] Counted(int[] of)
        {
            var counts = new int[of.Max() + 1];
            for (var cell = 0; cell < of.Length; cell++) if (usable[cell]) counts[of[cell]]++;
            return counts;
        }
        var (inUnit, inTime) = (Counted(units), Counted(times));
        var (leastUnit, leastTime) = (Array.ConvertAll(inUnit, Least), Array.ConvertAll(inTime, Least));
        foreach (var cell in cells)
        {
            var (unit, time) = (units[cell], times[cell]);
            if (inUnit[unit] <= leastUnit[unit] || inTime[time] <= leastTime[time]) continue;
            isIn[cell] = false;
            inUnit[unit]--;
            inTime[time]--;
        }
        return isIn;
    }

    static int Least(int cells) => Math.Max(2, (cells + 1) / 2);

    /// Distances from the polish in robust deviations. As many as there are levels it meets by force; only the others
    /// tell how far cells lie.
    protected double[] InDeviations(double[] rests, bool[] usable, double least)
    {
        double[] sorted = [.. rests.Select(Math.Abs).Where((_, cell) => usable[cell]).Order()];
        var levels = Levels(units, usable) + Levels(times, usable) - 1;
        var spread = Math.Max(least, Outliers.NormalScale * Outliers.Median(sorted.AsSpan(levels)));
        return [.. rests.Select((rest, cell) => usable[cell] ? Math.Abs(rest) / spread : 0)];
    }

    /// Residuals from a median polish: medians of units, then of times, taken off in turn.
    protected double[] Polished(double[] values, bool[] usable)
    {
        var rests = (double[])values.Clone();
        var cells = Enumerable.Range(0, values.Length).Where(cell => usable[cell]).ToArray();
        int[][] byUnit = [.. cells.GroupBy(cell => units[cell]).Select(g => g.ToArray())];
        int[][] byTime = [.. cells.GroupBy(cell => times[cell]).Select(g => g.ToArray())];
        for (var sweep = 0; sweep < 20; sweep++)
            foreach (var group in byUnit.Concat(byTime))
            {
                var median = Outliers.Median([.. group.Select(cell => rests[cell])]);
                foreach (var cell in group) rests[cell] -= median;
            }
        return rests;
    }
}
