using Analytics.Statistics;
using Analytics.Statistics.Composites;
using Analytics.Tables;

namespace Analytics.Tests.Statistics.Composites;

public class CompositeIndexTests
{
    const string Sheet = "unit,indicator,value\n";

    static Table Run(string name, string data, string parameters = "") =>
        Analyses.Named(name).Run(DoorCheck.Read(data), new AnalysisOptions { Given = DoorCheck.Parameters(parameters) });

    static string Code(string data, string parameters = "", string name = "composite-index") =>
        Assert.Throws<AnalyticsException>(() => Run(name, data, parameters)).Code;

    static object?[] Cells(Table table, string column) => [.. Enumerable.Range(0, table.RowCount).Select(row => table[row, column])];

    const string Gap = Sheet + "a,x,0\nb,x,5\nc,x,10\na,y,1\nb,y,\nc,y,3";

    // b: x 50; y left out, or the mean 2 of 1 and 3.
    [Fact]
    public void A_gap_excludes_is_dropped_or_filled_as_told()
    {
        var none = Run("composite-index", Gap);
        Assert.Equal(new object?[] { 0.0, null, 100.0 }, Cells(none, "score"));
        Assert.Equal("missing", none[1, "not_computable"]);
        Assert.Equal(new object?[] { 2L, null, 1L }, Cells(none, "rank"));
        var dropped = Run("composite-index", Gap, "missing=drop threshold=0.5");
        Assert.Equal((50.0, 0L, 0.5), (dropped[1, "score"], dropped[1, "imputed"], dropped[1, "coverage"]));
        var filled = Run("composite-index", Gap, "missing=mean threshold=0.5");
        Assert.Equal((50.0, 1L, "y"), (filled[1, "score"], filled[1, "imputed"], filled[1, "imputed_indicators"]));
        Assert.Equal("low_coverage", Run("composite-index", Gap, "missing=median")[1, "not_computable"]);
    }

    [Fact]
    public void Counts_are_proportions_and_small_bases_are_gaps()
    {
        const string data = "unit,indicator,events,trials\na,x,5,50\nb,x,10,50\nc,x,15,50\nd,x,3,9\ne,x,0,0";
        var found = Run("composite-index", data);
        Assert.Equal(new object?[] { 0.0, 50.0, 100.0, null, null }, Cells(found, "score").Select(s => s is double d ? Math.Round(d, 9) : s));
        Assert.Equal("missing", found[3, "not_computable"]);
        Assert.NotNull(Run("composite-index", data, "minimum_base=5")[3, "score"]);
        Assert.Equal("analysis-counts-invalid", Code("unit,indicator,events,trials\na,x,60,50"));
    }

    // 3 of 30 against 27 of 30 cannot change places; 14 and 16 of 30 may.
    [Fact]
    public void A_rank_carries_the_error_of_its_counts()
    {
        var found = Run("composite-index", "unit,indicator,events,trials\na,x,3,30\nb,x,14,30\nc,x,16,30\nd,x,27,30");
        Assert.Equal(new object?[] { 4L, 2L, 2L, 1L }, Cells(found, "rank_low"));
        Assert.Equal(new object?[] { 4L, 3L, 3L, 1L }, Cells(found, "rank_high"));
        var certain = Run("composite-index", "unit,indicator,events,trials\na,x,3,30\nb,x,14,30\nc,x,16,30\nd,x,27,30", "vary=weights");
        Assert.Equal(Cells(certain, "rank"), Cells(certain, "rank_high"));
    }

    // x and y pillar a, z pillar b: ¼, ¼, ½.
    [Fact]
    public void Pillars_weigh_alike()
    {
        var found = Run("index-contributions", "unit,indicator,value,pillar\na,x,0,a\nb,x,1,a\na,y,0,a\nb,y,1,a\na,z,1,b\nb,z,0,b");
        Assert.Equal(new object?[] { 0.25, 0.25, 0.5 }, Cells(found, "weight")[..3]);
        Assert.Equal((50.0, 50.0), (found[0, "score"], found[3, "score"]));
    }

    [Fact]
    public void A_constant_indicator_weighs_nothing_unless_goalposts_place_it()
    {
        var found = Run("index-contributions", Sheet + "a,x,1\nb,x,2\na,y,7\nb,y,7");
        Assert.Equal(new object?[] { 1.0, 0.0, 1.0, 0.0 }, Cells(found, "weight"));
        Assert.Equal("normalised=constant", found[1, "not_computable"]);
        Assert.Equal(70.0, Run("composite-index", "unit,indicator,value,goalpost_low,goalpost_high\na,y,7,0,10\nb,y,7,0,10", "normalisation=goalposts")[0, "score"]);
    }

    // Twenty values of which one is far out: skewness above 2, kurtosis above 3.5.
    [Fact]
    public void An_extreme_is_drawn_in_and_said_to_be()
    {
        var rows = Sheet + string.Join('\n', Enumerable.Range(1, 20).Select(u => $"{u},x,{(u == 20 ? 1000 : u)}"));
        var treated = Run("index-contributions", rows, "treatment=winsorise");
        Assert.Equal((19.0, true, 100.0), (treated[19, "value"], treated[19, "treated"], treated[19, "normalised"]));
        Assert.Equal(100.0, treated[18, "normalised"]);
        Assert.Equal(false, treated[18, "treated"]);
        Assert.True((double)Run("index-contributions", rows, "treatment=log")[18, "normalised"]! > 20);
        Assert.True((double)Run("index-contributions", rows)[18, "normalised"]! < 2);
    }

