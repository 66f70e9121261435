using System.Globalization;
using Analytics.Semantics.Calendars;

namespace Analytics.Semantics.Cells.Stars;

/// Days between any two neighbouring bounds of ranges: a row falls into one segment, a range is made of whole ones.
sealed class TimeSegments
{
    const int Largest = 400;
    readonly DateOnly[] _bounds;
    readonly List<int>[] _ranges;

    public TimeSegments(IReadOnlyList<DateRange> ranges)
    {
        Ranges = ranges;
        _bounds = [.. ranges.SelectMany(r => new[] { r.Start, r.End }).Distinct().Order()];
        _ranges = [.. Enumerable.Range(0, _bounds.Length - 1).Select(_ => new List<int>())];
        for (var r = 0; r < ranges.Count; r++)
            for (var s = Array.BinarySearch(_bounds, ranges[r].Start); _bounds[s] < ranges[r].End; s++)
                _ranges[s].Add(r);
    }

    public IReadOnlyList<DateRange> Ranges { get; }

    public int Count => _ranges.Length;

    /// Whether each row is in one range at most.
    public bool AreApart => _ranges.All(r => r.Count <= 1);

    /// Whether rows are told apart by day, since a CASE of so many bounds would be long.
    public bool ByDay => _ranges.Length > Largest;

    /// Whether every bound begins a month, so that rows can be told apart by their month.
    public bool AreOfMonths => _bounds.All(b => b.Day == 1 || b == DateOnly.MaxValue) && _bounds[0] > DateOnly.MinValue
        && _bounds[^1] < DateOnly.MaxValue;

    /// The month of a row as a number, which <see cref="OfMonth"/> reads.
    public static string Month(TimeColumn time) =>
        $"CAST(extract(year FROM {time.Sql}) * 12 + extract(month FROM {time.Sql}) AS integer)";

    /// The ranges of a month's number.
    public IReadOnlyList<int> OfMonth(int month) => Of(new DateOnly((month - 1) / 12, (month - 1) % 12 + 1, 1));

    /// The ranges a segment is in.
    public IReadOnlyList<int> Of(int segment) => _ranges[segment];

    public IReadOnlyList<int> Of(DateOnly day)
    {
        var at = Array.BinarySearch(_bounds, day);
        var segment = at >= 0 ? at : ~at - 1;
        return segment >= 0 && segment < _ranges.Length ? _ranges[segment] : [];
    }

    /// Pairs of segment and range.
    public IEnumerable<(int Segment, int Range)> Pairs() =>
        _ranges.SelectMany((ranges, segment) => ranges.Select(range => (segment, range)));

    /// The segment of a row as a tree of comparisons, or its day.
    public string Sql(TimeColumn? time) => time is null ? "0" : ByDay ? time.Day(time.Sql) : Tree(time);

    public string Tree(TimeColumn? time) => time is null ? "0" : Tree(time, 0, _ranges.Length - 1);

    /// Rows in any range: between the first and the last, and outside a few long gaps.
    public string? Where(TimeColumn? time)
    {
        if (time is null) return null;
        var whole = time.In(new DateRange(_bounds[0], _bounds[^1]));
        var covered = new List<DateRange>();
        for (var s = 0; s < _ranges.Length; s++)
            if (_ranges[s].Count == 0) continue;
            else if (covered.Count > 0 && covered[^1].End == _bounds[s])
                covered[^1] = covered[^1] with { End = _bounds[s + 1] };
            else covered.Add(new DateRange(_bounds[s], _bounds[s + 1]));
        return covered.Count is 1 or > 8 ? whole
            : $"{whole} AND ({string.Join(" OR ", covered.Select(range => $"({time.In(range)})"))})";
    }

    string Tree(TimeColumn time, int first, int last)
    {
        if (first == last) return first.ToString(CultureInfo.InvariantCulture);
        var middle = (first + last + 1) / 2;
        return $"CASE WHEN {time.Sql} < {time.Bound(_bounds[middle])} THEN {Tree(time, first, middle - 1)} " +
            $"ELSE {Tree(time, middle, last)} END";
    }
}
