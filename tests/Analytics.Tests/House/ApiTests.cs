namespace Analytics.Tests.House;

public class ApiTests
{
    public static TheoryData<string> Names() => [.. Rooms.All.Select(Rooms.NameOf).Where(name => name != "Analytics.Cli")];

    /// <summary>A change here is a change for everyone who calls the room: read the difference, then approve it by
    /// running this test with ANALYTICS_APPROVE=1.</summary>
    [Theory, MemberData(nameof(Names))]
    public void The_public_API_is_as_approved(string room)
    {
        var path = Clone.Full($"tests/expectations/api/{room["Analytics.".Length..]}.txt");
        var found = PublicApi.Print(Rooms.All.Single(assembly => Rooms.NameOf(assembly) == room));
        if (Environment.GetEnvironmentVariable("ANALYTICS_APPROVE") == "1" && found.Length > 0)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, found);
        }
        // A room that shows nothing yet needs no file.
        Assert.Equal(File.Exists(path) ? File.ReadAllText(path) : "", found);
    }
}