    // a wins x (3 of 6), b wins y and z (3 of 6): even; with weights 4, 1, 1 a wins.
    [Fact]
    public void Copeland_counts_who_beats_whom()
    {
        const string even = "unit,indicator,value,weight\na,x,2,3\nb,x,1,3\na,y,1,2\nb,y,2,2\na,z,1,1\nb,z,2,1";
        Assert.Equal(new object?[] { 0.0, 0.0 }, Cells(Run("composite-index", even, "aggregation=copeland"), "score"));
        Assert.Equal(new object?[] { 1.0, -1.0 }, Cells(Run("composite-index", even.Replace(",3", ",4", StringComparison.Ordinal), "aggregation=copeland"), "score"));
    }

    [Fact]
    public void What_geometric_scores_are_made_of_does_not_add_up() => Assert.Equal("contribution=not_applicable",
        Run("index-contributions", Sheet + "a,x,1\nb,x,2", "aggregation=geometric")[0, "not_computable"]);

    [Fact]
    public void Measures_of_one_period_are_one_index()
    {
        var found = Run("composite-index", "area_id,measure,period_id,value\na,x,2020,1\nb,x,2020,2\na,y,2020,1\nb,y,2020,2\na,x,2021,2\nb,x,2021,1");
        Assert.Equal(new object?[] { 0.0, 100.0, 100.0, 0.0 }, Cells(found, "score"));
        Assert.Equal(["period_id", "area_id"], found.Columns.Take(2).Select(c => c.Name));
    }

    [Fact]
    public void Nothing_and_one_unit_give_reasons()
    {
        Assert.Equal(0, Run("composite-index", "unit,indicator,value").RowCount);
        Assert.Equal("too_few", Run("composite-index", Sheet + "a,x,1")[0, "not_computable"]);
        Assert.Equal("constant", Run("composite-index", Sheet + "a,x,1\nb,x,1")[0, "not_computable"]);
        Assert.Equal("missing", Run("composite-index", Sheet + "a,x,\nb,x,")[0, "not_computable"]);
        Assert.Equal("too_few", Run("composite-index", Sheet + "a,x,1\nb,x,2", "weights=pca")[0, "not_computable"]);
    }

    [Fact]
    public void What_cannot_be_an_index_is_said_with_a_code()
    {
        Assert.Equal("analysis-unsuitable", Code(Sheet + "a,x,1\na,x,2"));
        Assert.Equal("analysis-unsuitable", Code(Sheet + "a,x,1", "normalisation=goalposts"));
        Assert.Equal("analysis-unsuitable", Code(Sheet + "a,x,1", "weights=given"));
        Assert.Equal("analysis-unsuitable", Code("unit,indicator,value,weight\na,x,1,1\nb,x,2,2"));
        Assert.Equal("analysis-unsuitable", Code("unit,indicator,value,weight\na,x,1,1\na,y,2,", name: "aggregation"));
        Assert.Equal("analysis-unsuitable", Code("unit,indicator,value,direction\na,x,1,neutral"));
        Assert.Equal("analysis-parameter-invalid", Code(Sheet + "a,x,1", "vary=luck"));
        Assert.Equal("analysis-cell-invalid", Code(Sheet + "a,x,1e80"));
        Assert.Equal("analysis-cell-empty", Code(Sheet + ",x,1"));
        Assert.Equal("analysis-unsuitable", Code("y\n1\n2\n3", name: "sobol"));
        Assert.Equal("analysis-unsuitable", Code("unit,indicator,value,weight,draw\na,x,1,1,\n,y,,1,1", name: "rank-under-weights"));
    }

    [Fact]
    public void A_column_that_is_not_declared_is_not_read() => Assert.Equal(1L, Analyses.Named("aggregation").Run(new Table(
        [new("unit", ColumnKind.Text), new("indicator", ColumnKind.Text), new("value", ColumnKind.Real), new("direction", ColumnKind.Whole)],
        [["a", "x", 1.0, 7L]]), new())[0, "rank_arithmetic"]);

    // The true order is known, and sampling alone blurs it: over 200 samples the interval holds the true rank as often as it says.
    [Fact, Trait("Speed", "Slow")]
    public void Rank_intervals_hold_the_true_rank()
    {
        double[] truth = [0.30, 0.40, 0.50, 0.60, 0.70];
        var (held, all) = (0, 0);
        for (var sample = 0; sample < 200; sample++)
        {
            var random = new Random(sample);
            var cells = truth.Select(p => (IndexCell[])[IndexCell.OfCounts(Enumerable.Range(0, 60).Count(_ => random.NextDouble() < p), 60)]).ToArray();
            var found = IndexUncertainty.Of(cells, [new("x")], new(), new() { Sources = IndexSources.Sampling, Runs = 400, Seed = sample });
            held += found.Units.Where((u, i) => u!.RankQ05 <= truth.Length - i && truth.Length - i <= u.RankQ95).Count();
            all += truth.Length;
        }
        Assert.InRange(held / (double)all, 0.90, 1);
    }
}
