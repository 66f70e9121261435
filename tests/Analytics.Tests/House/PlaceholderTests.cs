namespace Analytics.Tests.House;

public class StartTests
{
    [Fact]
    public void The_native_library_is_beside_the_tests() =>
        Assert.True(Directory.Exists(Path.Combine(AppContext.BaseDirectory, "runtimes")));
}
