using Analytics.Charting;
using Analytics.Charting.Charts;
using Analytics.Charting.Layout;
using Analytics.Tables;

namespace Analytics.Tests.Charting;

public class VintagesTests
{
    static readonly (string, string) A = ("甲区", "A"), B = ("乙区", "B");

    static ChartSpec Spec => SampleRows.Spec("vintages", "修订", "Revisions");

    static object?[] Print((string, string) area, string period, string day, double value) =>
        SampleRows.Printed(area, period, value, "all").With("published_on", DateOnly.ParseExact(day, "yyyy-MM-dd", null));

    static object?[] Total((string, string) area, string day, double value) =>
        SampleRows.Total(area, "2023", value).With("published_on", DateOnly.ParseExact(day, "yyyy-MM-dd", null));

    static Scene Draw(ChartSpec spec, params IEnumerable<object?[]> rows) => Chart.Draw(spec, SampleRows.Table(rows));

    static string[] Words(Scene scene) => [.. scene.Flat().OfType<TextMark>().Select(t => t.Text)];

    static MarkerMark Marker(DatumGroup datum) => datum.Marks.OfType<MarkerMark>().Single();

    // A is 10.0, 10.0 again, 10.6, 10.4: two revisions that leave +0.4. B stays 5.0.
    static object?[][] Rows =>
    [
        Print(A, "2020", "2022-03-01", 10), Print(A, "2020", "2021-03-01", 10), Print(A, "2020", "2023-03-01", 10.6),
        Print(A, "2020", "2024-03-01", 10.4), Print(B, "2020", "2021-03-01", 5), Print(B, "2020", "2022-03-01", 5),
    ];

    [Fact]
    public void A_value_printed_again_unchanged_is_no_revision_and_changes_are_in_percentage_points()
    {
        var words = Words(Draw(Spec, Rows));
        Assert.Contains("+0.4 百分点", words);
        Assert.Contains("修订2次", words);
        Assert.Contains("公布2次，未修订", words);
        Assert.Contains("2个再次公布的数值中有1个修订过：甲区，+0.4 百分点。", words);
    }

    [Fact]
    public void Prints_stand_in_order_of_publication_the_first_hollow_and_the_latest_solid()
    {
        var a = Draw(Spec, Rows).Data().Where(d => d.Area == "甲区").Select(Marker).ToArray();
        Assert.Equal(4, a.Length);
        Assert.Equal(a.OrderBy(m => m.X), a);
        Assert.Equal(Themes.Paper.Background, a[0].Fill);
        Assert.All(a[1..], m => Assert.Equal(Themes.Paper.Neutral, m.Fill));
        Assert.True(a[^1].Radius > a[1].Radius);
    }

    [Fact]
    public void Heights_are_differences_from_the_first_value_on_one_scale_for_all_rows()
    {
        var scene = Draw(Spec, Rows.Append(Print(B, "2020", "2023-03-01", 4.7)));
        var a = scene.Data().Where(d => d.Area == "甲区").Select(Marker).ToArray();
        var b = scene.Data().Where(d => d.Area == "乙区").Select(Marker).ToArray();
        Assert.Equal(a[0].Y, a[1].Y, 6);
        // 0.6 up and 0.3 down.
        Assert.Equal(2 * (b[^1].Y - b[0].Y), a[0].Y - a[2].Y, 6);
        Assert.True(a[2].Y < a[0].Y);
    }

    [Fact]
    public void An_arrow_leads_to_the_latest_value_where_there_was_a_revision_and_nowhere_else()
    {
        var scene = Draw(Spec, Rows);
        var tip = Assert.Single(scene.Flat().OfType<AreaMark>());
        var last = scene.Data().Where(d => d.Area == "甲区").Select(Marker).Last();
        Assert.True(last.X - tip.Points[0].X is > 0 and < 8);
        Assert.Equal(Themes.Paper.Neutral, tip.Fill);
    }

    [Fact]
    public void What_is_not_revised_is_grey()
    {
        var b = Draw(Spec, Rows).Data().Where(d => d.Area == "乙区").Select(Marker).ToArray();
        Assert.All(b, m => Assert.Equal(Themes.Paper.Quiet, m.Stroke));
    }

    [Fact]
    public void A_value_changed_and_changed_back_was_revised_twice()
    {
        var words = Words(Draw(Spec, Print(A, "2020", "2021-03-01", 10), Print(A, "2020", "2022-03-01", 11), Print(A, "2020", "2023-03-01", 10)));
        Assert.Contains("修订2次", words);
        Assert.Contains("改后又改回", words);
    }

