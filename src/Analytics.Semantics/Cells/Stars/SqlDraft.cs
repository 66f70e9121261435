using Analytics.Semantics.Stars;
using Analytics.Warehousing;

namespace Analytics.Semantics.Cells.Stars;

/// A statement being written: named steps in order, and values as parameters.
sealed class SqlDraft(SqlDialect dialect)
{
    readonly List<(string Name, string Sql)> _steps = [];
    readonly Dictionary<object, string> _places = [];
    readonly Dictionary<string, int> _names = [];

    public SqlDialect Dialect => dialect;

    public Dictionary<string, object?> Parameters { get; } = [];

    /// The place of a value; equal values of one type share it.
    public string Value(object value)
    {
        if (_places.TryGetValue(value, out var place)) return place;
        var name = $"p{Parameters.Count + 1}";
        Parameters[name] = value;
        return _places[value] = dialect.Parameter(name);
    }

    public string Values(IEnumerable<object> values) => string.Join(", ", values.Select(Value));

    /// A name nothing else in the statement has.
    public string Name(string stem)
    {
        _names[stem] = _names.GetValueOrDefault(stem) + 1;
        return $"\"{stem}_{_names[stem]}\"";
    }

    /// Adds a step that those after it read by its name.
    public string Step(string name, string sql)
    {
        _steps.Add(($"\"{name}\"", sql));
        return $"\"{name}\"";
    }

    /// Not materialized: an engine that reads a step once moves conditions into it.
    public string Write(string last) => _steps.Count == 0 ? last
        : $"WITH {string.Join(",\n", _steps.Select(s => $"{s.Name} AS NOT MATERIALIZED (\n{s.Sql}\n)"))}\n{last}";

    public SourceStatement Statement(string last) => new(Write(last), Parameters);

    public string Sql(Expression expression) =>
        expression.IsColumn ? dialect.Quote(expression.Text) : $"({expression.Text})";

    public string Sql(Relation relation) => relation.Table is { } table
        ? string.Join(".", table.Split('.').Select(dialect.Quote))
        : $"({relation.Sql!.Trim().TrimEnd(';')}) AS \"given\"";
}
