namespace Analytics.Statistics.Surveys;

/// <summary>What a stratum with one cluster, whose spread cannot be seen, adds to a variance.</summary>
public enum LonelyCluster
{
    /// <summary>There is no standard error.</summary>
    None,

    /// <summary>Its distance from the mean of all clusters: rather too much than too little.</summary>
    Adjust,

    /// <summary>Nothing, as if it were in the sample by design.</summary>
    Certainty,
}

/// <summary>How a sample was drawn: weights, strata, clusters and what the strata hold in all.</summary>
/// <remarks>Variances are those of the first stage: clusters drawn with replacement, or without it where the
/// populations are given. Särndal, Swensson and Wretman (1992), Model Assisted Survey Sampling; Lumley (2004), Journal
/// of Statistical Software 9(8). Checked in tests/reference/24-survey.csv.</remarks>
public sealed partial class SurveyDesign
{
    readonly int[] _cluster, _stratum;
    readonly int[] _clusterStratum, _clustersOf;
    readonly double[]? _fraction;
    readonly LonelyCluster _lonely;
    readonly Func<double[], double[]> _residual;

    SurveyDesign(IReadOnlyList<double> weights, int[] stratum, int[] cluster, int[] clusterStratum, int[] clustersOf,
        double[]? fraction, LonelyCluster lonely, Func<double[], double[]> residual)
    {
        (Weights, _stratum, _cluster, _clusterStratum) = (weights, stratum, cluster, clusterStratum);
        (_clustersOf, _fraction, _lonely, _residual) = (clustersOf, fraction, lonely, residual);
    }

    /// <summary>A design of respondents.</summary>
    /// <param name="weights">How many people each respondent stands for, above 0; or relative ones.</param>
    /// <param name="strata">The stratum of each; null for one.</param>
    /// <param name="clusters">The cluster of each, told apart within strata; null where everyone was drawn singly.
    /// </param>
    /// <param name="populations">How many clusters (people, where there are none) the stratum of each holds; or, where
    /// all are at most 1, the share of them drawn. One value a stratum. Null for drawing with replacement.</param>
    /// <param name="lonely">What a stratum with one cluster adds.</param>
    /// <exception cref="ArgumentException">Not as many as weights, or a stratum has two populations.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight or population is not above 0, or a population is smaller
    /// than the sample from it.</exception>
    public static SurveyDesign Of(IReadOnlyList<double> weights, IReadOnlyList<string>? strata = null,
        IReadOnlyList<string>? clusters = null, IReadOnlyList<double>? populations = null,
        LonelyCluster lonely = LonelyCluster.None)
    {
        var n = weights.Count;
        if ((strata?.Count ?? n) != n || (clusters?.Count ?? n) != n || (populations?.Count ?? n) != n)
            throw new ArgumentException($"Found {strata?.Count} strata, {clusters?.Count} clusters and " +
                $"{populations?.Count} populations, expected {n} of each.", nameof(strata));
        foreach (var weight in weights)
            if (!(weight > 0 && double.IsFinite(weight)))
                throw new ArgumentOutOfRangeException(nameof(weights), weight, "Weights are above 0.");
        var stratum = Codes.Of(Enumerable.Range(0, n).Select(i => strata?[i] ?? ""));
        var cluster = Codes.Of(Enumerable.Range(0, n).Select(i => (stratum[i], clusters?[i] ?? "",
            clusters is null ? i : 0)));
        var clusterStratum = new int[n == 0 ? 0 : cluster.Max() + 1];
        for (var i = 0; i < n; i++) clusterStratum[cluster[i]] = stratum[i];
        var clustersOf = new int[n == 0 ? 0 : stratum.Max() + 1];
        foreach (var s in clusterStratum) clustersOf[s]++;
        return new([.. weights], stratum, cluster, clusterStratum, clustersOf,
            populations is null ? null : Fractions(populations, stratum, clustersOf), lonely, values => values);
    }

    static double[] Fractions(IReadOnlyList<double> populations, int[] stratum, int[] clustersOf)
    {
        var (fractions, areShares) = (new double[clustersOf.Length], populations.All(p => p <= 1));
        for (var i = 0; i < stratum.Length; i++)
        {
            if (!(populations[i] > 0) || (!areShares && populations[i] < clustersOf[stratum[i]]))
                throw new ArgumentOutOfRangeException(nameof(populations), populations[i],
                    $"The stratum has {clustersOf[stratum[i]]} clusters in the sample.");
            var fraction = areShares ? populations[i] : clustersOf[stratum[i]] / populations[i];
            if (fractions[stratum[i]] is not 0 and var before && before != fraction)
                throw new ArgumentException("A stratum has one population.", nameof(populations));
            fractions[stratum[i]] = fraction;
        }
        return fractions;
    }

    /// <summary>Of each respondent, after calibration.</summary>
    public IReadOnlyList<double> Weights { get; }

    /// <summary>How many strata there are.</summary>
    public int Strata => _clustersOf.Length;

    /// <summary>How many clusters were drawn; respondents, where there are none.</summary>
    public int Clusters => _clusterStratum.Length;

    /// <summary>How many strata have one cluster and are not wholly drawn.</summary>
    public int LonelyStrata => Enumerable.Range(0, Strata).Count(IsLonely);

    /// <summary>Clusters less strata.</summary>
    public int Freedom => Clusters - Strata;

    bool IsLonely(int stratum) => _clustersOf[stratum] == 1 && !(_fraction?[stratum] >= 1);

    // The variance of a sum of contributions, one a respondent; null where a stratum has one cluster.
    double? Variance(double[] contributions)
    {
        var totals = new double[Clusters];
        for (var i = 0; i < contributions.Length; i++) totals[_cluster[i]] += contributions[i];
        var (means, grand) = (new double[Strata], totals.Sum() / totals.Length);
        for (var c = 0; c < totals.Length; c++)
            means[_clusterStratum[c]] += totals[c] / _clustersOf[_clusterStratum[c]];
        var squares = new double[Strata];
        for (var c = 0; c < totals.Length; c++)
        {
            var away = totals[c] - (_clustersOf[_clusterStratum[c]] == 1 ? grand : means[_clusterStratum[c]]);
            squares[_clusterStratum[c]] += away * away;
        }
        var variance = 0.0;
        for (var s = 0; s < squares.Length; s++)
        {
            double m = _clustersOf[s];
            var left = 1 - (_fraction?[s] ?? 0);
            if (m > 1) variance += left * m / (m - 1) * squares[s];
            else if (!IsLonely(s)) continue;
            else if (_lonely == LonelyCluster.None) return null;
            else if (_lonely == LonelyCluster.Adjust) variance += left * squares[s];
        }
        return variance;
    }
}

// Names by the order they first appear in.
static class Codes
{
    public static int[] Of<T>(IEnumerable<T> names) where T : notnull
    {
        var known = new Dictionary<T, int>();
        return [.. names.Select(name =>
        {
            known.TryAdd(name, known.Count);
            return known[name];
        })];
    }
}
