using Analytics.Tables;

namespace Analytics.Charting.Charts;

sealed class PointsOverTime : ChartType
{
    public override string Name => "points-over-time";

    public override Scene Draw(ChartSpec spec, Table table) =>
        new(spec.Width, spec.Height ?? 400, spec.Language, spec.Title.In(spec.Language), "", [], []);
}
