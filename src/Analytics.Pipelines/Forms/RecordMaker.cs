using Analytics.Pipelines.Sheets;

namespace Analytics.Pipelines.Forms;

// Makes the records of a row: one, or one a member where the form is wide.
sealed class RecordMaker
{
    readonly Form _form;
    readonly string _file, _sheet;
    readonly long _headingRow;
    readonly IReadOnlyDictionary<string, FormCell> _fixed;
    readonly FoundColumn[] _shared;
    List<(FormMember Member, FoundColumn[] Columns)> _members;

    public RecordMaker(Form form, FoundHeading heading, string file, string sheet,
        IReadOnlyDictionary<string, FormCell> outside)
    {
        (_form, _file, _sheet, _fixed, _headingRow) = (form, file, sheet, outside, heading.ToRow);
        _shared = [.. heading.Columns.Where(column => column is { Field: not null, Member: null })];
        _members = [.. (form.Wide?.Members ?? [])
            .Select(member => (member, heading.Columns.Where(column => column.Member == member.Value).ToArray()))
            .Where(member => member.Item2.Length > 0)];
        Figures = [.. heading.Columns.Where(column => column.Field is { } field && form.Fields[field].IsFigure)];
    }

    // The columns of figures.
    public IReadOnlyList<FoundColumn> Figures { get; }

    // Whether a number of its own kind stands in a column of figures; a text of numbers is not enough.
    public bool HasFigures(SheetRow row) => Figures.Any(column =>
        row[column.Column] is { IsBlank: false } cell && (cell.Kind == CellKind.Number
            || decimal.TryParse(Compared.Of(cell.Text), System.Globalization.CultureInfo.InvariantCulture, out _)));

    public void FilledMembers(ReadRow read, HashSet<string> filled)
    {
        foreach (var (member, columns) in _members)
            if (columns.Any(column => !read.Row[column.Column].IsBlank)) filled.Add(member.Value);
    }

    // Leaves the other members out and names them.
    public IReadOnlyList<string> KeepMembers(HashSet<string> filled)
    {
        var blank = _members.Where(m => !filled.Contains(m.Member.Value)).Select(m => m.Member.Value).ToArray();
        _members = [.. _members.Where(m => filled.Contains(m.Member.Value))];
        return blank;
    }

    // None where a wide row has nothing under any member.
    public IReadOnlyList<FormRecord> Of(ReadRow read)
    {
        var place = new CellPlace(_file, _sheet, read.Row.Number, null, read.Row.Offset);
        if (_form.Wide is not { } wide) return [new FormRecord(place, Fields(read, []))];
        if (_members.All(m => m.Columns.All(column => read.Row[column.Column].IsBlank))) return [];
        return [.. _members.Select(m =>
        {
            var fields = Fields(read, m.Columns);
            fields[wide.Field] = new FormCell(wide.Field, new SheetCell(CellKind.Text, ValueOf(wide, m.Member)),
                new CellPlace(_file, _sheet, _headingRow, m.Columns[0].Column), m.Columns[0].Header, null, _form.Marks);
            return new FormRecord(place, fields, m.Member.Value);
        })];
    }

    Dictionary<string, FormCell> Fields(ReadRow read, IReadOnlyList<FoundColumn> ofMember)
    {
        var fields = new Dictionary<string, FormCell>(_fixed, StringComparer.Ordinal);
        foreach (var column in _shared.Concat(ofMember))
        {
            var (cell, row, at) = read.Completed.TryGetValue(column.Column, out var completed)
                ? completed
                : (read.Row[column.Column], read.Row.Number, column.Column);
            fields[column.Field!] = new FormCell(column.Field!, cell,
                new CellPlace(_file, _sheet, row, at, row == read.Row.Number ? read.Row.Offset : null), column.Header,
                column.Unit, _form.Marks, column.Share);
        }
        return fields;
    }

    // 1月 below a title of 2023 is 2023年1月.
    string ValueOf(FormWide wide, FormMember member) =>
        _form.Fields[wide.Field].Type == "period" && FixedValues.YearOf(member.Value) is null
        && _fixed.TryGetValue(wide.Field, out var outside) && FixedValues.YearOf(outside.Cell.Text) is { } year
            ? $"{year}年{member.Value}"
            : member.Value;
}
