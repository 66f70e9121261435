using Analytics.Statistics;
using Analytics.Tables;

namespace Analytics.Tests.Statistics.Agreements;

public class AgreementDoorTests
{
    static string Text(string name) => File.ReadAllText(Path.Combine(House.Clone.Root, "tests", "reference", name));

    static Dictionary<string, (object? Value, string? Reason)> Run(string data, string parameters = "")
    {
        var found = Analyses.Named("agreement").Run(DoorCheck.Read(data), new AnalysisOptions { Given = DoorCheck.Parameters(parameters) });
        return Enumerable.Range(0, found.RowCount).ToDictionary(row => $"{found[row, "key"]}{(found[row, "idx"] is { } index ? " " + index : "")}",
            row => (found[row, "value"], found.Text(row, "not_computable")));
    }

    // Rows are raters, columns subjects; a dot is missing.
    static string Data(params string[] raters) => "subject,rater,score\n" + string.Join('\n', raters.SelectMany((scores, rater) =>
        scores.Split(' ').Select((score, subject) => $"{subject + 1},{(char)('A' + rater)},{(score == "." ? "" : score)}")));

    static void Rounds(double expected, int digits, object? found) => Assert.Equal(expected, Math.Round(Assert.IsType<double>(found), digits));

    [Fact]
    public void Every_key_of_the_reference_is_met_at_class_A_and_limits_too() =>
        Assert.Empty(DoorCheck.Misses("agreement", Text("23-agreement-data.csv"), Text("23-agreement.csv"), _ => DoorCheck.A));

    [Fact]
    public void The_worked_example_of_Shrout_and_Fleiss_comes_out() => Assert.Empty(DoorCheck.ExampleMisses(Analyses.Named("agreement")));

    // Krippendorff (2011), Computing Krippendorff's alpha-reliability, section D: four observers, twelve units.
    [Fact]
    public void Krippendorffs_own_example_comes_out_with_ratings_missing()
    {
        var found = Run(Data("1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 ."));
        foreach (var form in new[] { "alpha", "kripp" })
        {
            Rounds(0.743, 3, found[form + "_nominal"].Value);
            Rounds(0.815, 3, found[form + "_ordinal"].Value);
            Rounds(0.849, 3, found[form + "_interval"].Value);
            Rounds(0.797, 3, found[form + "_ratio"].Value);
        }
        Assert.Equal((12L, 8L, 7L), (found["subjects"].Value, found["subjects_complete"].Value, found["ratings_missing"].Value));
    }

    // By hand: of 9 ratings 5 are 1 and 4 are 2; two of three pairs in the mixed subject differ.
    [Fact]
    public void Alpha_of_complete_ratings_is_Krippendorffs_and_irrs_stands_beside_it()
    {
        var found = Run(Data("1 1 2", "1 1 2", "1 2 2"));
        // Observed: one subject, 2 of its 3 pairs differ, 2 / 2 = 1; expected: 5 · 4 = 20; 1 - 8 · 1 / 20.
        Assert.Equal(0.6, (double)found["alpha_nominal"].Value!, 12);
        Assert.Equal(1 - 0.4 * 17 / 16, (double)found["kripp_nominal"].Value!, 12);
    }

    // Siegel (1956), Nonparametric Statistics, p. 230: three executives rank six applicants.
    [Fact]
    public void Siegels_example_of_W_comes_out()
    {
        var found = Run(Data("1 6 3 2 5 4", "1 5 6 4 2 3", "6 3 2 5 4 1"));
        Rounds(0.16, 2, found["kendall_w_corrected"].Value);
        Assert.Equal(found["kendall_w_uncorrected"].Value, found["kendall_w_corrected"].Value);
        Assert.Equal([8.0, 14, 11, 11, 11, 8], Enumerable.Range(1, 6).Select(i => found[$"rank_sums {i}"].Value!).Cast<double>());
        // W = (m ρ - ρ + 1) / m.
        Assert.Equal((double)found["kendall_w_corrected"].Value!, (2 * (double)found["mean_spearman"].Value! + 1) / 3, 12);
    }

    // Fleiss, Cohen and Everitt (1969), table 1: 200 subjects, three categories.
    [Fact]
    public void Kappa_and_its_standard_errors_are_those_published()
    {
        var (first, second) = (new List<int>(), new List<int>());
        foreach (var (a, b, count) in new[] { (1, 1, 106), (1, 2, 10), (1, 3, 4), (2, 1, 22), (2, 2, 28), (2, 3, 10), (3, 1, 2), (3, 2, 12), (3, 3, 6) })
        {
            first.AddRange(Enumerable.Repeat(a, count));
            second.AddRange(Enumerable.Repeat(b, count));
        }
        var found = Run(Data(string.Join(' ', first), string.Join(' ', second)));
        Rounds(0.429, 3, found["cohen_unweighted"].Value);
        // √0.003082
        Assert.Equal(0.225 / 0.525 / Math.Sqrt(0.169875 / 0.525 / 0.525 / 200), (double)found["cohen_unweighted_z"].Value!, 10);
        // √0.002885, as found.
        var error = ((double)found["cohen_unweighted_hi95"].Value! - (double)found["cohen_unweighted"].Value!) / 1.959963984540054;
        Rounds(0.0537, 4, error);
        Rounds(0.70, 10, found["percent_agreement"].Value);
    }

