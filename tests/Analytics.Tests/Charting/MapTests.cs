using Analytics.Charting;
using Analytics.Charting.Charts;
using Analytics.Charting.Layout;
using Analytics.Statistics.Comparisons;
using Analytics.Tables;

namespace Analytics.Tests.Charting;

public class MapTests
{
    static readonly ChartSpec Tiles = SampleRows.Spec("tile-map", "甲", "a");

    static string Code(Action act) => Assert.Throws<AnalyticsException>(act).Code;

    static object?[] Row(string area, long events) => SampleRows.Rate((area, area), "2021", events, 100);

    [Fact]
    public void Every_district_has_a_tile_of_its_own()
    {
        Assert.Equal(16, TileGrid.Shanghai.Select(p => (p.Column, p.Row)).Distinct().Count());
        var scene = Chart.Draw(Tiles, SampleRows.Table(SampleRows.Districts.Select(d => SampleRows.Rate(d, "2021", 9, 100))));
        Assert.Equal(16, scene.Data().Count());
        Assert.Empty(scene.Warnings);
    }

    [Theory]
    [InlineData("310115", "浦东新区")]
    [InlineData("x", "浦东新区")]
    [InlineData("x", "浦东")]
    public void A_tile_finds_its_area_by_code_or_name(string id, string name)
    {
        var scene = Chart.Draw(Tiles, SampleRows.Table(SampleRows.Rate((name, "Pudong"), "2021", 9, 100).With("area_id", id)));
        Assert.Single(scene.Data());
        Assert.Empty(scene.Warnings);
    }

