using System.Net;
using System.Text;
using Analytics.Pipelines.Sheets;

namespace Analytics.Etl.Samples;

/// <summary>The text kinds of samples: CSV, TSV and pages.</summary>
static class SampleText
{
    public static IReadOnlyList<string> Encodings { get; } =
        ["gb18030", "utf-16be", "utf-16le", "utf-8", "utf-8-bom"];

    public static byte[] Bytes(Sample sample)
    {
        var encoding = Encoding(sample.Encoding);
        var text = sample.Text ?? (sample.Kind == "html" ? Page(sample) : Lines(sample));
        var bytes = new List<byte>(sample.Encoding == "utf-8" ? [] : encoding.GetPreamble());
        // What has no text is put in between the encoded pieces.
        while (First(text, sample.Bytes) is var (at, piece))
        {
            bytes.AddRange(encoding.GetBytes(text[..at]));
            bytes.AddRange(piece.Bytes);
            text = text[(at + piece.Text.Length)..];
        }
        bytes.AddRange(encoding.GetBytes(text));
        return [.. bytes];
    }

    public static Encoding Encoding(string name) => name switch
    {
        "gb18030" => Gb18030,
        "utf-16be" => new UnicodeEncoding(bigEndian: true, byteOrderMark: true),
        "utf-16le" => new UnicodeEncoding(bigEndian: false, byteOrderMark: true),
        _ => new UTF8Encoding(encoderShouldEmitUTF8Identifier: name == "utf-8-bom"),
    };

    static Encoding Gb18030 { get; } = CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!;

    static (int At, (string Text, byte[] Bytes) Piece)? First(string text,
        IReadOnlyList<(string Text, byte[])> pieces) =>
        pieces.Select(piece => (At: text.IndexOf(piece.Text, StringComparison.Ordinal), piece))
            .Where(found => found.At >= 0).OrderBy(found => found.At)
            .Select(found => ((int, (string, byte[]))?)found).FirstOrDefault();

    // Excel writes CR LF; quotes stand only where they must.
    static string Lines(Sample sample)
    {
        var separator = sample.Kind == "tsv" ? '\t' : ',';
        var lines = new StringBuilder();
        foreach (var row in sample.Sheets.SelectMany(sheet => sheet.Rows))
            lines.AppendJoin(separator, row.Select(cell => Quoted(cell.Text, separator))).Append("\r\n");
        return lines.ToString();
    }

    static string Quoted(string text, char separator) =>
        text.AsSpan().IndexOfAny([separator, '"', '\n', '\r']) < 0 ? text
            : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    static string Page(Sample sample)
    {
        var page = new StringBuilder();
        var charset = sample.Encoding.Replace("-bom", "", StringComparison.Ordinal);
        page.Append("<html>\n<head>").Append("<meta charset=\"").Append(charset).Append("\"></head>\n<body>\n");
        foreach (var sheet in sample.Sheets)
        {
            page.Append("<table border=\"1\">\n");
            for (var row = 0; row < sheet.Rows.Count; row++)
                page.Append("<tr>").AppendJoin("", TableCells(sheet, row)).Append("</tr>\n");
            page.Append("</table>\n");
        }
        return page.Append("</body>\n</html>\n").ToString();
    }

    static IEnumerable<string> TableCells(SampleSheet sheet, int row)
    {
        for (var column = 0; column < sheet.Rows[row].Count; column++)
        {
            var merge = sheet.Merges.FirstOrDefault(range => range.Holds(row + 1, column));
            if (merge is not null && (merge.FromRow != row + 1 || merge.FromColumn != column)) continue;
            var text = WebUtility.HtmlEncode(sheet.Rows[row][column].Text)
                .Replace("\n", "<br>", StringComparison.Ordinal);
            yield return $"<td{Spans(merge)}>{text}</td>";
        }
    }

    static string Spans(MergedRange? merge) => merge is null ? ""
        : (merge.ToRow > merge.FromRow ? $" rowspan=\"{merge.ToRow - merge.FromRow + 1}\"" : "")
            + (merge.ToColumn > merge.FromColumn ? $" colspan=\"{merge.ToColumn - merge.FromColumn + 1}\"" : "");
}
