using Analytics.Statistics;
using Analytics.Tables;

namespace Analytics.Tests.Statistics.Surveys;

public class SurveyDoorTests
{
    const string Sex = "sex:f=104000,sex:m=96000", Age = "age:18-34=60000,age:35-54=80000,age:55+=60000";

    static string[] Lines(string name) => File.ReadAllLines(Path.Combine(House.Clone.Root, "tests", "reference", name));

    // The data have no case: each case of the expected file is a call with its parameters.
    static List<string> Misses(string which, string parameters)
    {
        var data = Lines("24-survey-data.csv").Select((line, i) => (i == 0 ? "case_id" : which) + "," + line);
        var expected = Lines("24-survey.csv").Where((line, i) => i == 0 || line.StartsWith(which + ",", StringComparison.Ordinal)).ToArray();
        Assert.True(expected.Length > 10, which);
        return DoorCheck.Misses("survey", string.Join('\n', data), string.Join('\n', expected), _ => DoorCheck.A, parameters);
    }

    static Dictionary<string, (object? Value, string? Reason)> Run(string data, string parameters = "")
    {
        var found = Analyses.Named("survey").Run(DoorCheck.Read(data), new AnalysisOptions { Given = DoorCheck.Parameters(parameters) });
        return Enumerable.Range(0, found.RowCount).ToDictionary(row => $"{found[row, "key"]}{(found[row, "idx"] is { } index ? " " + index : "")}",
            row => (found[row, "value"], found.Text(row, "not_computable")));
    }

    static double Number(Dictionary<string, (object? Value, string? Reason)> found, string key) => Assert.IsType<double>(found[key].Value);

    static void Is(double expected, Dictionary<string, (object? Value, string? Reason)> found, string key) =>
        Assert.Equal(expected, Number(found, key), 12);

    [Theory]
    [InlineData("stratified", "")]
    [InlineData("weights_only", "design=weights")]
    [InlineData("poststrat_sex", "design=weights margins=" + Sex)]
    [InlineData("rake_sex_age", "design=weights margins=" + Sex + "," + Age)]
    public void Every_key_of_the_reference_is_met_at_class_A(string which, string parameters) => Assert.Empty(Misses(which, parameters));

