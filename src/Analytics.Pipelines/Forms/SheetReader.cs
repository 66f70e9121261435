using Analytics.Pipelines.Contracts;
using Analytics.Pipelines.Sheets;

namespace Analytics.Pipelines.Forms;

// One sheet on its way to records: keeps the account, the findings, and whether anything may still be loaded.
sealed class SheetReader
{
    const int RowsNamed = 20;

    readonly Form _form;
    readonly string _file;
    readonly Sheet _sheet;
    readonly FoundHeading _heading;
    readonly RowReader _rows;
    readonly RecordMaker _records;
    readonly TotalChecks _totals;
    readonly IReadOnlyDictionary<string, FormCell> _fixed;
    readonly List<Finding> _findings = [];
    readonly HashSet<int> _headed, _fields;
    readonly long[] _count = new long[Enum.GetValues<RowKind>().Length];
    bool _isRefused;
    long _refused;

    public SheetReader(Form form, string file, Sheet sheet, Head head, HeadingMatch match)
    {
        (_form, _file, _sheet, _heading) = (form, file, sheet, match.Heading);
        _headed = [.. match.Heading.Columns.Select(column => column.Column)];
        _fields = [.. match.Heading.Columns.Where(c => c.Field is not null).Select(c => c.Column)];
        _rows = new RowReader(form, match.Heading, head);
        (_fixed, var findings) = FixedValues.Of(form, head, file, sheet.Name, match.Heading.FromRow);
        _totals = new TotalChecks(form, match.Heading, file, sheet.Name);
        _records = new RecordMaker(form, match.Heading, file, sheet.Name, _fixed);
        _findings.AddRange(OfHeading(match));
        _findings.AddRange(findings);
        _isRefused = _findings.Exists(finding => finding.Severity == FindingSeverity.Reject);
    }

    public FormReading Read(Action<FormRecord> take)
    {
        if (_form.Wide is not null) LeaveOutBlankMembers();
        var (hidden, hiddenCount, outside) = (new List<long>(), 0L, new SortedSet<int>());
        foreach (var read in _rows.Read(_sheet))
        {
            _count[(int)read.Kind]++;
            if (read.Row.IsHidden && hiddenCount++ < RowsNamed) hidden.Add(read.Row.Number);
            if (read.Kind != RowKind.Data) _findings.AddRange(CoveredCells.Of(read, _fields, PlaceOf));
            Take(read, outside, take);
        }
        _totals.End();
        if (hiddenCount > 0) _findings.Add(FormFindings.Hidden(PlaceOf(hidden[0]), hidden, hiddenCount));
        if (outside.Count > 0)
            _findings.Add(FormFindings.ColumnsOutsideRange(PlaceOf(_heading.FromRow), outside));
        _findings.AddRange(_totals.Findings);
        var (header, data) = (Count(RowKind.Header) + Count(RowKind.Changed), Count(RowKind.Data));
        var (total, blank) = (Count(RowKind.Total), Count(RowKind.Blank));
        var note = Count(RowKind.Note) + Count(RowKind.Outside) + Count(RowKind.OnlyIgnored);
        return new FormReading(_heading, [],
            new RowAccount(header + data + total + note + blank, header, data, total, note, blank, _refused),
            _findings);
    }

    long Count(RowKind kind) => _count[(int)kind];

    CellPlace PlaceOf(long row, int? column = null, long? offset = null) =>
        new(_file, _sheet.Name, row, column, offset);

    CellPlace PlaceOf(SheetRow row) => PlaceOf(row.Number, null, row.Offset);

    static string TextOf(SheetRow row) =>
        Compared.Printed(string.Join(" | ", row.Cells.Where(cell => !cell.IsBlank).Take(12).Select(c => c.Text)));

    IEnumerable<Finding> OfHeading(HeadingMatch match)
    {
        var place = PlaceOf(match.Heading.FromRow);
        CellPlace Of(HeadingColumn column) => PlaceOf(match.Heading.ToRow, column.Column);
        // A name that several columns bear is told as such, not as missing too.
        var told = match.Ambiguous.Select(column => column.Field).ToHashSet();
        return match.Missing.Where(column => !told.Contains(column.Field)).Select(column =>
                FormFindings.Missing(place, _form, column, match.Unknown.Select(unknown => unknown.Printed)))
            .Concat(match.Ambiguous.Select(c => FormFindings.Ambiguous(Of(c.Columns[0]), _form, c)))
            .Concat(match.Twice.Select(c => FormFindings.Twice(Of(c.Columns[1]), _form, c)))
            .Concat(match.Units.Select(c => FormFindings.UnitDiffers(Of(c.Column), _form, c)))
            .Concat(match.Unknown.Count > FormFindings.ColumnsTold
                ? [FormFindings.ColumnsUnknown(place, _form, match.Unknown)]
                : match.Unknown.Select(column => FormFindings.ColumnUnknown(Of(column), _form, column)));
    }

