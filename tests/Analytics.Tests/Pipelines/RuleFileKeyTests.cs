using System.Text.RegularExpressions;
using Analytics.Tests.House;

namespace Analytics.Tests.Pipelines;

/// <summary>The keys of forms and contracts that the code reads are those that the room's documents explain.</summary>
public partial class RuleFileKeyTests
{
    const string Document = "src/Analytics.Pipelines/FORMS.md";

    [GeneratedRegex("""(?:\.Only\(|\bKeys = \[)(?<keys>[^)\]]*)""")]
    static partial Regex Read { get; }

    [GeneratedRegex("\"(?<key>[a-z_]+)\"")]
    static partial Regex Literal { get; }

    [GeneratedRegex("`(?<key>[a-z_]+)`")]
    static partial Regex Named { get; }

    static HashSet<string> KeysOf(string file) => [.. Read.Matches(Clone.Read(file)).SelectMany(match => Literal.Matches(match.Groups["keys"].Value))
        .Select(match => match.Groups["key"].Value)];

    /// <summary>The first cells of the rows of the tables below a heading.</summary>
    static string[] Documented(string heading) => [.. Clone.Read(Document).ReplaceLineEndings("\n").Split("\n## ")
        .Single(part => part.StartsWith(heading, StringComparison.Ordinal)).Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .SelectMany(line => Named.Matches(line.Split('|')[1])).Select(match => match.Groups["key"].Value).Distinct()];

    [Theory]
    [InlineData("A form", "src/Analytics.Pipelines/Forms/FormYaml.cs")]
    [InlineData("A contract", "src/Analytics.Pipelines/Contracts/ContractYaml.cs")]
    public void Every_key_is_explained_and_no_other(string heading, string file) =>
        Assert.Equal(KeysOf(file).Order(StringComparer.Ordinal), Documented(heading).Order(StringComparer.Ordinal));

    [Fact]
    public void The_keys_are_read_from_the_code()
    {
        Assert.Superset(new HashSet<string> { "form", "fill_down", "headers", "from", "members", "check" }, KeysOf("src/Analytics.Pipelines/Forms/FormYaml.cs"));
        Assert.Superset(new HashSet<string> { "contract", "ambiguity", "within", "factor", "register", "by" }, KeysOf("src/Analytics.Pipelines/Contracts/ContractYaml.cs"));
    }
}
