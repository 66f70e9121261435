using Analytics.Statistics;
using Analytics.Tables;

namespace Analytics.Tests.Statistics;

public class ChangeTests
{
    [Fact]
    public void A_rate_changes_by_percentage_points() =>
        Assert.Equal(new Change(10, "百分点"), Change.Between(20, "%", 30, "%"));

    [Theory]
    [InlineData("件"), InlineData("人"), InlineData(null)]
    public void A_count_changes_by_percent(string? unit) =>
        Assert.Equal(new Change(50, "%"), Change.Between(200, unit, 300, unit));

    [Fact]
    public void A_count_from_zero_has_no_relative_change() =>
        Assert.Equal(new Change(null, "%"), Change.Between(0, "件", 5, "件"));

    [Fact]
    public void Two_units_have_no_change() => Assert.Equal(
        "change-units-differ", Assert.Throws<AnalyticsException>(() => Change.Between(20, "%", 30, "件")).Code);

    [Fact]
    public void A_change_of_changes_is_refused() => Assert.Equal(
        "change-of-change", Assert.Throws<AnalyticsException>(() => Change.Between(2, "百分点", 3, "百分点")).Code);

    [Fact]
    public void Values_that_are_no_numbers_and_negative_counts_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("before", () => Change.Between(double.NaN, "%", 1, "%"));
        Assert.Throws<ArgumentOutOfRangeException>("after", () => Change.Between(1, "%", double.PositiveInfinity, "%"));
        Assert.Throws<ArgumentOutOfRangeException>("before", () => Change.Between(-1, "件", 1, "件"));
    }
}
