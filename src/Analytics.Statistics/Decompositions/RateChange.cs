namespace Analytics.Statistics.Decompositions;

/// <summary>Counts of one unit in two periods.</summary>
/// <param name="Events0">Events of the earlier period, 0 or more.</param>
/// <param name="Trials0">What they are of; 0 where the unit was not there.</param>
/// <param name="Events1">Events of the later period, 0 or more.</param>
/// <param name="Trials1">What they are of; 0 where the unit is not there.</param>
public readonly record struct TwoPeriodCounts(double Events0, double Trials0, double Events1, double Trials1);

/// <summary>What one unit adds to the change of the rate of all. Rates are events over trials, weights shares of all
/// trials. A unit absent in one period takes its rate of the other: all its effect is mix.</summary>
/// <param name="Weight0">Share of the earlier trials, 0 to 1.</param>
/// <param name="Weight1">Share of the later trials, 0 to 1.</param>
/// <param name="Rate0">Earlier rate; null where the unit has trials in neither period.</param>
/// <param name="Rate1">Later rate; null where the unit has trials in neither period.</param>
/// <param name="Within">Its rate's change at the mean of its weights (Kitagawa).</param>
/// <param name="Mix">Its weight's change times how far its mean rate lies from that of all.</param>
/// <param name="MixUncentred">Its weight's change times its mean rate; adds up to the same, but a big unit that grows
/// seems to raise the rate whatever its own is.</param>
/// <param name="WithinBase">Its rate's change at its earlier weight.</param>
/// <param name="MixBase">Its weight's change times how far its earlier rate lies from the earlier rate of all.</param>
/// <param name="Interaction">Both changes multiplied.</param>
public readonly record struct UnitParts(double Weight0, double Weight1, double? Rate0, double? Rate1, double Within,
    double Mix, double MixUncentred, double WithinBase, double MixBase, double Interaction);

