namespace Analytics.Statistics.Surveys;

/// <summary>What is known of the population: groups of a variable and how many people each holds.</summary>
/// <param name="Groups">Of each respondent, an index into <paramref name="Totals"/>.</param>
/// <param name="Totals">Above 0.</param>
public sealed record Margin(IReadOnlyList<int> Groups, IReadOnlyList<double> Totals);

public sealed partial class SurveyDesign
{
    const int MostRounds = 10_000;

    /// <summary>The design with weights that add up to known totals of groups.</summary>
    /// <param name="margin">Every group has a respondent.</param>
    /// <exception cref="ArgumentException">A group has no respondent, or a total is not above 0.</exception>
    /// <remarks>Each weight times the total of its group over the weights of the group. Variances take answers less the
    /// weighted mean of their group. Holt and Smith (1979), JRSS A 142:33-46.</remarks>
    public SurveyDesign PostStratify(Margin margin)
    {
        Check(margin);
        var weights = Weights.ToArray();
        Adjust(weights, margin);
        return With(weights, values => Less(values, margin, weights, out _));
    }

    /// <summary>The design with weights that add up to the known totals of several variables.</summary>
    /// <param name="margins">At least one; their totals add up to the same population.</param>
    /// <param name="epsilon">How near, relative to each total.</param>
    /// <returns>Null where no weights meet all margins.</returns>
    /// <exception cref="ArgumentException">As <see cref="PostStratify"/>.</exception>
    /// <remarks>Iterative proportional fitting. Variances take answers less what the variables explain of them
    /// together, by least squares in which every respondent counts alike, as the survey package of R has it. Deming and
    /// Stephan (1940), Annals of Mathematical Statistics 11:427-444; Deville, Särndal and Sautory (1993), JASA
    /// 88:1013-1020.</remarks>
    public SurveyDesign? Rake(IReadOnlyList<Margin> margins, double epsilon = 1e-10)
    {
        foreach (var margin in margins) Check(margin);
        var weights = Weights.ToArray();
        var isMet = false;
        for (var round = 0; round < MostRounds && !isMet; round++)
        {
            foreach (var margin in margins) Adjust(weights, margin);
            isMet = margins.All(margin => Sums(weights, margin).Zip(margin.Totals)
                .All(pair => Math.Abs(pair.First - pair.Second) <= epsilon * pair.Second));
        }
        if (!isMet || weights.Any(w => !(w > 0))) return null;
        return With(weights, values =>
        {
            var (rest, scale) = (values, values.Select(Math.Abs).DefaultIfEmpty(0).Max());
            for (var round = 0; round < MostRounds; round++)
            {
                var most = 0.0;
                foreach (var margin in margins)
                {
                    rest = Less(rest, margin, null, out var moved);
                    most = Math.Max(most, moved);
                }
                if (most <= 1e-15 * scale) break;
            }
            return rest;
        });
    }

    SurveyDesign With(double[] weights, Func<double[], double[]> residual) => new(weights, _stratum, _cluster,
        _clusterStratum, _clustersOf, _fraction, _lonely, residual);

    void Check(Margin margin)
    {
        if (margin.Groups.Count != Weights.Count)
            throw new ArgumentException($"Found {margin.Groups.Count} groups, expected {Weights.Count}.",
                nameof(margin));
        for (var g = 0; g < margin.Totals.Count; g++)
            if (!(margin.Totals[g] > 0 && double.IsFinite(margin.Totals[g])) || !margin.Groups.Contains(g))
                throw new ArgumentException($"Group {g} has the total {margin.Totals[g]} and " +
                    $"{margin.Groups.Count(i => i == g)} respondents, expected some of both.", nameof(margin));
    }

    static double[] Sums(double[] weights, Margin margin)
    {
        var sums = new double[margin.Totals.Count];
        for (var i = 0; i < weights.Length; i++) sums[margin.Groups[i]] += weights[i];
        return sums;
    }

    static void Adjust(double[] weights, Margin margin)
    {
        var sums = Sums(weights, margin);
        for (var i = 0; i < weights.Length; i++)
            weights[i] *= margin.Totals[margin.Groups[i]] / sums[margin.Groups[i]];
    }

    // Values less the mean of their group.
    static double[] Less(double[] values, Margin margin, double[]? weights, out double moved)
    {
        var (sums, counts) = (new double[margin.Totals.Count], new double[margin.Totals.Count]);
        for (var i = 0; i < values.Length; i++)
        {
            var (group, weight) = (margin.Groups[i], weights?[i] ?? 1);
            sums[group] += weight * values[i];
            counts[group] += weight;
        }
        for (var g = 0; g < sums.Length; g++) sums[g] /= counts[g];
        moved = sums.Select(Math.Abs).DefaultIfEmpty(0).Max();
        return [.. values.Select((value, i) => value - sums[margin.Groups[i]])];
    }
}
