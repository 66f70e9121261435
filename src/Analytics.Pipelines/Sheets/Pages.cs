using System.Text;
using System.Text.RegularExpressions;
using Analytics.Tables.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Analytics.Pipelines.Sheets;

/// Pages whose tables are sheets; what many systems export under the name of a workbook.
static partial class Pages
{
    [GeneratedRegex("""charset\s*=\s*["']?\s*([\w-]+)""", RegexOptions.IgnoreCase)]
    static partial Regex Charset { get; }

    public static (IReadOnlyList<Sheet> Sheets, TextEncoding Encoding) Open(ReceivedFile file, SheetOptions options,
        List<SheetNote> notes)
    {
        var limits = options.Bounds;
        if (file.Bytes > limits.PageBytes) throw SheetErrors.TooLarge(file.Path, file.Bytes, limits.PageBytes);
        var encoding = Texts.Detect(file, options.Encoding ?? Declared(file), notes);
        using var stream = file.OpenRead();
        stream.Position = encoding.MarkLength;
        using var reader = new StreamReader(stream, encoding.Decoder, detectEncodingFromByteOrderMarks: false);
        var page = new HtmlParser().ParseDocument(reader.ReadToEnd());
        var sheets = new List<PageSheet>();
        foreach (var table in PageSheet.Walk(page, _ => true).OfType<IElement>().Where(node => node.LocalName == "table"))
        {
            var sheet = new PageSheet(file.Path, $"table {sheets.Count + 1}", table, limits);
            if (sheet.IsFilled) sheets.Add(sheet);
        }
        if (sheets.Count == 0) notes.Add(SheetNote.Of("no-table", ("file", file.Path)));
        return (sheets, encoding);
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
        return found.IsValid && !name.StartsWith("utf-16", StringComparison.Ordinal) && found.MarkLength == 0 ? name : null;
    }
}
