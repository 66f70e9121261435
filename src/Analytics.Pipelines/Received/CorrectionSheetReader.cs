using System.Globalization;
using System.IO.Compression;
using System.Text;
using Analytics.Pipelines.Sheets;
using Analytics.Tables;

namespace Analytics.Pipelines.Received;

/// Compares a correction sheet that came back with its key.
sealed class CorrectionSheetReader
{
    const int CellsNamed = 10, BytesOfList = 1 << 20, HeadLines = 4;

    readonly string _name;
    readonly Dictionary<(string On, string Position), SheetCell> _cells = [];

    CorrectionSheetReader(string name, IEnumerable<Sheet> sheets)
    {
        _name = name;
        foreach (var sheet in sheets)
            foreach (var row in sheet.ReadRows())
                for (var column = 0; column < row.Cells.Count; column++)
                    if (!row[column].IsBlank)
                        _cells[(sheet.Name, new CellPlace("", "", row.Number, column).Address)] = row[column];
    }

    public static ReturnedSheet? Read(string full, string name, CancellationToken ct)
    {
        if (!MayBe(full)) return null;
        using var file = Taken(full, name, ct);
        if (file is null || Opened(file) is not { } book) return null;
        var key = book.Sheets.FirstOrDefault(sheet => sheet.Name == CorrectionSheet.Key);
        var rows = book.Sheets.FirstOrDefault(sheet => sheet.Name == CorrectionSheet.Rows);
        var first = key?.ReadRows().FirstOrDefault();
        if (first?[0].Text != CorrectionSheet.Marker)
            return rows is not null && HasTitle(rows) ? throw ReceivedErrors.SheetDamaged(name) : null;
        if (rows is null || first[1].Text != CorrectionSheet.Version) throw ReceivedErrors.SheetDamaged(name);
        var lines = key!.ReadRows().Select(row => Enumerable.Range(0, 7).Select(column => row[column].Text).ToArray())
            .ToArray();
        if (lines.Length < HeadLines || lines[1][1] != CorrectionKey.HashOf(lines.Skip(2)))
            throw ReceivedErrors.SheetDamaged(name);
        var keys = lines.Skip(HeadLines)
            .Select(c => new CorrectionKey(c[0], c[1], c[2], c[3], c[4], c[5], c[6])).ToArray();
        return new CorrectionSheetReader(name, book.Sheets.Where(sheet => sheet != key))
            .Compare(keys, file.Sha256, lines[2][1], lines[3][1]);
    }

    // The list of sheets of a workbook is small; of an old one nothing tells but reading it.
    static bool MayBe(string full)
    {
        try
        {
            using var stream = File.OpenRead(full);
            Span<byte> start = stackalloc byte[4];
            if (stream.ReadAtLeast(start, 4, throwOnEndOfStream: false) < 4) return false;
            if (start.SequenceEqual((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0])) return true;
            if (!start.SequenceEqual("PK\x03\x04"u8)) return false;
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
            if (zip.GetEntry("xl/workbook.xml") is not { } list) return false;
            using var content = list.Open();
            var bytes = new byte[BytesOfList];
            var text = Encoding.UTF8.GetString(bytes, 0, content.ReadAtLeast(bytes, bytes.Length, false));
            return text.Contains(CorrectionSheet.Key, StringComparison.Ordinal)
                || text.Contains(CorrectionSheet.Rows, StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return false;
        }
    }

    // What cannot be read is told where it is read as a file of figures.
    static ReceivedFile? Taken(string full, string name, CancellationToken ct)
    {
        try
        {
            return ReceivedFile.Take(full, name, null, ct);
        }
        catch (AnalyticsException)
        {
            return null;
        }
    }

    static SheetFile? Opened(ReceivedFile file)
    {
        try
        {
            return SheetFile.Open(file);
        }
        catch (AnalyticsException)
        {
            return null;
        }
    }

    static bool HasTitle(Sheet sheet)
    {
        var title = TextCatalog.BuiltIn["correction-sheet.title"].Zh.Split('{')[0].Trim();
        return sheet.ReadRows().FirstOrDefault() is { } row
            && row[0].Text.StartsWith(title, StringComparison.Ordinal);
    }

    SheetCell At(CorrectionKey key) => _cells.GetValueOrDefault((key.On, key.Position), SheetCell.Empty);

    bool IsChanged(CorrectionKey key) => CorrectionKey.Plain(At(key).Text) != CorrectionKey.Plain(key.Shown);

    ReturnedSheet Compare(CorrectionKey[] keys, string sha256, string file, string fileSha256)
    {
        if (keys.FirstOrDefault(key => key.Kind is "heading" or "label" && IsChanged(key)) is { } moved)
            throw ReceivedErrors.SheetMoved(_name, moved, At(moved).Text);
        var changed = keys.Where(key => key.Kind is "cell" or "percent" && IsChanged(key)).ToArray();
        if (changed.Where(key => At(key).IsBlank).Select(key => key.Position).ToArray() is { Length: > 0 } cleared)
            throw ReceivedErrors.SheetCleared(_name, cleared);
        var who = keys.Single(key => key.Kind == "who");
        return new ReturnedSheet(_name, sha256, file, fileSha256, CorrectionKey.Plain(At(who).Text),
            CorrectionKey.Plain(At(keys.Single(key => key.Kind == "why")).Text), Changes(changed), [.. Ignored(keys)])
        {
            ByAddress = who.Position,
        };
    }

    // A cell of the source that stands in several rows, changed in any of them.
    List<ReturnedCell> Changes(CorrectionKey[] changed)
    {
        var changes = new List<ReturnedCell>();
        foreach (var cell in changed.GroupBy(key => (key.Sheet, key.Address)))
        {
            var values = cell.Select(ValueOf).Distinct().ToArray();
            if (values.Length > 1)
                throw ReceivedErrors.SheetConflict(_name, [.. cell.Select(key => key.Position)], values);
            changes.Add(new ReturnedCell(cell.Key.Sheet, cell.Key.Address, cell.First().Found, values[0]));
        }
        return changes;
    }

    // A percentage of a workbook is a fraction with a format: it stays one only where it was one before.
    string ValueOf(CorrectionKey key)
    {
        var cell = At(key);
        if (cell.Kind == CellKind.Number && key.Kind == "percent" && !cell.IsPercent)
            throw ReceivedErrors.SheetPercent(_name, key.Position, cell.Text);
        return cell.IsPercent && key.Kind != "percent" && decimal.TryParse(cell.Text, NumberStyles.Float,
            CultureInfo.InvariantCulture, out var fraction)
            ? (fraction * 100).ToString("0.############", CultureInfo.InvariantCulture) + "%"
            : CorrectionKey.Plain(cell.Text);
    }

    IEnumerable<SheetNote> Ignored(CorrectionKey[] keys)
    {
        var known = keys.ToDictionary(key => (key.On, key.Position));
        var ignored = _cells.Keys.Where(cell => !known.ContainsKey(cell))
            .Concat(keys.Where(key => key.Kind == "text" && IsChanged(key)).Select(key => (key.On, key.Position)))
            .ToArray();
        if (ignored.Length > 0)
            yield return SheetNote.Of("correction-ignored", ("file", _name), ("count", ignored.Length), ("cells",
                ignored.Take(CellsNamed).Select(cell => $"{cell.Item1}!{cell.Item2}").ToArray()));
    }
}
