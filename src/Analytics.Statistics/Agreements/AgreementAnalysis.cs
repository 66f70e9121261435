using System.Text.Json;
using Analytics.Statistics.Intervals;
using Analytics.Tables;

namespace Analytics.Statistics.Agreements;

// Every statistic of agreement that the ratings allow, with a reason where they do not. Krippendorff's alpha takes all
// ratings; the others take the subjects everyone has rated.
sealed class AgreementAnalysis : CaseAnalysis
{
    static readonly (IccForm Form, string Name)[] Forms =
    [
        (IccForm.OneWaySingle, "oneway_consistency_single"), (IccForm.OneWayAverage, "oneway_consistency_average"),
        (IccForm.ConsistencySingle, "twoway_consistency_single"),
        (IccForm.ConsistencyAverage, "twoway_consistency_average"),
        (IccForm.AgreementSingle, "twoway_agreement_single"),
        (IccForm.AgreementAverage, "twoway_agreement_average"),
    ];

    static readonly string[] Families = ["krippendorff", "kendall", "icc", "cohen", "fleiss"];

    public override string Name => "agreement";

    public override IReadOnlyList<Input> Inputs =>
    [
        new("subject", ColumnKind.Text, "item", "unit", "object"),
        new("rater", ColumnKind.Text, "judge", "coder", "expert"),
        new("score", ColumnKind.Text, "rating", "value", "category"),
    ];

    public override IReadOnlyList<Parameter> Parameters =>
    [
        Shared.Confidence, new("statistics", ParameterKind.Word, "all"), new("categories", ParameterKind.Word),
    ];

    public override IReadOnlyList<Output> Outputs =>
    [
        new("subjects", ColumnKind.Whole), new("subjects_complete", ColumnKind.Whole),
        new("raters", ColumnKind.Whole), new("ratings_missing", ColumnKind.Whole),
        new("alpha_nominal"), new("alpha_ordinal"), new("alpha_interval"), new("alpha_ratio"),
        new("kripp_nominal"), new("kripp_ordinal"), new("kripp_interval"), new("kripp_ratio"),
        new("kendall_w_corrected"), new("kendall_chi2"), new("kendall_p"), new("kendall_w_uncorrected"),
        new("rank_sums") { IsIndexed = true }, new("mean_spearman"),
        new("icc_{form}"), new("icc_{form}_lo{level}"), new("icc_{form}_hi{level}"),
        new("icc_{form}_F", ColumnKind.Scalar), new("icc_{form}_p"),
        new("ms_rows"), new("ms_cols"), new("ms_error"), new("ms_within"), new("percent_agreement"),
        new("cohen_{weights}"), new("cohen_{weights}_z"), new("cohen_{weights}_p"),
        new("cohen_{weights}_lo{level}"), new("cohen_{weights}_hi{level}"),
        new("fleiss"), new("fleiss_z"), new("fleiss_p"),
    ];

    public override ResultShape Shape => ResultShape.Long;

