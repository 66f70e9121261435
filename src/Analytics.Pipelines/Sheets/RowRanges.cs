using System.Globalization;

namespace Analytics.Pipelines.Sheets;

/// Numbers of rows as ranges, the first hundred of them.
sealed class RowRanges
{
    readonly List<(long From, long To)> _ranges = [];
    bool _isCut;

    public bool IsEmpty => _ranges.Count == 0;

    public IReadOnlyList<string> Texts => [.. _ranges.Select(range => range.From == range.To
        ? range.From.ToString(CultureInfo.InvariantCulture) : $"{range.From}-{range.To}"),
        .. _isCut ? ["…"] : (string[])[]];

    public void Add(long row)
    {
        if (!IsEmpty && _ranges[^1].To == row - 1) _ranges[^1] = (_ranges[^1].From, row);
        else if (_ranges.Count < 100) _ranges.Add((row, row));
        else _isCut = true;
    }
}
