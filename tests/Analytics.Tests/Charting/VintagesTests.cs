using Analytics.Charting;
using Analytics.Charting.Charts;
using Analytics.Statistics.Comparisons;
using Analytics.Tables;

namespace Analytics.Tests.Charting;

public class VintagesTests
{
    static readonly (string, string) A = ("甲", "A");

    static ChartSpec Spec => SampleRows.Spec("vintages", "甲", "A");

    static object?[][] Series(string period, params double[] values) => [.. values.Select((v, i) => Dated(
        SampleRows.Total(A, period, v), new DateOnly(2022, 3, 15).AddMonths(6 * i)))];

    static object?[] Dated(object?[] row, DateOnly? day) => SampleRows.With(row, "published_on", day);

    static Scene Draw(ChartSpec spec, params object?[][] rows) => Chart.Draw(spec, SampleRows.Table(rows));

    static string[] Words(Scene scene) => [.. scene.Flat().OfType<TextMark>().Select(t => t.Text)];

    static object?[][] Five => [.. Enumerable.Range(2016, 5).Reverse().SelectMany(year => Series($"{year}", 100, 100 + year - 2016))];

    [Fact]
    public void One_figure_is_a_step_line_and_says_first_latest_and_revisions()
    {
        var scene = Draw(Spec, Series("2021", 8200, 8360, 8360, 8100));
        Assert.Contains("8,200 → 8,100：修订2次，共 −100 件", Words(scene));
        var line = Assert.Single(scene.Flat().OfType<PolylineMark>());
        // Four publications: three turns of two corners, the first, and on to the edge.
        Assert.Equal(8, line.Points.Count);
        Assert.Contains("8,360 · 2022-09-15", Words(scene));
        Assert.DoesNotContain("8,360 · 2023-03-15", Words(scene));
    }

    [Fact]
    public void The_first_value_is_hollow_and_the_latest_solid()
    {
        var markers = Draw(Spec, Series("2021", 8200, 8360, 8100)).Data().Select(d => d.Marks.OfType<MarkerMark>().Single()).ToArray();
        Assert.Equal(Themes.Paper.Background, markers[0].Fill);
        Assert.Equal(markers[2].Stroke, markers[2].Fill);
        Assert.True(markers[1].Radius < markers[2].Radius);
    }

    [Fact]
    public void Many_figures_are_rows_in_order_of_period()
    {
        var words = Words(Draw(Spec, Five));
        Assert.Equal(["2016年", "2017年", "2018年", "2019年", "2020年"], words.Where(w => w.StartsWith("20", StringComparison.Ordinal)
            && w.EndsWith('年')));
        Assert.Contains("100 → 104", words);
        Assert.Contains("+4", words);
        Assert.Contains("共5项，修订过4项：上调4项，下调0项。", words);
    }

    [Fact]
    public void An_arrow_goes_from_the_hollow_first_to_the_solid_latest_and_unchanged_rows_are_quiet()
    {
        var data = Draw(Spec, Five).Data().ToArray();
        var last = data[^1].Marks.OfType<MarkerMark>().ToArray();
        Assert.True(last[0].Fill == Themes.Paper.Background && last[1].Fill == last[1].Stroke && last[1].X > last[0].X);
        Assert.Single(data[^1].Marks.OfType<AreaMark>());
        Assert.Equal(Themes.Paper.Quiet, Assert.Single(data[0].Marks.OfType<MarkerMark>()).Stroke);
    }

    [Fact]
    public void Small_revisions_are_drawn_as_differences_from_the_first_value()
    {
        var scene = Draw(Spec, [.. Enumerable.Range(2016, 5).SelectMany(year => Series($"{year}", 1000 * (year - 2000), 1000 * (year - 2000) + 30))]);
        Assert.Contains("与首次发布之差（件）", Words(scene));
        var plot = scene.Marks.OfType<PlotGroup>().Single();
        Assert.True(plot.Horizontal is { From: <= 0, To: < 100 });
        Assert.DoesNotContain("与首次发布之差（件）", Words(Draw(Spec, Five)));
    }

    [Theory]
    [InlineData(null, "#2f5d8a"), InlineData(Direction.LowerBetter, "#b35300"), InlineData(Direction.HigherBetter, "#0b5cad")]
    public void Only_a_direction_makes_a_revision_good_or_bad(Direction? direction, string color) => Assert.Equal(color,
        Draw(Spec with { Direction = direction }, Five).Data().Last().Marks.OfType<MarkerMark>().Last().Stroke);

    [Fact]
    public void Rates_change_by_percentage_points() => Assert.Contains("10.0% → 12.5%：修订1次，共 +2.5 百分点", Words(Draw(Spec,
        Dated(SampleRows.Rate(A, "2021", 40, 400), new(2022, 3, 1)), Dated(SampleRows.Rate(A, "2021", 50, 400), new(2022, 9, 1)))));

    [Fact]
    public void Without_a_day_of_publication_a_value_is_named_and_without_the_column_refused()
    {
        var scene = Draw(Spec, [.. Series("2021", 8200, 8360), Dated(SampleRows.Total(A, "2020", 7000), null)]);
        Assert.Contains("1个数值没有发布日期", Assert.Single(scene.Warnings), StringComparison.Ordinal);
        Assert.Equal(2, scene.Data().Count());
        Assert.Equal("chart-column-missing", Assert.Throws<AnalyticsException>(() =>
            Chart.Draw(Spec, Samples.Table(Samples.Total("甲", "2021", 3)))).Code);
    }

    [Fact]
    public void Of_too_many_those_revised_most_are_drawn()
    {
        var scene = Draw(Spec, [.. Enumerable.Range(1950, 50).SelectMany(year => Series($"{year}", 1000, 1000 + year - 1950))]);
        Assert.Equal(40, scene.Data().Count());
        Assert.Contains("共50项", Assert.Single(scene.Warnings), StringComparison.Ordinal);
        Assert.DoesNotContain("1959年", Words(scene));
        Assert.Contains("1960年", Words(scene));
    }

    [Fact]
    public void A_value_withdrawn_later_is_said_to_be_withheld()
    {
        var rows = Five;
        rows[1] = SampleRows.Withheld(rows[1]);
        var scene = Draw(Spec, rows);
        Assert.Contains("不公开", Words(scene));
        Assert.DoesNotContain("100 → 104", Words(scene));
    }
}
