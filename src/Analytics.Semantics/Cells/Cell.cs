namespace Analytics.Semantics.Cells;

/// <summary>What a cell of an answer is.</summary>
public enum CellState
{
    /// <summary>A value.</summary>
    Value,

    /// <summary>No value: no rows, or a division by zero or nothing.</summary>
    Empty,

    /// <summary>There is something, but the question has no answer: a total of printed rates, an impossible
    /// back-cast. The reason says why.</summary>
    NotAvailable,

    /// <summary>A small count, or what would reveal one, kept from this reader.</summary>
    Suppressed,
}

/// <summary>One value. Exact where sums and counts of exact numbers are; real where divided.</summary>
/// <param name="State">What it is.</param>
/// <param name="Exact">The exact value; null where it is real, or no value.</param>
/// <param name="Real">The value; 0 where there is none.</param>
/// <param name="Reason">A word why not available: <c>printed-rate</c>, <c>split</c>; null otherwise.</param>
/// <param name="Numerator">Of a ratio, its numerator.</param>
/// <param name="Denominator">Of a ratio, its denominator.</param>
public readonly record struct Cell(CellState State, decimal? Exact, double Real, string? Reason = null,
    decimal? Numerator = null, decimal? Denominator = null)
{
    /// <summary>No value.</summary>
    public static Cell Empty { get; } = new(CellState.Empty, null, 0);

    /// <summary>The number zero.</summary>
    public static Cell Zero { get; } = Of(0m);

    /// <summary>Kept from this reader.</summary>
    public static Cell Suppressed { get; } = new(CellState.Suppressed, null, 0);

    /// <summary>Whether it is a value.</summary>
    public bool HasValue => State == CellState.Value;

    /// <summary>An exact value.</summary>
    public static Cell Of(decimal value) => new(CellState.Value, value, (double)value);

    /// <summary>A real value; none where it is not finite.</summary>
    public static Cell Of(double value) => double.IsFinite(value) ? new(CellState.Value, null, value) : Empty;

    /// <summary>Not available, for a reason.</summary>
    public static Cell NotAvailable(string reason) => new(CellState.NotAvailable, null, 0, reason);
}
