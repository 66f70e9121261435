using Analytics.Tables;

namespace Analytics.Charting;

/// <summary>One picture of the gallery: made-up figures, marked as simulated in the picture.</summary>
/// <param name="State">What its data are like: <c>ordinary</c>, <c>empty</c>, <c>one</c>, <c>equal</c>, <c>huge</c>,
/// <c>long-names</c>, <c>missing</c>, <c>suppressed</c>, or a word of the chart type's own.</param>
/// <param name="Spec">What to draw; language and theme are set by who draws.</param>
/// <param name="Table">The rows.</param>
public sealed record GalleryCase(string State, ChartSpec Spec, Table Table)
{
    /// <summary>The chart type's name and the state, such as <c>funnel-huge</c>; unique in the gallery.</summary>
    public string Name => $"{Spec.Type}-{State}";

    /// <summary>The picture.</summary>
    /// <param name="language">Of its words.</param>
    /// <param name="theme">A name in <see cref="Themes"/>; null is the spec's own.</param>
    public Scene Draw(Language language, string? theme = null) =>
        Chart.Draw(Spec with { Language = language, Theme = theme ?? Spec.Theme }, Table);
}

/// <summary>Every chart type with ordinary and awkward data: what the charts can do, and what holds them to
/// it.</summary>
public static class Gallery
{
    /// <summary>The states every chart type is shown in, in order.</summary>
    public static IReadOnlyList<string> States { get; } =
        ["ordinary", "empty", "one", "equal", "huge", "long-names", "missing", "suppressed"];

    /// <summary>Every picture, in order of name.</summary>
    public static IReadOnlyList<GalleryCase> All { get; } =
        [.. ChartTypes.All.SelectMany(Of).OrderBy(one => one.Name, StringComparer.Ordinal)];

    /// <summary>The pictures of a chart type, those of all types' <see cref="States"/> first, then its own.</summary>
    public static IEnumerable<GalleryCase> Of(ChartType type) => type.Cases.OrderBy(one =>
        Enumerable.Range(0, States.Count).FirstOrDefault(i => States[i] == one.State, States.Count));
}
