using Analytics.Statistics.Intervals;

namespace Analytics.Statistics.Surveys;

/// <summary>Confidence limits of a proportion or mean of a survey, from its estimate, standard error and degrees of
/// freedom.</summary>
/// <remarks>Forms and names of <c>svyciprop</c> in R's survey package. Checked in tests/reference/24-survey.csv.
/// </remarks>
public static class SurveyLimits
{
    /// <summary>Student's t on the logit scale; the default for proportions.</summary>
    /// <param name="proportion">Between 0 and 1, the ends not included.</param>
    /// <param name="error">Standard error, at least 0.</param>
    /// <param name="freedom">At least 1.</param>
    /// <param name="confidence">Two-sided level between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is impossible.</exception>
    public static Interval Logit(double proportion, double error, int freedom, double confidence = 0.95)
    {
        Check(proportion, error, freedom, confidence);
        var centre = Math.Log(proportion / (1 - proportion));
        var reach = SpecialFunctions.TwoSidedStudent(confidence, freedom) * error / (proportion * (1 - proportion));
        return new(1 / (1 + Math.Exp(reach - centre)), 1 / (1 + Math.Exp(-reach - centre)));
    }

    /// <summary>Student's t on the arcsine scale.</summary>
    /// <inheritdoc cref="Logit"/>
    public static Interval ArcSine(double proportion, double error, int freedom, double confidence = 0.95)
    {
        Check(proportion, error, freedom, confidence);
        var centre = Math.Asin(Math.Sqrt(proportion));
        var reach = SpecialFunctions.TwoSidedStudent(confidence, freedom) * error
            / (2 * Math.Sqrt(proportion * (1 - proportion)));
        double Back(double angle) => Math.Pow(Math.Sin(Math.Clamp(angle, 0, Math.PI / 2)), 2);
        return new(Back(centre - reach), Back(centre + reach));
    }

    /// <summary>Clopper and Pearson's limits at an effective sample size, for small or large proportions.</summary>
    /// <param name="proportion">0 to 1.</param>
    /// <param name="error">Standard error; where it is 0 the sample size is taken as it is.</param>
    /// <param name="count">How many answered, at least 2.</param>
    /// <param name="freedom">At least 1.</param>
    /// <param name="confidence">Two-sided level between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is impossible.</exception>
    /// <remarks>Korn and Graubard (1998), Survey Methodology 24:193-201. The effective size is p (1 - p) over the
    /// variance, times (t of n - 1 over t of the degrees of freedom)².</remarks>
    public static Interval Beta(double proportion, double error, int count, int freedom, double confidence = 0.95)
    {
        Arguments.CheckConfidence(confidence);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(freedom, 1);
        if (proportion is not (>= 0 and <= 1) || !(error >= 0))
            throw new ArgumentOutOfRangeException(nameof(proportion), proportion, "Expected 0 to 1, and an error.");
        var ratio = SpecialFunctions.TwoSidedStudent(confidence, count - 1)
            / SpecialFunctions.TwoSidedStudent(confidence, freedom);
        var size = ratio * ratio * (error > 0 && proportion is > 0 and < 1
            ? proportion * (1 - proportion) / (error * error) : count);
        // The beta is normal to 1e-8 by then.
        if (size > 1e8)
        {
            var reach = SpecialFunctions.TwoSidedNormal(confidence) * Math.Sqrt(proportion * (1 - proportion) / size);
            return new(Math.Max(0, proportion - reach), Math.Min(1, proportion + reach));
        }
        var (events, rest) = (size * proportion, size * (1 - proportion));
        return new(events > 0 ? SpecialFunctions.BetaQuantile((1 - confidence) / 2, events, rest + 1) : 0,
            rest > 0 ? SpecialFunctions.BetaQuantile((1 + confidence) / 2, events + 1, rest) : 1);
    }

    /// <summary>Student's t on the scale of the estimate itself; of proportions it may leave 0 to 1.</summary>
    /// <param name="estimate">Any mean or total.</param>
    /// <param name="error">Standard error, at least 0.</param>
    /// <param name="freedom">At least 1.</param>
    /// <param name="confidence">Two-sided level between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is impossible.</exception>
    public static Interval Mean(double estimate, double error, int freedom, double confidence = 0.95)
    {
        Arguments.CheckConfidence(confidence);
        ArgumentOutOfRangeException.ThrowIfNegative(error);
        ArgumentOutOfRangeException.ThrowIfLessThan(freedom, 1);
        var reach = SpecialFunctions.TwoSidedStudent(confidence, freedom) * error;
        return new(estimate - reach, estimate + reach);
    }

    static void Check(double proportion, double error, int freedom, double confidence)
    {
        Arguments.CheckConfidence(confidence);
        ArgumentOutOfRangeException.ThrowIfNegative(error);
        ArgumentOutOfRangeException.ThrowIfLessThan(freedom, 1);
        if (proportion is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(proportion), proportion, "Expected between 0 and 1.");
    }
}

/// <summary>What unequal weights alone cost.</summary>
public static class KishEffect
{
    /// <summary>n Σw² / (Σw)²: 1 for equal weights, more for unequal ones.</summary>
    /// <param name="weights">At least one, above 0.</param>
    /// <exception cref="ArgumentException">No weight, or one not above 0.</exception>
    /// <remarks>Kish (1965), Survey Sampling, 11.2C. The sample counts as n over it.</remarks>
    public static double Of(IReadOnlyList<double> weights)
    {
        if (weights.Count == 0 || weights.Any(w => !(w > 0)))
            throw new ArgumentException("Expected weights above 0.", nameof(weights));
        var (sum, squares) = (weights.Sum(), weights.Sum(w => w * w));
        return weights.Count * squares / (sum * sum);
    }
}
