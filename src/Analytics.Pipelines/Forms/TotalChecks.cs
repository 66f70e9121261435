using System.Globalization;
using Analytics.Pipelines.Contracts;
using Analytics.Pipelines.Sheets;
using Analytics.Tables.Text;

namespace Analytics.Pipelines.Forms;

// Holds printed totals against the sums of their parts, column by column, in exact decimals. A total that stands before
// any part is one of the parts below it.
sealed class TotalChecks(Form form, FoundHeading heading, string file, string sheet)
{
    readonly FoundColumn[] _columns = [.. heading.Columns.Where(column => column.Field is { } field
        && form.Fields[field].IsSummed && column.Share is null
        && (column.Unit is null || !Units.IsShare(column.Unit)))];

    readonly List<Finding> _findings = [];
    Sum? _all, _section;
    ReadRow? _pendingAll, _pendingSection;
    bool? _leads;

    public IReadOnlyList<Finding> Findings => _findings;

    bool IsNeeded => form.Totals.Any(total => total.Check != TotalCheck.None);

    public void Part(ReadRow row)
    {
        if (!IsNeeded) return;
        (_all ??= new Sum(_columns.Length)).Add(row, _columns, this);
        (_section ??= new Sum(_columns.Length)).Add(row, _columns, this);
    }

    public void Total(ReadRow row)
    {
        if (row.Total!.Check == TotalCheck.Section) Section(row);
        else if (row.Total.Check == TotalCheck.Sum)
        {
            CloseSection();
            if (_all is null && _pendingAll is null) _pendingAll = row;
            else Check(row, _all);
        }
    }

    public void End()
    {
        CloseSection();
        if (_pendingAll is { } total) Check(total, _all);
    }

    void Section(ReadRow row)
    {
        _leads ??= _section is null;
        if (_leads == true)
        {
            CloseSection();
            _pendingSection = row;
        }
        else Check(row, _section);
        _section = null;
    }

    void CloseSection()
    {
        if (_pendingSection is { } total) Check(total, _section);
        (_pendingSection, _section) = (null, _pendingSection is null ? _section : null);
    }

    void Check(ReadRow row, Sum? sum)
    {
        for (var at = 0; at < _columns.Length; at++)
        {
            var column = _columns[at];
            var cell = row.Row[column.Column];
            if (cell.IsBlank || cell.IsPercent) continue;
            var place = PlaceOf(row, column);
            var (printed, isRead) = Value(cell, column);
            if (isRead && printed is null) continue;
            if (!isRead)
                _findings.Add(FormFindings.TotalUnchecked(place, column.Field!, column.Header, cell.Text,
                    place.Address, cell.Text));
            else if (sum?.Unread[at] is { } part)
                _findings.Add(FormFindings.TotalUnchecked(place, column.Field!, column.Header, cell.Text,
                    part.Address, part.Found));
            else if (printed != (sum?.Values[at] ?? 0))
                _findings.Add(FormFindings.TotalDiffers(place, column.Field!, column.Header, cell.Text,
                    printed!.Value, sum?.Values[at] ?? 0, sum?.Parts ?? 0));
        }
    }

    CellPlace PlaceOf(ReadRow row, FoundColumn column) =>
        new(file, sheet, row.Row.Number, column.Column, row.Row.Offset);

    // The value in the contract's unit; null where the cell gives none; not read where it is no one exact number.
    (decimal? Value, bool IsRead) Value(SheetCell cell, FoundColumn column)
    {
        if (cell.IsPercent) return (null, false);
        var unit = form.Fields[column.Field!].Unit ?? "";
        var text = cell.Kind == CellKind.Number ? Rounded(cell.Text) : cell.Text;
        var reading = NumberText.Read(text, new NumberExpectation(unit, column.Unit, form.Marks));
        return reading.Kind switch
        {
            ReadingKind.Value when reading.Bound == "exact" => (reading.Value, true),
            ReadingKind.Blank or ReadingKind.Absent => (null, true),
            _ => (null, false),
        };
    }

    // A workbook computes in binary; 15 digits are what it means (0.1 + 0.2 is 0.3).
    static string Rounded(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && decimal.TryParse(number.ToString("G15", CultureInfo.InvariantCulture), NumberStyles.Float,
            CultureInfo.InvariantCulture, out var value)
            ? value.ToString(CultureInfo.InvariantCulture)
            : text;

    sealed class Sum(int columns)
    {
        public decimal[] Values { get; } = new decimal[columns];

        public (string Address, string Found)?[] Unread { get; } = new (string, string)?[columns];

        public long Parts { get; set; }

        public void Add(ReadRow row, FoundColumn[] columns, TotalChecks checks)
        {
            Parts++;
            for (var at = 0; at < columns.Length; at++)
            {
                var cell = row.Row[columns[at].Column];
                if (cell.IsBlank || Unread[at] is not null) continue;
                var (value, isRead) = checks.Value(cell, columns[at]);
                // Far beyond what the warehouse holds; the sum is given up before it overflows.
                if (!isRead || Math.Abs(Values[at] + (value ?? 0)) > 1e24m)
                    Unread[at] = (checks.PlaceOf(row, columns[at]).Address, Compared.Printed(cell.Text));
                else Values[at] += value ?? 0;
            }
        }
    }
}
