using Analytics.Tables;

namespace Analytics.Semantics.Cells.Figures;

static class FigureErrors
{
    public static AnalyticsException Field(string field)
    {
        var known = FigureFields.All.Select(one => one.ToString()).ToArray();
        return new("figure-field", ("field", field), ("nearest", Names.Nearest(field, known)), ("known", known));
    }

    public static AnalyticsException SemiJoin(string fact) => new("figure-semi-join", ("fact", fact));
}
