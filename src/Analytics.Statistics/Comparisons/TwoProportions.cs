using Analytics.Statistics.Intervals;

namespace Analytics.Statistics.Comparisons;

/// <summary>Two rates without common cases: a district against the rest of its city.</summary>
public static class TwoProportions
{
    /// <summary>The pooled score z, with its normal p; Fisher's exact p where an expected count is below five.
    /// </summary>
    /// <param name="events1">Events of the first, 0 to <paramref name="n1"/>.</param>
    /// <param name="n1">Trials of the first, at least 1.</param>
    /// <param name="events2">Events of the second, 0 to <paramref name="n2"/>.</param>
    /// <param name="n2">Trials of the second, at least 1.</param>
    /// <returns>z is positive where the first rate is higher; where no trial or every trial of both is an event there
    /// is no z, and p is 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An n is below 1 or events outside 0..n.</exception>
    /// <remarks>z = (p₁ - p₂) / √(P(1 - P)(1/n₁ + 1/n₂)), the root of Pearson's chi-squared. For a district and the
    /// rest of N trials it is z against the city's rate over √(1 - n/N), which corrects for the district's own share
    /// in that rate. Checked in tests/reference/05-benchmark-comparison.csv.</remarks>
    public static ProportionTest Test(long events1, long n1, long events2, long n2)
    {
        Arguments.CheckCounts(events1, n1);
        Arguments.CheckCounts(events2, n2);
        var pooled = (events1 + events2) / (double)(n1 + n2);
        if (pooled is 0 or 1) return new(null, 1, true);
        var error = Math.Sqrt(pooled * (1 - pooled) * (1.0 / n1 + 1.0 / n2));
        var z = (events1 / (double)n1 - events2 / (double)n2) / error;
        return Math.Min(n1, n2) * Math.Min(pooled, 1 - pooled) >= OneProportion.LeastExpected
            ? new(z, SpecialFunctions.TwoSidedNormalP(z), false)
            : new(z, FisherP(events1, n1, events2, n2), true);
    }

    /// <summary>Fisher's exact two-sided p: the probability, with all margins given, of tables no likelier than the
    /// one found.</summary>
    /// <param name="events1">Events of the first, 0 to <paramref name="n1"/>.</param>
    /// <param name="n1">Trials of the first, at least 1.</param>
    /// <param name="events2">Events of the second, 0 to <paramref name="n2"/>.</param>
    /// <param name="n2">Trials of the second, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An n is below 1 or events outside 0..n.</exception>
    /// <remarks>Fisher (1935), The Design of Experiments. Checked in tests/reference/05-benchmark-comparison.csv and
    /// 03-two-proportions.csv.</remarks>
    public static double FisherP(long events1, long n1, long events2, long n2) =>
        NoLikelier(events1, n1, events2, n2, 1);

    /// <summary>Fisher's two-sided p with the table found, and those exactly as likely, weighing half.</summary>
    /// <param name="events1">Events of the first, 0 to <paramref name="n1"/>.</param>
    /// <param name="n1">Trials of the first, at least 1.</param>
    /// <param name="events2">Events of the second, 0 to <paramref name="n2"/>.</param>
    /// <param name="n2">Trials of the second, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An n is below 1 or events outside 0..n.</exception>
    /// <remarks>Lancaster (1961), JASA 56:223-234. Checked in tests/reference/03-two-proportions.csv.</remarks>
    public static double FisherMidP(long events1, long n1, long events2, long n2) =>
        NoLikelier(events1, n1, events2, n2, 0.5);

    static double NoLikelier(long events1, long n1, long events2, long n2, double weight)
    {
        Arguments.CheckCounts(events1, n1);
        Arguments.CheckCounts(events2, n2);
        var events = events1 + events2;
        return SpecialFunctions.NoLikelier(events1, Math.Max(0, events - n2), Math.Min(n1, events),
            k => (n1 - k) / (k + 1.0) * ((events - k) / (double)(n2 - events + k + 1)), weight);
    }

    /// <summary>p of Pearson's chi-squared with Yates's correction.</summary>
    /// <param name="events1">Events of the first, 0 to <paramref name="n1"/>.</param>
    /// <param name="n1">Trials of the first, at least 1.</param>
    /// <param name="events2">Events of the second, 0 to <paramref name="n2"/>.</param>
    /// <param name="n2">Trials of the second, at least 1.</param>
    /// <returns>Null where no trial or every trial of both is an event.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An n is below 1 or events outside 0..n.</exception>
    /// <remarks>Yates (1934), Supplement to JRSS 1:217-235. Checked in tests/reference/03-two-proportions.csv.
    /// </remarks>
    public static double? YatesP(long events1, long n1, long events2, long n2)
    {
        Arguments.CheckCounts(events1, n1);
        Arguments.CheckCounts(events2, n2);
        double events = events1 + events2, all = n1 + (double)n2;
        if (events == 0 || events == all) return null;
        var apart = Math.Abs(events1 * (double)(n2 - events2) - events2 * (double)(n1 - events1));
        var z = Math.Max(0, apart - all / 2) * Math.Sqrt(all / events / (all - events) / n1 / n2);
        return SpecialFunctions.TwoSidedNormalP(z);
    }
}
