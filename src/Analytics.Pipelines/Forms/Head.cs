using Analytics.Pipelines.Sheets;

namespace Analytics.Pipelines.Forms;

// The beginning of a sheet, where headings and titles stand, with the rows that forms name by address.
sealed class Head
{
    // A heading that begins below is not looked for.
    public const int Rows = 60;

    // Nine rows of heading may begin in the last of them.
    const int Read = Rows + 9;

    readonly Dictionary<long, HeadRow> _byNumber;
    readonly Dictionary<string, string> _compared = new(StringComparer.Ordinal);

    Head(IReadOnlyList<HeadRow> first, Dictionary<long, HeadRow> byNumber) => (First, _byNumber) = (first, byNumber);

    public IReadOnlyList<HeadRow> First { get; }

    public bool IsEmpty => First.All(row => row.Row.IsBlank);

    public static Head Of(Sheet sheet, IEnumerable<long> named)
    {
        var wanted = named.ToHashSet();
        var last = wanted.Append(0).Max();
        var (first, byNumber) = (new List<HeadRow>(), new Dictionary<long, HeadRow>());
        var merges = new Merges(sheet.Merges);
        foreach (var row in sheet.ReadRows())
        {
            if (first.Count >= Read && row.Number > last) break;
            var read = new HeadRow(row, merges.Of(row));
            if (first.Count < Read) first.Add(read);
            if (first.Count < Read || wanted.Contains(row.Number)) byNumber[row.Number] = read;
        }
        return new Head(first, byNumber);
    }

    public SheetCell At(long row, int column)
    {
        if (!_byNumber.TryGetValue(row, out var found)) return SheetCell.Empty;
        return found.Merges.FirstOrDefault(m => m.Range.Holds(row, column))?.First ?? found.Row[column];
    }

    // Headings repeat over candidates; each text is folded once.
    public string Compare(string text) =>
        _compared.TryGetValue(text, out var known) ? known : _compared[text] = Compared.Of(text);
}

sealed record HeadRow(SheetRow Row, IReadOnlyList<Merge> Merges);

// A merged range with the cell that holds its value.
sealed record Merge(MergedRange Range, SheetCell First);

// The merged ranges over each row, for rows asked for in order.
sealed class Merges(IReadOnlyList<MergedRange> ranges)
{
    readonly MergedRange[] _ranges = [.. ranges
        .Where(range => range.FromRow < range.ToRow || range.FromColumn < range.ToColumn)
        .OrderBy(range => range.FromRow)];

    List<Merge> _open = [];
    int _next;

    public IReadOnlyList<Merge> Of(SheetRow row)
    {
        if (_open.Exists(merge => merge.Range.ToRow < row.Number))
            _open = [.. _open.Where(merge => merge.Range.ToRow >= row.Number)];
        if (_next >= _ranges.Length || _ranges[_next].FromRow > row.Number) return _open;
        _open = [.. _open];
        for (; _next < _ranges.Length && _ranges[_next].FromRow <= row.Number; _next++)
            if (_ranges[_next].ToRow >= row.Number)
                _open.Add(new Merge(_ranges[_next], row.Number == _ranges[_next].FromRow
                    ? row[_ranges[_next].FromColumn] : SheetCell.Empty));
        return _open;
    }
}
