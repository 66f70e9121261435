using Analytics.Tables;

namespace Analytics.Statistics.Anomalies;

sealed class AnomalyPointsAnalysis : SeriesAnalysis
{
    static readonly Output[] Found =
    [
        new("z"), new("modified_z"), new("robust_z"), new("modified_z_outlier", ColumnKind.Flag),
        new("tukey_outlier", ColumnKind.Flag), new("hampel_k3_outlier", ColumnKind.Flag),
    ];

    public override string Name => "anomaly-points";

    public override IReadOnlyList<Input> Inputs => [Shared.Value, Shared.Time];

    public override IReadOnlyList<Parameter> Parameters =>
    [
        new("modified_z_limit", ParameterKind.Number, "3.5") { Min = 0 }, OutlierParameters.Tukey,
        new("hampel_multiple", ParameterKind.Number, "3") { Min = 0 },
    ];

    public override IReadOnlyList<Output> Outputs => Found;

    public override ResultShape Shape => ResultShape.Rows;

    public override Guide Guide => new("""
        z = (y - mean)/s; modified z = 0.6745 (y - median)/MAD, outlier beyond 3.5; robust z = (y - median)/(1.4826 MAD)
        Tukey: below Q1 - 1.5 (Q3 - Q1) or above Q3 + 1.5 (Q3 - Q1), quartiles of type 7
        Hampel: |y - m| > 3 · 1.4826 MAD, m and MAD of the value and 3 neighbours on each side, fewer at the ends
        """, "Iglewicz and Hoaglin (1993), How to Detect and Handle Outliers; Tukey (1977), Exploratory Data Analysis; "
        + "Hampel (1974), JASA 69:383-393", new("""
        year,value
        2015,1
        2016,2
        2017,3
        2018,4
        2019,90
        """, "",
        [
            new(1, "modified_z", "-1.349"), new(5, "modified_z", "58.6815"), new(5, "z", "1.78812"),
            new(5, "modified_z_outlier", "true"), new(5, "tukey_outlier", "true"),
            new(5, "hampel_k3_outlier", "true"), new(4, "tukey_outlier", "false"),
        ], "By hand: median 3, MAD 1, so 0.6745 · 87; mean 20, s = √(6130/4), so 70/39.1472; quartiles 2 and 4"));

    protected override void Analyse(Sample sample, Results results)
    {
        var values = sample.RealsOrNull("value");
        var rows = InOrder(sample, row => values[row] is null);
        foreach (var row in Enumerable.Range(0, sample.Count).Except(rows))
            results.Set(row, new object?[Found.Length], "missing");
        if (rows.Length == 0) return;
        double[] y = [.. rows.Select(row => values[row]!.Value)];
        var (z, modified, robust) = (Outliers.Z(y), Outliers.ModifiedZ(y), Outliers.RobustZ(y));
        var fences = Outliers.Tukey(y, sample.Settings.Number("tukey_multiple"));
        var hampel = Outliers.Hampel(y, 3, sample.Settings.Number("hampel_multiple"));
        var limit = sample.Settings.Number("modified_z_limit");
        var alike = Moments.AllEqual(y);
        var reason = y.Length == 1 ? "too_few" : alike ? "constant"
            : modified is null ? "modified_z=no_variation; robust_z=no_variation; modified_z_outlier=no_variation"
            : null;
        for (var i = 0; i < y.Length; i++)
            results.Set(rows[i], [
                z?[i], modified?[i], robust?[i],
                modified is null ? alike ? false : null : Math.Abs(modified[i]) > limit,
                y[i] < fences.Low || y[i] > fences.High, hampel[i],
            ], reason);
    }
}

sealed class AnomalySummaryAnalysis : SeriesAnalysis
{
    public override string Name => "anomaly-summary";

    // Called y, since a long table has a column `value` of its own.
    public override IReadOnlyList<Input> Inputs =>
        [new("y", ColumnKind.Real, "value"), Shared.Time];

    public override IReadOnlyList<Parameter> Parameters =>
    [
        new("max_outliers", ParameterKind.Whole) { Min = 0, Max = 10_000 }, OutlierParameters.Alpha,
        OutlierParameters.Tukey,
    ];

