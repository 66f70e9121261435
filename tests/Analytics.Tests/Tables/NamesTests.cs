using Analytics.Tables;

namespace Analytics.Tests.Tables;

public class NamesTests
{
    static readonly string[] Known = ["appearance_rate", "cases_concluded", "cases_lost", "loss_rate"];

    [Theory]
    [InlineData("loss_rat", "loss_rate"), InlineData("LOSS_RATE", "loss_rate"), InlineData("cases_lots", "cases_lost")]
    [InlineData("apearance_rates", "appearance_rate")]
    public void The_nearest_known_name_is_suggested(string name, string expected) =>
        Assert.Equal(expected, Names.Nearest(name, Known));

    [Theory]
    [InlineData("mediation"), InlineData("")]
    public void Nothing_is_suggested_where_no_name_is_near(string name) => Assert.Null(Names.Nearest(name, Known));

    [Fact]
    public void Equally_near_names_are_taken_in_order() => Assert.Equal("ab", Names.Nearest("a", ["ac", "ab"]));

    [Fact]
    public void Without_known_names_there_is_none() => Assert.Null(Names.Nearest("a", []));
}
