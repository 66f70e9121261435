using ExcelDataReader;

namespace Analytics.Pipelines.Sheets;

/// A workbook of Excel until 2003, or an encrypted one of any year.
sealed class XlsWorkbook(ReceivedFile file, SheetLimits limits) : Workbook(file, limits)
{
    XlsScan? _scan;

    public override IExcelDataReader OpenReader() =>
        Guarded(() => ExcelReaderFactory.CreateBinaryReader(File.OpenRead(), Configuration));

    public override IEnumerable<XlsxRow> Marks(int sheet) =>
        _scan is not null && sheet < _scan.Sheets.Count ? _scan.Sheets[sheet].Rows : [];

    protected override IReadOnlyList<int> HiddenColumns(int sheet) =>
        _scan is not null && sheet < _scan.Sheets.Count ? _scan.Sheets[sheet].HiddenColumns : [];

    protected override void Check()
    {
        using var stream = File.OpenRead();
        var compound = new CompoundFile(stream);
        if (compound.Has("EncryptedPackage")) throw SheetErrors.Password(File.Path);
        var name = compound.Has("Workbook") ? "Workbook" : "Book";
        if (!compound.Has(name)) throw compound.Has("WordDocument") ? SheetErrors.Kind(File.Path, "DOC")
            : compound.Has("PowerPoint Document") ? SheetErrors.Kind(File.Path, "PPT")
            : SheetErrors.Damaged(File.Path, "Workbook");
        _scan = XlsScan.Of(compound.Read(name));
        if (_scan.IsEncrypted) throw SheetErrors.Password(File.Path);
        Is1904 = _scan.Is1904;
    }
}
