namespace Analytics.Statistics.Agreements;

// A matrix of ratings: a row a subject, a column a rater.
static class Ratings
{
    /// Beyond it squares run out of range.
    public const double Most = 1e100;

    public static void Check(double[,] ratings)
    {
        foreach (var rating in ratings) Check(rating);
    }

    public static void Check(double rating)
    {
        if (!(Math.Abs(rating) <= Most))
            throw new ArgumentOutOfRangeException(nameof(rating), rating, "Ratings lie within -1e100 and 1e100.");
    }

    /// The ratings less their mean, so that squares lose no digits to a level all have in common.
    public static double[,] Centred(double[,] ratings)
    {
        var (sum, first) = (0.0, ratings[0, 0]);
        foreach (var rating in ratings) sum += rating - first;
        var mean = sum / ratings.Length;
        var centred = new double[ratings.GetLength(0), ratings.GetLength(1)];
        for (var i = 0; i < centred.GetLength(0); i++)
            for (var j = 0; j < centred.GetLength(1); j++) centred[i, j] = ratings[i, j] - first - mean;
        return centred;
    }

    public static double[] Column(double[,] ratings, int rater)
    {
        var column = new double[ratings.GetLength(0)];
        for (var i = 0; i < column.Length; i++) column[i] = ratings[i, rater];
        return column;
    }

    /// Ranks from 1 for the least, ties sharing the mean of their places, and Σ(t³ - t) over groups of t ties.
    public static (double[] Ranks, double Ties) Ranks(double[] values)
    {
        var order = Enumerable.Range(0, values.Length).OrderBy(i => values[i]).ToArray();
        var (ranks, ties) = (new double[values.Length], 0.0);
        for (var from = 0; from < order.Length;)
        {
            var to = from + 1;
            while (to < order.Length && values[order[to]] == values[order[from]]) to++;
            for (var i = from; i < to; i++) ranks[order[i]] = (from + 1 + to) / 2.0;
            double t = to - from;
            ties += t * t * t - t;
            from = to;
        }
        return (ranks, ties);
    }

    /// The different ratings in rising order, and of each subject and rater which of them it is.
    public static (double[] Levels, int[,] Index) Levels(double[,] ratings, IReadOnlyList<double>? known = null)
    {
        var found = known is null ? new SortedSet<double>(ratings.Cast<double>()) : [.. known];
        double[] levels = [.. found];
        var index = new int[ratings.GetLength(0), ratings.GetLength(1)];
        for (var i = 0; i < index.GetLength(0); i++)
            for (var j = 0; j < index.GetLength(1); j++)
            {
                index[i, j] = Array.BinarySearch(levels, ratings[i, j]);
                if (index[i, j] < 0)
                    throw new ArgumentException($"Found the rating {ratings[i, j]}, which is none of the levels.",
                        nameof(known));
            }
        return (levels, index);
    }
}