/// <summary>The change of a rate of many units, told as a change of their rates (within) and of their weights (mix).
/// </summary>
/// <param name="Rate0">Earlier rate of all, events over trials.</param>
/// <param name="Rate1">Later rate of all.</param>
/// <param name="Within">Kitagawa's part by rates; with <paramref name="Mix"/> the change.</param>
/// <param name="Mix">Kitagawa's part by weights.</param>
/// <param name="WithinBase">By rates at the earlier weights; with <paramref name="MixBase"/> and
/// <paramref name="Interaction"/> the change.</param>
/// <param name="MixBase">By weights at the earlier rates.</param>
/// <param name="Interaction">By both at once.</param>
/// <param name="LmdiWithin">By rates in logarithmic means; with <paramref name="LmdiMix"/> the change. Null unless
/// every unit has events in both periods.</param>
/// <param name="LmdiMix">By weights in logarithmic means.</param>
/// <param name="WithinError">Standard error of <paramref name="Within"/> under binomial chance in each unit and period,
/// weights taken as they are; null where a unit has more events than trials.</param>
/// <param name="Up">Units there in both periods whose rate rose.</param>
/// <param name="Down">Units there in both periods whose rate fell.</param>
/// <param name="IsReversal">Simpson's alert: the rate of all moved, and no unit's rate moved with it.</param>
/// <param name="Units">In the order given.</param>
public sealed record RateChange(double Rate0, double Rate1, double Within, double Mix, double WithinBase,
    double MixBase, double Interaction, double? LmdiWithin, double? LmdiMix, double? WithinError, int Up, int Down,
    bool IsReversal, IReadOnlyList<UnitParts> Units)
{
    /// <summary>The later rate less the earlier.</summary>
    public double Change => Rate1 - Rate0;

    /// <summary>Of units.</summary>
    /// <param name="units">Each once.</param>
    /// <returns>Null where all together have no trials in one of the periods.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or there are events without trials.
    /// </exception>
    /// <remarks>Kitagawa (1955), JASA 50:1168-1194; LMDI: Ang and Choi (1997), Energy Journal 18:59-73; Ang (2005),
    /// Energy Policy 33:867-871. Checked in tests/reference/20-decomposition.csv and 20-decomposition-units.csv. For
    /// shown figures in decimals see <see cref="ChangeParts"/>.</remarks>
    public static RateChange? Of(ReadOnlySpan<TwoPeriodCounts> units)
    {
        var (x0, n0, x1, n1) = (0.0, 0.0, 0.0, 0.0);
        foreach (var unit in units)
        {
            Check(unit);
            (x0, n0, x1, n1) = (x0 + unit.Events0, n0 + unit.Trials0, x1 + unit.Events1, n1 + unit.Trials1);
        }
        if (n0 == 0 || n1 == 0) return null;
        var (rate0, rate1) = (x0 / n0, x1 / n1);
        var parts = new UnitParts[units.Length];
        var (lmdi, up, down, stayed) = (new Lmdi(), 0, 0, 0);
        double? variance = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            var u = units[i];
            var p = parts[i] = Parts(u, u.Trials0 / n0, u.Trials1 / n1, rate0, rate1);
            if (u.Trials0 == 0 && u.Trials1 == 0) continue;
            lmdi.Add(u, p);
            variance += Math.Pow((p.Weight0 + p.Weight1) / 2, 2)
                * (Binomial(u.Events0, u.Trials0) + Binomial(u.Events1, u.Trials1));
            if (u.Trials0 == 0 || u.Trials1 == 0) continue;
            stayed++;
            // Not by the quotients, which rounding might tell apart where they are equal.
            var turn = (u.Events1 * u.Trials0).CompareTo(u.Events0 * u.Trials1);
            (up, down) = (up + (turn > 0 ? 1 : 0), down + (turn < 0 ? 1 : 0));
        }
        var whole = (x1 * n0).CompareTo(x0 * n1);
        return new(rate0, rate1, parts.Sum(p => p.Within), parts.Sum(p => p.Mix),
            parts.Sum(p => p.WithinBase), parts.Sum(p => p.MixBase), parts.Sum(p => p.Interaction), lmdi.Within,
            lmdi.Mix, variance is { } v ? Math.Sqrt(v) : null, up, down,
            stayed > 0 && (whole > 0 && up == 0 || whole < 0 && down == 0), parts);
    }

    static UnitParts Parts(TwoPeriodCounts u, double w0, double w1, double all0, double all1)
    {
        if (u.Trials0 == 0 && u.Trials1 == 0) return new(0, 0, null, null, 0, 0, 0, 0, 0, 0);
        double? own0 = u.Trials0 > 0 ? u.Events0 / u.Trials0 : null;
        double? own1 = u.Trials1 > 0 ? u.Events1 / u.Trials1 : null;
        var (r0, r1) = (own0 ?? own1!.Value, own1 ?? own0!.Value);
        var (turn, shift) = (r1 - r0, w1 - w0);
        return new(w0, w1, r0, r1, (w0 + w1) / 2 * turn, shift * ((r0 + r1) / 2 - (all0 + all1) / 2),
            shift * (r0 + r1) / 2, w0 * turn, shift * (r0 - all0), shift * turn);
    }

    static double? Binomial(double events, double trials) =>
        trials == 0 ? 0 : events > trials ? null : events / trials * (1 - events / trials) / trials;

    static void Check(TwoPeriodCounts u)
    {
        foreach (var (x, n) in new[] { (u.Events0, u.Trials0), (u.Events1, u.Trials1) })
            if (!(x >= 0 && n >= 0 && double.IsFinite(x + n)) || n == 0 && x > 0)
                throw new ArgumentOutOfRangeException(nameof(u), u, "Counts are 0 or more; without trials no events.");
    }
}

// Logarithmic mean Divisia index, additive: effects of a unit are L(w₁r₁, w₀r₀) ln(r₁/r₀) and L ln(w₁/w₀).
sealed class Lmdi
{
    bool _isUndefined;
    double _within;
    double _mix;

    public double? Within => _isUndefined ? null : _within;

    public double? Mix => _isUndefined ? null : _mix;

    public void Add(TwoPeriodCounts u, UnitParts p)
    {
        if (!(u.Events0 > 0 && u.Events1 > 0 && u.Trials0 > 0 && u.Trials1 > 0))
        {
            _isUndefined = true;
            return;
        }
        var (before, after) = (p.Weight0 * p.Rate0!.Value, p.Weight1 * p.Rate1!.Value);
        var mean = LogarithmicMean(after, before);
        _within += mean * Math.Log(p.Rate1.Value / p.Rate0.Value);
        _mix += mean * Math.Log(p.Weight1 / p.Weight0);
    }

    // (a - b)/ln(a/b); near each other by the series of artanh, where the quotient would lose its digits.
    static double LogarithmicMean(double a, double b)
    {
        var v = (a - b) / (a + b);
        if (Math.Abs(v) > 0.05) return (a - b) / Math.Log(a / b);
        var s = v * v;
        return (a + b) / 2 / (1 + s * (1.0 / 3 + s * (1.0 / 5 + s * (1.0 / 7 + s * (1.0 / 9 + s / 11)))));
    }
}