    public override Guide Guide => new("""
        Krippendorff: α = 1 - D observed / D expected, over all pairs of ratings of one subject and of all;
        kripp_* as irr (R) has it: with n ratings by k raters, none missing,
        1 - (1 - α) ((k - 1) n - 1) / ((k - 1)(n - 1))
        Kendall: W = 12 S / (m² (n³ - n) - m Σ(t³ - t))
        ICC of MSR, MSC, MSE, MSW (two-way and one-way mean squares of n subjects, k raters):
        oneway single (MSR - MSW) / (MSR + (k - 1) MSW), average (MSR - MSW) / MSR
        consistency single (MSR - MSE) / (MSR + (k - 1) MSE), average (MSR - MSE) / MSR
        agreement single (MSR - MSE) / (MSR + (k - 1) MSE + k (MSC - MSE) / n),
        average (MSR - MSE) / (MSR + (MSC - MSE) / n)
        Cohen (two raters) and Fleiss: κ = (p observed - p expected) / (1 - p expected)
        """,
        "Krippendorff (2004), Content Analysis, ch. 11; Kendall and Babington Smith (1939), Ann. Math. Stat. "
        + "10:275-287; McGraw and Wong (1996), Psychological Methods 1:30-46; Cohen (1960), Educ. Psychol. Meas. "
        + "20:37-46; Fleiss (1971), Psychological Bulletin 76:378-382", new("""
        subject,rater,score
        1,A,9
        1,B,2
        1,C,5
        1,D,8
        2,A,6
        2,B,1
        2,C,3
        2,D,2
        3,A,8
        3,B,4
        3,C,6
        3,D,8
        4,A,7
        4,B,1
        4,C,2
        4,D,6
        5,A,10
        5,B,5
        5,C,6
        5,D,9
        6,A,6
        6,B,2
        6,C,4
        6,D,7
        """, "",
        [
            new(0, "icc_oneway_consistency_single", "0.17"), new(0, "icc_twoway_agreement_single", "0.29"),
            new(0, "icc_twoway_consistency_single", "0.71"), new(0, "icc_oneway_consistency_average", "0.44"),
            new(0, "icc_twoway_agreement_average", "0.62"), new(0, "icc_twoway_consistency_average", "0.91"),
            new(0, "ms_rows", "11.24"), new(0, "ms_within", "6.26"), new(0, "ms_cols", "32.49"),
            new(0, "ms_error", "1.02"),
        ], "Shrout and Fleiss (1979), Psychological Bulletin 86:420-428, tables 2 to 4: six targets, four judges"));

    protected override void Analyse(Sample sample, Results results)
    {
        var wanted = Wanted(sample.Settings.Word("statistics"));
        var ratings = RatingRows.Of(Name, sample);
        var complete = ratings.Complete();
        results.Say("subjects", ratings.Subjects);
        results.Say("subjects_complete", complete.GetLength(0));
        results.Say("raters", ratings.Raters);
        results.Say("ratings_missing", ratings.All.Cast<double?>().Count(rating => rating is null));
        var say = new AgreementKeys(results, ratings, complete, sample.Settings.Number("confidence"));
        if (wanted.Contains("krippendorff")) say.Krippendorff();
        if (wanted.Contains("kendall")) say.Kendall();
        if (wanted.Contains("icc")) foreach (var (form, name) in Forms) say.IntraclassCorrelation(form, "icc_" + name);
        if (wanted.Contains("icc")) say.MeanSquares();
        if (wanted.Contains("cohen") || wanted.Contains("fleiss")) say.PercentAgreement();
        if (wanted.Contains("cohen")) foreach (var weights in Enum.GetValues<KappaWeights>()) say.Cohen(weights);
        if (wanted.Contains("fleiss")) say.Fleiss();
    }

    string[] Wanted(string text)
    {
        var words = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length == 0 || words.Any(word => word != "all" && !Families.Contains(word)))
            throw StatisticsErrors.ParameterInvalid(Name, "statistics", text, "all | " + string.Join(",", Families));
        return words.Contains("all") ? Families : words;
    }
}