    [Fact]
    public void Every_case_of_the_reference_is_called() => Assert.Equal(["poststrat_sex", "rake_sex_age", "stratified", "weights_only"],
        Lines("24-survey.csv").Skip(1).Select(line => line.Split(',')[0]).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Margins_may_be_the_text_of_their_file()
    {
        var data = string.Join('\n', Lines("24-survey-data.csv"));
        Assert.Equal(Run(data, "margins=" + Sex + "," + Age), Run(data, "margins=" + string.Join('\n', Lines("24-survey-margins.csv"))));
    }

    [Fact]
    public void The_example_by_hand_comes_out() => Assert.Empty(DoorCheck.ExampleMisses(Analyses.Named("survey")));

    // Residuals 0.4 - 0.6 = -0.2, 0.4 + 0.4 = 0.8 and -0.6 a cluster; 3/2 (0.04 + 0.64 + 0.36) / 25 = 0.0624.
    [Fact]
    public void Clusters_by_hand()
    {
        var found = Run("y,psu\n1,a\n0,a\n1,b\n1,b\n0,c");
        Is(0.6, found, "y.mean");
        Is(Math.Sqrt(0.0624), found, "y.se");
        // S²/n = 5/4 · 0.24 / 5 = 0.06, with equal weights that stand for nobody.
        Is(0.0624 / 0.06, found, "y.deff");
        Assert.Equal((2L, 3L, 1L), (found["degf"].Value, found["clusters"].Value, found["strata"].Value));
    }

    [Fact]
    public void Clusters_of_one_name_in_two_strata_are_two()
    {
        var found = Run("y,stratum,psu\n1,s,a\n0,s,b\n1,t,a\n1,t,b");
        Assert.Equal((4L, 2L, 2L), (found["clusters"].Value, found["strata"].Value, found["degf"].Value));
    }

    // By hand: 40 people, 12 of them in two women and 28 in two men.
    [Fact]
    public void Shares_are_of_the_people_the_weights_stand_for()
    {
        var found = Run("y,weight,sex\n1,10,f\n0,10,f\n0,10,m\n1,10,m", "margins=sex:f=0.3,sex:m=0.7");
        Assert.Equal([6.0, 6, 14, 14], Enumerable.Range(1, 4).Select(i => Math.Round(Number(found, $"weight {i}"), 10)));
        Is(0.5, found, "y.mean");
        Is(20, found, "total");
        // Residuals are ±1/2: 4/3 · 2 (6² + 14²) / 4 / 40².
        Is(Math.Sqrt(4 / 3.0 * (36 + 196) / 2 / 1600), found, "y.se");
        Assert.Equal(2L, found["smallest_group"].Value);
    }

    [Fact]
    public void Missing_answers_are_left_out_and_counted_and_the_sample_stays_as_drawn()
    {
        var found = Run("y,weight\n1,1\n0,1\n,1\n1,1");
        Assert.Equal((4L, 3L, 1L), (found["n"].Value, found["y.n"].Value, found["y.missing"].Value));
        Is(2 / 3.0, found, "y.mean");
        // As a domain of the four drawn: 4/3 Σ u².
        Is(Math.Sqrt(4 / 3.0 * (1 / 9.0 + 4 / 9.0 + 1 / 9.0) / 9), found, "y.se");
    }

    [Fact]
    public void A_lonely_cluster_leaves_no_error_unless_told_what_to_do()
    {
        const string data = "y,weight,district\n1,2,a\n0,2,a\n1,3,b";
        Assert.Equal((null, "lonely_cluster"), Run(data)["y.se"]);
        Assert.Equal(1L, Run(data)["strata_lonely"].Value);
        Is(5 / 7.0, Run(data), "y.mean");
        // Stratum a: 2 (2/7 · 2/7)² and twice; certainty adds nothing.
        var (first, second, lonely) = (2 * (2 / 7.0) / 7, -2 * (5 / 7.0) / 7, 3 * (2 / 7.0) / 7);
        var seen = 2 * (Math.Pow(first - second, 2) / 2);
        Is(Math.Sqrt(seen), Run(data, "lonely=certainty"), "y.se");
        Is(Math.Sqrt(seen + lonely * lonely), Run(data, "lonely=adjust"), "y.se");
        // Wholly drawn, it is not lonely.
        Is(Math.Sqrt(seen / 2), Run("y,weight,district,fpc\n1,2,a,4\n0,2,a,4\n1,3,b,1"), "y.se");
    }

    [Fact]
    public void Answers_in_words_are_one_proportion_a_word()
    {
        var found = Run("answer,w\n满意,2\n不满意,1\n满意,3\n,2", "variables=answer");
        Is(1 / 6.0, found, "answer:不满意.mean");
        Is(5 / 6.0, found, "answer:满意.mean");
        Assert.Equal(1L, found["answer:满意.missing"].Value);
    }

    [Fact]
    public void Proportions_of_all_or_none_have_exact_limits_alone()
    {
        var found = Run("y\n1\n1\n1\n1");
        Assert.Equal((null, "no_variation"), found["ci_logit.lo95"]);
        Assert.Equal((null, "no_variation"), found["y.deff"]);
        // Clopper and Pearson with 4 of 4: (0.025)^(1/4).
        Is(Math.Pow(0.025, 0.25), found, "ci_beta.lo95");
        Is(1, found, "ci_beta.hi95");
        Is(0, found, "y.se");
    }

    [Fact]
    public void Without_weights_they_follow_from_the_populations() =>
        Is(10 / 3.0 * 6 + 15 * 12, Run("y,stratum,fpc\n1,a,10\n2,a,10\n3,a,10\n4,b,30\n8,b,30"), "total");

    [Theory]
    [InlineData("y\n1", "y.se", "too_few")]
    [InlineData("y,psu\n1,a\n0,a", "ci_mean.lo95", "too_few")]
    [InlineData("y,w\n,1\n,1", "y.mean", "missing")]
    [InlineData("y,sex\n1,f\n0,m\n0,m", "by.f.se", "too_few", "by=sex")]
    [InlineData("y,sex\n1,f\n,m\n0,f", "by.m.mean", "missing", "by=sex")]
    [InlineData("y,sex,age\n1,f,o\n0,m,y\n1,m,y", "y.mean", "no_convergence", "margins=sex:f=5,sex:m=6,age:o=4,age:y=7")]
    public void What_cannot_be_computed_has_a_reason(string data, string key, string reason, string parameters = "") =>
        Assert.Equal((null, reason), Run(data, parameters)[key]);

    [Theory]
    [InlineData("y,w\n1,0", "", "analysis-cell-invalid", "weight")]
    [InlineData("y,w\n1,-1", "", "analysis-cell-invalid", "> 0")]
    [InlineData("y,w\n1,1\n0,", "", "analysis-cell-empty", "weight")]
    [InlineData("y,district\n1,a\n0,", "", "analysis-cell-empty", "stratum")]
    [InlineData("y,fpc\n1,5\n0,6", "", "analysis-cell-invalid", "expected 5")]
    [InlineData("y,fpc\n1,2\n0,2\n1,2", "", "analysis-cell-invalid", "≥ 3")]
    [InlineData("y,sex\n1,f\n0,x", "margins=sex:f=1,sex:m=1", "analysis-cell-invalid", "f | m")]
    [InlineData("y,sex\n1,f\n0,f", "margins=sex:f=1,sex:m=1", "analysis-parameter-invalid", "sex:m")]
    [InlineData("y,sex\n1,f\n0,", "margins=sex:f=1", "analysis-cell-empty", "sex")]
    [InlineData("y,sex\n1,f\n0,f", "margins=age:f=1", "analysis-parameter-invalid", "age")]
    [InlineData("y,sex,age\n1,f,o\n0,f,o", "margins=sex:f=10,age:o=11", "analysis-parameter-invalid", "Σ sex = 10")]
    [InlineData("y\n1", "margins=sex", "analysis-parameter-invalid", "variable:level=total")]
    [InlineData("y\n1", "margins=sex:f=-1", "analysis-parameter-invalid", "sex:f=-1")]
    [InlineData("y\n1", "variables=z", "analysis-parameter-invalid", "z")]
    [InlineData("y\n1", "by=z", "analysis-parameter-invalid", "z")]
    [InlineData("y\n1\nyes", "", "analysis-cell-invalid", "yes")]
    [InlineData("note\nyes", "", "analysis-unsuitable", "variables")]
    public void What_does_not_suit_is_refused_by_name(string data, string parameters, string code, string says)
    {
        var error = Assert.Throws<AnalyticsException>(() => Run(data, parameters));
        Assert.Equal(code, error.Code);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Typed_tables_are_read_as_text_ones_are()
    {
        Table table = new([new("district", ColumnKind.Text), new("y", ColumnKind.Flag), new("score", ColumnKind.Whole), new("w", ColumnKind.Exact)],
            [["a", true, 3L, 2m], ["a", false, 5L, 2m], ["b", true, 4L, 1m], ["b", null, 6L, 1m]]);
        var found = Analyses.Named("survey").Run(table, new AnalysisOptions { Given = new Dictionary<string, string> { ["by"] = "district" } });
        var keys = Enumerable.Range(0, found.RowCount).ToDictionary(row => found.Text(row, "key")!, row => found[row, "value"]);
        Assert.Equal((0.6, 4.3333), ((double)keys["y.mean"]!, Math.Round((double)keys["score.mean"]!, 4)));
        Assert.Equal((0.5, 4.0), (keys["by.a.mean"], keys["score.by.a.mean"]));
    }
}
