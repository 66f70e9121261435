using Analytics.Tables;

namespace Analytics.Charting;

/// <summary>A day on which what a series counts changed: no line is drawn across it.</summary>
/// <param name="On">The first day of what came new.</param>
/// <param name="Title">What changed, for the remark under the picture.</param>
/// <param name="Areas">Ids of the areas it concerns.</param>
public sealed record ChartBreak(DateOnly On, LocalText Title, IReadOnlyList<string> Areas);
