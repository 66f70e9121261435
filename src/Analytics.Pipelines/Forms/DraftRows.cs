using System.Globalization;
using Analytics.Pipelines.Sheets;
using Analytics.Tables.Text;

namespace Analytics.Pipelines.Forms;

// What stands below the heading: totals, notes, marks, how shares are written, labels left empty.
sealed class DraftRows
{
    const int RowsRead = 2000;

    static readonly string[] NoteWords = ["注", "说明", "备注", "填表", "填报人", "填报日期", "制表", "审核", "负责人",
        "单位负责人", "统计负责人", "联系人", "联系电话", "资料来源", "数据来源", "报出日期"];

    readonly SortedSet<string> _totals = new(StringComparer.Ordinal), _notes = new(StringComparer.Ordinal);
    readonly SortedDictionary<string, string> _marks = new(StringComparer.Ordinal);
    readonly Dictionary<string, (int Bare, decimal Largest, bool HasDecimals)> _shares = [];

    public IReadOnlyCollection<string> Totals => _totals;

    public IReadOnlyCollection<string> Notes => _notes;

    // A mark and what it may mean; absent unless it could be zero as well.
    public IReadOnlyDictionary<string, string> Marks => _marks;

    // The field that names rows; null where all columns are figures.
    public DraftColumn? Label { get; private init; }

    public bool HasGaps { get; private set; }

    // percent, fraction? or null where nothing stands there without a sign.
    public string? ShareOf(string field) => !_shares.TryGetValue(field, out var seen) || seen.Bare == 0 ? null
        : seen.Largest > 1 ? "percent" : seen.HasDecimals ? "fraction?" : "unclear";

    public static DraftRows Of(Sheet sheet, DraftHeading heading)
    {
        var rows = new DraftRows
        {
            Label = heading.Columns.FirstOrDefault(column => column.Field.Type is "area" or "department")
                ?? heading.Columns.FirstOrDefault(column => !column.Field.IsFigure),
        };
        var merges = new Merges(sheet.Merges);
        foreach (var row in sheet.ReadRows().Take(RowsRead))
        {
            var open = merges.Of(row);
            if (row.Number > heading.ToRow && !row.IsBlank) rows.Look(row, heading, open);
        }
        return rows;
    }

    void Look(SheetRow row, DraftHeading heading, IReadOnlyList<Merge> merges)
    {
        var first = Compared.Of(row.Cells.First(cell => !cell.IsBlank).Text);
        var label = Label is null ? "" : Compared.Of(row[Label.Heading.Column].Text);
        if (new[] { label, first }.FirstOrDefault(IsTotal) is { } total)
        {
            _totals.Add(total);
            return;
        }
        var hasFigures = heading.Columns.Any(column =>
            column.Field.IsFigure && DraftHeading.IsFigure(row[column.Heading.Column]));
        var note = NoteWords.Where(word => first.StartsWith(word, StringComparison.Ordinal)).MaxBy(word => word.Length);
        if (!hasFigures && note is not null)
        {
            _notes.Add(note);
            return;
        }
        if (hasFigures && Label is not null && label.Length == 0
            && !merges.Any(merge => merge.Range.Holds(row.Number, Label.Heading.Column))) HasGaps = true;
        foreach (var column in heading.Columns.Where(column => column.Field.IsFigure))
            LookAt(row[column.Heading.Column], column.Field);
    }

    static bool IsTotal(string text) => text.Length <= 12 && (text.EndsWith("合计", StringComparison.Ordinal)
        || text.EndsWith("小计", StringComparison.Ordinal) || text is "总计" or "共计" or "累计" or "全市总计");

    void LookAt(SheetCell cell, FieldWords field)
    {
        if (cell.IsBlank) return;
        var reading = NumberText.Read(cell.Text, new NumberExpectation(field.Unit ?? ""));
        if (cell.Kind == CellKind.Text && cell.Text.Length <= 8 && !cell.Text.Any(char.IsLetterOrDigit)
            && reading.Kind == ReadingKind.Absent) _marks[Compared.Of(cell.Text)] = "absent";
        else if (cell.Kind == CellKind.Text && reading.Kind == ReadingKind.Ambiguous
            && reading.Candidates.Contains(null))
            _marks[Compared.Of(cell.Text)] = "zero";
        if (field.Type != "share" || cell.IsPercent || !DraftHeading.IsFigure(cell) || cell.Text.Contains('%')
            || !decimal.TryParse(Compared.Of(cell.Text), CultureInfo.InvariantCulture, out var value))
            return;
        var seen = _shares.GetValueOrDefault(field.Field);
        _shares[field.Field] = (seen.Bare + 1, Math.Max(seen.Largest, value), seen.HasDecimals || value % 1 != 0);
    }
}
