using System.IO.Compression;

namespace Analytics.Pipelines.Sheets;

/// <summary>What a file is by its content, whatever its name says.</summary>
public enum SheetFileKind
{
    /// <summary>Records of text: CSV, TSV.</summary>
    Text,

    /// <summary>A workbook of Excel since 2007.</summary>
    Workbook,

    /// <summary>A workbook of Excel until 2003.</summary>
    OldWorkbook,

    /// <summary>HTML, whose tables are the sheets.</summary>
    Page,

    /// <summary>A ZIP of files.</summary>
    Archive,
}

static class FileKind
{
    static readonly (byte[] Start, string Found)[] Others =
    [
        ([.. "%PDF"u8], "PDF"), ([.. "Rar!"u8], "RAR"), ([0x37, 0x7A, 0xBC, 0xAF], "7z"), ([0x1F, 0x8B], "gzip"),
        ([0x89, 0x50, 0x4E, 0x47], "PNG"), ([0xFF, 0xD8, 0xFF], "JPEG"), ([.. "{\\rtf"u8], "RTF"),
    ];

    static readonly Dictionary<string, SheetFileKind> Endings = new(StringComparer.OrdinalIgnoreCase)
    {
        [".csv"] = SheetFileKind.Text, [".tsv"] = SheetFileKind.Text, [".txt"] = SheetFileKind.Text,
        [".xlsx"] = SheetFileKind.Workbook, [".xlsm"] = SheetFileKind.Workbook, [".xls"] = SheetFileKind.OldWorkbook,
        [".htm"] = SheetFileKind.Page, [".html"] = SheetFileKind.Page, [".zip"] = SheetFileKind.Archive,
    };

    /// Whether the name promises something else than the content is.
    public static bool Differs(string path, SheetFileKind kind) =>
        Endings.TryGetValue(Path.GetExtension(path), out var promised) && promised != kind;

    public static string NameOf(SheetFileKind kind) => kind switch
    {
        SheetFileKind.Text => "CSV", SheetFileKind.Workbook => "XLSX", SheetFileKind.OldWorkbook => "XLS",
        SheetFileKind.Page => "HTML", _ => "ZIP",
    };

    public static SheetFileKind Of(ReceivedFile file)
    {
        using var stream = file.OpenRead();
        var start = new byte[4096];
        var head = start.AsSpan(0, stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false));
        if (head.StartsWith("PK\x03\x04"u8) || head.StartsWith("PK\x05\x06"u8)) return OfZip(file, stream);
        if (head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0])) return SheetFileKind.OldWorkbook;
        foreach (var other in Others)
            if (head.StartsWith(other.Start)) throw SheetErrors.Kind(file.Path, other.Found);
        if (head.StartsWith("MIME-Version:"u8)) throw SheetErrors.Kind(file.Path, "MHTML");
        return IsPage(head) ? SheetFileKind.Page : SheetFileKind.Text;
    }

    static SheetFileKind OfZip(ReceivedFile file, Stream stream)
    {
        try
        {
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            var names = zip.Entries.Select(entry => entry.FullName.Replace('\\', '/')).ToList();
            if (!names.Contains("[Content_Types].xml", StringComparer.OrdinalIgnoreCase)) return SheetFileKind.Archive;
            return Within("xl/workbook.bin") ? throw SheetErrors.Kind(file.Path, "XLSB")
                : Within("xl/") ? SheetFileKind.Workbook
                : Within("word/") ? throw SheetErrors.Kind(file.Path, "DOCX")
                : Within("ppt/") ? throw SheetErrors.Kind(file.Path, "PPTX") : SheetFileKind.Archive;

            bool Within(string folder) => names.Any(n => n.StartsWith(folder, StringComparison.OrdinalIgnoreCase));
        }
        catch (Exception e) when (e is InvalidDataException or IOException or ArgumentException)
        {
            throw SheetErrors.Damaged(file.Path, e.Message, e);
        }
    }

    // The beginning as text, marks and zero bytes of UTF-16 left out.
    static bool IsPage(ReadOnlySpan<byte> head)
    {
        var ascii = new string([.. head.ToArray().Where(b => b is > 0 and < 0x80).Select(b => (char)b)]).TrimStart();
        return ascii.StartsWith('<') && ascii.AsSpan().ContainsAny(Markup);
    }

    static readonly System.Buffers.SearchValues<string> Markup = System.Buffers.SearchValues.Create(
        ["<html", "<table", "<!doctype html", "<body", "<head"], StringComparison.OrdinalIgnoreCase);
}
