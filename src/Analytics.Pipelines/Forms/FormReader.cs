using Analytics.Pipelines.Sheets;
using Analytics.Tables;

namespace Analytics.Pipelines.Forms;

/// <summary>Reads a sheet by a form.</summary>
public static class FormReader
{
    /// <summary>Reads all of it and holds the records.</summary>
    /// <param name="form">The form.</param>
    /// <param name="file">The file's path, for places.</param>
    /// <param name="sheet">The sheet; it is gone through once, or twice where the form is wide.</param>
    /// <exception cref="AnalyticsException">The file is damaged; what a form finds is never thrown.</exception>
    public static FormReading Read(Form form, string file, Sheet sheet)
    {
        var records = new List<FormRecord>();
        return Read(form, file, sheet, records.Add) with { Records = records };
    }

    /// <summary>Reads all of it and hands each record on as soon as it is read; none is held.</summary>
    /// <param name="form">The form.</param>
    /// <param name="file">The file's path, for places.</param>
    /// <param name="sheet">The sheet.</param>
    /// <param name="take">Takes the records in order.</param>
    /// <exception cref="AnalyticsException">The file is damaged.</exception>
    public static FormReading Read(Form form, string file, Sheet sheet, Action<FormRecord> take)
    {
        var head = Head.Of(sheet, FixedValues.Rows(form));
        return HeadingFinder.Find(form, head) is { } match
            ? new SheetReader(form, file, sheet, head, match).Read(take)
            : WithoutHeading(form, file, sheet, head);
    }

    // Every row that holds something is a refused one.
    static FormReading WithoutHeading(Form form, string file, Sheet sheet, Head head)
    {
        var place = new CellPlace(file, sheet.Name, 1);
        var (read, data) = (0L, 0L);
        foreach (var row in sheet.ReadRows())
        {
            read++;
            if (!row.IsBlank) data++;
        }
        return new FormReading(null, [], new RowAccount(read, 0, data, 0, 0, read - data, data),
            [head.IsEmpty && data == 0 ? FormFindings.Empty(place) : FormFindings.HeadingMissing(place, form)]);
    }
}