    // Months still to come: nothing stands in their columns in any row.
    void LeaveOutBlankMembers()
    {
        var filled = new HashSet<string>();
        foreach (var row in _rows.Read(_sheet))
            if (row.Kind == RowKind.Data) _records.FilledMembers(row, filled);
        var blank = _records.KeepMembers(filled);
        if (blank.Count > 0) _findings.Add(FormFindings.MembersBlank(PlaceOf(_heading.FromRow), blank));
    }

    void Take(ReadRow read, SortedSet<int> outside, Action<FormRecord> take)
    {
        var row = read.Row;
        switch (read.Kind)
        {
            case RowKind.Changed:
                _findings.Add(FormFindings.HeadingChanged(PlaceOf(row), _form, TextOf(row)));
                _isRefused = true;
                break;
            case RowKind.Outside:
                _findings.Add(FormFindings.OutsideRange(PlaceOf(row), TextOf(row)));
                break;
            case RowKind.OnlyIgnored:
                TellOutside(row, outside);
                _findings.Add(FormFindings.OnlyIgnored(PlaceOf(row), TextOf(row)));
                break;
            case RowKind.Note when row.Number <= _form.Range.ToRow && _records.HasFigures(row):
                _findings.Add(FormFindings.NoteWithFigures(PlaceOf(row), TextOf(row)));
                break;
            case RowKind.Total:
                _totals.Total(read);
                break;
            case RowKind.Data:
                TellOutside(row, outside);
                Data(read, take);
                break;
        }
    }

    void TellOutside(SheetRow row, SortedSet<int> outside)
    {
        for (var column = 0; column < row.Cells.Count; column++)
            if (!_form.Range.HasColumn(column) && !row[column].IsBlank) outside.Add(column);
    }

    void Data(ReadRow read, Action<FormRecord> take)
    {
        var before = _findings.Count;
        if (ChangedTitle(read.Row) is { } changed)
        {
            _findings.Add(changed);
            _isRefused = true;
        }
        _findings.AddRange(CoveredCells.Of(read, _fields, PlaceOf));
        _findings.AddRange(OfRow(read));
        var records = _records.Of(read);
        if (records.Count == 0) _findings.Add(FormFindings.WithoutFigures(PlaceOf(read.Row), TextOf(read.Row)));
        _totals.Part(read);
        if (_isRefused || _findings.Skip(before).Any(finding => finding.Severity == FindingSeverity.Reject)) _refused++;
        else
            foreach (var record in records) take(record);
    }

    IEnumerable<Finding> OfRow(ReadRow read)
    {
        var row = read.Row;
        var isFirst = true;
        for (var column = 0; column < row.Cells.Count; column++)
        {
            var cell = row[column];
            if (cell.IsBlank) continue;
            var place = PlaceOf(row.Number, column, row.Offset);
            // The words alone: an area or a document may begin with them.
            if (isFirst && Compared.Of(cell.Text) is "合计" or "总计" or "小计" or "共计" or "累计")
                yield return FormFindings.TotalUndeclared(place, _form, cell.Text);
            isFirst = false;
            if (!_headed.Contains(column) && _form.Range.HasColumn(column))
                yield return FormFindings.CellWithoutHeading(place,
                    cell.Kind == CellKind.Number
                        || Compared.Of(cell.Text).All(c => char.IsAsciiDigit(c) || c is '.' or ','),
                    Compared.Printed(cell.Text));
        }
        foreach (var column in _records.Figures)
            if (read.Merges.FirstOrDefault(m => m.Range.Holds(row.Number, column.Column)) is { } merge
                && !merge.First.IsBlank)
                yield return FormFindings.FigureMerged(PlaceOf(row.Number, column.Column, row.Offset), column.Field!,
                    column.Header, Compared.Printed(merge.First.Text), merge.Range);
    }

    // A second table below, with a title of its own: its year or area is another.
    Finding? ChangedTitle(SheetRow row)
    {
        if (_form.Fixed.All(value => value.Pattern is null) || row.Cells.Count(cell => !cell.IsBlank) != 1) return null;
        var column = row.Cells.TakeWhile(cell => cell.IsBlank).Count();
        foreach (var value in _form.Fixed.Where(v => v is { Source: FixedSource.Cell, Pattern.HasLiteral: true }))
            if (_fixed.TryGetValue(value.Field, out var first) && FixedValues.Read(value, row[column]) is { } cell
                && cell.Text != first.Cell.Text)
                return FormFindings.FixedChanged(PlaceOf(row.Number, column, row.Offset), _form, value.Field, cell.Text,
                    first.Cell.Text);
        return null;
    }
}
