using Analytics.Semantics.Stars;
using Analytics.Tables;
using Analytics.Warehousing;

namespace Analytics.Semantics.Cells.Rows;

/// <summary>Rows of a relation, column by column. Columns are asked for before they are read.</summary>
sealed class RowSet(Relation relation)
{
    readonly List<string> _sql = [];
    object?[][] _columns = [];

    public Relation Relation { get; } = relation;

    public int Count { get; private set; }

    public string Statement { get; private set; } = "";

    /// The place of a column, which is read once however often it is asked for.
    public int Column(string sql)
    {
        if (_sql.IndexOf(sql) is >= 0 and var known) return known;
        _sql.Add(sql);
        return _sql.Count - 1;
    }

    public object? this[int row, int column] => _columns[column][row];

    public bool IsTrue(int row, int? column) => column is not { } place || this[row, place] is true;

    public string Select(SqlDialect dialect)
    {
        var columns = _sql.Count == 0 ? "1 AS c0"
            : string.Join(", ", _sql.Select((sql, place) => $"{sql} AS c{place}"));
        var source = Relation.Table is { } table
            ? string.Join('.', table.Split('.').Select(dialect.Quote)) : $"({Relation.Sql}) AS q";
        return Statement = $"SELECT {columns} FROM {source}";
    }

    public void Take(Table table)
    {
        Count = table.RowCount;
        _columns = [.. Enumerable.Range(0, _sql.Count).Select(place => Column(table, $"c{place}"))];
    }

    static object?[] Column(Table table, string name)
    {
        var cells = new object?[table.RowCount];
        for (var row = 0; row < cells.Length; row++) cells[row] = table[row, name];
        return cells;
    }
}

/// <summary>What a question reads: each relation once, by one statement without join, group or condition.</summary>
sealed class Reading(SqlDialect dialect)
{
    readonly Dictionary<Relation, RowSet> _sets = [];

    public IEnumerable<RowSet> Sets => _sets.Values;

    public RowSet Of(Relation relation)
    {
        if (!_sets.TryGetValue(relation, out var set)) _sets[relation] = set = new RowSet(relation);
        return set;
    }

    public string Sql(Expression expression) =>
        expression.IsColumn ? dialect.Quote(expression.Text) : $"({expression.Text})";

    public int Column(RowSet set, Expression expression) => set.Column(Sql(expression));

    public int? Column(RowSet set, Expression? expression) =>
        expression is { } given ? Column(set, given) : null;

    public async Task ReadAsync(
        Func<string, IReadOnlyDictionary<string, object?>, IReadOnlyList<Column>?, CancellationToken, Task<Table>>
            query, Dictionary<string, Table> known, CancellationToken ct)
    {
        foreach (var set in _sets.Values)
        {
            var sql = set.Select(dialect);
            if (!known.TryGetValue(sql, out var table))
                known[sql] = table = await query(sql, new Dictionary<string, object?>(), null, ct);
            set.Take(table);
        }
    }
}
