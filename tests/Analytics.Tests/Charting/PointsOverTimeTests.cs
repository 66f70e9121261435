using Analytics.Charting;
using Analytics.Tables;

namespace Analytics.Tests.Charting;

public class PointsOverTimeTests
{
    static Scene Draw(params object?[][] rows) => Chart.Draw(Samples.OverTime(), Samples.Table(rows));

    static MarkerMark Marker(DatumGroup datum) => datum.Marks.OfType<MarkerMark>().Single();

    [Fact]
    public void A_line_joins_years_that_follow_one_another() => Assert.Equal(2, Draw(
        Samples.Counted("上海市", "2018", 3, 90), Samples.Counted("上海市", "2019", 4, 90),
            Samples.Counted("上海市", "2020", 5, 90)).Joins());

    static readonly object?[][] FourYears = [.. Enumerable.Range(2017, 4).Select(year =>
        Samples.Counted("上海市", $"{year}", year - 2010, 90))];

    static Scene Broken(string area, string on) => Chart.Draw(Samples.OverTime() with
    {
        Breaks = [new(DateOnly.Parse(on, null), new("新法施行", "a new law"), [area])],
    }, Samples.Table(FourYears));

    [Theory, InlineData("2019-01-01", 2), InlineData("2018-07-01", 1), InlineData("2021-01-01", 3)]
    public void A_break_of_the_series_interrupts_the_line_and_a_remark_names_it(string on, int joins)
    {
        var scene = Broken((string)Samples.Table(FourYears)[0, "area_id"]!, on);
        Assert.Equal(joins, scene.Joins());
        var isCrossed = joins < 3;
        Assert.Equal(isCrossed, scene.Flat().OfType<LineMark>().Any(line => line.Dash == "2 3" && line.X1 == line.X2));
        Assert.Equal(isCrossed, string.Concat(scene.Flat().OfType<TextMark>().Select(text => text.Text))
            .Contains($"{on} 新法施行", StringComparison.Ordinal));
    }

    [Fact]
    public void A_break_of_another_area_changes_nothing() => Assert.Equal(3, Broken("330106", "2019-01-01").Joins());

    [Fact]
    public void A_missing_year_breaks_the_line() => Assert.Equal(0, Draw(
        Samples.Counted("上海市", "2018", 3, 90), Samples.Counted("上海市", "2020", 5, 90)).Joins());

    [Fact]
    public void Variants_are_never_joined_and_differ_in_shape()
    {
        var scene = Draw(Samples.Counted("上海市", "2018", 3, 90), Samples.Counted("上海市", "2019", 4, 90, "judged"));
        Assert.Equal(0, scene.Joins());
        Assert.Equal(2, scene.Data().Select(d => Marker(d).Shape).Distinct().Count());
        var words = scene.Flat().OfType<TextMark>().Select(t => t.Text).ToArray();
        Assert.Contains("占全部审结案件", words);
        Assert.Contains("占实体判决案件", words);
    }

    [Fact]
    public void Scopes_are_never_joined_and_differ_in_shape()
    {
        var scene = Draw(Samples.Counted("上海市", "2018", 3, 90, scope: "role=被告"),
            Samples.Counted("上海市", "2019", 4, 90));
        Assert.Equal(0, scene.Joins());
        Assert.Equal(2, scene.Data().Select(d => Marker(d).Shape).Distinct().Count());
        Assert.Contains(scene.Flat().OfType<TextMark>(), t => t.Text == "占全部审结案件（被告）");
    }

    [Fact]
    public void A_span_that_is_no_calendar_year_is_not_joined_and_shows_its_length()
    {
        var scene = Draw(Samples.Counted("宝山区", "2021", 3, 90), Samples.Counted("宝山区", "2021-08..2022-07", 4, 90));
        Assert.Equal(0, scene.Joins());
        // The bar lies under the points of others: it is drawn first.
        Assert.Single(scene.Data().First().Marks.OfType<RectMark>());
        Assert.Empty(scene.Data().Last().Marks.OfType<RectMark>());
        Assert.Contains(scene.Flat().OfType<TextMark>(), t => t.Text.StartsWith("横条", StringComparison.Ordinal));
    }

    [Fact]
    public void A_bound_has_an_arrow_and_is_not_joined()
    {
        var scene = Draw(Samples.Printed("宁波市", "2019", 8), Samples.Printed("宁波市", "2020", 9, bound: "at_most"));
        Assert.Equal(0, scene.Joins());
        var arrow = scene.Data().Last().Marks.OfType<PolylineMark>().Single();
        Assert.True(arrow.Points[1].Y > Marker(scene.Data().Last()).Y);
    }

    [Fact]
    public void A_printed_rate_is_pale_without_whiskers_and_the_reason_is_written()
    {
        var scene = Draw(Samples.Printed("杨浦区", "2017", 53.28));
        Assert.Equal(Themes.Paper.Pale(Marker(scene.Data().Single()).Stroke), Marker(scene.Data().Single()).Fill);
        Assert.Empty(scene.Data().Single().Marks.OfType<LineMark>());
        Assert.Contains(scene.Flat().OfType<TextMark>(), t =>
            t.Text == TextCatalog.BuiltIn["chart.no-interval.rate-only"].Zh);
        Assert.Contains(scene.Flat().OfType<TextMark>(), t => t.Text == "53.28%");
    }

    [Fact]
    public void A_point_stands_at_the_middle_of_its_period()
    {
        var data = Draw(Samples.Counted("甲", "2019", 3, 90), Samples.Counted("甲", "2020-07..2020-07", 3, 90),
            Samples.Counted("甲", "2021", 3, 90))
            .Data().Select(d => Marker(d).X).Order().ToArray();
        var year = (data[2] - data[0]) / 2;
        Assert.InRange((data[1] - data[0]) / year, 1.0, 1.08);
    }

    [Fact]
    public void Only_points_that_would_cover_one_another_move_aside()
    {
        double[] Across(double other) => [.. Draw(Samples.Printed("甲", "2020", 10), Samples.Printed("乙", "2020", other),
            Samples.Printed("丙", "2021", 20)).Data().Take(2).Select(d => Marker(d).X)];
        Assert.Single(Across(18).Distinct());
        Assert.Equal(2, Across(10.2).Distinct().Count());
    }

    [Fact]
    public void Without_a_stated_period_a_value_is_not_drawn_but_named()
    {
        var scene = Draw(Samples.Counted("上海市", "2018", 3, 90), Samples.Printed("青浦区", "unknown", 4));
        Assert.Single(scene.Data());
        Assert.Contains("青浦区", Assert.Single(scene.Warnings), StringComparison.Ordinal);
        Assert.Contains(scene.Flat().OfType<TextMark>(), t => t.Text.Contains("青浦区", StringComparison.Ordinal));
    }

    [Fact]
    public void Many_areas_get_a_panel_each_on_one_scale()
    {
        var scene = Scenes.Draw("time-panels");
        Assert.Equal(8, scene.Flat().OfType<TextMark>().Count(t => t.Bold && t.Size == 13));
        Assert.True(scene.Data().Select(d => Marker(d).Y).Max() - scene.Data().Select(d => Marker(d).Y).Min() > 200);
    }

    [Fact]
    public void Simulated_figures_carry_a_warning() =>
        Assert.Contains(Scenes.Draw("time-simulated").Flat().OfType<TextMark>(), t =>
            t.Text == TextCatalog.BuiltIn["chart.simulated"].Zh);
}
