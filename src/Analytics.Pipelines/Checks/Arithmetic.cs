using System.Globalization;

namespace Analytics.Pipelines.Checks;

/// Numbers and sums as people write them.
static class Arithmetic
{
    public static string Number(decimal value) =>
        value < 0 ? "−" + Number(-value) : value.ToString("#,0.######", CultureInfo.InvariantCulture);

    /// A recomputed number, with enough decimals to see on which side of a rounding it lies.
    public static string Result(decimal value) => Number(Math.Round(value, 4));

    /// A figure as it is used: with its sign where it is not exact.
    public static string Of(CheckedFigure figure) => figure.Bound switch
    {
        "at_least" => "≥" + Number(figure.Value),
        "at_most" => "≤" + Number(figure.Value),
        "about" => "≈" + Number(figure.Value),
        _ => Number(figure.Value),
    };

    public static string Sum(IReadOnlyList<CheckedFigure> figures) => string.Join(" + ", figures.Select(Of));

    /// A sum in brackets where it has several terms.
    public static string Term(IReadOnlyList<CheckedFigure> figures) =>
        figures.Count > 1 ? $"({Sum(figures)})" : Sum(figures);

    public static ValueRange Range(IReadOnlyList<CheckedFigure> figures) =>
        figures.Aggregate(ValueRange.At(0), (sum, figure) => sum + ValueRange.Used(figure));

    public static ValueRange Point(IReadOnlyList<CheckedFigure> figures) =>
        ValueRange.At(figures.Sum(figure => figure.Value));
}
