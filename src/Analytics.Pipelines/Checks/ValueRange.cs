namespace Analytics.Pipelines.Checks;

/// Where a quantity may lie, both ends included; null is no limit. Arithmetic keeps what is certain.
readonly record struct ValueRange(decimal? Low, decimal? High)
{
    public static ValueRange At(decimal value) => new(value, value);

    /// What a printed figure leaves open: half a unit of its last decimal, or all above a floor.
    public static ValueRange Printed(CheckedFigure figure)
    {
        var half = figure.Step / 2;
        return figure.Bound switch
        {
            "exact" => new(figure.Value - half, figure.Value + half),
            "at_least" => new(figure.Value, null),
            "at_most" => new(null, figure.Value),
            _ => default,
        };
    }

    /// What a figure is worth inside a sum: a count is exact, a printed rate was rounded.
    public static ValueRange Used(CheckedFigure figure) => figure switch
    {
        { IsExact: true, IsDerived: false } => At(figure.Value),
        { Bound: "at_most" } => new(0, figure.Value),
        _ => Printed(figure),
    };

    public static ValueRange operator +(ValueRange a, ValueRange b) => new(a.Low + b.Low, a.High + b.High);

    public static ValueRange operator -(ValueRange a, ValueRange b) => new(a.Low - b.High, a.High - b.Low);

    public static ValueRange operator *(decimal factor, ValueRange a) => new(factor * a.Low, factor * a.High);

    /// Both not below 0, as counts and rates are; a divisor of 0 gives no upper limit.
    public static ValueRange operator /(ValueRange a, ValueRange b) => new(
        b.High is > 0 ? a.Low / b.High : 0, b.Low is > 0 ? a.High / b.Low : null);

    public bool Meets(ValueRange other) =>
        !(High < other.Low || Low > other.High);
}
