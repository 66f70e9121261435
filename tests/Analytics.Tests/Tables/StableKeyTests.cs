using Analytics.Tables;

namespace Analytics.Tests.Tables;

public class StableKeyTests
{
    // Made with `printf 'area\x02310000' | sha256sum`: the first 16 hex digits without their top bit.
    [Theory]
    [InlineData(5373337922236236467, "area")]
    [InlineData(948336055354054791, "area", "310000")]
    [InlineData(2846486982929442178, "area", "310000", "")]
    [InlineData(3563181138967162560, "area", "310000", null)]
    [InlineData(3029533476980259309, "period", "2017")]
    [InlineData(3827041633679084432, "indicator", "负责人出庭率")]
    public void Keys_never_change(long expected, string kind, params string?[] parts) =>
        Assert.Equal(expected, StableKey.Of(kind, parts));

    [Fact]
    public void Parts_are_kept_apart() => Assert.NotEqual(StableKey.Of("area", "31", "0000"), StableKey.Of("area", "310", "000"));

    [Fact]
    public void Keys_are_above_the_unknown_member_and_differ()
    {
        var keys = Enumerable.Range(0, 10_000).Select(i => StableKey.Of("area", $"{i}")).ToArray();
        Assert.All(keys, key => Assert.True(key > StableKey.Unknown));
        Assert.Distinct(keys);
    }
}
