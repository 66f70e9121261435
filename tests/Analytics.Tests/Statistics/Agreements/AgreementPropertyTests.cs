using Analytics.Statistics.Agreements;
using Analytics.Tests.Tables.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Analytics.Tests.Statistics.Agreements;

/// <summary>What holds of any ratings.</summary>
public class AgreementPropertyTests
{
    static readonly Gen<double[,]> Any =
        from subjects in Gen.Choose(2, 9)
        from raters in Gen.Choose(2, 5)
        from scores in Gen.Choose(1, 6).ArrayOf(subjects * raters)
        select Matrix(subjects, raters, (i, j) => scores[i * raters + j]);

    static double[,] Matrix(int subjects, int raters, Func<int, int, double> score)
    {
        var matrix = new double[subjects, raters];
        for (var i = 0; i < subjects; i++)
            for (var j = 0; j < raters; j++) matrix[i, j] = score(i, j);
        return matrix;
    }

    static double[,] Map(double[,] x, Func<int, int, double> score) => Matrix(x.GetLength(0), x.GetLength(1), score);

    static double?[,] Gaps(double[,] x, Func<int, int, bool> isMissing)
    {
        var found = new double?[x.GetLength(0), x.GetLength(1)];
        for (var i = 0; i < x.GetLength(0); i++)
            for (var j = 0; j < x.GetLength(1); j++) found[i, j] = isMissing(i, j) ? null : x[i, j];
        return found;
    }

    static double[,] TwoRaters(double[,] x) => Matrix(x.GetLength(0), 2, (i, j) => x[i, j]);

    static readonly MeasurementLevel[] Levels = Enum.GetValues<MeasurementLevel>();

    static readonly KappaWeights[] Weights = Enum.GetValues<KappaWeights>();

    static readonly IccForm[] Forms = Enum.GetValues<IccForm>();

    // Everything the ratings give, in one list.
    static double?[] All(double[,] x) =>
    [
        KendallW.Of(x).W, KendallW.Of(x).Uncorrected, KendallW.Of(x).MeanSpearman, KendallW.Of(x).P,
        .. Forms.Select(form => IntraclassCorrelation.Of(x, form)).SelectMany(icc =>
            new[] { icc.Estimate, icc.Interval?.Low, icc.Interval?.High, icc.P }),
        .. Levels.Select(level => KrippendorffAlpha.Of(Gaps(x, (_, _) => false), level).Alpha),
        FleissKappa.Of(x).Kappa, FleissKappa.Of(x).Z,
    ];

    static bool Same(double?[] a, double?[] b) => a.Zip(b).All(pair => Near(pair.First, pair.Second));

    static bool Near(double? a, double? b) => a is null == b is null
        && (a is null || a == b || Math.Abs(a.Value - b!.Value) <= 1e-8 * Math.Max(1, Math.Abs(a.Value)));

    static void Holds(Func<double[,], bool> property) => Prop.ForAll(Any.ToArbitrary(), property).Check(Sampling.Of(300));

    [Fact]
    public void The_order_of_subjects_and_raters_does_not_matter() => Holds(x =>
    {
        var (n, m) = (x.GetLength(0), x.GetLength(1));
        return Same(All(x), All(Map(x, (i, j) => x[n - 1 - i, j]))) && Same(All(x), All(Map(x, (i, j) => x[(i + 1) % n, (j + 1) % m])))
            && Weights.All(w => Near(CohenKappa.Of(TwoRaters(x), w).Kappa, CohenKappa.Of(Map(TwoRaters(x), (i, j) => x[n - 1 - i, 1 - j]), w).Kappa));
    });

    [Fact]
    public void Whole_agreement_is_1() => Holds(x =>
    {
        var same = Map(x, (i, _) => x[i, 0]);
        var isConstant = Enumerable.Range(0, x.GetLength(0)).All(i => x[i, 0] == x[0, 0]);
        double? one = isConstant ? null : 1;
        return KendallW.Of(same).W == one && KendallW.Of(same).MeanSpearman is var rho && Near(rho, one)
            && Levels.All(level => KrippendorffAlpha.Of(Gaps(same, (_, _) => false), level).Alpha == one)
            && Weights.All(w => CohenKappa.Of(TwoRaters(same), w).Kappa == one) && FleissKappa.Of(same).Kappa == one
            && Forms.All(form => IntraclassCorrelation.Of(same, form).Estimate == one);
    });

