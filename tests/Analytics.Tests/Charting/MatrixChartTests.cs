using Analytics.Charting;
using Analytics.Charting.Charts;
using Analytics.Statistics.Comparisons;

namespace Analytics.Tests.Charting;

public class MatrixChartTests
{
    static readonly ChartSpec Heat = SampleRows.Spec("heat-map", "甲", "a"), Coverage = SampleRows.Spec("coverage", "甲", "a");

    static object?[] Row(string area, string period, long events, long trials = 100, string variant = "all") =>
        SampleRows.Rate((area, area), period, events, trials, variant);

    static string[] Words(Scene scene) => [.. scene.Flat().OfType<TextMark>().Select(t => t.Text)];

    [Fact]
    public void Areas_stand_by_their_latest_value_and_cells_bear_theirs()
    {
        var scene = Chart.Draw(Heat, SampleRows.Table(Row("甲区", "2020", 50), Row("甲区", "2021", 10), Row("乙区", "2020", 5), Row("乙区", "2021", 20)));
        var tops = scene.Data().GroupBy(d => d.Area).ToDictionary(g => g.Key, g => g.First().Marks.OfType<RectMark>().First().Y);
        Assert.True(tops["乙区"] < tops["甲区"]);
        Assert.Equal(["20.0%", "5.0%", "10.0%", "50.0%"], scene.Data().OrderBy(d => d.Marks.OfType<RectMark>().First().Y)
            .ThenByDescending(d => d.Marks.OfType<RectMark>().First().X).Select(d => d.Marks.OfType<TextMark>().Single().Text));
    }

    /// The reference's words take the place of the tick beside them.
    [Theory]
    [InlineData(95, 60, 92, "60% 70% 80%")]
    [InlineData(5, 2, 40, "20% 30% 40%")]
    [InlineData(50, 2, 98, "0% 20% 80% 100%")]
    public void A_scale_round_a_reference_stays_within_0_and_100(double reference, long low, long high, string ticks)
    {
        var spec = Heat with { Direction = Direction.HigherBetter, Reference = new(reference, new("目标", "Target")) };
        var scene = Chart.Draw(spec, SampleRows.Table(Row("甲区", "2020", low), Row("甲区", "2021", high), Row("乙区", "2021", (low + high) / 2)));
        string[] shown = [.. scene.Flat().OfType<TextMark>().Where(t => t.Size == 11 && t.Text.EndsWith('%')).OrderBy(t => t.X).Select(t => t.Text)
            .Where(t => !t.Contains('.', StringComparison.Ordinal) && !t.Contains(' ', StringComparison.Ordinal))];
        Assert.Equal(ticks, string.Join(' ', shown));
    }

