using System.Globalization;
using Analytics.Pipelines.Sheets;
using Analytics.Tables;

namespace Analytics.Etl.Samples;

/// <summary>A file an office might send, described as text; see <c>seeds/forms/README.md</c>.</summary>
/// <param name="Name">The description's name: <c>qingpu-mediation-2022</c>.</param>
/// <param name="File">What the file made of it is called.</param>
/// <param name="Kind">One of <see cref="Kinds"/>.</param>
/// <param name="Encoding">Of text kinds and of names in a ZIP: one of <see cref="SampleText.Encodings"/>.</param>
/// <param name="Sheets">Its tables; empty where a text or a generator stands instead.</param>
/// <param name="Text">A text file as it stands; null where it has tables.</param>
/// <param name="Parts">The samples in a ZIP, by name.</param>
/// <param name="Generator">What makes it where no description could (<see cref="SampleGenerators"/>); or null.</param>
/// <param name="Size">How large the generator makes it, in the generator's own unit; 0 for its usual size.</param>
/// <param name="Bytes">Raw bytes put in the place of a text, after encoding.</param>
/// <param name="Truncate">Which share of the bytes is kept; 1 for all.</param>
sealed record Sample(string Name, string File, string Kind, string Encoding, IReadOnlyList<SampleSheet> Sheets,
    string? Text, IReadOnlyList<string> Parts, string? Generator, int Size,
    IReadOnlyList<(string Text, byte[] Bytes)> Bytes, decimal Truncate)
{
    public const string Extension = ".sample.yaml";

    public static IReadOnlyList<string> Kinds { get; } = ["csv", "generated", "html", "tsv", "xls", "xlsx", "zip"];

    /// Whether making it takes more than a second or 10 MB of disk.
    public bool IsLarge => Generator is "huge-cell" or "zip-bomb";

    public static Sample Parse(string path, string text)
    {
        var map = YamlMap.Parse(path, text).Only("file", "kind", "encoding", "sheets", "text", "samples", "generator",
            "size", "bytes", "truncate");
        var kind = map.OneOf("kind", Kinds);
        var name = path[(path.LastIndexOf('/') + 1)..];
        return new Sample(
            name.EndsWith(Extension, StringComparison.Ordinal) ? name[..^Extension.Length] : name,
            map.Text("file"), kind,
            map.Has("encoding") ? map.OneOf("encoding", SampleText.Encodings) : "utf-8",
            [.. map.MapsOrNone("sheets").Select(sheet => SampleSheet.Parse(sheet, kind))],
            map.TextOrNull("text"), map.Words("samples"),
            kind == "generated" ? map.OneOf("generator", SampleGenerators.Names) : null,
            map.WholeOr("size", 0),
            [.. map.MapsOrNone("bytes").Select(b => (b.Only("text", "hex").Text("text"), Hex(b)))],
            map.Has("truncate") ? SampleValues.Share(map, "truncate") : 1);
    }

    static byte[] Hex(YamlMap map)
    {
        try
        {
            return Convert.FromHexString(map.Text("hex"));
        }
        catch (FormatException)
        {
            throw map.Wrong("hex", "bytes as FF00");
        }
    }
}

/// <summary>A table of a sample.</summary>
/// <param name="Name">The sheet's name; "" where the file's kind has none.</param>
/// <param name="IsHidden">Whether the workbook hides it.</param>
/// <param name="Rows">Its cells as they stand.</param>
/// <param name="Merges">Its merged cells.</param>
/// <param name="HiddenRows">Numbers of hidden rows, from 1.</param>
sealed record SampleSheet(string Name, bool IsHidden, IReadOnlyList<IReadOnlyList<SampleCell>> Rows,
    IReadOnlyList<MergedRange> Merges, IReadOnlyList<int> HiddenRows)
{
    public static SampleSheet Parse(YamlMap map, string kind) => new(
        kind is "xls" or "xlsx" ? map.Only(Keys).Text("name") : map.Only(Keys).TextOrNull("name") ?? "",
        map.Flag("hidden"),
        [.. map.Grid("rows", "t").Select(row => (IReadOnlyList<SampleCell>)[.. row.Select(SampleCell.Parse)])],
        [.. map.Words("merges").Select(range => SampleValues.Range(map, range))],
        [.. map.Words("hidden_rows").Select(row => SampleValues.Whole(map, "hidden_rows", row))]);

    static readonly string[] Keys = ["name", "hidden", "rows", "merges", "hidden_rows"];
}

/// <summary>A cell of a sample.</summary>
/// <param name="Kind">What it is in a workbook.</param>
/// <param name="Text">As <see cref="SheetCell.Text"/>; the result where it is a formula.</param>
/// <param name="Format">Its number format; null for none.</param>
/// <param name="Formula">The formula without its sign; null where there is none.</param>
sealed record SampleCell(CellKind Kind, string Text, string? Format = null, string? Formula = null)
{
    /// Of a date cell that names no format.
    const string DayFormat = "yyyy-mm-dd";

    public static SampleCell Parse(YamlMap map)
    {
        map.Only("t", "n", "d", "f", "e", "b", "format");
        if (map.Has("e")) return new SampleCell(CellKind.Error, map.OneOf("e", ErrorCodes));
        if (map.Has("b")) return new SampleCell(CellKind.Flag, map.OneOf("b", ["TRUE", "FALSE"]));
        if (map.Has("d"))
            return new SampleCell(CellKind.Date, SampleValues.Day(map), map.TextOrNull("format") ?? DayFormat);
        if (map.Has("n"))
            return new SampleCell(CellKind.Number, SampleValues.Number(map), map.TextOrNull("format"),
                map.TextOrNull("f"));
        return map.Has("t") ? new SampleCell(CellKind.Text, map.Text("t")) : new SampleCell(CellKind.Empty, "");
    }

    public static IReadOnlyList<string> ErrorCodes { get; } =
        ["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"];

    static DateOnly DayZero { get; } = new(1899, 12, 30);

    /// The number a workbook keeps: days since 1899-12-30 for a date.
    public double Serial => Kind == CellKind.Date
        ? DateOnly.Parse(Text, CultureInfo.InvariantCulture).DayNumber - DayZero.DayNumber
        : double.Parse(Text, CultureInfo.InvariantCulture);
}
