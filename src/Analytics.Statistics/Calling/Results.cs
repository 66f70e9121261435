using Analytics.Tables;

namespace Analytics.Statistics;

/// What an analysis finds in one case. A cell is null with a reason, or a value; NaN is never one.
sealed class Results(IReadOnlyList<Output> outputs, ResultShape shape, int count)
{
    readonly object?[]?[] _rows = new object?[count][];
    readonly List<object?[]> _added = [];

    /// Of <see cref="ResultShape.Rows"/>: the outputs of one row of the case, from 0. `reason` says why cells are
    /// empty: a word of the catalog (`reason.*`), or several as `column=word; column=word`.
    public void Set(int row, IReadOnlyList<object?> cells, string? reason = null) =>
        _rows[row] = Checked([.. cells, reason]);

    /// Of <see cref="ResultShape.Table"/>: one more row.
    public void Add(IReadOnlyList<object?> cells, string? reason = null) => _added.Add(Checked([.. cells, reason]));

    /// Of <see cref="ResultShape.Long"/>: one value. NaN is none, and wants a reason.
    public void Say(string key, object? value, object? index = null, string? reason = null)
    {
        if (value is int whole) value = (long)whole;
        if (index is int i) index = (long)i;
        if (value is double.NaN) throw new ArgumentException($"'{key}' is NaN; expected null and a reason.");
        _added.Add([key, index, value, reason]);
    }

    /// All values of an indexed key; the index counts from `first`.
    public void SayAll(string key, IEnumerable<double> values, int first = 1)
    {
        foreach (var value in values) Say(key, value, first++);
    }

    public IEnumerable<object?[]> Rows => shape == ResultShape.Rows
        ? _rows.Select(row => row ?? new object?[outputs.Count + 1]) : _added;

    object?[] Checked(object?[] cells)
    {
        if (cells.Length != outputs.Count + 1)
            throw new ArgumentException($"Found {cells.Length - 1} cells, expected {outputs.Count}.");
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i] is int whole) cells[i] = (long)whole;
            if (i < outputs.Count && cells[i] is double number && outputs[i].Kind == ColumnKind.Real
                && !double.IsFinite(number))
                throw new ArgumentException($"'{outputs[i].Name}' is {number}; expected null and a reason, or Scalar.");
        }
        return cells;
    }
}