    [Fact]
    public void A_cell_of_another_variant_has_a_corner_and_a_note()
    {
        var scene = Chart.Draw(Heat, SampleRows.Table(Row("甲区", "2020", 50), Row("甲区", "2021", 10), Row("乙区", "2021", 20, variant: "judged")));
        Assert.Equal(["乙区"], scene.Data().Where(d => d.Marks.OfType<AreaMark>().Any()).Select(d => d.Area));
        Assert.Contains(Words(scene), w => w.Contains("占实体判决案件", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_missing_is_empty_and_what_is_withheld_is_hatched()
    {
        var scene = Chart.Draw(Heat, SampleRows.Table(Row("甲区", "2020", 50), Row("乙区", "2021", 20).Withheld()));
        Assert.Equal(2, scene.Data().Count());
        Assert.EndsWith("不公开", scene.Data().Single(d => d.Area == "乙区").Spoken, StringComparison.Ordinal);
        Assert.Contains("空白方格：没有数值。", Words(scene));
    }

    [Fact]
    public void Thousands_of_areas_are_bands_of_medians()
    {
        var scene = Chart.Draw(Heat, SampleRows.Table(SampleRows.Counties(1000).Select((c, i) => SampleRows.Rate(c, "2021", i, 1000))));
        Assert.Equal(100, scene.Data().Count());
        // The first band holds the ten highest: 99.0 to 99.9 %.
        Assert.Contains("中位数99.5%", scene.Data().First().Spoken, StringComparison.Ordinal);
        Assert.True(scene.Height < 1200);
    }

    [Fact]
    public void Each_state_of_a_report_has_a_sign_and_counts_as_it_should()
    {
        var scene = Chart.Draw(Coverage, SampleRows.Table(Row("甲区", "2020", 5), Row("甲区", "2021", 5).With("status", "late"),
            Row("乙区", "2020", 5).Withheld(), Row("乙区", "2021", 5).With("value", null).With("status", "not_due"),
            Row("丙区", "2021", 5).With("status", "partial|provisional")));
        Assert.Equal(["reported", "late", "withheld", "not-due", "missing", "partial"], scene.Data().Select(d => d.Series));
        Assert.Equal((2, 1), (Words(scene).Count(w => w == "2/2"), Words(scene).Count(w => w == "1/1")));
        Assert.Contains("1/2", Words(scene));
        Assert.Contains("2/3", Words(scene));
        Assert.Contains("应报 5，已报 4", scene.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void The_day_of_publication_is_told()
    {
        var scene = Chart.Draw(Coverage, SampleRows.Table(Row("甲区", "2020", 5).With("published_on", new DateOnly(2021, 3, 9))));
        Assert.Equal("甲区 2020年：已报，2021年3月9日发布", scene.Data().Single().Spoken);
    }

    [Fact]
    public void One_period_of_several_measures_has_measures_as_columns()
    {
        var scene = Chart.Draw(Coverage, SampleRows.Table(Row("甲区", "2020", 5).Measure("m", "指标一", "one"),
            SampleRows.Total(("乙区", "B"), "2020", 7).Measure("k", "指标二", "two")));
        Assert.Equal(["reported", "missing", "missing", "reported"], scene.Data().Select(d => d.Series));
        Assert.Contains("指标二", Words(scene));
    }

    [Fact]
    public void A_small_base_has_a_cut_corner_and_keeps_its_colour()
    {
        var scene = Chart.Draw(Heat, SampleRows.Table(Row("甲区", "2020", 5, 20), Row("乙区", "2020", 30, 120)));
        var cells = scene.Data().ToDictionary(d => d.Area);
        Assert.Equal((1, 0), (cells["甲区"].Marks.OfType<AreaMark>().Count(), cells["乙区"].Marks.OfType<AreaMark>().Count()));
        Assert.Equal(cells["乙区"].Marks.OfType<RectMark>().First().Fill, cells["甲区"].Marks.OfType<RectMark>().First().Fill);
    }

    [Fact]
    public void Low_rows_bear_places_and_the_names_asked_for()
    {
        var scene = Chart.Draw(Heat with { Highlight = ["县0030"] }, SampleRows.Table(SampleRows.Counties(90).Select((c, i) => SampleRows.Rate(c, "2021", i, 1000))));
        Assert.Contains("县0030", Words(scene));
        Assert.DoesNotContain("县0031", Words(scene));
        Assert.Contains("90", Words(scene));
    }

    [Fact]
    public void A_band_of_which_all_is_withheld_is_hatched_not_coloured()
    {
        var rows = SampleRows.Counties(1000).SelectMany((c, i) => new[] { SampleRows.Rate(c, "2020", i, 1000), SampleRows.Rate(c, "2021", i, 1000) });
        // The ten highest in 2021, one band, are withheld in 2020.
        var scene = Chart.Draw(Heat, SampleRows.Table(rows.Select((row, i) => i >= 1980 && i % 2 == 0 ? row.Withheld() : row)));
        var band = scene.Data().First();
        Assert.Equal((0, "第1至10位，2020年：10个数值均不公开"), (band.Marks.OfType<RectMark>().Count(), band.Spoken));
        Assert.NotEmpty(band.Marks.OfType<LineMark>());
    }

    [Fact]
    public void Thousands_of_areas_are_bands_divided_by_state()
    {
        // 400 areas in 40 bands of ten; a quarter came late, the first hundred did not come.
        var scene = Chart.Draw(Coverage, SampleRows.Table(SampleRows.Counties(400).SelectMany((c, i) => new[]
        {
            SampleRows.Rate(c, "2020", 5, 100),
            i < 100 ? SampleRows.Rate(c, "2021", 5, 100).With("value", null) : SampleRows.Rate(c, "2021", 5, 100).With("status", i < 200 ? "late" : null),
        })));
        Assert.Equal(80, scene.Data().Count());
        Assert.Equal("缺报由多到少第1至10个地区，2021年：缺报 10", scene.Data().ElementAt(1).Spoken);
        Assert.Equal("缺报由多到少第101至110个地区，2021年：迟报 10", scene.Data().ElementAt(21).Spoken);
        Assert.Contains("300/400", Words(scene));
        Assert.DoesNotContain(scene.Warnings, w => w.Contains("未列", StringComparison.Ordinal));
    }

    [Fact]
    public void A_report_both_late_and_provisional_is_said_to_be_both()
    {
        var said = Chart.Draw(Coverage, SampleRows.Table(Row("甲区", "2020", 5).With("status", "late|provisional"))).Data().Single();
        Assert.Equal(("late", "甲区 2020年：迟报，暂定"), (said.Series, said.Spoken));
    }

    // Of two measures in two years an area lacks one in both: half of what is due came.
    [Fact]
    public void A_period_in_which_a_measure_lacks_is_partial_and_counts_as_half()
    {
        object?[] One(string area, string year) => Row(area, year, 5).Measure("m", "指标一", "one");
        object?[] Two(string area, string year) => Row(area, year, 7).Measure("k", "指标二", "two");
        var scene = Chart.Draw(Coverage, SampleRows.Table(One("甲区", "2020"), One("甲区", "2021"), Two("甲区", "2020"), Two("甲区", "2021"),
            One("乙区", "2020"), One("乙区", "2021"), Two("丙区", "2021"), One("丙区", "2021")));
        Assert.Equal(["reported", "reported", "partial", "partial", "missing", "reported"], scene.Data().Select(d => d.Series));
        Assert.Equal("乙区 2020年：不全，缺指标二", scene.Data().ElementAt(2).Spoken);
        var words = Words(scene);
        Assert.DoesNotContain("2/2", words);
        // Rows: 4 of 4, 2 of 4, 2 of 4; columns: 3 of 6 and 5 of 6.
        Assert.Equal((1, 2, 1, 1), (words.Count(w => w == "4/4"), words.Count(w => w == "2/4"), words.Count(w => w == "3/6"), words.Count(w => w == "5/6")));
        Assert.Contains("应报 12，已报 8", scene.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void A_measure_that_is_not_due_does_not_count_and_one_withheld_came()
    {
        object?[] Of(string area, string measure, string year) => Row(area, year, 5).Measure(measure, measure, measure);
        var scene = Chart.Draw(Coverage, SampleRows.Table(Of("甲区", "一", "2020"), Of("甲区", "二", "2020"),
            Of("乙区", "一", "2020").With("status", "not_due").With("value", null), Of("乙区", "二", "2020"),
            Of("乙区", "一", "2021"), Of("乙区", "二", "2021").Withheld(), Of("甲区", "一", "2021"), Of("甲区", "二", "2021").With("status", "late")));
        Assert.Equal(["reported", "late", "reported", "withheld"], scene.Data().Select(d => d.Series));
        Assert.Contains("3/3", Words(scene));
    }
}
