using System.Globalization;
using Analytics.Statistics.Backtests;

namespace Analytics.Tests.Statistics.Backtests;

public class RollingOriginTests
{
    static string[][] Rows(string name) => [.. File.ReadLines(Path.Combine(House.Clone.Root, "tests", "reference", name))
        .Select(line => line.Split(','))];

    [Theory]
    [InlineData("naive")]
    [InlineData("drift")]
    public void Errors_meet_their_reference(string name)
    {
        double[] y = [.. Rows("15-forecast-data.csv").Where(cells => cells[0] == "cv20").Select(cells => double.Parse(cells[2], CultureInfo.InvariantCulture))];
        var forecasts = RollingOrigin.Forecasts(y, Forecasters.Named(name, 1), 3, 10);
        var compared = 0;
        foreach (var cells in Rows("15-forecast.csv").Where(cells => cells[0] == "cv20" && cells[1].StartsWith($"{name}.err_h", StringComparison.Ordinal)))
        {
            var error = RollingOrigin.Errors(y, forecasts, cells[1][^1] - '0')[int.Parse(cells[2], CultureInfo.InvariantCulture) - 10];
            Assert.Equal(double.Parse(cells[3], CultureInfo.InvariantCulture), error!.Value, 1e-12);
            compared++;
        }
        Assert.Equal(27, compared);
    }

    [Fact]
    public void Forecasters_do_what_they_are_called()
    {
        double[] y = [1, 5, 2, 7];
        Assert.Equal([7, 7], Forecasters.Named("naive", 1)(y, 2)!);
        Assert.Equal([9, 11], Forecasters.Named("drift", 1)(y, 2)!);
        Assert.Equal([3.75, 3.75], Forecasters.Named("mean", 1)(y, 2)!);
        Assert.Equal([2, 7, 2], Forecasters.Named("seasonal_naive", 2)(y, 3)!);
        Assert.Null(Forecasters.Named("seasonal_naive", 5)(y, 1));
        Assert.Null(Forecasters.Named("drift", 1)([3], 1));
        Assert.Throws<ArgumentException>(() => Forecasters.Named("oracle", 1));
    }

    [Fact]
    public void A_forecaster_sees_the_past_alone()
    {
        double[] y = [1, 2, 3, 4, 5];
        var seen = new List<int>();
        RollingOrigin.Forecasts(y, (past, horizon) =>
        {
            Assert.Equal(past.Length, past[^1]);
            seen.Add(past.Length);
            return null;
        }, 2, 2);
        Assert.Equal([2, 3, 4], seen);
        Assert.Throws<InvalidOperationException>(() => RollingOrigin.Forecasts(y, (_, _) => [double.NaN], 1, 2));
        Assert.Throws<InvalidOperationException>(() => RollingOrigin.Forecasts(y, (_, _) => [1], 2, 2));
    }
}
