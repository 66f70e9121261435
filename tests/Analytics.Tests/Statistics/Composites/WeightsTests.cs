using Analytics.Statistics;
using Analytics.Statistics.Composites;
using Analytics.Tables;
using Analytics.Tests.Tables.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Analytics.Tests.Statistics.Composites;

public class WeightsTests
{
    static double[,] Matrix(params double[][] upper)
    {
        var n = upper.Length + 1;
        var matrix = new double[n, n];
        for (var i = 0; i < n; i++) matrix[i, i] = 1;
        for (var i = 0; i < n - 1; i++)
            for (var j = i + 1; j < n; j++) (matrix[i, j], matrix[j, i]) = (upper[i][j - i - 1], 1 / upper[i][j - i - 1]);
        return matrix;
    }

    // Saaty (1980), choice of a school: learning, friends, school life, vocational training, college, music.
    [Fact]
    public void Saatys_schools_are_weighed_as_published_and_flagged()
    {
        var found = AnalyticHierarchy.Of(Matrix([4, 3, 1, 3, 4], [7, 3, 1 / 5.0, 1], [1 / 5.0, 1 / 5.0, 1 / 6.0], [1, 1 / 3.0], [3]));
        Assert.Equal([0.32, 0.14, 0.03, 0.13, 0.24, 0.14], found.Weights.Select(w => Math.Round(w, 2)));
        Assert.False(found.IsConsistent);
    }

    // Of three items λ = 1 + ∛c + 1/∛c with c = a(1,2) a(2,3)/a(1,3): 4 · 4/2 = 8 gives 3.5, so 0.25 and 0.25/0.58.
    [Fact]
    public void Three_items_have_their_eigenvalue_in_closed_form()
    {
        var found = AnalyticHierarchy.Of(Matrix([4, 2], [4]));
        Assert.Equal((3.5, 0.25), (Math.Round(found.LambdaMax, 12), Math.Round(found.ConsistencyIndex, 12)));
        Assert.Equal(0.25 / 0.58, found.ConsistencyRatio!.Value, 12);
        Assert.Equal([2, 1, 0.5], found.Weights.Select(w => Math.Round(w / found.Weights[1], 12)));
    }

    static readonly Gen<double[]> Ratios = Gen.Choose(1, 90).Select(v => v / 10.0).ListOf().Where(l => l.Count is > 0 and < 16).Select(l => l.ToArray());

    [Fact]
    public void Consistent_judgements_give_their_weights_and_no_inconsistency() => Prop.ForAll(Ratios.ToArbitrary(), weights =>
    {
        var matrix = new double[weights.Length, weights.Length];
        for (var i = 0; i < weights.Length; i++)
            for (var j = 0; j < weights.Length; j++) matrix[i, j] = weights[i] / weights[j];
        var found = AnalyticHierarchy.Of(matrix);
        return found.ConsistencyRatio == 0 && found.IsConsistent == true && Math.Abs(found.Weights.Sum() - 1) < 1e-12
            && weights.Select((w, i) => w / weights.Sum() - found.Weights[i]).All(miss => Math.Abs(miss) < 1e-12)
            && weights.Select((w, i) => w / weights.Sum() - found.GeometricWeights[i]).All(miss => Math.Abs(miss) < 1e-12);
    }).Check(Sampling.Of(300));

    [Fact]
    public void Two_items_cannot_disagree() => Assert.Equal(0, AnalyticHierarchy.Of(Matrix([7])).ConsistencyRatio);

    [Fact]
    public void Above_fifteen_items_there_is_no_ratio()
    {
        var found = AnalyticHierarchy.Of(Matrix([.. Enumerable.Range(1, 15).Reverse().Select(n => Enumerable.Repeat(1.0, n).ToArray())]));
        Assert.Null(found.ConsistencyRatio);
        Assert.Null(found.IsConsistent);
    }

    [Theory, InlineData("a,b,2\nb,c,3"), InlineData("a,b,2\nb,a,2"), InlineData("a,a,2")]
    public void Judgements_that_lack_or_contradict_each_other_are_refused(string rows) => Assert.Equal("analysis-unsuitable",
        Assert.Throws<AnalyticsException>(() => Run("ahp", "i,j,judgement\n" + rows)).Code);

    [Theory, InlineData("0"), InlineData("-3"), InlineData("1/0"), InlineData("much")]
    public void A_judgement_is_a_number_above_nothing(string judgement) => Assert.Equal("analysis-cell-invalid",
        Assert.Throws<AnalyticsException>(() => Run("ahp", $"i,j,judgement\na,b,{judgement}")).Code);

    [Fact]
    public void Fractions_and_short_reciprocals_are_read() => Assert.Equal(0.25, (double)Run("ahp", "i,j,judgement\na,b,1/3\nb,a,3")[0, "weight"]!, 12);

    static readonly Gen<double?[][]> Columns = Gen.Choose(0, 20).Select(v => (double?)v).ArrayOf(8).ListOf().Where(l => l.Count > 0)
        .Select(l => (double?[][])[.. l, [3, 3, 3, 3, 3, 3, 3, 3]]);

    [Fact]
    public void Entropy_weights_add_up_to_one_and_leave_constants_out() => Prop.ForAll(Columns.ToArbitrary(), columns =>
        EntropyWeights.Of(columns) is not { } found || Math.Abs(found.Weights.Sum() - 1) < 1e-12 && found.Weights[^1] == 0
            && found.Weights.All(w => w >= 0)).Check(Sampling.Of(500));

    // p = (1, 2, 3, 4)/10: entropy 1.279854/ln 4 = 0.923220; p = (1, 1, 1, 7)/10: 0.940448/ln 4 = 0.678390; 0.076780/0.398390.
    [Fact]
    public void Entropy_weights_of_a_hand_example()
    {
        var found = EntropyWeights.Of([[1, 2, 3, 4], [1, 1, 1, 7]])!;
        Assert.Equal([0.923220, 0.678390], found.Entropies.Select(e => Math.Round(e, 6)));
        Assert.Equal(0.192726, found.Weights[0], 6);
    }

    // x and y have r = 0.8, z none with either: communality 0.9, 0.9 and 0 of the first; all three components give 1 each.
    [Fact]
    public void Components_weigh_what_is_shared()
    {
        var found = PrincipalComponents.Of([[1, 2, 3, 4], [1, 3, 2, 4], [1, 0, 0, 1]])!;
        Assert.Equal([0.5, 0.5, 0], found.Weights(allAboveOne: false).Select(w => Math.Round(w, 12)));
        Assert.Equal(1, found.CountAboveOne);
        Assert.Null(PrincipalComponents.Of([[1, 2, 3], [1, 1, 1]]));
    }

    static Table Run(string name, string data, string parameters = "") =>
        Analyses.Named(name).Run(DoorCheck.Read(data), new AnalysisOptions { Given = DoorCheck.Parameters(parameters) });
}
