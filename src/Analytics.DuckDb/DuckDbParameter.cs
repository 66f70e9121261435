using System.Collections;
using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Analytics.DuckDb;

/// <summary>A value for a parameter. SQL writes <c>$name</c> or <c>?</c>; the name here may carry <c>$</c>, <c>@</c> or
/// <c>:</c>.</summary>
public sealed class DuckDbParameter : DbParameter
{
    string _name = "", _sourceColumn = "";

    /// <summary>A parameter without name or value.</summary>
    public DuckDbParameter() { }

    /// <summary>A positional parameter.</summary>
    public DuckDbParameter(object? value) => Value = value;

    /// <summary>A named parameter.</summary>
    public DuckDbParameter(string name, object? value) => (_name, Value) = (name, value);

    /// <summary>Ignored: the value's .NET type decides.</summary>
    public override DbType DbType { get; set; } = DbType.Object;

    /// <inheritdoc/>
    public override ParameterDirection Direction
    {
        get => ParameterDirection.Input;
        set
        {
            if (value != ParameterDirection.Input) throw new NotSupportedException("DuckDB has input parameters only.");
        }
    }

    /// <inheritdoc/>
    public override bool IsNullable { get; set; } = true;

    /// <inheritdoc/>
    [AllowNull]
    public override string ParameterName { get => _name; set => _name = value ?? ""; }

    /// <summary>Ignored: values are never cut.</summary>
    public override int Size { get; set; }

    /// <inheritdoc/>
    [AllowNull]
    public override string SourceColumn { get => _sourceColumn; set => _sourceColumn = value ?? ""; }

    /// <inheritdoc/>
    public override bool SourceColumnNullMapping { get; set; }

    /// <summary>The value: any integer, decimal, floating number, text, Guid, DateOnly, TimeOnly, DateTime (UTC becomes
    /// TIMESTAMPTZ), DateTimeOffset, TimeSpan, DuckDbInterval, byte[], a sequence (LIST), a string-keyed dictionary
    /// (STRUCT) or IDictionary (MAP).</summary>
    public override object? Value { get; set; }

    /// <inheritdoc/>
    public override void ResetDbType() => DbType = DbType.Object;

    internal string Key => Bare(_name);

    internal static string Bare(string name) => name.TrimStart('$', '@', ':');
}

/// <summary>The parameters of a command.</summary>
public sealed class DuckDbParameterCollection : DbParameterCollection
{
    readonly List<DuckDbParameter> _list = [];

    internal DuckDbParameterCollection() { }

    /// <inheritdoc/>
    public override int Count => _list.Count;

    /// <inheritdoc/>
    public override object SyncRoot => ((ICollection)_list).SyncRoot;

    /// <inheritdoc/>
    public override int Add(object value)
    {
        _list.Add(value as DuckDbParameter ?? new DuckDbParameter(value));
        return _list.Count - 1;
    }

    /// <summary>Adds a named parameter.</summary>
    public DuckDbParameter AddWithValue(string name, object? value)
    {
        var parameter = new DuckDbParameter(name, value);
        _list.Add(parameter);
        return parameter;
    }

    /// <inheritdoc/>
    public override void AddRange(Array values)
    {
        foreach (var value in values) Add(value);
    }

    /// <inheritdoc/>
    public override void Clear() => _list.Clear();

    /// <inheritdoc/>
    public override bool Contains(object value) => IndexOf(value) >= 0;

    /// <inheritdoc/>
    public override bool Contains(string value) => IndexOf(value) >= 0;

    /// <inheritdoc/>
    public override void CopyTo(Array array, int index) => ((ICollection)_list).CopyTo(array, index);

    /// <inheritdoc/>
    public override IEnumerator GetEnumerator() => _list.GetEnumerator();

    /// <inheritdoc/>
    public override int IndexOf(object value) => value is DuckDbParameter parameter ? _list.IndexOf(parameter) : -1;

    /// <inheritdoc/>
    public override int IndexOf(string parameterName)
    {
        var key = DuckDbParameter.Bare(parameterName);
        return _list.FindIndex(p => p.Key.Equals(key, StringComparison.OrdinalIgnoreCase));
    }

    /// <inheritdoc/>
    public override void Insert(int index, object value) => _list.Insert(index, (DuckDbParameter)value);

    /// <inheritdoc/>
    public override void Remove(object value) => _list.Remove((DuckDbParameter)value);

    /// <inheritdoc/>
    public override void RemoveAt(int index) => _list.RemoveAt(index);

    /// <inheritdoc/>
    public override void RemoveAt(string parameterName) => _list.RemoveAt(Known(parameterName));

    /// <inheritdoc/>
    protected override DbParameter GetParameter(int index) => _list[index];

    /// <inheritdoc/>
    protected override DbParameter GetParameter(string parameterName) => _list[Known(parameterName)];

    /// <inheritdoc/>
    protected override void SetParameter(int index, DbParameter value) => _list[index] = (DuckDbParameter)value;

    /// <inheritdoc/>
    protected override void SetParameter(string parameterName, DbParameter value) =>
        _list[Known(parameterName)] = (DuckDbParameter)value;

    int Known(string name) => IndexOf(name) is >= 0 and var index ? index
        : throw new ArgumentException(
            $"There is no parameter '{name}'; there are {string.Join(", ", _list.Select(p => p.Key))}.", nameof(name));

    /// Gives each parameter of a statement its value: by name where it has one, else by position.
    internal void Bind(Statement statement, HashSet<DuckDbParameter> bound)
    {
        for (var i = 0; i < statement.Parameters.Length; i++)
        {
            var name = statement.Parameters[i];
            var at = IndexOf(name);
            if (at < 0 && int.TryParse(name, out var position) && position <= _list.Count
                && _list[position - 1].Key.Length == 0) at = position - 1;
            if (at < 0)
                throw new InvalidOperationException(
                    $"The statement wants parameter '${name}', which has no value. Given: {Given()}.");
            try
            {
                statement.Bind(i + 1, _list[at].Value);
            }
            catch (Exception e) when (e is InvalidCastException or NotSupportedException)
            {
                throw new InvalidCastException($"Parameter '${name}': {e.Message}", e);
            }
            bound.Add(_list[at]);
        }
    }

    /// A value that no statement takes is a slip of the caller's.
    internal void RefuseOthersThan(HashSet<DuckDbParameter> bound)
    {
        for (var i = 0; i < _list.Count; i++)
            if (!bound.Contains(_list[i]))
                throw new InvalidOperationException($"No statement of the command wants {Name(i)}.");
    }

    string Given() => Count == 0 ? "none" : string.Join(", ", Enumerable.Range(0, Count).Select(Name));

    string Name(int index) => _list[index].Key is { Length: > 0 } key ? $"'{key}'" : $"position {index + 1}";
}
