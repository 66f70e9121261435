using System.Globalization;

namespace Analytics.Tables;

/// <summary>What the cells of a column hold. Absent is null in every kind, never 0 or NaN.</summary>
public enum ColumnKind
{
    /// <summary><see cref="string"/>.</summary>
    Text,

    /// <summary><see cref="long"/>.</summary>
    Whole,

    /// <summary><see cref="decimal"/>, exact.</summary>
    Exact,

    /// <summary><see cref="double"/>, finite.</summary>
    Real,

    /// <summary><see cref="DateOnly"/>.</summary>
    Date,

    /// <summary><see cref="bool"/>.</summary>
    Flag,

    /// <summary>What a key of a long table says: a <see cref="double"/> that may be infinite (a limit without bound),
    /// a <see cref="long"/>, a <see cref="bool"/> or a word.</summary>
    Scalar,
}

/// <summary>A column's name, kind, unit and titles.</summary>
/// <param name="Name">snake_case, unique in its table.</param>
/// <param name="Kind">What its cells hold.</param>
/// <param name="Unit">The unit of its values (<c>%</c>, <c>件</c>, <c>百分点</c>); null where values have none.</param>
/// <param name="Title">Heading for people; the name stands in where it is null.</param>
public sealed record Column(string Name, ColumnKind Kind, string? Unit = null, LocalText? Title = null);

/// <summary>Rows in memory with typed columns: what the model answers and charts draw. Immutable.</summary>
public sealed class Table
{
    readonly Dictionary<string, int> _ordinals;
    readonly IReadOnlyList<object?[]> _rows;

    /// <summary>A table of checked rows.</summary>
    /// <param name="columns">At least one, names unique.</param>
    /// <param name="rows">Each as long as <paramref name="columns"/>, each cell null or of its column's kind.</param>
    /// <exception cref="ArgumentException">A name stands twice, or a row has another length or kinds.</exception>
    public Table(IReadOnlyList<Column> columns, IReadOnlyList<object?[]> rows)
    {
        (Columns, _rows, _ordinals) = (columns, rows, new(StringComparer.Ordinal));
        for (var i = 0; i < columns.Count; i++)
            if (!_ordinals.TryAdd(columns[i].Name, i))
                throw new ArgumentException($"Column '{columns[i].Name}' stands twice.", nameof(columns));
        for (var r = 0; r < rows.Count; r++)
            Check(rows[r], r);
    }

    /// <summary>The columns in order.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>The number of rows.</summary>
    public int RowCount => _rows.Count;

    /// <summary>One cell by row, 0-based, and column name.</summary>
    /// <exception cref="ArgumentException">No column has this name.</exception>
    public object? this[int row, string column] => _rows[row][Ordinal(column)];

    /// <summary>Whether a column of this name exists.</summary>
    public bool Has(string column) => _ordinals.ContainsKey(column);

    /// <summary>A column's position, 0-based.</summary>
    /// <exception cref="ArgumentException">No column has this name.</exception>
    public int Ordinal(string column) => _ordinals.TryGetValue(column, out var i) ? i : throw new ArgumentException(
        $"The table has no column '{column}'; it has {string.Join(", ", _ordinals.Keys)}.", nameof(column));

    /// <summary>A cell as text; null where absent.</summary>
    public string? Text(int row, string column) => (string?)this[row, column];

    /// <summary>A cell of a numeric column as double; null where absent.</summary>
    public double? Number(int row, string column) =>
        this[row, column] is { } value ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : null;

    /// <summary>A cell of a whole-number column; null where absent.</summary>
    public long? Whole(int row, string column) => (long?)this[row, column];

    /// <summary>A table of the rows for which <paramref name="keep"/> is true, in order.</summary>
    public Table Where(Func<int, bool> keep) =>
        new(Columns, [.. Enumerable.Range(0, RowCount).Where(keep).Select(i => _rows[i])]);

    /// <summary>The same rows in another order (stable).</summary>
    public Table OrderBy<TKey>(Func<int, TKey> key, IComparer<TKey>? comparer = null) =>
        new(Columns, [.. Enumerable.Range(0, RowCount).OrderBy(key, comparer).Select(i => _rows[i])]);

    void Check(object?[] row, int index)
    {
        if (row.Length != Columns.Count)
            throw new ArgumentException($"Row {index} has {row.Length} cells, expected {Columns.Count}.");
        for (var i = 0; i < row.Length; i++)
        {
            var fits = Columns[i].Kind switch
            {
                _ when row[i] is null => true,
                ColumnKind.Text => row[i] is string,
                ColumnKind.Whole => row[i] is long,
                ColumnKind.Exact => row[i] is decimal,
                ColumnKind.Real => row[i] is double d && double.IsFinite(d),
                ColumnKind.Date => row[i] is DateOnly,
                ColumnKind.Scalar => row[i] is long or bool or string or double and not double.NaN,
                _ => row[i] is bool,
            };
            if (!fits)
                throw new ArgumentException(
                    $"Row {index}, column '{Columns[i].Name}': " +
                    $"found {row[i]!.GetType().Name}, expected {Columns[i].Kind}.");
        }
    }
}
