using Analytics.Pipelines;

namespace Analytics.Tests.Pipelines;

public class ReadProgressTests
{
    [Fact]
    public void A_quarter_in_ten_seconds_leaves_thirty()
    {
        var read = new ReadProgress(25, 100, 5000, TimeSpan.FromSeconds(10));
        Assert.Equal((500, TimeSpan.FromSeconds(30)), (read.RowsPerSecond, read.Left));
    }

    [Fact]
    public void Before_anything_was_read_nothing_is_foretold()
    {
        var read = new ReadProgress(0, 100, 0, TimeSpan.Zero);
        Assert.Equal((0, null), (read.RowsPerSecond, read.Left));
    }
}
