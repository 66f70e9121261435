using System.Text;
using System.Text.RegularExpressions;

namespace Analytics.Tests.House;

public partial class FileTests
{
    /// <summary>Code files that may pass 400 lines, each with its reason.</summary>
    static readonly Dictionary<string, string> Long = [];

    // This file is left out of the search.
    static readonly string[] Unfinished = ["Skip=", "Skip =", "TODO", "FIXME", "NotImplementedException"];

    [GeneratedRegex(@"(?<![\w.$""'/}])/(?:home|root|work|Users|tmp|mnt|var/lib)/\w|\b[A-Z]:\\\w")]
    static partial Regex MachinePath { get; }

    [GeneratedRegex(@"registry\.npm|api\.nuget\.org|npmmirror|artifactory|/nuget/v3|_authToken|localhost:\d{4,5}/(npm|nuget)",
        RegexOptions.IgnoreCase)]
    static partial Regex Registry { get; }

    static bool IsSeed(string file) => file.StartsWith("seeds/", StringComparison.Ordinal);

    static bool IsRules(string file) => file == "tests/Analytics.Tests/House/FileTests.cs";

    static IEnumerable<string> Ours => Clone.Files.Where(f => !IsSeed(f) && !IsRules(f));

    static IEnumerable<(string Place, string Line)> Lines(IEnumerable<string> files) =>
        from file in files
        from line in File.ReadLines(Clone.Full(file)).Select((text, index) => (text, Number: index + 1))
        select ($"{file}:{line.Number}", line.text);

    [Fact]
    public void Nothing_is_left_unfinished_or_skipped() => Findings.None(
        from line in Lines(Clone.Code.Where(f => !IsRules(f)))
        where Unfinished.Any(mark => line.Line.Contains(mark, StringComparison.Ordinal))
        select $"{line.Place}: {line.Line.Trim()}");

    [Fact]
    public void Lines_of_code_stay_within_120_characters() => Findings.None(
        from line in Lines(Clone.Code.Where(f => !f.StartsWith("tests/", StringComparison.Ordinal)))
        where line.Line.Length > 120
        select $"{line.Place}: {line.Line.Length}");

    [Fact]
    public void Code_files_pass_400_lines_only_with_a_reason() => Assert.Equal(
        Long.Keys.Order(StringComparer.Ordinal),
        Clone.Code.Where(file => File.ReadLines(Clone.Full(file)).Count() > 400));

    [Fact]
    public void No_file_names_a_machine_or_a_registry() => Findings.None(
        from line in Lines(Ours)
        where MachinePath.IsMatch(line.Line) || Registry.IsMatch(line.Line)
        select $"{line.Place}: {line.Line.Trim()}");

    [Fact]
    public void Every_file_is_text_in_UTF_8() => Findings.None(
        Ours.Where(file => !IsText(File.ReadAllBytes(Clone.Full(file)))));

    [Fact]
    public void Every_room_has_a_readme_of_one_screen() => Findings.None(
        from project in Clone.Files
        where project.StartsWith("src/", StringComparison.Ordinal) && project.EndsWith(".csproj", StringComparison.Ordinal)
        let readme = Clone.Full(Path.Combine(Path.GetDirectoryName(project)!, "README.md"))
        where !File.Exists(readme) || File.ReadLines(readme).Count() is < 5 or > 80
        select project);

    static bool IsText(byte[] bytes)
    {
        if (bytes.Contains((byte)0)) return false;
        try { return new UTF8Encoding(false, true).GetCharCount(bytes) >= 0; }
        catch (DecoderFallbackException) { return false; }
    }
}
