using Analytics.Statistics.Trends;

namespace Analytics.Tests.Statistics;

public class StretchesTests
{
    // Years of points, days of breaks, years that are left.
    [Theory]
    [InlineData("2014 2015 2016", "", "2014 2015 2016")]
    [InlineData("2014 2015 2016 2017", "2015-05-01", "2016 2017")]
    [InlineData("2016 2017 2018 2019 2020", "2019-01-01", "2019 2020")]
    [InlineData("2014 2015 2016 2017 2018 2019", "2015-05-01 2018-07-01", "2019")]
    [InlineData("2012 2013 2018", "2018-07-01", "2012 2013")]
    [InlineData("2018", "2018-07-01", "2018")]
    [InlineData("2014 2015", "2020-01-01", "2014 2015")]
    [InlineData("2017 2014 2016", "2015-05-01", "2017 2016")]
    public void The_last_stretch_between_breaks_is_taken(string years, string breaks, string left)
    {
        int[] points = [.. years.Split(' ').Select(int.Parse)];
        var kept = Stretches.Last([.. points.Select(year => (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31)))],
            [.. breaks.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(DateOnly.Parse)]);
        Assert.Equal(left, string.Join(' ', kept.Select(place => points[place])));
    }
}
