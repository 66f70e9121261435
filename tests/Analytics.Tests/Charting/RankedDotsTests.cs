using Analytics.Charting;
using Analytics.Tables;

namespace Analytics.Tests.Charting;

public class RankedDotsTests
{
    [Fact]
    public void Rows_stand_from_high_to_low()
    {
        var markers = Scenes.Draw("ranked").Data().Select(d => d.Marks.OfType<MarkerMark>().Single()).ToArray();
        Assert.Equal(markers.OrderBy(m => m.Y), markers);
        Assert.Equal(markers.OrderByDescending(m => m.X), markers);
    }

    [Fact]
    public void Value_and_n_stand_beside_each_row()
    {
        var words = Scenes.Draw("ranked").Flat().OfType<TextMark>().Select(t => t.Text).ToArray();
        Assert.Contains("3.6%", words);
        Assert.Contains("n=10,876", words);
        Assert.Contains("≥7.9%", words);
        Assert.Contains("≤12.5%", words);
        Assert.Contains("17.6%†", words);
        Assert.Contains("全国 5.25%", words);
    }

    [Fact]
    public void A_small_base_is_hollow()
    {
        var fills = Scenes.Draw("ranked").Data().ToDictionary(d => d.Figures[0], d =>
            d.Marks.OfType<MarkerMark>().Single());
        Assert.Equal(Themes.Paper.Background, fills["sample/all/青浦区/2017"].Fill);
        Assert.Equal(fills["sample/all/上海市/2021"].Fill, fills["sample/all/上海市/2021"].Stroke);
    }

    [Fact]
    public void Shared_facts_are_said_once_at_the_foot()
    {
        var words = Scenes.Draw("ranked-totals").Flat().OfType<TextMark>().Select(t => t.Text).ToArray();
        Assert.Contains("各行均为：2020年、受理案件", words);
        Assert.DoesNotContain("2020年", words);
    }

    [Fact]
    public void A_long_name_is_whole_in_a_narrow_picture()
    {
        var words = string.Concat(Scenes.Draw("ranked-narrow").Flat().OfType<TextMark>().Select(t => t.Text));
        Assert.Contains("内蒙古自治区鄂尔多斯市康巴什新区人民政府", words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_just_below_100_does_not_read_100()
    {
        var scene = Chart.Draw(Samples.Ranked(), Samples.Table(Samples.Counted("上海市", "2021", 9997, 10000)));
        Assert.Contains(scene.Flat().OfType<TextMark>(), t => t.Text == "99.97%");
    }

    [Fact]
    public void Two_areas_of_one_name_show_the_area_above()
    {
        Column[] columns = [new("value", ColumnKind.Real), new("area_id", ColumnKind.Text),
            new("area_zh", ColumnKind.Text), new("parent_zh", ColumnKind.Text)];
        var scene = Chart.Draw(Samples.Ranked(),
            new Table(columns, [[1.0, "a", "鼓楼区", "南京市"], [2.0, "b", "鼓楼区", "福州市"]]));
        Assert.Contains(scene.Flat().OfType<TextMark>(), t => t.Text == "南京市鼓楼区");
        Assert.Contains(scene.Flat().OfType<TextMark>(), t => t.Text == "福州市鼓楼区");
    }

    [Fact]
    public void An_area_brought_out_is_bold_and_the_others_step_back()
    {
        var scene = Chart.Draw(Samples.Ranked() with { Highlight = ["上海市"] },
            Samples.Table(Samples.Counted("上海市", "2021", 30, 300), Samples.Counted("广州市", "2021", 60, 300)));
        Assert.True(scene.Flat().OfType<TextMark>().Single(t => t.Text == "上海市").Bold);
        Assert.False(scene.Flat().OfType<TextMark>().Single(t => t.Text == "广州市").Bold);
        var strokes = scene.Data().ToDictionary(d => d.Area, d => d.Marks.OfType<MarkerMark>().Single().Stroke);
        Assert.Equal((Themes.Paper.Neutral, Themes.Paper.Quiet), (strokes["上海市"], strokes["广州市"]));
    }

    [Fact]
    public void A_withheld_row_stands_last_without_a_marker_and_a_provisional_value_has_an_asterisk()
    {
        var scene = Gallery.All.Single(c => c.Name == "ranked-dots-suppressed").Draw(Language.Chinese);
        var withheld = scene.Data().Last();
        Assert.Empty(withheld.Marks.OfType<MarkerMark>());
        Assert.Equal("不公开", withheld.Marks.OfType<TextMark>().Single().Text);
        Assert.Contains(scene.Flat().OfType<TextMark>(), t => t.Text == "10.8%*");
    }

    [Fact]
    public void Thousands_of_rows_fit_a_page_and_name_the_ends_and_those_brought_out()
    {
        var scene = Gallery.All.Single(c => c.Name == "ranked-dots-huge").Draw(Language.Chinese);
        Assert.InRange(scene.Height, 400, 1200);
        Assert.Equal(2850, scene.Data().SelectMany(d => d.Figures).Distinct().Count());
        var names = scene.Flat().OfType<TextMark>().Where(t => t.Text.StartsWith('县')).ToArray();
        Assert.InRange(names.Length, 13, 40);
        Assert.StartsWith("县1234 ", Assert.Single(names, t => t.Bold).Text, StringComparison.Ordinal);
        double Value(TextMark t) => double.Parse(t.Text.Split(' ')[1].TrimEnd('%'), System.Globalization.CultureInfo.InvariantCulture);
        var down = names.OrderBy(t => t.Y).Select(Value).ToArray();
        Assert.Equal(down.OrderDescending(), down);
    }
}
