using Analytics.Charting;
using Analytics.Charting.Charts;
using Analytics.Statistics.Comparisons;
using Analytics.Tables;

namespace Analytics.Tests.Charting;

public class ChartSpecTests
{
    static string Code(Action draw) => Assert.Throws<AnalyticsException>(draw).Code;

    [Fact]
    public void A_spec_is_the_same_after_json()
    {
        var spec = Samples.Ranked(Language.English) with
        {
            Unit = new("件", "cases"), Footnotes = [new("甲", "a"), new("乙", "b")], Height = 480, Panels = true,
            Columns = new() { Value = "rate" }, Reference = new(72.78, new("全市", "City")), Range = new(0, 100),
            Direction = Direction.LowerBetter, Overdispersion = true, Trend = true,
        };
        Assert.Contains("\"direction\": \"lower_better\"", spec.ToJson(), StringComparison.Ordinal);
        Assert.Equal(spec, ChartSpec.Parse(spec.ToJson()));
        Assert.Equal(spec.ToJson(), ChartSpec.Parse(spec.ToJson()).ToJson());
    }

    [Fact]
    public void A_short_json_takes_the_defaults()
    {
        var spec = ChartSpec.Parse("""{"type":"ranked-dots","title":{"zh":"甲","en":"a"}}""");
        Assert.Equal((760, Language.Chinese, "value"), (spec.Width, spec.Language, spec.Columns.Value));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"type":"ranked-dots"}""")]
    [InlineData("""{"type":"ranked-dots","title":{"zh":"甲","en":"a"},"colour":"red"}""")]
    [InlineData("""{"type":"ranked-dots","title":{"zh":"甲","en":"a"},"language":"fr"}""")]
    [InlineData("""{"type":"funnel","title":{"zh":"甲","en":"a"},"direction":"up"}""")]
    [InlineData("""{"type":"funnel","title":{"zh":"甲","en":"a"},"direction":1}""")]
    public void A_spec_that_cannot_be_read_is_refused(string json) =>
        Assert.Equal("chart-spec-invalid", Code(() => ChartSpec.Parse(json)));

    /// What the schema forbids is refused with its place, in both languages.
    [Theory]
    [InlineData("""{"type":"funnel"}""", "title", "缺少")]
    [InlineData("""{"type":"funnel","title":null}""", "title", "null")]
    [InlineData("""{"type":null,"title":{"zh":"甲","en":"a"}}""", "type", "null")]
    [InlineData("""{"type":"funnel","title":{"zh":"甲"}}""", "title.en", "缺少")]
    [InlineData("""{"type":"funnel","title":{"zh":"甲","en":null}}""", "title.en", "null")]
    [InlineData("""{"type":"funnel","title":{"zh":"甲","en":"a"},"highlight":null}""", "highlight", "null")]
    [InlineData("""{"type":"funnel","title":{"zh":"甲","en":"a"},"highlight":[null]}""", "highlight[0]", "null")]
    [InlineData("""{"type":"funnel","title":{"zh":"甲","en":"a"},"columns":null}""", "columns", "null")]
    [InlineData("""{"type":"funnel","title":{"zh":"甲","en":"a"},"columns":{"value":null}}""", "columns.value", "null")]
    [InlineData("""{"type":"funnel","title":{"zh":"甲","en":"a"},"footnotes":[{"zh":"甲","en":"a"},null]}""", "footnotes[1]", "null")]
    [InlineData("""{"type":"funnel","title":{"zh":"甲","en":"a"},"reference":{"value":1}}""", "reference.label", "缺少")]
    [InlineData("""{"type":"funnel","title":{"zh":"甲","en":"a"},"range":{"from":1}}""", "range.to", "缺少")]
    [InlineData("""{"type":"funnel","title":{"zh":"甲","en":"a"},"grid":[{"area":"甲","column":1}]}""", "grid[0].row", "缺少")]
    [InlineData("""{"type":"funnel","title":{"zh":"甲","en":"a"},"shapes":[{"area":"甲","rings":[[null]]}]}""", "shapes[0].rings[0][0]", "null")]
    [InlineData("""{"type":"funnel","title":{"zh":"甲","en":"a"},"breaks":[{"on":"2020-01-01","title":{"zh":"甲","en":"a"},"areas":null}]}""", "breaks[0].areas", "null")]
    [InlineData("""{"type":"funnel","title":{"zh":"甲","en":"a"},"hilight":[]}""", "hilight", "highlight")]
    [InlineData("""{"type":"funnel","title":{"zh":"甲","en":"a"},"width":"wide"}""", "width", "System.Double")]
    [InlineData("{", "第1行", "depth")]
    [InlineData("null", "$", "null")]
    [InlineData("[]", "第1行", "ChartSpec")]
    public void A_flaw_of_a_spec_is_named_with_its_place(string json, string place, string problem)
    {
        var error = Assert.Throws<AnalyticsException>(() => ChartSpec.Parse(json));
        Assert.Equal("chart-spec-invalid", error.Code);
        Assert.StartsWith($"图表说明的 {place}", error.Describe(Language.Chinese), StringComparison.Ordinal);
        Assert.Contains(problem, error.Describe(Language.Chinese), StringComparison.Ordinal);
    }

    [Fact]
    public void What_may_be_null_may_be() => Assert.Null(ChartSpec.Parse(
        """{"type":"funnel","title":{"zh":"甲","en":"a"},"subtitle":null,"horizon":null,"breaks":null,"theme":null,"grid":null}""").Horizon);

    [Theory]
    [InlineData(-5)]
    [InlineData(0)]
    [InlineData(500)]
    public void A_horizon_outside_1_to_60_is_refused(int horizon)
    {
        var error = Assert.Throws<AnalyticsException>(() =>
            Chart.Draw(Samples.OverTime() with { Type = "forecast-fan", Horizon = horizon }, Samples.TimeRows));
        Assert.Equal("chart-size-invalid", error.Code);
        Assert.Equal($"The chart's horizon is {horizon}; expected 1 to 60.", error.Describe(Language.English));
    }

    [Fact]
    public void A_name_to_highlight_that_is_no_area_is_named_with_the_nearest()
    {
        string[] Warnings(params string[] names) => [.. Chart.Draw(Samples.Ranked() with { Highlight = names }, Samples.RankedRows).Warnings];
        Assert.Empty(Warnings("上海市", "青浦"));
        var warning = Assert.Single(Warnings("上海市", "青铺区", "Nowhere-at-all"), text => text.Contains("青铺区", StringComparison.Ordinal));
        Assert.Contains("青浦区", warning, StringComparison.Ordinal);
        Assert.Contains(Warnings("Nowhere-at-all"), text => text.Contains("Nowhere-at-all", StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_type_names_the_nearest()
    {
        var error = Assert.Throws<AnalyticsException>(() =>
            Chart.Draw(Samples.Ranked() with { Type = "ranked-dot" }, Samples.RankedRows));
        Assert.Equal("chart-type-unknown", error.Code);
        Assert.Equal("ranked-dots", error.Facts["nearest"]);
    }

    [Fact]
    public void A_missing_column_is_named() => Assert.Equal("chart-column-missing",
        Code(() => Chart.Draw(Samples.Ranked() with { Columns = new() { Value = "rate" } }, Samples.RankedRows)));

    [Fact]
    public void Two_units_do_not_share_an_axis() =>
        Assert.Equal("chart-units-mixed", Code(() => Chart.Draw(Samples.Ranked(),
        Samples.Table(Samples.Total("上海市", "2020", 5), Samples.Total("青浦区", "2020", 5).With("unit", "人次")))));

    [Fact]
    public void A_width_of_10_is_refused() =>
        Assert.Equal("chart-size-invalid",
            Code(() => Chart.Draw(Samples.Ranked() with { Width = 10 }, Samples.RankedRows)));

    [Fact]
    public void Rows_without_a_value_are_counted()
    {
        var scene = Chart.Draw(Samples.Ranked(),
            Samples.Table(Samples.Total("上海市", "2020", 5), Samples.Total("青浦区", "2020", 5).With("value", null)));
        Assert.Single(scene.Data());
        Assert.Contains("1", Assert.Single(scene.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Catalogs_are_whole_and_in_order()
    {
        Assert.Equal(Names<ChartType>(), ChartTypes.All.Select(t => t.GetType().Name).Order(StringComparer.Ordinal));
        Assert.Equal(Names<Surface>(), Surfaces.All.Select(t => t.GetType().Name).Order(StringComparer.Ordinal));
        Assert.Equal(ChartTypes.All.Select(t => t.Name).Order(StringComparer.Ordinal),
            ChartTypes.All.Select(t => t.Name));
        Assert.Equal(Surfaces.All.Select(t => t.Name).Order(StringComparer.Ordinal), Surfaces.All.Select(t => t.Name));
        Assert.All(ChartTypes.All, t => Assert.NotEmpty(t.Purpose.En));
    }

    static IEnumerable<string> Names<T>() => typeof(T).Assembly.GetTypes()
        .Where(t => !t.IsAbstract && t.IsAssignableTo(typeof(T))).Select(t => t.Name).Order(StringComparer.Ordinal);
}
