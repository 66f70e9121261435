using System.Text;
using System.Text.RegularExpressions;
using Analytics.Tables.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Analytics.Pipelines.Sheets;

/// Pages whose tables are sheets; what many systems export under the name of a workbook.
static partial class Pages
{
    const int DeepestNesting = 500;

    static readonly HashSet<string> EndedByThemselves =
    [
        "area", "base", "br", "col", "colgroup", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta",
        "option", "p", "param", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "wbr",
    ];

    [GeneratedRegex("""charset\s*=\s*["']?\s*([\w-]+)""", RegexOptions.IgnoreCase)]
    static partial Regex Charset { get; }

    [GeneratedRegex("</?[a-zA-Z][a-zA-Z0-9]*")]
    static partial Regex Tag { get; }

    public static (IReadOnlyList<Sheet> Sheets, TextEncoding Encoding) Open(ReceivedFile file, SheetOptions options,
        List<SheetNote> notes)
    {
        var limits = options.Bounds;
        if (file.Bytes > limits.PageBytes) throw SheetErrors.TooLarge(file.Path, file.Bytes, limits.PageBytes);
        var encoding = Texts.Detect(file, options.Encoding ?? Declared(file), notes);
        using var stream = file.OpenRead();
        stream.Position = encoding.MarkLength;
        using var reader = new StreamReader(stream, encoding.Decoder, detectEncodingFromByteOrderMarks: false);
        var text = reader.ReadToEnd();
        if (IsTooDeep(text)) throw SheetErrors.Damaged(file.Path, $"HTML: > {DeepestNesting}");
        var page = new HtmlParser().ParseDocument(text);
        var sheets = new List<PageSheet>();
        foreach (var table in PageSheet.Walk(page, _ => true).OfType<IElement>().Where(e => e.LocalName == "table"))
        {
            var sheet = new PageSheet(file.Path, $"table {sheets.Count + 1}", table, limits);
            if (sheet.IsFilled) sheets.Add(sheet);
        }
        if (sheets.Count == 0) notes.Add(SheetNote.Of("no-table", ("file", file.Path)));
        return (sheets, encoding);
    }

    // A parser of pages needs time by the square of the depth. Elements that end by themselves do not count.
    static bool IsTooDeep(string text)
    {
        var depth = 0;
        foreach (var tag in Tag.EnumerateMatches(text))
        {
            var isEnd = text[tag.Index + 1] == '/';
            var name = text.Substring(tag.Index, tag.Length).Trim('<', '/').ToLowerInvariant();
            if (EndedByThemselves.Contains(name)) continue;
            depth = Math.Max(0, depth + (isEnd ? -1 : 1));
            if (depth > DeepestNesting) return true;
        }
        return false;
    }

    // What a page says of itself, where that is an encoding we read and the page is valid in it.
    static string? Declared(ReceivedFile file)
    {
        using var stream = file.OpenRead();
        var start = new byte[4096];
        var length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        var match = Charset.Match(Encoding.Latin1.GetString(start, 0, length));
        if (!match.Success || TextEncoding.Canonical(match.Groups[1].Value) is not { } name) return null;
        stream.Position = 0;
        var found = TextEncoding.Detect(stream, name);
        return found is { IsValid: true, MarkLength: 0 } && !name.StartsWith("utf-16", StringComparison.Ordinal)
            ? name : null;
    }
}
