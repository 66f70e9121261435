using System.Text;
using Analytics.Charting;
using Analytics.Tables;

namespace Analytics.Tests.Charting;

/// <summary>Approved pictures. After looking at a change, run with ANALYTICS_APPROVE=1 to accept it.</summary>
public class ExpectationTests
{
    [Theory, MemberData(nameof(Scenes.All), MemberType = typeof(Scenes))]
    public void The_picture_is_the_approved_one(string name, Language language)
    {
        var svg = Encoding.UTF8.GetString(Surfaces.Svg.Write(Scenes.Draw(name, language)));
        var path = Path.Combine(Root(), "tests", "expectations", "charting",
            $"{name}.{(language == Language.Chinese ? "zh" : "en")}.svg");
        if (Environment.GetEnvironmentVariable("ANALYTICS_APPROVE") == "1") File.WriteAllText(path, svg);
        Assert.True(File.Exists(path), 
            $"{path} is not approved yet; look at the picture and run with ANALYTICS_APPROVE=1.");
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), svg);
    }

    static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Analytics.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
