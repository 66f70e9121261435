using Analytics.Tables;

namespace Analytics.Statistics.Agreements;

// The ratings of one case as a matrix, subjects and raters in order of first appearance. Words stand for their place
// among the categories given, or else for names without order.
sealed record RatingRows(double?[,] All, double[]? Categories, bool IsOrdered, bool IsMeasured)
{
    public static RatingRows Of(string analysis, Sample sample)
    {
        var (subjects, raters, scores) = (sample.Texts("subject"), sample.Texts("rater"), sample.TextsOrNull("score"));
        var (subject, rater) = (Places(subjects), Places(raters));
        var (read, categories, isOrdered, isMeasured) = Read(analysis, sample, scores);
        var all = new double?[subject.Count, rater.Count];
        var seen = new HashSet<(int, int)>();
        for (var i = 0; i < scores.Length; i++)
        {
            var at = (subject[subjects[i]], rater[raters[i]]);
            if (!seen.Add(at)) throw StatisticsErrors.Unsuitable(analysis, sample.Rows[i] + 1, "rating_repeated");
            all[at.Item1, at.Item2] = scores[i] is { } score ? read(score) : null;
        }
        return new(all, categories, isOrdered, isMeasured);
    }

    public int Subjects => All.GetLength(0);

    public int Raters => All.GetLength(1);

    public bool IsComplete(int subject) => Enumerable.Range(0, Raters).All(j => All[subject, j] is not null);

    /// The subjects everyone has rated.
    public double[,] Complete()
    {
        int[] kept = [.. Enumerable.Range(0, Subjects).Where(IsComplete)];
        var complete = new double[kept.Length, Raters];
        for (var i = 0; i < kept.Length; i++)
            for (var j = 0; j < Raters; j++) complete[i, j] = All[kept[i], j]!.Value;
        return complete;
    }

    static Dictionary<string, int> Places(string[] names)
    {
        var places = new Dictionary<string, int>();
        foreach (var name in names) places.TryAdd(name, places.Count);
        return places;
    }

    static (Func<string, double>, double[]?, bool, bool) Read(string analysis, Sample sample, string?[] scores)
    {
        static double? Number(string? text) =>
            CellText.TryRead(text, ColumnKind.Real, out var value) ? (double?)value : null;
        var text = sample.Settings.WordOrNull("categories");
        string[] given = text is not null
            ? [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)] : [];
        if (given.Distinct().Count() < given.Length)
            throw StatisticsErrors.ParameterInvalid(analysis, "categories", text!, "1,2,3,…");
        var areNumbers = scores.All(s => s is null || Number(s) is not null) && given.All(g => Number(g) is not null);
        double[]? numbers = areNumbers && given.Length > 0 ? [.. given.Select(g => Number(g)!.Value)] : null;
        var words = given.Length > 0 ? Places(given) : Places([.. scores.OfType<string>().Distinct().Order(
            StringComparer.Ordinal)]);
        for (var i = 0; i < scores.Length; i++)
            if (scores[i] is { } score && given.Length > 0
                && (areNumbers ? !numbers!.Contains(Number(score)!.Value) : !words.ContainsKey(score)))
                throw StatisticsErrors.CellInvalid(analysis, sample.Rows[i] + 1, "score", score,
                    string.Join(" | ", given));
        for (var i = 0; i < scores.Length && areNumbers; i++)
            if (Math.Abs(Number(scores[i]) ?? 0) > Ratings.Most)
                throw StatisticsErrors.CellInvalid(analysis, sample.Rows[i] + 1, "score", scores[i]!, "-1e100 – 1e100");
        return areNumbers ? (s => Number(s)!.Value, numbers, true, true)
            : (s => words[s], [.. words.Values.Select(v => (double)v)], given.Length > 0, false);
    }
}
