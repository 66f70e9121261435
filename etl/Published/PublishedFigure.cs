using Analytics.Etl.Reference;
using Analytics.Pipelines;

namespace Analytics.Etl.Published;

/// <summary>One published figure with everything that identifies its observation.</summary>
/// <param name="FigureId">Source, reported code, area or group, period; unique among the published figures.</param>
/// <param name="Row">Where it stands in the file.</param>
/// <param name="SourceId">The document.</param>
/// <param name="SeriesId">The author's line of documents.</param>
/// <param name="PublishedOn">The day the document was published; null when unknown.</param>
/// <param name="IndicatorCode">The indicator variant.</param>
/// <param name="AreaId">The area version valid at the period's end; for a group the area it lies in.</param>
/// <param name="GroupId">The reporting group; "" for an area's own figure.</param>
/// <param name="Period">The figure's own period.</param>
/// <param name="ScopeId">Stated scope parts in fixed order: <c>body=government-alone;role=defendant</c>.</param>
/// <param name="Bound">exact, at_least or at_most.</param>
/// <param name="Value">In <paramref name="Unit"/>; printed text and unit stay in <paramref name="Row"/>.</param>
/// <param name="Unit">The unit after normalisation, 元 for 万元.</param>
public sealed record PublishedFigure(string FigureId, CsvRow Row, string SourceId, string SeriesId,
    DateOnly? PublishedOn, string IndicatorCode, string AreaId, string GroupId, Period Period, string ScopeId,
    string Bound, decimal Value, string Unit)
{
    /// <summary>The observation's key: what is equal here is one quantity of one series.</summary>
    public long ObservationKey => Observations.KeyOf(PublishedFigures.Dataset, IndicatorCode, AreaId, GroupId, Period,
        ScopeId, SeriesId);
}
