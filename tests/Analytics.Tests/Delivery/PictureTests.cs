using Analytics.Tests.House;

namespace Analytics.Tests.Delivery;

/// <summary>Pictures of the pages drawn from the clone's own figures. Look at the new one, then approve it with
/// ANALYTICS_APPROVE=1; the README shows one.</summary>
public class PictureTests(BuiltWorkspace built) : IClassFixture<BuiltWorkspace>
{
    [Theory]
    [InlineData("direct-correction-rate.zh")]
    [InlineData("mediation-success-rate.en")]
    public void The_picture_is_the_approved_one(string name)
    {
        var (path, found) = (Clone.Full($"tests/expectations/delivery/{name}.svg"), built.Read($"charts/{name}.svg"));
        if (Environment.GetEnvironmentVariable("ANALYTICS_APPROVE") == "1") File.WriteAllText(path, found);
        Assert.Equal(File.ReadAllText(path), found);
    }
}
