namespace Analytics.Statistics.Agreements;

/// <summary>What the distance between two ratings means.</summary>
public enum MeasurementLevel
{
    /// <summary>Equal or not.</summary>
    Nominal,

    /// <summary>By how many ratings lie between.</summary>
    Ordinal,

    /// <summary>The squared difference.</summary>
    Interval,

    /// <summary>The squared difference over the sum, for scales with a true 0.</summary>
    Ratio,
}

/// <summary>Krippendorff's alpha: agreement of any number of raters, at four levels, with ratings missing.</summary>
/// <param name="Alpha">1 for full agreement, 0 for agreement by chance, negative below; null where it is not
/// computable.</param>
/// <param name="Units">Subjects with at least two ratings, which alone count.</param>
/// <param name="Values">Their ratings.</param>
/// <param name="NotComputable">A reason word: <c>too_few</c> where no subject has two ratings, <c>no_variation</c>
/// where all ratings are equal, <c>not_applicable</c> to negative ratings at the ratio level; null where there is an
/// alpha.</param>
public sealed record KrippendorffAlpha(double? Alpha, int Units, int Values, string? NotComputable)
{
    /// <summary>Of ratings that may be missing.</summary>
    /// <param name="ratings">A row a subject, a column a rater; null where there is none.</param>
    /// <param name="level">What the distance between two ratings means.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rating is not within ±1e100.</exception>
    /// <remarks>1 - observed over expected disagreement. Krippendorff (2004), Content Analysis, 2nd ed., chapter 11;
    /// Krippendorff (2011), Computing Krippendorff's alpha-reliability. Checked in tests/reference/23-agreement.csv.
    /// </remarks>
    public static KrippendorffAlpha Of(double?[,] ratings, MeasurementLevel level)
    {
        foreach (var rating in ratings) Ratings.Check(rating ?? 0);
        var units = Enumerable.Range(0, ratings.GetLength(0)).Select(i => Enumerable.Range(0, ratings.GetLength(1))
            .Select(j => ratings[i, j]).OfType<double>().Order().ToArray()).Where(unit => unit.Length > 1).ToArray();
        double[] values = [.. units.SelectMany(unit => unit).Order()];
        KrippendorffAlpha None(string reason) => new(null, units.Length, values.Length, reason);
        if (values.Length == 0) return None("too_few");
        if (level == MeasurementLevel.Ratio && values[0] < 0) return None("not_applicable");
        var (distinct, counts) = Counted(values);
        var places = level == MeasurementLevel.Ordinal ? Places(counts) : distinct;
        var observed = 0.0;
        foreach (var unit in units)
        {
            var (index, pairs) = (unit.Select(v => Array.BinarySearch(distinct, v)).ToArray(), 0.0);
            for (var i = 1; i < index.Length; i++)
                for (var j = 0; j < i; j++) pairs += Distance(places[index[i]], places[index[j]], level);
            observed += pairs / (unit.Length - 1);
        }
        var expected = Expected(places, counts, level);
        return expected == 0 ? None("no_variation")
            : new(1 - (values.Length - 1) * observed / expected, units.Length, values.Length, null);
    }

    static (double[] Distinct, double[] Counts) Counted(double[] sorted)
    {
        var groups = sorted.GroupBy(v => v).ToArray();
        return ([.. groups.Select(g => g.Key)], [.. groups.Select(g => (double)g.Count())]);
    }

    // The middle of each value among all: Σ of the counts between two values, half at the ends, is a difference of
    // these.
    static double[] Places(double[] counts)
    {
        var (places, before) = (new double[counts.Length], 0.0);
        for (var i = 0; i < counts.Length; i++)
        {
            places[i] = before + counts[i] / 2;
            before += counts[i];
        }
        return places;
    }

    static double Distance(double a, double b, MeasurementLevel level) => a == b ? 0 : level switch
    {
        MeasurementLevel.Nominal => 1,
        MeasurementLevel.Ratio => (a - b) / (a + b) * ((a - b) / (a + b)),
        _ => (a - b) * (a - b),
    };

    // Over all pairs of values, each pair once.
    static double Expected(double[] places, double[] counts, MeasurementLevel level)
    {
        var n = counts.Sum();
        if (level == MeasurementLevel.Nominal) return (n * n - counts.Sum(c => c * c)) / 2;
        if (level != MeasurementLevel.Ratio)
        {
            var mean = places.Zip(counts, (v, c) => v * c).Sum() / n;
            return places.Length == 1 ? 0 : n * places.Zip(counts, (v, c) => c * (v - mean) * (v - mean)).Sum();
        }
        var sum = 0.0;
        for (var i = 1; i < places.Length; i++)
            for (var j = 0; j < i; j++) sum += counts[i] * counts[j] * Distance(places[i], places[j], level);
        return sum;
    }
}
