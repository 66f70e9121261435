namespace Analytics.Statistics.Anomalies;

/// <summary>One step of the test: the value farthest from the mean of those that are left.</summary>
/// <param name="R">Its distance from their mean in their standard deviations.</param>
/// <param name="Lambda">What R must pass.</param>
/// <param name="Index">Where it stands among the values, from 0.</param>
public readonly record struct DeviateStep(double R, double Lambda, int Index);

/// <summary>The generalised test for several outliers among normal values (ESD).</summary>
/// <param name="Steps">One for each outlier looked for; fewer where those left are all equal.</param>
/// <param name="Outliers">The number of outliers: the last step at which R passes λ.</param>
public sealed record ExtremeStudentizedDeviate(IReadOnlyList<DeviateStep> Steps, int Outliers)
{
    /// <summary>Of values in any order.</summary>
    /// <param name="values">Finite, in any number; of fewer than three none is tested.</param>
    /// <param name="most">Outliers there may be; as many steps are done, at most two fewer than values.</param>
    /// <param name="alpha">Probability of finding any among normal values, above 0 and below 1; kept from 25 values
    /// on, and nearly from 15.</param>
    /// <exception cref="ArgumentOutOfRangeException">most is negative or alpha not in 0..1.</exception>
    /// <remarks>Rosner (1983), Technometrics 25:165-172: λᵢ = (n - i) t / √((n - i - 1 + t²)(n - i + 1)), t the
    /// quantile 1 - α/(2(n - i + 1)) with n - i - 1 degrees of freedom. Checked in
    /// tests/reference/19-anomaly-summary.csv.</remarks>
    public static ExtremeStudentizedDeviate Of(ReadOnlySpan<double> values, int most, double alpha = 0.05)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        if (alpha is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "alpha lies between 0 and 1.");
        var (left, places) = (new List<double>(values.ToArray()), Enumerable.Range(0, values.Length).ToList());
        var steps = new List<DeviateStep>();
        var (outliers, n) = (0, values.Length);
        double[] rest = [.. left];
        for (var i = 1; i <= Math.Min(most, n - 2) && !Moments.AllEqual(rest); i++)
        {
            var (mean, deviation) = Moments.Of(rest);
            var farthest = 0;
            for (var k = 1; k < left.Count; k++)
                if (Math.Abs(left[k] - mean) > Math.Abs(left[farthest] - mean)) farthest = k;
            var t = SpecialFunctions.TwoSidedStudent(1 - alpha / (n - i + 1), n - i - 1);
            var lambda = (n - i) * t / Math.Sqrt((n - i - 1 + t * t) * (n - i + 1));
            steps.Add(new(Math.Abs(left[farthest] - mean) / deviation, lambda, places[farthest]));
            if (steps[^1].R > lambda) outliers = i;
            left.RemoveAt(farthest);
            places.RemoveAt(farthest);
            rest = [.. left];
        }
        return new(steps, outliers);
    }
}