    public override IReadOnlyList<Output> Outputs =>
    [
        new("median"), new("mad_raw"), new("q1_type7"), new("q3_type7"), new("fence_lo"), new("fence_hi"),
        new("gesd_R") { IsIndexed = true }, new("gesd_lambda") { IsIndexed = true },
        new("gesd_removed_index", ColumnKind.Whole) { IsIndexed = true }, new("gesd_n_outliers", ColumnKind.Whole),
    ];

    public override ResultShape Shape => ResultShape.Long;

    public override Guide Guide => new("""
        gesd_R_i: the greatest |y - mean|/s of what is left after i - 1 removals
        gesd_lambda_i = (n - i) t / √((n - i - 1 + t²)(n - i + 1)), t the 1 - α/(2(n - i + 1))
        quantile of Student's t with n - i - 1 degrees of freedom
        gesd_n_outliers: the greatest i with R_i > λ_i; up to max_outliers are looked for, else 15 % of the values
        """, "Rosner (1983), Technometrics 25:165-172", new(Rosner, "max_outliers=10",
        [
            new(1, "gesd_R", "3.12"), new(1, "gesd_lambda", "3.16"), new(2, "gesd_R", "2.94"),
            new(2, "gesd_lambda", "3.15"), new(3, "gesd_R", "3.18"), new(3, "gesd_lambda", "3.14"),
            new(10, "gesd_R", "2.07"), new(0, "gesd_n_outliers", "3"),
        ], "Rosner (1983), as worked in NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.5.17.3, which cuts off "
        + "the third decimal"));

    static string Rosner => "value\n" + string.Join('\n', (
        "-0.25 0.68 0.94 1.15 1.20 1.26 1.26 1.34 1.38 1.43 1.49 1.49 1.55 1.56 1.58 1.65 1.69 1.70 1.76 1.77 1.81 "
        + "1.91 1.94 1.96 1.99 2.06 2.09 2.10 2.14 2.15 2.23 2.24 2.26 2.35 2.37 2.40 2.47 2.54 2.62 2.64 2.90 2.92 "
        + "2.92 2.93 3.21 3.26 3.30 3.59 3.68 4.30 4.64 5.34 5.42 6.01").Split(' '));

    protected override void Analyse(Sample sample, Results results)
    {
        var values = sample.RealsOrNull("y");
        int[] rows = [.. Enumerable.Range(0, sample.Count).Where(row => values[row] is not null)];
        double[] y = [.. rows.Select(row => values[row]!.Value)];
        if (y.Length == 0)
        {
            foreach (var output in Outputs.Where(o => !o.IsIndexed)) results.Say(output.Name, null, null, "missing");
            return;
        }
        var fences = Outliers.Tukey(y, sample.Settings.Number("tukey_multiple"));
        results.Say("median", Outliers.Median(y));
        results.Say("mad_raw", Outliers.MedianAbsoluteDeviation(y));
        results.Say("q1_type7", fences.LowerQuartile);
        results.Say("q3_type7", fences.UpperQuartile);
        results.Say("fence_lo", fences.Low);
        results.Say("fence_hi", fences.High);
        var most = (int)(sample.Settings.WholeOrNull("max_outliers") ?? Math.Max(1, y.Length * 15 / 100));
        var found = ExtremeStudentizedDeviate.Of(y, most, sample.Settings.Number("alpha"));
        for (var i = 0; i < found.Steps.Count; i++)
        {
            results.Say("gesd_R", found.Steps[i].R, i + 1);
            results.Say("gesd_lambda", found.Steps[i].Lambda, i + 1);
            results.Say("gesd_removed_index", rows[found.Steps[i].Index] + 1, i + 1);
        }
        if (y.Length < 3) results.Say("gesd_n_outliers", null, null, "too_few");
        else results.Say("gesd_n_outliers", found.Outliers);
    }
}

static class OutlierParameters
{
    public static Parameter Tukey { get; } = new("tukey_multiple", ParameterKind.Number, "1.5") { Min = 0 };

    public static Parameter Alpha { get; } =
        new("alpha", ParameterKind.Number, "0.05") { Min = 0, Max = 1, IsOpen = true };
}
