namespace Analytics.Statistics.Surveys;

/// <summary>A mean, proportion or total with its sampling error.</summary>
/// <param name="Value">The estimate; null where nobody answered.</param>
/// <param name="StandardError">By Taylor linearisation; null where it is not computable.</param>
/// <param name="DesignEffect">Its variance over that of a simple random sample of as many; of means only; null where
/// all answers are equal.</param>
/// <param name="Count">How many answered.</param>
/// <param name="Freedom">Degrees of freedom: clusters less strata of those that have answers.</param>
/// <param name="NotComputable">Why there is no value or standard error: <c>missing</c> answers, <c>too_few</c> answers,
/// <c>lonely_cluster</c> in a stratum; else null.</param>
public sealed record SurveyEstimate(double? Value, double? StandardError, double? DesignEffect, int Count, int Freedom,
    string? NotComputable);

public sealed partial class SurveyDesign
{
    /// <summary>The mean of those who answered; a proportion, of answers 0 and 1.</summary>
    /// <param name="answers">One a respondent; null where there is none.</param>
    /// <param name="isIn">Which respondents are asked about; null for all. The rest still tell how the sample was
    /// drawn.</param>
    /// <exception cref="ArgumentException">Not as many answers as respondents.</exception>
    /// <remarks>Σ w y / Σ w, with contributions w (y - mean) / Σ w. The design effect is over S²/n, times 1 - n/Σ w
    /// where weights stand for people, that is where they add up to more than the sample.</remarks>
    public SurveyEstimate Mean(IReadOnlyList<double?> answers, Func<int, bool>? isIn = null)
    {
        var (count, freedom, people, sum) = Answered(answers, isIn);
        if (count == 0) return new(null, null, null, 0, freedom, "missing");
        var mean = sum / people;
        var (influence, squares) = (new double[Weights.Count], 0.0);
        for (var i = 0; i < influence.Length; i++)
            if (IsAnswer(answers, isIn, i, out var y))
            {
                influence[i] = (y - mean) / people;
                squares += Weights[i] * (y - mean) * (y - mean);
            }
        var reason = Reason(count, out var variance, influence);
        // Simple random sampling with as many answers.
        var simple = count < 2 ? 0 : count / (count - 1.0) * squares / people / count
            * (Weights.Sum() > 1.000001 * Weights.Count ? 1 - count / people : 1);
        return new(mean, variance is { } v ? Math.Sqrt(v) : null, variance / simple is { } effect
            && double.IsFinite(effect) && simple > 0 ? effect : null, count, freedom, reason);
    }

    /// <summary>The total over the population, of those who answered.</summary>
    /// <inheritdoc cref="Mean"/>
    /// <remarks>Σ w y; missing answers count as nothing.</remarks>
    public SurveyEstimate Total(IReadOnlyList<double?> answers, Func<int, bool>? isIn = null)
    {
        var (count, freedom, _, sum) = Answered(answers, isIn);
        if (count == 0) return new(null, null, null, 0, freedom, "missing");
        var influence = new double[Weights.Count];
        for (var i = 0; i < influence.Length; i++)
            if (IsAnswer(answers, isIn, i, out var y)) influence[i] = y;
        var reason = Reason(count, out var variance, influence);
        return new(sum, variance is { } v ? Math.Sqrt(v) : null, null, count, freedom, reason);
    }

    (int Count, int Freedom, double People, double Sum) Answered(IReadOnlyList<double?> answers, Func<int, bool>? isIn)
    {
        if (answers.Count != Weights.Count)
            throw new ArgumentException($"Found {answers.Count} answers, expected {Weights.Count}.", nameof(answers));
        var (strata, clusters, count, people, sum) = (new HashSet<int>(), new HashSet<int>(), 0, 0.0, 0.0);
        for (var i = 0; i < answers.Count; i++)
            if (IsAnswer(answers, isIn, i, out var y))
            {
                (count, people, sum) = (count + 1, people + Weights[i], sum + Weights[i] * y);
                strata.Add(_stratum[i]);
                clusters.Add(_cluster[i]);
            }
        return (count, clusters.Count - strata.Count, people, sum);
    }

    static bool IsAnswer(IReadOnlyList<double?> answers, Func<int, bool>? isIn, int i, out double answer)
    {
        answer = answers[i] ?? 0;
        return answers[i] is not null && (isIn?.Invoke(i) ?? true);
    }

    // Influences become contributions, less what calibration explains of them.
    string? Reason(int count, out double? variance, double[] influence)
    {
        var (rest, scale) = (_residual(influence), influence.Select(Math.Abs).DefaultIfEmpty(0).Max());
        var contributions = new double[rest.Length];
        // What rounding alone leaves is nothing.
        for (var i = 0; i < rest.Length; i++)
            contributions[i] = Math.Abs(rest[i]) <= 1e-13 * scale ? 0 : Weights[i] * rest[i];
        var isTooFew = count < 2 || (Clusters < 2 && LonelyStrata > 0);
        variance = isTooFew ? null : Variance(contributions);
        return isTooFew ? "too_few" : variance is null ? "lonely_cluster" : null;
    }
}
