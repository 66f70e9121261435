using Analytics.Semantics.Stars;

namespace Analytics.Semantics.Cells.Rows;

/// <summary>What comes of the rows of one cell.</summary>
sealed class Tally(AggregateKind kind, double? quantile)
{
    readonly List<(object Value, object? Weight)> _values = [];
    readonly Sum _rows = new();

    /// The first day on which each member that turned into others has a row, by role.
    public Dictionary<string, Dictionary<object, DateOnly>> Origins { get; } = [];

    public void Add(object? value, object? weight)
    {
        _rows.Add(weight ?? 1m, null);
        if (value is not null) _values.Add((value, weight));
    }

    /// Null where there is nothing to tell.
    public Cell? Result()
    {
        if (kind == AggregateKind.Count) return _rows.Result;
        if (kind == AggregateKind.Distinct)
            return Cell.Of((decimal)_values.Select(pair => Values.Key(pair.Value)).Distinct().Count());
        if (_values.Count == 0) return null;
        return kind switch
        {
            AggregateKind.Sum => Total().Result,
            AggregateKind.Min => Single(_values.Select(pair => pair.Value).Aggregate(Lesser)),
            AggregateKind.Max => Single(_values.Select(pair => pair.Value).Aggregate(Greater)),
            AggregateKind.Average => Mean(),
            _ => Cell.Of(At(kind == AggregateKind.Median ? 0.5 : quantile!.Value)),
        };
    }

    Sum Total()
    {
        var sum = new Sum();
        foreach (var (value, weight) in _values) sum.Add(value, weight);
        return sum;
    }

    Cell? Mean()
    {
        var weights = new Sum();
        foreach (var (_, weight) in _values) weights.Add(weight ?? 1m, null);
        if (weights.Real == 0) return null;
        return Cell.Of(Total().Real / weights.Real);
    }

    // Type 7 of Hyndman and Fan (1996).
    double At(double share)
    {
        var sorted = _values.Select(pair => Values.Real(pair.Value)).Order().ToArray();
        var place = (sorted.Length - 1) * share;
        var below = (int)Math.Floor(place);
        return below + 1 >= sorted.Length ? sorted[^1]
            : sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below]));
    }

    static object Lesser(object one, object other) => Values.Compare(one, other) <= 0 ? one : other;

    static object Greater(object one, object other) => Values.Compare(one, other) >= 0 ? one : other;

    static Cell Single(object value) => Values.Exact(value) is { } exact ? Cell.Of(exact) : Cell.Of(Values.Real(value));

    /// <summary>A sum, exact as long as all that is added is; reals with Neumaier's correction.</summary>
    sealed class Sum
    {
        decimal? _exact = 0;
        double _real, _lost;

        public double Real => _exact is { } exact ? (double)exact : _real + _lost;

        public Cell Result => _exact is { } exact ? Cell.Of(exact) : Cell.Of(Real);

        public void Add(object value, object? weight)
        {
            _exact = _exact is { } sum && Values.Exact(value) is { } a && Factor(weight) is { } b
                ? sum + (a * b) : null;
            var next = Number(value) * (weight is null ? 1 : Number(weight));
            var total = _real + next;
            _lost += Math.Abs(_real) >= Math.Abs(next) ? _real - total + next : next - total + _real;
            _real = total;
        }

        static decimal? Factor(object? weight) => weight is null ? 1m : Values.Exact(weight);

        static double Number(object value) => Values.Exact(value) is { } exact ? (double)exact : Values.Real(value);
    }
}