// What one case says under which key.
readonly struct AgreementKeys(Results results, RatingRows ratings, double[,] complete, double confidence)
{
    readonly string _level = CellText.Of(Math.Round(100 * confidence, 10))!;

    public void Krippendorff()
    {
        foreach (var level in Enum.GetValues<MeasurementLevel>())
        {
            var key = "kripp_" + JsonNamingPolicy.SnakeCaseLower.ConvertName(level.ToString());
            var allowed = level == MeasurementLevel.Nominal || ratings.IsMeasured
                || (level == MeasurementLevel.Ordinal && ratings.IsOrdered);
            var found = allowed ? KrippendorffAlpha.Of(ratings.All, level) : null;
            var reason = allowed ? found?.NotComputable : "not_applicable";
            results.Say(key.Replace("kripp_", "alpha_", StringComparison.Ordinal), found?.Alpha, reason: reason);
            results.Say(key, found is null ? null : AsIrr(found), reason: reason);
        }
    }

    // irr (R) counts pairs in place of ratings in the term for small samples where no rating is missing, which matters
    // with three raters or more. Its value stands beside Krippendorff's, so that the two can be told apart.
    double? AsIrr(KrippendorffAlpha found)
    {
        double n = found.Values, pairs = (ratings.Raters - 1.0) * n;
        return n < ratings.All.Length ? found.Alpha
            : 1 - (1 - found.Alpha) * (pairs - 1) / ((ratings.Raters - 1.0) * (n - 1));
    }

    public void Kendall()
    {
        var found = ratings.IsOrdered ? KendallW.Of(complete) : null;
        var reason = found is null ? "not_applicable" : found.NotComputable;
        results.Say("kendall_w_corrected", found?.W, reason: reason);
        results.Say("kendall_chi2", found?.ChiSquared, reason: reason);
        results.Say("kendall_p", found?.P, reason: reason);
        results.Say("kendall_w_uncorrected", found?.Uncorrected, reason: Unless(found?.Uncorrected, reason));
        results.Say("mean_spearman", found?.MeanSpearman,
            reason: Unless(found?.MeanSpearman, reason ?? "no_variation"));
        if (found is null) return;
        var next = 0;
        for (var i = 0; i < ratings.Subjects; i++)
        {
            var isIn = ratings.IsComplete(i);
            results.Say("rank_sums", isIn ? found.RankSums[next++] : null, i + 1, isIn ? null : "missing");
        }
    }

    public void IntraclassCorrelation(IccForm form, string key)
    {
        var found = ratings.IsMeasured ? Agreements.IntraclassCorrelation.Of(complete, form, confidence) : null;
        var reason = found is null ? "not_applicable" : found.NotComputable;
        results.Say(key, found?.Estimate, reason: reason);
        Limits(key, found?.Interval, reason ?? "unbounded");
        results.Say(key + "_F", found?.F, reason: reason);
        results.Say(key + "_p", found?.P, reason: Unless(found?.P, reason ?? "unbounded"));
    }

    public void MeanSquares()
    {
        var reason = !ratings.IsMeasured ? "not_applicable"
            : complete.GetLength(0) < 2 || complete.GetLength(1) < 2 ? "too_few" : null;
        var found = reason is null ? Agreements.MeanSquares.Of(complete) : null;
        results.Say("ms_rows", found?.Rows, reason: reason);
        results.Say("ms_cols", found?.Columns, reason: reason);
        results.Say("ms_error", found?.Error, reason: reason);
        results.Say("ms_within", found?.Within, reason: reason);
    }

    public void PercentAgreement()
    {
        var (n, m) = (complete.GetLength(0), complete.GetLength(1));
        var matrix = complete;
        double? share = n == 0 || m < 2 ? null : Enumerable.Range(0, n).Count(i =>
            Enumerable.Range(1, m - 1).All(j => matrix[i, j] == matrix[i, 0])) / (double)n;
        results.Say("percent_agreement", share, reason: Unless(share, "too_few"));
    }

    public void Cohen(KappaWeights weights)
    {
        var key = "cohen_" + JsonNamingPolicy.SnakeCaseLower.ConvertName(weights.ToString());
        var allowed = ratings.Raters == 2 && (weights == KappaWeights.Unweighted || ratings.IsOrdered);
        var found = allowed ? CohenKappa.Of(complete, weights, ratings.Categories, confidence) : null;
        Kappa(key, found);
        Limits(key, found?.Interval, !allowed ? "not_applicable" : found!.NotComputable ?? "no_variation");
    }

    public void Fleiss() => Kappa("fleiss", FleissKappa.Of(complete));

    void Kappa(string key, KappaResult? found)
    {
        var reason = found is null ? "not_applicable" : found.NotComputable;
        results.Say(key, found?.Kappa, reason: reason);
        results.Say(key + "_z", found?.Z, reason: Unless(found?.Z, reason ?? "no_variation"));
        results.Say(key + "_p", found?.P, reason: Unless(found?.P, reason ?? "no_variation"));
    }

    void Limits(string key, Interval? found, string reason)
    {
        results.Say($"{key}_lo{_level}", found?.Low, reason: found is null ? reason : null);
        results.Say($"{key}_hi{_level}", found?.High, reason: found is null ? reason : null);
    }

    static string? Unless(double? value, string? reason) => value is null ? reason : null;
}
