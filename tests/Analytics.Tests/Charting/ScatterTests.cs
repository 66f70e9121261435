using Analytics.Charting;
using Analytics.Charting.Charts;
using Analytics.Tables;

namespace Analytics.Tests.Charting;

public class ScatterTests
{
    static readonly ChartSpec Spec = SampleRows.Spec("scatter", "关系", "Relation");

    static Scene Draw(ChartSpec spec, params IEnumerable<object?[]> rows) => Chart.Draw(spec, SampleRows.Table(rows));

    static object?[] A(int area, double value) => SampleRows.Total(($"县{area:00}", $"County {area:00}"), "2021", value).Measure("a", "甲项", "First");

    static object?[] B(int area, double value) => SampleRows.With(SampleRows.Total(($"县{area:00}", $"County {area:00}"), "2021", value, "人")
        .Measure("b", "乙项", "Second"), "figure_ids", $"b/{area}");

    static string[] Words(Scene scene) => [.. scene.Flat().OfType<TextMark>().Select(t => t.Text)];

    static IEnumerable<object?[]> Pairs(int count, Func<int, double> y) => Enumerable.Range(0, count).SelectMany(i => new[] { A(i, i), B(i, y(i)) });

    [Fact]
    public void The_first_measure_runs_along_the_bottom_and_each_has_its_unit()
    {
        var scene = Draw(Spec, A(0, 1), A(1, 2), B(0, 30), B(1, 20));
        var markers = scene.Data().ToDictionary(d => d.Area, d => d.Marks.OfType<MarkerMark>().Single());
        Assert.True(markers["县00"].X < markers["县01"].X && markers["县00"].Y < markers["县01"].Y);
        Assert.Contains("甲项（件）", Words(scene));
        Assert.Contains("乙项（人）", Words(scene));
    }

    [Fact]
    public void A_spec_chooses_and_turns_the_measures()
    {
        var scene = Draw(Spec with { X = "乙项" }, A(0, 1), A(1, 2), B(0, 30), B(1, 20));
        var markers = scene.Data().ToDictionary(d => d.Area, d => d.Marks.OfType<MarkerMark>().Single());
        Assert.True(markers["县00"].X > markers["县01"].X && markers["县00"].Y > markers["县01"].Y);
        Assert.Equal("chart-measure-absent", Assert.Throws<AnalyticsException>(() => Draw(Spec with { Y = "丙项" }, A(0, 1), B(0, 1))).Code);
    }

    [Fact]
    public void An_area_is_one_datum_of_both_figures_and_one_row_of_data()
    {
        var scene = Draw(Spec, A(0, 1), A(1, 2), B(0, 30), B(1, 20));
        var datum = scene.Data().Single(d => d.Area == "县01");
        Assert.Equal(2, datum.Figures.Count);
        Assert.Equal("县01：甲项2件，乙项20人", datum.Spoken);
        Assert.Equal(2, scene.Data!.RowCount);
        Assert.Equal(2.0, scene.Data[datum.Row, "甲项 (件)"]);
    }

    [Fact]
    public void Areas_that_lack_one_of_both_are_named_and_not_drawn()
    {
        var scene = Draw(Spec, A(0, 1), A(1, 2), A(2, 3), B(0, 30), B(1, 20), B(7, 9));
        Assert.Equal(2, scene.Data().Count());
        Assert.Contains("只有一项数值、未画出的地区（2个）：县02、县07。", Words(scene));
    }

    [Fact]
    public void The_correlation_is_of_ranks_with_its_interval_and_no_cause()
    {
        // Of 12 areas two neighbours change places: ρ = 1 - 6 · 2 / (12 · 143) = 0.993.
        var scene = Draw(Spec, Pairs(12, i => Math.Exp(i == 4 ? 5 : i == 5 ? 4 : i)));
        Assert.Contains(Words(scene), w => w.Contains("ρ=0.99", StringComparison.Ordinal) && w.Contains("（强）", StringComparison.Ordinal)
            && w.Contains("不等于因果", StringComparison.Ordinal));
        Assert.Contains(Words(Draw(Spec, Pairs(5, i => i * i))), w => w.Contains("只有5个地区", StringComparison.Ordinal));
        Assert.Contains(Words(Draw(Spec, Pairs(12, i => i * 5 % 12))), w => w.Contains("看不出明确的关系", StringComparison.Ordinal));
    }

    [Fact]
    public void An_area_brought_out_is_bold()
    {
        var bold = Draw(Spec with { Highlight = ["County 03"] }, Pairs(9, i => i * 2 % 9)).Data().Single(d => d.Marks.OfType<TextMark>().Any(t => t.Bold));
        Assert.Equal("县03", bold.Area);
    }

    [Fact]
    public void Thousands_of_points_are_counted_in_cells_and_none_is_lost()
    {
        var scene = Draw(Spec, Pairs(900, i => SampleRows.Chance(i, 1000)));
        Assert.InRange(scene.Flat().OfType<MarkerMark>().Count(), 1, 20);
        Assert.Equal(1800, scene.Data().SelectMany(d => d.Figures).Distinct().Count());
        Assert.Equal(1800, scene.Data().Sum(d => d.Figures.Count));
    }

    [Fact]
    public void One_measure_alone_gives_a_picture_that_says_so()
    {
        Assert.Contains("散点图需要同一批地区的两项指标。", Words(Draw(Spec, A(0, 1), A(1, 2))));
        var error = Assert.Throws<AnalyticsException>(() => Draw(Spec, A(0, 1), SampleRows.With(A(0, 2), "period_zh", "2020年"), B(0, 1)));
        Assert.Equal("chart-comparison-mixed", error.Code);
    }
}