    // Ten subjects by fourteen raters in five categories, the example that textbooks and encyclopaedias work: 0.210.
    [Fact]
    public void Fleiss_kappa_of_the_textbook_table_comes_out()
    {
        int[][] counts =
        [
            [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1], [7, 7, 0, 0, 0],
            [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
        ];
        var rows = counts.SelectMany((row, subject) => row.SelectMany((count, category) => Enumerable.Repeat(category + 1, count))
            .Select((category, rater) => $"{subject},{rater},{category}"));
        Rounds(0.210, 3, Run("subject,rater,score\n" + string.Join('\n', rows))["fleiss"].Value);
    }

    [Fact]
    public void Words_have_no_order_until_the_categories_say_it()
    {
        var data = Data("满意 一般 不满意 满意", "满意 不满意 不满意 一般");
        var found = Run(data);
        Assert.NotNull(found["cohen_unweighted"].Value);
        Assert.NotNull(found["alpha_nominal"].Value);
        foreach (var key in new[] { "cohen_equal", "alpha_ordinal", "kendall_w_corrected", "icc_twoway_agreement_single", "ms_rows" })
            Assert.Equal((null, "not_applicable"), found[key]);
        var ordered = Run(data, "categories=不满意,一般,满意");
        // By hand: 2 steps in 4 pairs; by the margins (1, 1, 2) and (2, 1, 1), 16 steps in 16: 1 - (2/4) / (16/16).
        Assert.Equal(0.5, (double)ordered["cohen_equal"].Value!, 12);
        Assert.NotNull(ordered["kendall_w_corrected"].Value);
        Assert.Equal("not_applicable", ordered["alpha_interval"].Reason);
    }

    [Theory]
    [InlineData("1 2 3", "alpha_nominal", "too_few")]
    [InlineData("1 2 3", "kendall_w_corrected", "too_few")]
    [InlineData("1 2 3", "icc_oneway_consistency_single", "too_few")]
    [InlineData("1 2 3", "cohen_unweighted", "not_applicable")]
    [InlineData("4|4", "kendall_w_corrected", "too_few")]
    [InlineData("4|4", "alpha_ratio", "no_variation")]
    [InlineData("4 4 4|4 4 4", "alpha_interval", "no_variation")]
    [InlineData("4 4 4|4 4 4", "kendall_w_corrected", "no_variation")]
    [InlineData("4 4 4|4 4 4", "icc_twoway_agreement_average", "no_variation")]
    [InlineData("4 4 4|4 4 4", "cohen_squared", "no_variation")]
    [InlineData("4 4 4|4 4 4", "fleiss", "no_variation")]
    [InlineData("0.1 0.1 0.1|0.7 0.7 0.7", "icc_twoway_consistency_single", "no_variation")]
    [InlineData("1 2|2 1", "icc_oneway_consistency_average", "unbounded")]
    [InlineData(". . .|. . .", "alpha_nominal", "too_few")]
    [InlineData(". 1|2 .", "percent_agreement", "too_few")]
    [InlineData(". 1|2 .", "rank_sums 1", "missing")]
    [InlineData("-1 2|2 1", "alpha_ratio", "not_applicable")]
    [InlineData("4 4 4|1 2 3", "mean_spearman", "no_variation")]
    public void What_cannot_be_computed_has_a_reason(string raters, string key, string reason) =>
        Assert.Equal((null, reason), Run(Data(raters.Split('|')))[key]);

    [Fact]
    public void Whole_agreement_is_1_and_F_without_bound()
    {
        var found = Run(Data("0.1 0.7 0.4", "0.1 0.7 0.4", "0.1 0.7 0.4"));
        foreach (var key in found.Keys.Where(k => k.StartsWith("icc_", StringComparison.Ordinal)))
            Assert.Equal(key.EndsWith("_F", StringComparison.Ordinal) ? double.PositiveInfinity : key.EndsWith("_p", StringComparison.Ordinal) ? 0.0 : 1.0,
                found[key].Value);
        Assert.Equal((1.0, 1.0), (found["alpha_ratio"].Value, found["fleiss"].Value));
    }

    [Theory]
    [InlineData("subject,rater,score\n1,A,3\n1,A,4", "", "analysis-unsuitable")]
    [InlineData("subject,rater,score\n,A,3", "", "analysis-cell-empty")]
    [InlineData("subject,rater,score\n1,,3", "", "analysis-cell-empty")]
    [InlineData("subject,rater\n1,A", "", "analysis-column-missing")]
    [InlineData("subject,rater,score\n1,A,1e200", "", "analysis-cell-invalid")]
    [InlineData("subject,rater,score\n1,A,3", "statistics=w", "analysis-parameter-invalid")]
    [InlineData("subject,rater,score\n1,A,3", "categories=1,2", "analysis-cell-invalid")]
    [InlineData("subject,rater,score\n1,A,1", "categories=1,1", "analysis-parameter-invalid")]
    public void What_does_not_suit_is_refused(string data, string parameters, string code) =>
        Assert.Equal(code, Assert.Throws<AnalyticsException>(() => Run(data, parameters)).Code);

    [Fact]
    public void Statistics_can_be_chosen_and_keys_name_the_confidence()
    {
        var found = Run(Data("1 2 3 5", "2 2 4 4"), "statistics=icc confidence=0.9");
        Assert.Contains("icc_oneway_consistency_single_lo90", found.Keys);
        Assert.DoesNotContain(found.Keys, key => key.StartsWith("kripp", StringComparison.Ordinal) || key == "fleiss");
    }
}