    [Fact]
    public void Totals_say_the_change_in_percent_too()
    {
        var words = Words(Draw(Spec, Total(A, "2024-01-25", 800), Total(A, "2024-06-28", 820)));
        Assert.Contains("+20 件（+2.5%）", words);
    }

    [Fact]
    public void Two_periods_of_one_area_are_two_rows_not_a_revision()
    {
        var words = Words(Draw(Spec, Print(A, "2020", "2021-03-01", 10), Print(A, "2021", "2022-03-01", 12)));
        Assert.Contains("2020年", words);
        Assert.Contains("2021年", words);
        Assert.Contains("2个数值都只公布过一次，无从比较。", words);
    }

    [Fact]
    public void Rows_without_a_day_of_publication_are_counted_not_drawn()
    {
        var scene = Draw(Spec, Rows.Append(SampleRows.Printed(B, "2021", 7)));
        Assert.Contains("未画出：1 个数值没有公布日期", Words(scene));
        Assert.Contains("未画出：1 个数值没有公布日期", scene.Warnings);
        Assert.Equal(6, scene.Data().Count());
    }

    [Fact]
    public void Two_values_of_one_day_are_said_and_the_later_row_is_drawn()
    {
        var scene = Draw(Spec, Print(A, "2020", "2021-03-01", 10), Print(A, "2020", "2021-03-01", 11), Print(A, "2020", "2022-03-01", 11));
        Assert.Contains(scene.Warnings, w => w.StartsWith("有1个数值同一天公布过两个不同的数", StringComparison.Ordinal));
        Assert.Contains("公布2次，未修订", Words(scene));
        Assert.Contains("11%", Words(scene));
        Assert.DoesNotContain("10%", Words(scene));
    }

    [Fact]
    public void A_withheld_print_has_a_sign_at_its_day_and_no_value()
    {
        var scene = Draw(Spec, Print(A, "2020", "2021-03-01", 10), Print(A, "2020", "2022-03-01", 10).Withheld());
        var hidden = Assert.Single(scene.Data(), d => d.Marks.All(m => m is LineMark));
        Assert.Contains("不公开", hidden.Spoken, StringComparison.Ordinal);
        Assert.Contains("后来不公开", Words(scene));
        Assert.True(hidden.Marks.OfType<LineMark>().Min(l => l.X1) > scene.Flat().OfType<MarkerMark>().Last().X);
    }

    [Fact]
    public void Of_too_many_the_most_revised_are_drawn_from_the_greatest_rise_to_the_greatest_fall()
    {
        var scene = Draw(Spec, SampleRows.Counties(300).SelectMany((area, i) => (object?[][])
            [Total(area, "2024-01-25", 1000), Total(area, "2024-06-28", 1000 + i - 150)]));
        var drawn = scene.Data().Select(d => d.Area).Distinct().ToArray();
        Assert.Equal(40, drawn.Length);
        // 150 down is the greatest of all, 149 up the greatest rise.
        Assert.Equal(("县0300", "县0001"), (drawn[0], drawn[^1]));
        Assert.Contains("只画修订幅度最大的40个，共300个；其余260个中有259个修订过。", Words(scene));
    }

    [Theory]
    [InlineData(new[] { "2021-03-22", "2022-03-15" }, new[] { "2021年3月22日", "2022年3月15日" })]
    [InlineData(new[] { "2016-03-22", "2016-06-01", "2016-09-01", "2023-03-15" }, new[] { "2016", "2017", "2018", "2019", "2020", "2021", "2022", "2023" })]
    public void Days_of_publication_label_the_axis_where_they_fit_else_years(string[] days, string[] labels)
    {
        var canvas = new Canvas(Language.Chinese, Themes.Paper);
        new DateScale(days.Select(day => DateOnly.ParseExact(day, "yyyy-MM-dd", null))).Draw(canvas, new Box(50, 0, 550, 100));
        Assert.Equal(labels, canvas.Finish(600, 100, "", "").Flat().OfType<TextMark>().Select(t => t.Text));
    }

    [Fact]
    public void Remarks_are_on_values_that_stand()
    {
        object?[] Print(string period, double value, int month, string? status) => SampleRows.Total(("甲区", "A"), period, value)
            .With("published_on", new DateOnly(2024, month, 1)).With("status", status).With("figure_ids", $"{period}/{month}");
        var scene = Chart.Draw(SampleRows.Spec("vintages", "甲", "a"), SampleRows.Table(Print("2022", 90, 1, "provisional"),
            Print("2022", 92, 6, null), Print("2023", 80, 6, "provisional")));
        Assert.Contains(scene.Flat().OfType<TextMark>(), text => text.Text.Contains("暂定数，日后可能修订（1个）：甲区 2023年", StringComparison.Ordinal));
    }
}
