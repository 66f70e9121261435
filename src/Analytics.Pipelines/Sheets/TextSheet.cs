using Analytics.Tables;
using Analytics.Tables.Text;
using CsvHelper;

namespace Analytics.Pipelines.Sheets;

/// A text file of records. A line break inside quotes begins no row.
sealed class TextSheet(ReceivedFile file, TextEncoding encoding, char delimiter, SheetLimits limits) : Sheet
{
    // CsvHelper guesses separators, repairs quotes and skips empty lines unless told otherwise.
    readonly CsvReaderOptions _form = new()
    {
        Separator = delimiter, DetectSeparatorHint = false, TrimWhitespace = false, MaxRecordSize = limits.RecordBytes,
        MalformedData = CsvMalformedDataHandling.Throw, HasHeader = false, SkipEmptyLines = false,
    };

    public override string Name => "";

    public override IEnumerable<SheetRow> ReadRows()
    {
        using var text = new Utf8Text(file, encoding);
        using var reader = CsvReader.Create(text, _form, leaveOpen: true);
        long last = -1;
        for (long number = 1; Read(reader, number, last); number++)
        {
            last = reader.ByteOffset;
            yield return new SheetRow(number, Cells(reader, number), Offset: text.InFile(last));
        }
    }

    SheetCell[] Cells(CsvReader reader, long number)
    {
        if (reader.FieldCount > limits.Columns)
            throw SheetErrors.SheetTooLarge(file.Path, Name, "columns", reader.FieldCount, limits.Columns);
        var cells = new SheetCell[reader.FieldCount];
        for (var i = 0; i < cells.Length; i++)
        {
            var field = reader.GetSpan(i);
            cells[i] = field.IsEmpty ? SheetCell.Empty
                : field.Length <= limits.FieldBytes ? new(CellKind.Text, reader.GetString(i))
                : throw TooLong(number, i);
        }
        return cells;
    }

    bool Read(CsvReader reader, long number, long last)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException e)
        {
            throw Explain(number, last, e);
        }
    }

    // The record that follows the last good one is read again by itself, to tell a clerk where to look.
    AnalyticsException Explain(long number, long last, CsvFormatException e)
    {
        using var text = new BufferedStream(new Utf8Text(file, encoding), 1 << 16);
        SkipTo(text, Math.Max(last, 0));
        var scan = new TextScan(text, delimiter, limits.RecordBytes);
        if (last >= 0) scan.Next();
        scan.Next();
        var cell = new CellPlace(file.Path, Name, number, scan.Field).Address;
        return scan is { IsTooLong: true, IsUnclosed: false, HasStrayQuote: false } ? TooLong(number, scan.Field)
            : PipelineErrors.Malformed(file.Path, number,
                Problem(scan.IsUnclosed ? "unclosed-quote" : "stray-quote", cell), e);
    }

    static void SkipTo(Stream text, long offset)
    {
        var buffer = new byte[1 << 16];
        for (int read; offset > 0 && (read = text.Read(buffer, 0, (int)Math.Min(buffer.Length, offset))) > 0;)
            offset -= read;
    }

    static LocalText Problem(string name, string cell) => new(
        TextCatalog.BuiltIn.Format("sheet.word." + name, Language.Chinese, ("cell", cell)),
        TextCatalog.BuiltIn.Format("sheet.word." + name, Language.English, ("cell", cell)));

    AnalyticsException TooLong(long number, int column) => SheetErrors.CellTooLong(file.Path, Name,
        new CellPlace(file.Path, Name, number, column).Address, limits.FieldBytes);
}
