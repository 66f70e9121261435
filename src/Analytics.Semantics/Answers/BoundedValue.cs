namespace Analytics.Semantics.Answers;

/// <summary>A value with its bound: exact, at_least, at_most or about.</summary>
readonly record struct BoundedValue(double Value, string Bound)
{
    /// <summary>A rate printed with one decimal may differ by half of it from another.</summary>
    public const double Rounding = 0.0500001;

    /// <summary>Whether both cannot be true of one quantity. "About" contradicts nothing.</summary>
    /// <param name="other">The other value.</param>
    /// <param name="slack">By how much equal quantities may be printed apart.</param>
    public bool Contradicts(BoundedValue other, double slack) => (Bound, other.Bound) switch
    {
        ("exact", "exact") => Math.Abs(Value - other.Value) > slack,
        ("exact" or "at_most", "at_least") => Value < other.Value - slack,
        ("exact" or "at_least", "at_most") => Value > other.Value + slack,
        ("at_least", "exact") => other.Value < Value - slack,
        ("at_most", "exact") => other.Value > Value + slack,
        _ => false,
    };
}
