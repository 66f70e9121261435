using Analytics.Charting;
using Analytics.Charting.Charts;
using Analytics.Statistics.Forecasts;
using Analytics.Tables;

namespace Analytics.Tests.Charting;

public class ForecastFanTests
{
    static readonly (string, string) A = ("甲", "A");

    static ChartSpec Spec => SampleRows.Spec("forecast-fan", "甲", "A");

    static object?[][] Totals(params double[] values) => [.. values.Select((v, i) => SampleRows.Total(A, $"{2001 + i}", v))];

    static object?[][] Rates(params long[] events) => [.. events.Select((x, i) => SampleRows.Rate(A, $"{2001 + i}", x, 100))];

    static Scene Draw(ChartSpec spec, params object?[][] rows) => Chart.Draw(spec, SampleRows.Table(rows));

    static string[] Words(Scene scene) => [.. scene.Flat().OfType<TextMark>().Select(t => t.Text)];

    static DatumGroup[] Ahead(Scene scene) => [.. scene.Data().Where(d => d.Spoken.Contains("预测", StringComparison.Ordinal))];

    // By hand: log-odds -1.36783 ± 1.95996 · 0.24739, led back: 13.2 % and 29.0 %.
    [Fact]
    public void A_steady_rate_goes_on_with_the_limits_of_its_sampling()
    {
        var spoken = Assert.Single(Ahead(Draw(Spec, Rates(20, 20, 20, 20, 20)))).Spoken;
        Assert.StartsWith("甲 2006年：预测20.0%", spoken, StringComparison.Ordinal);
        Assert.EndsWith("95%带13.2%至29.0%", spoken, StringComparison.Ordinal);
    }

    [Fact]
    public void Three_bands_lie_within_one_another_behind_a_dashed_median()
    {
        var scene = Draw(Spec with { Horizon = 2 }, Rates(30, 22, 27, 20, 33, 25));
        double[] widths = [.. scene.Flat().OfType<AreaMark>().Select(a => a.Points.Max(p => p.Y) - a.Points.Min(p => p.Y))];
        Assert.Equal(3, widths.Length);
        Assert.Equal(widths.OrderDescending(), widths);
        Assert.Equal("5 4", Assert.Single(scene.Flat().OfType<PolylineMark>()).Dash);
    }

    [Fact]
    public void Totals_are_carried_on_as_statistics_say()
    {
        double[] values = [10, 14, 19, 23, 30, 33, 41, 44];
        var expected = Ets.Choose(values, 1).Fit!;
        var scene = Draw(Spec with { Horizon = 3 }, Totals(values));
        Assert.Contains($"预测{Math.Round(expected.Forecast(3, 0.8).Mean[2])}，", Ahead(scene)[2].Spoken, StringComparison.Ordinal);
        Assert.Contains(Words(scene), w => w.Contains($"AICc 选出 {expected.Model.Name}", StringComparison.Ordinal));
    }

    [Theory, InlineData(null, 3), InlineData(2, 2), InlineData(7, 7)]
    public void A_third_of_what_is_known_is_forecast_unless_asked(int? horizon, int drawn) => Assert.Equal(drawn,
        Ahead(Draw(Spec with { Horizon = horizon }, Totals(10, 14, 19, 23, 30, 33, 41, 44, 50))).Length);

    [Fact]
    public void How_past_forecasts_did_is_said_in_words()
    {
        // Of seven points two origins, after five and six, each one step ahead.
        var scene = Draw(Spec with { Horizon = 1 }, Rates(30, 22, 27, 20, 33, 25, 24));
        Assert.Contains("回测：以往2次预测（2个起点，各向前1至1期）中，2次的实际值落在80%带内。", Words(scene));
        Assert.Contains("回测：以往2次预测（2个起点，各向前1至1期）中，1次的实际值落在80%带内。",
            Words(Draw(Spec with { Horizon = 1 }, Rates(30, 22, 27, 20, 33, 25, 90))));
        Assert.Contains("序列太短，以往预测无从检验。", Words(Draw(Spec, Rates(20, 20, 20, 20, 20))));
    }

    [Fact]
    public void Four_periods_are_too_short_for_a_fan()
    {
        var scene = Draw(Spec, Rates(30, 22, 27, 20));
        Assert.Contains("序列太短（4期），不作预测", Words(scene));
        Assert.Empty(scene.Flat().OfType<AreaMark>());
        Assert.Empty(Ahead(scene));
        Assert.Equal(4, scene.Data().Count());
    }

    [Fact]
    public void Only_periods_after_a_gap_count()
    {
        object?[][] rows = [.. Rates(90, 90, 90, 20, 20, 20, 20, 20, 20)];
        var scene = Draw(Spec, [.. rows[..2], .. rows[4..]]);
        Assert.StartsWith("甲 2010年：预测20.0%", Ahead(scene)[0].Spoken, StringComparison.Ordinal);
        Assert.Contains("中断或序列变更之前的2个数值不参与预测。", Words(scene));
    }

    [Fact]
    public void Rates_stay_within_zero_and_a_hundred()
    {
        foreach (var rows in new[] { Rates(60, 70, 81, 88, 95, 99), [.. new[] { 60.0, 70, 81, 88, 95, 99 }
            .Select((v, i) => SampleRows.Printed(A, $"{2001 + i}", v))] })
        {
            var axis = Draw(Spec with { Horizon = 8 }, rows).Marks.OfType<PlotGroup>().Single().Vertical!;
            Assert.True(axis is { From: >= 0, To: <= 100 });
        }
    }

    [Fact]
    public void Values_that_never_moved_have_no_bands()
    {
        var scene = Draw(Spec, Totals(7, 7, 7, 7, 7, 7));
        Assert.Empty(scene.Flat().OfType<AreaMark>());
        Assert.Contains("2008年预计7，与以往相同", Words(scene));
    }

    [Fact]
    public void Forecasts_stand_in_the_data_as_forecasts()
    {
        var scene = Draw(Spec, Rates(20, 20, 20, 20, 20));
        Assert.Equal(6, scene.Data!.RowCount);
        Assert.Equal(5, Ahead(scene)[0].Row);
        Assert.Equal("预测", scene.Data.Text(5, "说明"));
        Assert.Equal("2006年", scene.Data.Text(5, "期间"));
    }

    [Fact]
    public void Months_are_carried_on_into_the_next_year()
    {
        object?[][] rows = [.. Enumerable.Range(0, 12).Select(i => SampleRows.Total(A, $"2021-{i + 1:00}", 100 + i % 3))];
        Assert.StartsWith("甲 2022年1月：预测", Ahead(Draw(Spec, rows))[0].Spoken, StringComparison.Ordinal);
    }

    [Fact]
    public void Variants_are_no_one_series() => Assert.Equal("chart-comparison-mixed", Assert.Throws<AnalyticsException>(() =>
        Draw(Spec, SampleRows.Rate(A, "2001", 3, 40), SampleRows.Rate(A, "2002", 3, 40, "judged"))).Code);
}
