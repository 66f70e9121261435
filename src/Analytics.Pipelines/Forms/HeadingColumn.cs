using Analytics.Pipelines.Sheets;

namespace Analytics.Pipelines.Forms;

// A column as its heading names it.
sealed class HeadingColumn
{
    public HeadingColumn(int column, IReadOnlyList<string> printed, IReadOnlyList<string> compared)
    {
        (Column, Printed, Levels) = (column, string.Join('/', printed), compared);
        var bare = new List<string>();
        for (var level = 0; level < compared.Count; level++)
        {
            var (name, unit) = level > 0 && level == compared.Count - 1 && HeadingUnits.IsUnitAlone(compared[level])
                ? ("", compared[level])
                : HeadingUnits.Split(compared[level]);
            Unit = unit ?? Unit;
            if (name.Length > 0) bare.Add(name);
        }
        Bare = bare.Count > 0 ? bare : compared;
    }

    public int Column { get; }

    // As printed, levels joined.
    public string Printed { get; }

    // As compared, from the top.
    public IReadOnlyList<string> Levels { get; }

    // The levels without units.
    public IReadOnlyList<string> Bare { get; }

    public string? Unit { get; }

    // Names under which the whole heading may be known.
    public IEnumerable<string> Paths => ((string[])[string.Join('/', Levels), string.Join('/', Bare)]).Distinct();

    // Names of its last levels alone, longest first.
    public IEnumerable<string> Endings => Suffixes(Levels).Concat(Suffixes(Bare)).Distinct()
        .OrderByDescending(text => text.Length);

    static IEnumerable<string> Suffixes(IReadOnlyList<string> levels) =>
        Enumerable.Range(1, levels.Count - 1).Select(skip => string.Join('/', levels.Skip(skip)));

    // The columns of a heading of several rows. A merged cell names all it covers; where the merge was lost, as in CSV,
    // a parent names the columns to its right until the next parent, as long as something stands below.
    public static IReadOnlyList<HeadingColumn> Of(Head head, int first, int rows, FormRange range)
    {
        var lines = Enumerable.Range(first, rows).Select(at => head.First[at]).ToArray();
        var width = Math.Min(lines.Max(line => line.Row.Cells.Count), (long)range.ToColumn + 1);
        var grid = new Grid(lines, (int)width);
        grid.Spread();
        var columns = new List<HeadingColumn>();
        for (var column = range.FromColumn; column < width; column++)
        {
            var (printed, compared) = (new List<string>(), new List<string>());
            for (var level = 0; level < rows; level++)
            {
                var text = grid.Text[level, column];
                if (text.Length == 0 || head.Compare(text) is not { Length: > 0 } bare) continue;
                if (compared.Count > 0 && compared[^1] == bare) continue;
                printed.Add(Compared.Printed(text));
                compared.Add(bare);
            }
            if (compared.Count > 0) columns.Add(new HeadingColumn(column, printed, compared));
        }
        return columns;
    }

    sealed class Grid
    {
        readonly int _levels, _width;
        readonly bool[,] _merged;
        readonly int[,] _from;

        public Grid(HeadRow[] lines, int width)
        {
            (_levels, _width) = (lines.Length, width);
            (Text, _merged, _from) = (new string[_levels, width], new bool[_levels, width], new int[_levels, width]);
            for (var level = 0; level < _levels; level++)
                for (var column = 0; column < width; column++)
                {
                    var row = lines[level].Row;
                    var merge = lines[level].Merges.FirstOrDefault(m => m.Range.Holds(row.Number, column));
                    _merged[level, column] = merge is not null;
                    _from[level, column] = merge?.Range.FromColumn ?? column;
                    // What continues from above is named there.
                    var cell = merge is null ? row[column]
                        : merge.Range.FromRow == row.Number ? merge.First : SheetCell.Empty;
                    Text[level, column] = cell.IsBlank ? "" : cell.Text;
                }
        }

        public string[,] Text { get; }

        public void Spread()
        {
            for (var level = 0; level < _levels - 1; level++)
            {
                var parent = -1;
                for (var column = 0; column < _width; column++)
                {
                    var below = HasBelow(level, column);
                    if (Text[level, column].Length > 0)
                        parent = below && !_merged[level, column] ? column : -1;
                    else if (parent >= 0 && below && !_merged[level, column] && IsUnderSame(level, parent, column))
                        (Text[level, column], _from[level, column]) = (Text[level, parent], parent);
                    else parent = -1;
                }
            }
        }

        bool HasBelow(int level, int column)
        {
            for (var below = level + 1; below < _levels; below++)
                if (Text[below, column].Length > 0) return true;
            return false;
        }

        bool IsUnderSame(int level, int parent, int column) =>
            level == 0 || (_from[level - 1, parent] == _from[level - 1, column]
                && Text[level - 1, parent] == Text[level - 1, column])
            || (Text[level - 1, parent].Length == 0 && Text[level - 1, column].Length == 0);
    }
}
