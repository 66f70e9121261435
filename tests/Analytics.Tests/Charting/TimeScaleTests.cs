using Analytics.Charting;
using Analytics.Charting.Charts;
using Analytics.Tables;

namespace Analytics.Tests.Charting;

public class TimeScaleTests
{
    static Scene Draw(Language language, double width, params string[] periods) => Chart.Draw(SampleRows.Spec("trend", "甲", "A") with
    {
        Language = language, Width = width,
    }, SampleRows.Table(periods.Select((period, i) => SampleRows.Total(("甲", "A"), period, 100 + i))));

    static string[] Labels(Scene scene) => [.. scene.Marks.OfType<PlotGroup>().Single().Marks.OfType<AxisGroup>()
        .Single(a => a.IsHorizontal).Marks.OfType<TextMark>().Select(t => t.Text)];

    static string[] Months(int first, int count) => [.. Enumerable.Range(first, count).Select(i =>
        $"{2021 + i / 12}-{i % 12 + 1:00}")];

    [Fact]
    public void Months_bear_their_names_over_their_years()
    {
        Assert.Equal(["11月", "12月", "1月", "2月", "2021", "2022"], Labels(Draw(Language.Chinese, 760, Months(10, 4))));
        Assert.Equal(["Nov", "Dec", "Jan", "Feb", "2021", "2022"], Labels(Draw(Language.English, 760, Months(10, 4))));
    }

    [Fact]
    public void Months_are_thinned_to_quarters_halves_and_years()
    {
        Assert.Equal(["1月", "4月", "7月", "10月", "1月", "4月", "7月", "10月", "2021", "2022"],
            Labels(Draw(Language.Chinese, 400, Months(0, 24))));
        Assert.All(Labels(Draw(Language.Chinese, 400, Months(0, 96))), label => Assert.Equal(4, label.Length));
    }

    [Fact]
    public void Quarters_are_quarters()
    {
        string[] quarters = ["2021-01..2021-03", "2021-04..2021-06", "2021-07..2021-09"];
        Assert.Equal(["1季度", "2季度", "3季度", "2021"], Labels(Draw(Language.Chinese, 760, quarters)));
        Assert.Equal(["Q1", "Q2", "Q3", "2021"], Labels(Draw(Language.English, 760, quarters)));
    }

    [Fact]
    public void Neighbouring_months_are_joined_and_a_missing_one_breaks_the_line()
    {
        string soft = Themes.Paper.Soft(Themes.Paper.Neutral);
        int Joins(params string[] periods) => Draw(Language.Chinese, 760, periods).Flat().OfType<LineMark>()
            .Count(l => l.Color == soft);
        Assert.Equal(2, Joins("2021-11", "2021-12", "2022-01"));
        Assert.Equal(1, Joins("2021-11", "2021-12", "2022-02"));
    }

    [Fact]
    public void Months_beside_a_year_stand_on_an_axis_of_years_with_bars_of_their_length()
    {
        var scene = Draw(Language.Chinese, 760, "2021", "2022-01");
        Assert.Equal(["2021", "2022"], Labels(scene));
        Assert.Single(scene.Data(), d => d.Marks.OfType<RectMark>().Any());
    }
}
