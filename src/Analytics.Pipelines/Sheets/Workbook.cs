using System.Text;
using System.Xml;
using Analytics.Tables;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Analytics.Pipelines.Sheets;

/// A workbook, old or new: opens readers, and tells of the file what ExcelDataReader does not.
abstract class Workbook(ReceivedFile file, SheetLimits limits)
{
    // ExcelDataReader asks for code pages by name, which .NET knows only when told.
    static Workbook() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public ReceivedFile File => file;

    public SheetLimits Limits => limits;

    /// Whether days count from 1904.
    public bool Is1904 { get; set; }

    /// Rows of a sheet that have something to tell, in order.
    public abstract IEnumerable<XlsxRow> Marks(int sheet);

    public abstract IExcelDataReader OpenReader();

    /// The day of a serial number; null outside of what Excel can show.
    public DateTime? DateOf(double serial) => serial is >= 1 and < 2_958_466
        ? DateTime.FromOADate(serial + (Is1904 ? 1462 : serial < 60 ? 1 : 0)) : null;

    /// Runs what may fail in a hundred ways on a damaged file, and fails in one.
    public T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is InvalidPasswordException)
        {
            throw SheetErrors.Password(file.Path);
        }
        catch (Exception e) when (e is not (AnalyticsException or OperationCanceledException))
        {
            throw SheetErrors.Damaged(file.Path, e is XmlException or InvalidDataException or ExcelReaderException
                ? e.Message : e.GetType().Name, e);
        }
    }

    public IReadOnlyList<Sheet> Open(List<SheetNote> notes)
    {
        Guarded(() => { Check(); return true; });
        var sheets = Guarded(List);
        foreach (var sheet in sheets.Where(sheet => sheet.IsHidden))
            notes.Add(SheetNote.Of("hidden-sheet", ("file", file.Path), ("sheet", sheet.Name)));
        var isFilled = false;
        for (var i = 0; i < sheets.Count; i++) isFilled |= Guarded(() => Describe(i, sheets[i].Name, notes));
        if (!isFilled) notes.Add(SheetNote.Of("blank-workbook", ("file", file.Path)));
        return sheets;
    }

    /// Checks the file against the limits before ExcelDataReader sees it.
    protected abstract void Check();

    /// Hidden columns of a sheet, from 0, known after its marks were read.
    protected abstract IReadOnlyList<int> HiddenColumns(int sheet);

    protected static ExcelReaderConfiguration Configuration => new()
    {
        FallbackEncoding = CodePagesEncodingProvider.Instance.GetEncoding(936)!, LeaveOpen = false,
    };

    List<WorkbookSheet> List()
    {
        var sheets = new List<WorkbookSheet>();
        using var reader = OpenReader();
        do
        {
            if (reader.FieldCount > limits.Columns)
                throw SheetErrors.SheetTooLarge(file.Path, reader.Name ?? "", "columns", reader.FieldCount,
                    limits.Columns);
            var merges = (reader.MergeCells ?? []).Select(merge =>
                new MergedRange(merge.FromRow + 1, merge.FromColumn, merge.ToRow + 1, merge.ToColumn));
            var isHidden = reader.VisibleState != "visible";
            sheets.Add(new(this, sheets.Count, reader.Name ?? "", isHidden, [.. merges]));
        }
        while (reader.NextResult());
        return sheets;
    }

    bool Describe(int index, string name, List<SheetNote> notes)
    {
        var (isFilled, formulas, first, hidden) = (false, 0L, "", new RowRanges());
        foreach (var row in Marks(index))
        {
            isFilled |= row.IsFilled;
            if (row.IsHidden) hidden.Add(row.Number);
            if (formulas == 0 && row.Formulas.Count > 0)
                first = new CellPlace(file.Path, name, row.Number, row.Formulas[0]).Address;
            formulas += row.Formulas.Count;
        }
        if (!hidden.IsEmpty)
            notes.Add(SheetNote.Of("hidden-rows", ("file", file.Path), ("sheet", name), ("rows", hidden.Texts)));
        if (HiddenColumns(index) is { Count: > 0 } columns)
            notes.Add(SheetNote.Of("hidden-columns", ("file", file.Path), ("sheet", name),
                ("columns", columns.Select(CellPlace.Letters).ToArray())));
        if (formulas > 0)
            notes.Add(SheetNote.Of("formulas", ("file", file.Path), ("sheet", name), ("count", formulas),
                ("first", first)));
        return isFilled;
    }
}
