namespace Analytics.Tests.Semantics;

/// <summary>A line of a test file that counts: neither blank nor a comment.</summary>
sealed record Line(int Number, string Text);

/// <summary>Rows of cells below a header; an absent cell is null.</summary>
sealed record Grid(IReadOnlyList<string> Columns, IReadOnlyList<(int Line, string?[] Cells)> Rows)
{
    public IEnumerable<Dictionary<string, string?>> Records =>
        Rows.Select(row => Columns.Zip(row.Cells).ToDictionary(cell => cell.First, cell => cell.Second));
}

/// <summary>A part of a test file: <c>== word arguments</c> and the lines below it.</summary>
sealed record Section(string File, int Number, string Word, string[] Arguments, IReadOnlyList<Line> Lines)
{
    public string Text => string.Join('\n', Lines.Select(line => line.Text));

    public string At(int number) => $"{File}:{number}";

    /// <summary>What follows a word among the arguments: <c>1</c> after <c>at</c>.</summary>
    public string? After(string word) =>
        Array.IndexOf(Arguments, word) is >= 0 and var i && i + 1 < Arguments.Length ? Arguments[i + 1] : null;

    /// <summary>The lines as a table, cells parted by blanks; <c>-</c> is absent, <c>''</c> an empty text.</summary>
    public Grid Grid()
    {
        if (Lines.Count == 0) return new Grid([], []);
        var cells = Lines.Select(line => (line.Number, CellsOf(line.Text))).ToArray();
        var columns = cells[0].Item2.Select(name => name ?? "").ToArray();
        foreach (var (number, row) in cells)
            if (row.Length != columns.Length)
                throw new FormatException($"{At(number)}: {row.Length} cells, the header has {columns.Length}.");
        return new Grid(columns, cells[1..]);
    }

    static string?[] CellsOf(string line) => [.. line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Select(cell => cell switch { "-" => null, "''" => "", _ => cell })];
}

/// <summary>A file of <c>tests/queries</c>; its README describes the form.</summary>
static class QueryFile
{
    static readonly string[] Words =
        ["areas", "successors", "sources", "model", "facts", "query", "sql", "rows", "error", "warnings"];

    public static IReadOnlyList<Section> Read(string path) => Check(Sections(path, Words));

    /// <summary>The sections of a file, each beginning with one of these words.</summary>
    public static List<Section> Sections(string path, IReadOnlyCollection<string> known)
    {
        var file = Path.GetFileName(path);
        var sections = new List<Section>();
        var lines = new List<Line>();
        foreach (var (index, text) in File.ReadLines(path).Index())
        {
            var number = index + 1;
            if (text.StartsWith("== ", StringComparison.Ordinal))
            {
                var words = text[3..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (words.Length == 0 || !known.Contains(words[0]))
                    throw new FormatException($"{file}:{number}: '{text}', expected == {string.Join(" | ", known)}.");
                sections.Add(new Section(file, number, words[0], words[1..], lines = []));
            }
            else if (text.Length > 0 && text[0] != '#')
            {
                if (sections.Count == 0) throw new FormatException($"{file}:{number}: a line above all sections.");
                lines.Add(new Line(number, text));
            }
        }
        return sections;
    }

    // What is expected of nothing, or nothing expected of a question, would pass unseen.
    static List<Section> Check(List<Section> sections)
    {
        foreach (var (index, section) in sections.Index())
        {
            var before = index == 0 ? "" : sections[index - 1].Word;
            var after = index + 1 == sections.Count ? "" : sections[index + 1].Word;
            var isMisplaced = section.Word switch
            {
                "query" or "sql" => after is not ("rows" or "error"),
                "rows" => before is not ("query" or "sql"),
                "error" => before is not ("query" or "sql") || section.Arguments.Length != 1,
                "warnings" => before != "rows",
                _ => false,
            };
            if (isMisplaced)
                throw new FormatException($"{section.At(section.Number)}: expected query or sql, then rows (with " +
                    "warnings) or error code.");
        }
        return sections.Any(section => section.Word is "query" or "sql") ? sections
            : throw new FormatException($"{sections.FirstOrDefault()?.File}: nothing is asked.");
    }
}
