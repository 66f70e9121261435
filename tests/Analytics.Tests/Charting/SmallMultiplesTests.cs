using Analytics.Charting;
using Analytics.Charting.Charts;

namespace Analytics.Tests.Charting;

public class SmallMultiplesTests
{
    static ChartSpec Spec => Samples.OverTime() with { Type = "small-multiples" };

    static object?[][] Years(string area, params long[] events) =>
        [.. events.Select((x, i) => Samples.Counted(area, $"{2016 + i}", x, 400))];

    static Scene Draw(ChartSpec spec, params object?[][] rows) => Chart.Draw(spec, Samples.Table(rows));

    static string[] Words(Scene scene) => [.. scene.Flat().OfType<TextMark>().Select(t => t.Text)];

    static PlotGroup[] Plots(Scene scene) => [.. scene.Marks.OfType<PlotGroup>()];

    [Fact]
    public void Each_area_has_a_panel_in_the_order_of_the_table_with_its_last_value()
    {
        var scene = Draw(Spec, [.. Years("乙", 20, 30), .. Years("甲", 61, 50), .. Years("丙", 40, 42)]);
        Assert.Equal(3, Plots(scene).Length);
        Assert.Equal(["乙", "甲", "丙"], Words(scene).Where(w => w is "甲" or "乙" or "丙"));
        Assert.Equal(["7.5%", "12.5%", "10.5%"], Words(scene).Where(w => w.Contains('.')));
    }

    [Fact]
    public void Panels_share_one_scale_unless_asked_and_then_say_so()
    {
        object?[][] rows = [.. Years("甲", 20, 30, 42), .. Years("乙", 220, 230, 242)];
        Assert.Single(Plots(Draw(Spec, rows)).Select(p => (p.Vertical!.From, p.Vertical.To)).Distinct());
        var free = Draw(Spec with { FreeScales = true }, rows);
        Assert.Equal(2, Plots(free).Select(p => (p.Vertical!.From, p.Vertical.To)).Distinct().Count());
        Assert.Contains("各图刻度不同，高低不可在图间直接比较。", Words(free));
        // Each has tick labels of its own.
        Assert.All(Plots(free), plot => Assert.Contains(plot.Marks.OfType<AxisGroup>().SelectMany(a => a.Marks).OfType<TextMark>(),
            t => t.Text.EndsWith('%')));
    }

    [Fact]
    public void Sixty_panels_are_drawn_highlighted_ones_first_and_the_rest_counted()
    {
        var scene = Draw(Spec with { Highlight = ["区64"] }, [.. Enumerable.Range(1, 64).SelectMany(i => Years($"区{i}", 20, 30))]);
        Assert.Equal(60, Plots(scene).Length);
        Assert.Contains("共64个", Assert.Single(scene.Warnings), StringComparison.Ordinal);
        Assert.Contains("区64", Words(scene));
        Assert.DoesNotContain("区60", Words(scene));
    }

    [Fact]
    public void A_trend_stands_under_the_name_and_replaces_the_lines()
    {
        var scene = Draw(Spec with { Trend = true }, [.. Years("甲", 20, 30, 42, 50, 61), .. Years("乙", 30, 31, 29, 30, 31)]);
        Assert.Contains("上升 +2.5 百分点/年", Words(scene));
        Assert.Contains("无明显趋势", Words(scene));
        Assert.Equal(0, scene.Joins());
        Assert.Equal(2, scene.Flat().OfType<AreaMark>().Count());
    }

    [Fact]
    public void Without_trends_the_other_areas_lie_faint_behind_each()
    {
        var scene = Draw(Spec, [.. Years("甲", 20, 30, 42), .. Years("乙", 61, 50, 42), .. Years("丙", 30, 31, 29)]);
        Assert.Equal(6, scene.Flat().OfType<PolylineMark>().Count());
        Assert.Contains("浅灰线：其他地区", Words(scene));
        Assert.Empty(Draw(Spec with { FreeScales = true }, Years("甲", 20, 30)).Flat().OfType<PolylineMark>());
    }

    [Fact]
    public void Areas_of_two_variants_are_no_background_to_one_another()
    {
        var scene = Draw(Spec, [.. Years("甲", 20, 30), Samples.Counted("乙", "2016", 3, 90, "judged"),
            Samples.Counted("乙", "2017", 4, 90, "judged")]);
        Assert.Empty(scene.Flat().OfType<PolylineMark>());
        Assert.Equal(2, scene.Data().Select(d => d.Marks.OfType<MarkerMark>().Single().Shape).Distinct().Count());
    }

    [Fact]
    public void Highlighted_areas_keep_colour_and_others_step_back()
    {
        var scene = Draw(Spec with { Highlight = ["乙"] }, [.. Years("甲", 20, 30), .. Years("乙", 61, 50)]);
        string Color(string area) => scene.Data().First(d => d.Area == area).Marks.OfType<MarkerMark>().Single().Stroke;
        Assert.Equal((Themes.Paper.Quiet, Themes.Paper.Neutral), (Color("甲"), Color("乙")));
    }

    [Fact]
    public void An_area_withheld_throughout_keeps_its_panel()
    {
        var scene = Chart.Draw(SampleRows.Spec("small-multiples", "甲", "A"), SampleRows.Table(
            SampleRows.Rate(("甲", "A"), "2018", 3, 90), SampleRows.Rate(("乙", "B"), "2018", 1, 9).Withheld()));
        Assert.Equal(2, Plots(scene).Length);
        Assert.Contains("不公开", Words(scene));
        Assert.Single(scene.Data(), d => d.Marks.OfType<MarkerMark>().Any());
    }

    [Fact]
    public void The_reference_runs_through_every_panel() => Assert.Equal(2, Plots(Draw(Spec with
    {
        Reference = new(9, new("全市", "City")),
    }, [.. Years("甲", 20, 30), .. Years("乙", 61, 50)])).Count(p => p.Marks.OfType<LineMark>().Count(l => l.Dash == "5 4") == 1));
}
