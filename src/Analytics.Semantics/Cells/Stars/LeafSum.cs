using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Cells.Stars;

/// What is added up of one leaf and group, exact as long as its parts are.
struct LeafSum
{
    decimal _exact;
    double _real;
    decimal _count;
    double _realCount;
    bool _isReal;
    bool _has;

    /// Adds a part: a sum with, for an average, how many it is of; or the least or greatest.
    public void Add(AggregateKind kind, object? value, object? count)
    {
        if (value is null) return;
        var real = value is double d ? d : (double)Exact(value);
        if (value is double) _isReal = true;
        else if (kind is AggregateKind.Min or AggregateKind.Max) Keep(kind, Exact(value));
        else _exact += Exact(value);
        if (kind is AggregateKind.Min or AggregateKind.Max)
            _real = !_has ? real : kind == AggregateKind.Min ? Math.Min(_real, real) : Math.Max(_real, real);
        else _real += real;
        if (count is double part) (_realCount, _isReal) = (_realCount + part, true);
        else if (count is not null) (_count, _realCount) = (_count + Exact(count), _realCount + (double)Exact(count));
        _has = true;
    }

    /// The cell; null where no row had a value.
    public readonly Cell? Of(AggregateKind kind) => !_has ? null
        : kind != AggregateKind.Average ? _isReal ? Cell.Of(_real) : Cell.Of(_exact)
        : _isReal ? _realCount == 0 ? null : Cell.Of(_real / _realCount)
        : _count == 0 ? null : Cell.Of(_exact / _count);

    void Keep(AggregateKind kind, decimal value) =>
        _exact = !_has ? value : kind == AggregateKind.Min ? Math.Min(_exact, value) : Math.Max(_exact, value);

    static decimal Exact(object value) => value is long whole ? whole : (decimal)value;
}
