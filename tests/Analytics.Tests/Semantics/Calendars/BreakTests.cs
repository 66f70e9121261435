using Analytics.Semantics.Calendars;
using Analytics.Semantics.Models;
using Analytics.Semantics.Stars;
using Analytics.Tables;
using Analytics.Tests.House;

namespace Analytics.Tests.Semantics.Calendars;

public class BreakTests
{
    static readonly IReadOnlyList<SeriesBreak> Real = SeriesBreakFile.Parse(
        File.ReadAllText(Path.Combine(Clone.Root, "seeds", "domain", "series-breaks.csv")), "series-breaks.csv");

    static string Crossed(string measure, string? area, string earlier, string later) => string.Join(' ', Breaks.Crossed(Real,
        measure, area, Days(earlier), Days(later)).Select(b => b.On.ToString("yyyy-MM", null)));

    static DateRange Days(string text) => CalendarText.Bounds(CalendarFactory.BuiltIn["calendar"], text, "here");

    [Theory]
    [InlineData("loss_rate", "310000", "2014", "2016", "2015-05")]
    [InlineData("loss_rate", "310000", "2015", "2016", "2015-05")]
    [InlineData("loss_rate", "310000", "2016", "2017", "")]
    [InlineData("loss_rate", "310105", "2015", "2017", "2015-05 2016-07")]
    [InlineData("loss_rate/LIT-010", "310118", "2017", "2019", "2018-07")]
    [InlineData("loss_rate", "310118-yingpu", "2017", "2019", "2018-07")]
    [InlineData("loss_rate", "330100", "2017", "2019", "")]
    [InlineData("head_appearance_rate", "330100", "2019", "2021", "2020-07")]
    [InlineData("head_appearance_rate", "310000", "2020-06", "2020-07", "2020-07")]
    [InlineData("head_appearance_rate", "310000", "2020-H1", "2020-06", "")]
    [InlineData("head_appearance_rate", "310000", "2021", "2020-07", "")]
    [InlineData("correction_rate", "310106-2", "2018", "2024", "2019-01 2021-08 2024-01")]
    [InlineData("correction_rate", null, "2021", "2021", "2021-08")]
    [InlineData("correction_rate", "110112", "2021", "2022", "")]
    [InlineData("loss_rate_of_something", "310000", "2014", "2024", "")]
    [InlineData("mediation_success_rate", "310000", "2010", "2024", "")]
    public void A_break_is_crossed_where_something_lies_on_either_side(string measure, string? area, string earlier,
        string later, string expected)
    {
        Assert.Equal(expected, Crossed(measure, area, earlier, later));
        Assert.Equal(expected, Crossed(measure, area, later, earlier));
    }

    [Fact]
    public void Breaks_name_measures_of_the_model_and_stand_in_order()
    {
        var known = SemanticModel.Load(Path.Combine(Clone.Root, "etl")).Measures.Select(m => m.Name).ToHashSet();
        Assert.DoesNotContain(Real.SelectMany(b => b.Measures), name => !known.Contains(name));
        Assert.Equal(["2015-05", "2016-07", "2018-07", "2019-01", "2020-07", "2021-08", "2024-01"],
            Real.Select(b => b.On.ToString("yyyy-MM", null)));
    }

    [Fact]
    public void A_break_without_measures_is_refused_by_row()
    {
        var error = Assert.Throws<AnalyticsException>(() => SeriesBreakFile.Parse(
            "on,measures,title_zh,title_en,source\n2015-05-01,,甲,a,b\n", "breaks.csv"));
        Assert.Equal("breaks.csv row 2, column 'measures' is empty. Fill it in.", error.Message);
    }
}
