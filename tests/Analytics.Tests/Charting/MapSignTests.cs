using Analytics.Charting;
using Analytics.Charting.Charts;
using Analytics.Charting.Layout;
using Analytics.Tables;

namespace Analytics.Tests.Charting;

public class MapSignTests
{
    static readonly IReadOnlyList<AreaShape> Squares = [.. ((string[])["黄浦区", "徐汇区", "长宁区"]).Select((area, i) =>
        new AreaShape(area, [(double[][])[[121 + i, 31], [122 + i, 31], [122 + i, 32], [121 + i, 32], [121 + i, 31]]]))];

    static readonly ChartSpec Map = SampleRows.Spec("choropleth", "甲", "a") with { Shapes = Squares };

    static object?[] Row(string area, long events, long trials = 100) => SampleRows.Rate((area, area), "2021", events, trials);

    static Scene Draw(params object?[][] rows) => Chart.Draw(Map, SampleRows.Table(rows));

    static AnalyticsException Flaw(string geometry) => Assert.Throws<AnalyticsException>(() => AreaShapes.Parse(
        $$"""{"features":[{"properties":{"name":"甲"},"geometry":{{geometry}}}]}"""));

    [Fact]
    public void A_withheld_area_is_hatched_within_its_outline()
    {
        var withheld = Draw(Row("黄浦区", 5), Row("徐汇区", 9).Withheld()).Data().Single(d => d.Area == "徐汇区");
        var ring = withheld.Marks.OfType<RingsMark>().Single().Rings[0];
        var (left, right) = (ring.Min(p => p.X) - 0.01, ring.Max(p => p.X) + 0.01);
        var lines = withheld.Marks.OfType<LineMark>().ToArray();
        Assert.True(lines.Length > 20);
        Assert.All(lines, line => Assert.True(line.X1 >= left && line.X2 <= right));
        Assert.Contains(withheld.Marks.OfType<TextMark>(), t => t.Text == "不公开");
    }

    // A square of 10 with a hole of 4 in its middle: the line x + y = 10 lies in it from 0 to 3 and from 7 to 10.
    [Fact]
    public void Hatching_leaves_holes_free()
    {
        (double, double)[] outer = [(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)], hole = [(3, 3), (7, 3), (7, 7), (3, 7), (3, 3)];
        var lines = Hatch.Inside([outer, hole], "#000000", 10).ToArray();
        Assert.Equal([(0.0, 10.0, 3.0, 7.0), (7.0, 3.0, 10.0, 0.0)], lines.Select(l => (l.X1, l.Y1, l.X2, l.Y2)));
    }

    [Fact]
    public void A_small_base_is_hollow_and_its_rim_lies_over_its_neighbours()
    {
        var all = Draw(Row("黄浦区", 5, 20), Row("徐汇区", 50), Row("长宁区", 20)).Data().ToArray();
        Assert.Equal("黄浦区", all[^1].Area);
        var rings = all[^1].Marks.OfType<RingsMark>().Single();
        Assert.Equal(Themes.Paper.Background, rings.Fill);
        Assert.NotEqual(Themes.Paper.Background, rings.Stroke);
    }

    [Fact]
    public void A_name_too_long_for_its_area_is_cut_and_spoken_in_full()
    {
        var spec = Map with { Width = 360, Shapes = [Squares[0] with { Area = SampleRows.LongName.Zh }, .. Squares.Skip(1)] };
        var one = Chart.Draw(spec, SampleRows.Table(SampleRows.Rate(SampleRows.LongName, "2021", 5, 100), Row("徐汇区", 9))).Data()
            .Single(d => d.Area == SampleRows.LongName.Zh);
        var texts = one.Marks.OfType<TextMark>().Select(t => t.Text).ToArray();
        Assert.EndsWith("…", texts[0], StringComparison.Ordinal);
        Assert.Equal("5.0%", texts[1]);
        Assert.StartsWith(SampleRows.LongName.Zh, one.Spoken, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tile-map")]
    [InlineData("choropleth")]
    public void Rates_without_counts_are_said_to_be_so(string type)
    {
        var scene = Chart.Draw(Map with { Type = type }, SampleRows.Table(Row("黄浦区", 5),
            SampleRows.Printed(("徐汇区", "Xuhui"), "2021", 9, "all")));
        Assert.Contains(scene.Flat().OfType<TextMark>(), t => t.Text.StartsWith("1 个地区的来源只印百分率", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("7")]
    [InlineData("""{"type":"Polygon","coordinates":"121,31"}""")]
    [InlineData("""{"type":"Polygon","coordinates":[["121","31"]]}""")]
    [InlineData("""{"type":"Polygon","coordinates":[[["121","31"],[1,1],[2,2],[3,3]]]}""")]
    [InlineData("""{"type":"Polygon","coordinates":[]}""")]
    [InlineData("""{"type":"MultiPolygon","coordinates":[[[1,1],[2,1],[2,2],[1,1]]]}""")]
    [InlineData("""{"type":5,"coordinates":[]}""")]
    public void Outlines_of_any_wrong_form_are_refused_with_their_place(string geometry)
    {
        var error = Flaw(geometry);
        Assert.Equal(("chart-shapes-invalid", (object)"features[0]"), (error.Code, error.Facts["place"]));
    }

    [Fact]
    public void A_flaw_of_outlines_is_told_in_the_language_asked()
    {
        var error = Flaw("""{"type":"Point","coordinates":[1,1]}""");
        Assert.Contains("geometry 为 Point，应为 Polygon", error.Describe(Language.Chinese), StringComparison.Ordinal);
        Assert.Contains("geometry is Point, expected Polygon", error.Describe(Language.English), StringComparison.Ordinal);
    }

    [Fact]
    public void A_ring_left_open_is_closed()
    {
        var shape = AreaShapes.Parse("""{"features":[{"properties":{"name":"甲"},"geometry":{"type":"Polygon","coordinates":[[[1,1],[2,1],[2,2]]]}}]}""");
        Assert.Equal(4, shape[0].Rings[0].Count);
        Assert.Equal(shape[0].Rings[0][0], shape[0].Rings[0][3]);
    }

    [Fact]
    public void A_comma_inside_quotes_is_part_of_an_areas_name() => Assert.Equal([new("Kangbashi, Ordos", 1, 2)],
        TileGrid.Parse("area,column,row\n\"Kangbashi, Ordos\",1,2\n"));

    [Fact]
    public void An_area_placed_twice_is_refused_with_its_line()
    {
        var error = Assert.Throws<AnalyticsException>(() => TileGrid.Parse("area,column,row\n甲,1,1\n甲,2,1"));
        Assert.Equal(("chart-grid-twice", (object)3), (error.Code, error.Facts["line"]));
    }
}
