using Analytics.Tables;

namespace Analytics.Delivery;

/// <summary>Where one cell of an answer comes from.</summary>
/// <param name="Row">The row, from 1.</param>
/// <param name="Column">The measure's column.</param>
/// <param name="Title">The cell for people: measure, group, period and value.</param>
/// <param name="Lines">What it was made of, in order.</param>
public sealed record Explanation(int Row, string Column, LocalText Title, IReadOnlyList<ExplanationLine> Lines);

/// <summary>One thing said of a cell.</summary>
/// <param name="Name">A word for programs: <c>definition</c>, <c>numerator</c>, <c>source</c>, <c>sql</c>.</param>
/// <param name="Text">For people; it may have several lines.</param>
public sealed record ExplanationLine(string Name, LocalText Text)
{
    /// <summary>The word for people.</summary>
    public LocalText Label => TextCatalog.BuiltIn["explain." + Name];

    internal static ExplanationLine Of(string name, string text) => new(name, new LocalText(text, text));
}

/// <summary>One cell of an answer.</summary>
/// <param name="Row">The row, from 1.</param>
/// <param name="Column">The measure's column; null where the row has one measure.</param>
public sealed record CellReference(int Row, string? Column = null)
{
    /// <summary>How many cells are explained where none is named.</summary>
    public const int Usual = 10;

    /// <summary>Reads <c>2:loss_rate</c> or <c>2</c>.</summary>
    /// <exception cref="AnalyticsException"><c>explain-cell-text</c>.</exception>
    public static CellReference Parse(string text) => text.Split(':', 2) switch
    {
        [var row] when Of(row) is { } number => new CellReference(number),
        [var row, var column] when Of(row) is { } number => new CellReference(number, column),
        _ => throw DeliveryErrors.CellText(text),
    };

    internal bool Is(int row, string column) => row == Row && (Column is null || Column == column);

    static int? Of(string text) => int.TryParse(text, System.Globalization.NumberStyles.None,
        System.Globalization.CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