    [Fact]
    public void An_area_without_a_tile_is_named()
    {
        var scene = Chart.Draw(Tiles, SampleRows.Table(Row("黄浦区", 5), Row("苏州市", 9)));
        Assert.Single(scene.Data());
        Assert.Contains("苏州市", Assert.Single(scene.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Greater_values_are_darker_on_paper()
    {
        var fills = Chart.Draw(Tiles, SampleRows.Table(Row("黄浦区", 5), Row("徐汇区", 50), Row("长宁区", 20))).Data()
            .ToDictionary(d => d.Area, d => Colors.Luminance(d.Marks.OfType<RectMark>().First().Fill));
        Assert.True(fills["黄浦区"] > fills["长宁区"] && fills["长宁区"] > fills["徐汇区"]);
    }

    [Fact]
    public void Round_a_reference_better_and_worse_have_two_hues()
    {
        var spec = Tiles with { Direction = Direction.LowerBetter, Reference = new(20, new("全市", "City")) };
        var fills = Chart.Draw(spec, SampleRows.Table(Row("黄浦区", 5), Row("徐汇区", 35))).Data()
            .ToDictionary(d => d.Area, d => d.Marks.OfType<RectMark>().First().Fill);
        Assert.Equal(Themes.Paper.Diverging(1), fills["黄浦区"]);
        Assert.Equal(Themes.Paper.Diverging(-1), fills["徐汇区"]);
    }

    [Fact]
    public void A_withheld_value_is_said_and_never_coloured()
    {
        var scene = Chart.Draw(Tiles, SampleRows.Table(Row("黄浦区", 5), Row("徐汇区", 35).Withheld()));
        var withheld = scene.Data().Single(d => d.Area == "徐汇区");
        Assert.EndsWith("不公开", withheld.Spoken, StringComparison.Ordinal);
        Assert.NotEmpty(withheld.Marks.OfType<LineMark>());
        Assert.Equal(Themes.Paper.Faint(Themes.Paper.Muted), withheld.Marks.OfType<RectMark>().First().Fill);
    }

    [Fact]
    public void Two_periods_are_refused() => Assert.Equal("chart-comparison-mixed", Code(() => Chart.Draw(Tiles,
        SampleRows.Table(Row("黄浦区", 5), SampleRows.Rate(("徐汇区", "Xuhui"), "2020", 5, 100)))));

    [Fact]
    public void A_grid_is_read_from_csv() => Assert.Equal([new("黄浦区", 1, 2), new("徐汇区", 0, 0)],
        TileGrid.Parse("\uFEFFrow,area,column\r\n2,黄浦区,1\r\n0,\"徐汇区\",0\r\n"));

    [Theory]
    [InlineData("area,row\na,1", "chart-grid-invalid", 1)]
    [InlineData("area,column,row\na,1,x", "chart-grid-invalid", 2)]
    [InlineData("area,column,row\na,1,-1", "chart-grid-invalid", 2)]
    [InlineData("area,column,row\na,1", "chart-grid-invalid", 2)]
    [InlineData("area,column,row\na,1,1\nb,1,1", "chart-grid-taken", 3)]
    public void A_flaw_of_a_grid_is_named_with_its_line(string csv, string code, int line)
    {
        var error = Assert.Throws<AnalyticsException>(() => TileGrid.Parse(csv));
        Assert.Equal((code, (object)line), (error.Code, error.Facts["line"]));
    }

    [Theory]
    [InlineData("[]", "chart-grid-invalid", "grid")]
    [InlineData("""[{"area":"甲","column":0,"row":0},{"area":"乙","column":-3,"row":0}]""", "chart-grid-invalid", "grid[1]")]
    [InlineData("""[{"area":"甲","column":0,"row":201}]""", "chart-grid-invalid", "grid[0]")]
    [InlineData("""[{"area":"","column":0,"row":0}]""", "chart-grid-invalid", "grid[0]")]
    [InlineData("""[{"area":"甲","column":0,"row":0},{"area":"乙","column":0,"row":0}]""", "chart-grid-taken", "grid[1]")]
    [InlineData("""[{"area":"甲","column":0,"row":0},{"area":"甲","column":1,"row":0}]""", "chart-grid-twice", "grid[1]")]
    public void A_flaw_of_a_grid_in_a_spec_is_named_with_its_entry(string grid, string code, string place)
    {
        var spec = ChartSpec.Parse($$"""{"type":"tile-map","title":{"zh":"甲","en":"a"},"grid":{{grid}}}""");
        var error = Assert.Throws<AnalyticsException>(() => Chart.Draw(spec, SampleRows.Table(Row("甲", 5))));
        Assert.Equal(code, error.Code);
        Assert.Contains($"{place}:", error.Describe(Language.English), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[[[1,2],[2,2],[2,3]]]")]
    [InlineData("[[[1],[2],[2],[1]]]")]
    [InlineData("[[[1,2],[2,2],[2,300],[1,2]]]")]
    public void A_flaw_of_shapes_in_a_spec_is_named_with_its_entry(string rings)
    {
        var spec = ChartSpec.Parse($$"""{"type":"choropleth","title":{"zh":"甲","en":"a"},"shapes":[{"area":"甲","rings":{{rings}}}]}""");
        var error = Assert.Throws<AnalyticsException>(() => Chart.Draw(spec, SampleRows.Table(Row("甲", 5))));
        Assert.Equal(("chart-shapes-invalid", "shapes[0]"), (error.Code, error.Facts["place"]));
    }

    const string GeoJson = """
        {"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"name":"黄浦区"},"geometry":{"type":"Polygon","coordinates":[
          [[121,31],[122,31],[122,32],[121,32],[121,31]],[[121.4,31.4],[121.6,31.4],[121.6,31.6],[121.4,31.6],[121.4,31.4]]]}},
        {"type":"Feature","properties":{"adcode":310104},"geometry":{"type":"MultiPolygon","coordinates":[
          [[[122,31],[123,31],[123,32],[122,32],[122,31]]],[[[123.2,31],[123.4,31],[123.4,31.2],[123.2,31.2],[123.2,31]]]]}}]}
        """;

    [Fact]
    public void Outlines_with_holes_and_islands_are_drawn()
    {
        var shapes = AreaShapes.Parse(GeoJson);
        Assert.Equal(["黄浦区", "310104"], shapes.Select(s => s.Area));
        var scene = Chart.Draw(Tiles with { Type = "choropleth", Shapes = shapes },
            SampleRows.Table(Row("黄浦区", 5), Row("徐汇区", 35).With("area_id", "310104")));
        Assert.All(scene.Data(), d => Assert.Equal(2, d.Marks.OfType<RingsMark>().Single().Rings.Count));
        // Two thirds of a degree of longitude are as wide as cos(31.5°) of latitude are high.
        var ring = scene.Data().First().Marks.OfType<RingsMark>().Single().Rings[0];
        Assert.Equal(Math.Cos(31.5 * Math.PI / 180), (ring.Max(p => p.X) - ring.Min(p => p.X)) / (ring.Max(p => p.Y) - ring.Min(p => p.Y)), 2);
    }

    [Theory]
    [InlineData("{", "line 1")]
    [InlineData("""{"features":[]}""", "features")]
    [InlineData("""{"features":[{"properties":{"name":"a"}}]}""", "features[0]")]
    [InlineData("""{"features":[{"properties":{},"geometry":{"type":"Polygon","coordinates":[[[1,1],[2,1],[2,2],[1,1]]]}}]}""", "features[0]")]
    [InlineData("""{"features":[{"properties":{"name":"a"},"geometry":{"type":"Point","coordinates":[1,1]}}]}""", "features[0]")]
    [InlineData("""{"features":[{"properties":{"name":"a"},"geometry":{"type":"Polygon","coordinates":[[[1,1],[2000,1],[2,2],[1,1]]]}}]}""", "features[0]")]
    public void A_flaw_of_outlines_is_named_with_its_place(string json, string place)
    {
        var error = Assert.Throws<AnalyticsException>(() => AreaShapes.Parse(json));
        Assert.Equal(("chart-shapes-invalid", (object)place), (error.Code, error.Facts["place"]));
    }

    [Fact]
    public void A_choropleth_without_outlines_says_how_to_give_them() =>
        Assert.Equal("chart-shapes-missing", Code(() => Chart.Draw(Tiles with { Type = "choropleth" }, SampleRows.Table(Row("黄浦区", 5)))));

    [Fact]
    public void A_ring_loses_corners_that_no_eye_sees()
    {
        (double, double)[] line = [.. Enumerable.Range(0, 100).Select(i => (i / 10.0, i % 2 * 0.1)), (10, 10), (0, 10), (0, 0)];
        var simple = Polygons.Simplify(line, 0.3);
        Assert.InRange(simple.Count, 4, 6);
        Assert.Equal((line[0], line[^1]), (simple[0], simple[^1]));
    }

    static readonly (string Code, string Name)[] Six = [("310101", "黄浦区"), ("310104", "徐汇区"), ("310105", "长宁区"), ("310106", "静安区"),
        ("310115", "浦东新区"), ("310120", "奉贤区")];

    static string Features((string Code, string Name)[] areas) => $$"""{"type":"FeatureCollection","features":[{{string.Join(',', areas.Select((a, i) =>
        $$$"""{"type":"Feature","properties":{"adcode":{{{a.Code}}},"name":"{{{a.Name}}}"},"geometry":{"type":"Polygon","coordinates":[[[{{{121 + i}}},31],[{{{122 + i}}},31],[{{{122 + i}}},32],[{{{121 + i}}},32],[{{{121 + i}}},31]]]}}"""))}}]}""";

    [Theory]
    [InlineData("-2", true), InlineData("-2", false), InlineData("", true), InlineData("x", true)]
    public void An_outline_finds_its_area_by_code_with_or_without_its_version_or_by_name(string version, bool isNamed)
    {
        var shapes = AreaShapes.Parse(Features(Six));
        Assert.Equal(Six, shapes.Select(s => (s.Area, s.Name)));
        var scene = Chart.Draw(Tiles with { Type = "choropleth", Shapes = shapes }, SampleRows.Table(Six.Select((a, i) =>
            Row(isNamed ? a.Name : $"名{i}", 5 + i).With("area_id", a.Code + (a.Code == "310104" ? "" : version)))));
        Assert.Equal(6, scene.Data().Count());
        Assert.Empty(scene.Warnings);
    }

    [Theory]
    [InlineData("choropleth"), InlineData("tile-map")]
    public void A_code_that_two_versions_share_finds_neither(string type)
    {
        var scene = Chart.Draw(Tiles with { Type = type, Shapes = AreaShapes.Parse(Features(Six)) }, SampleRows.Table(
            Row("老静安", 5).With("area_id", "310106-1"), Row("新静安", 6).With("area_id", "310106-2"), Row("徐汇区", 7)));
        Assert.Equal(["徐汇区"], scene.Data().Select(d => d.Area));
        Assert.Contains("老静安、新静安", Assert.Single(scene.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_versions_of_one_name_the_one_left_out_is_named_by_its_id()
    {
        var scene = Chart.Draw(Tiles, SampleRows.Table(Row("静安区", 5).With("area_id", "310106-1"), Row("静安区", 6).With("area_id", "310106-2")));
        Assert.Equal(["310106-1"], scene.Data().Select(d => d.Area));
        Assert.Contains("静安区（310106-2）", Assert.Single(scene.Warnings), StringComparison.Ordinal);
    }
}
