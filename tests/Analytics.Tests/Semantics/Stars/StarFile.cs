namespace Analytics.Tests.Semantics.Stars;

/// <summary>A file of <c>tests/queries/stars</c>; the README of the folder above describes the form.</summary>
static class StarFile
{
    static readonly string[] Words = ["model", "table", "query", "rows", "states", "warnings", "error"];

    public static IReadOnlyList<Section> Read(string path)
    {
        var sections = QueryFile.Sections(path, Words);
        var file = Path.GetFileName(path);
        if (sections.Count(section => section.Word == "model") != 1)
            throw new FormatException($"{file}: expected one model.");
        if (sections.All(section => section.Word != "query")) throw new FormatException($"{file}: nothing is asked.");
        foreach (var (index, section) in sections.Index())
            if (IsMisplaced(section, index == 0 ? "" : sections[index - 1].Word,
                index + 1 == sections.Count ? "" : sections[index + 1].Word))
                throw new FormatException($"{section.At(section.Number)}: expected query, then rows (with states and " +
                    "warnings) or error code; tables by name above them.");
        return sections;
    }

    // What is expected of nothing, or nothing expected of a question, would pass unseen.
    static bool IsMisplaced(Section section, string before, string after) => section.Word switch
    {
        "table" => section.Arguments.Length != 1 || before is not ("" or "model" or "table"),
        "query" => after is not ("rows" or "error"),
        "rows" => before != "query",
        "states" => before != "rows",
        "warnings" => before is not ("rows" or "states"),
        "error" => before != "query" || section.Arguments.Length != 1,
        _ => before is not ("" or "table"),
    };
}