    [Fact]
    public void Coefficients_stay_in_their_range_and_limits_hold_the_estimate() => Holds(x =>
        KendallW.Of(x) is var w && w.W is null or (>= 0 and <= 1) && (w.W is null || w.Uncorrected <= w.W + 1e-12) && w.P is null or (>= 0 and <= 1)
        && w.RankSums.Sum() == x.GetLength(1) * x.GetLength(0) * (x.GetLength(0) + 1) / 2.0
        && w.MeanSpearman is null or (>= -1 and <= 1)
        && Levels.All(level => KrippendorffAlpha.Of(Gaps(x, (_, _) => false), level).Alpha is null or <= 1)
        && Weights.All(weights => CohenKappa.Of(TwoRaters(x), weights) is var kappa && kappa.Kappa is null or (>= -1 and <= 1)
            && (kappa.Interval is null || kappa.Interval.Value.Contains(kappa.Kappa!.Value)))
        && Forms.All(form => IntraclassCorrelation.Of(x, form) is var icc && icc.Estimate is null or <= 1
            && (icc.Interval is null || (icc.Interval.Value.Low <= icc.Estimate + 1e-9 && icc.Estimate <= icc.Interval.Value.High + 1e-9))));

    [Fact]
    public void Consistency_does_not_see_how_strict_a_rater_is_and_agreement_does() => Holds(x =>
    {
        var strict = Map(x, (i, j) => x[i, j] + 100 * j);
        return new[] { IccForm.ConsistencySingle, IccForm.ConsistencyAverage }.All(form =>
                Near(IntraclassCorrelation.Of(x, form).Estimate, IntraclassCorrelation.Of(strict, form).Estimate))
            && Math.Abs(IntraclassCorrelation.Of(strict, IccForm.AgreementSingle).Estimate ?? 0) < 0.05;
    });

    [Fact]
    public void Units_of_measurement_do_not_matter_where_the_level_says_so() => Holds(x =>
    {
        double?[,] Whole(double[,] ratings) => Gaps(ratings, (_, _) => false);
        bool Alike(MeasurementLevel level, double[,] other) =>
            Near(KrippendorffAlpha.Of(Whole(x), level).Alpha, KrippendorffAlpha.Of(Whole(other), level).Alpha);
        return Alike(MeasurementLevel.Nominal, Map(x, (i, j) => 7 - x[i, j])) && Alike(MeasurementLevel.Ordinal, Map(x, (i, j) => Math.Exp(x[i, j])))
            && Alike(MeasurementLevel.Interval, Map(x, (i, j) => 3 - 2 * x[i, j])) && Alike(MeasurementLevel.Ratio, Map(x, (i, j) => 2.5 * x[i, j]))
            && Near(KendallW.Of(x).W, KendallW.Of(Map(x, (i, j) => Math.Exp(x[i, j]) + j)).W)
            && Forms.All(form => Near(IntraclassCorrelation.Of(x, form).Estimate, IntraclassCorrelation.Of(Map(x, (i, j) => 3 - 2 * x[i, j]), form).Estimate));
    });

    [Fact]
    public void Average_forms_follow_from_single_ones_by_Spearman_and_Brown() => Holds(x =>
    {
        double k = x.GetLength(1);
        return new[] { (IccForm.OneWaySingle, IccForm.OneWayAverage), (IccForm.ConsistencySingle, IccForm.ConsistencyAverage) }.All(pair =>
            IntraclassCorrelation.Of(x, pair.Item2).Estimate is not { } average || IntraclassCorrelation.Of(x, pair.Item1).Estimate is not { } single
            || Math.Abs(average - k * single / (1 + (k - 1) * single)) <= 1e-8 * Math.Max(1, Math.Abs(average)));
    });

    [Fact]
    public void A_subject_with_one_rating_says_nothing_to_alpha() => Holds(x =>
    {
        var full = Gaps(x, (_, _) => false);
        var more = new double?[x.GetLength(0) + 1, x.GetLength(1)];
        Array.Copy(full, more, full.Length);
        more[x.GetLength(0), 0] = 99;
        return Levels.All(level => Equals(KrippendorffAlpha.Of(full, level), KrippendorffAlpha.Of(more, level)));
    });

    [Fact]
    public void Kappa_of_two_raters_with_two_categories_is_the_same_with_any_weights() => Holds(x =>
    {
        var two = Map(TwoRaters(x), (i, j) => x[i, j] > 3 ? 1 : 0);
        return Weights.All(w => Near(CohenKappa.Of(two, w).Kappa, CohenKappa.Of(two, KappaWeights.Unweighted).Kappa)
            && Near(CohenKappa.Of(two, w).Z, CohenKappa.Of(two, KappaWeights.Unweighted).Z));
    });
}
